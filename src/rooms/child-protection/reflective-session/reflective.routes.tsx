import { z } from 'zod'
import {
  Button,
  CheckboxesField,
  capital,
  type FieldErrors,
  Form,
  InsetText,
  LongTextField,
  smallLabel,
  smallLegend,
  TextField,
  type Typed,
} from '../../../design-system/index.ts'
import { dayOf } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import type { AgencyKind } from '../../../thread/entry.ts'
import { line, words } from '../../../thread/fields.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut, type Outcome } from '../../../thread/store/append.ts'
import { atChild, type OpenConference, openMeetingOf } from '../conference/hold.routes.tsx'
import { guidingQuestions, reflectiveSession, reviewThemeWords, type triggerWords } from './reflective-session.ts'

const many = z.preprocess(given => (typeof given === 'string' ? [given] : (given ?? [])), z.array(z.string().max(60)).max(60))
const places = [1, 2, 3, 4, 5, 6, 7, 8] as const
type Place = (typeof places)[number]

/** What is written down of a reflective session: the questions may be put otherwise, and are kept with their answers. */
const sessionForm = declareForm(
  z
    .object({
      attended: many,
      themes: many,
      actions: words(10_000).optional(),
      ...(Object.fromEntries(
        places.flatMap(at => [
          [`question${at}`, line(300).optional()],
          [`answer${at}`, words(10_000).optional()],
        ]),
      ) as { [At in `question${Place}` | `answer${Place}`]: z.ZodOptional<z.ZodString> }),
    })
    .superRefine((form, context) => {
      for (const at of places)
        if (form[`answer${at}`] && !form[`question${at}`])
          context.addIssue({ code: 'custom', path: [`question${at}`], message: 'Write which question this answers' })
      if (!places.some(at => form[`answer${at}`])) context.addIssue({ code: 'custom', path: ['answer1'], message: 'Write what was said' })
    }),
  {
    attended: 'Who was there?',
    themes: 'Which themes did it touch?',
    actions: 'What follows, and who does it?',
    ...(Object.fromEntries(
      places.flatMap(at => [
        [`question${at}`, `Question ${at}`],
        [`answer${at}`, `Answer ${at}`],
      ]),
    ) as { [At in `question${Place}` | `answer${Place}`]: string }),
  },
)
type SessionForm = z.output<typeof sessionForm.schema>

type Opened = { readonly opened: OpenConference; readonly child: OpenConference['children'][number] }

const open = async (tx: Tx, { meeting, child: of }: { meeting: SubjectId; child: SubjectId }): Promise<Opened> => {
  const opened = await openMeetingOf(tx, meeting)
  const child = opened.children.find(one => one.child === of)
  if (!child?.may(reflectiveSession.name)) throw new NotFound()
  return { opened, child }
}

const partners = ({ meeting }: OpenConference) => meeting.invited.filter(one => one.as === 'professional' && one.agencyKind !== null)

const record = (tx: Tx, book: Book, id: CommandId, { opened, child }: Opened, form: SessionForm): Promise<Outcome<null>> => {
  const asked = child.asks.find(one => one.rule === 'reflective-session-required')
  const because: (keyof typeof triggerWords)[] = [
    ...(typeof asked?.facts['planEndedOn'] === 'string' ? (['return'] as const) : []),
    ...(typeof asked?.facts['conferences'] === 'number' ? (['third'] as const) : []),
  ]
  const kindsOf = (there: boolean): AgencyKind[] =>
    partners(opened).flatMap(one => (form.attended.includes(one.entry) === there && one.agencyKind ? [one.agencyKind] : []))
  const said = places.filter(at => form[`answer${at}`])
  return carryOut(tx, book, {
    id,
    asked: { meeting: opened.meeting.matter, child: child.child, form },
    writes: [child.child],
    kinds: [reflectiveSession],
    decide: () => ({
      answer: null,
      entries: [
        {
          subject: child.child,
          act: newId<ActId>(),
          kind: reflectiveSession,
          // It was before the conference: told on the day or later, it counts as of the day alone.
          happened: { on: dayOf(opened.meeting.at), precision: 'day' },
          audience: 'professionals',
          parts: {
            record: {
              facts: {
                conference: opened.meeting.matter,
                because,
                ...(typeof asked?.facts['planEndedOn'] === 'string' ? { planEndedOn: asked.facts['planEndedOn'] } : {}),
                ...(typeof asked?.facts['conferences'] === 'number' ? { conferences: asked.facts['conferences'] } : {}),
                conferenceOn: dayOf(opened.meeting.at),
                attended: kindsOf(true),
                absent: kindsOf(false),
                themes: form.themes.filter(one => Object.hasOwn(reviewThemeWords, one)),
                questions: said.map(at => form[`question${at}`] ?? ''),
              },
              narrative: {
                ...Object.fromEntries(said.map((at, place) => [`answer${place + 1}`, form[`answer${at}`]])),
                actions: form.actions,
              },
            },
          },
        },
      ],
    }),
  })
}

type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'commandId' | 'page'>

const showSession = (ask: AnyAsk, { opened, child }: Opened, typed: Typed, errors: FieldErrors = []): Reply => {
  const here = `/meetings/${opened.meeting.matter}/conference`
  const form = {
    typed: { ...Object.fromEntries(guidingQuestions.map((question, at) => [`question${at + 1}`, question])), ...typed },
    errors,
  }
  return show(
    ask.page({
      title: 'A reflective session',
      errors,
      way: { kind: 'back', href: here },
      children: (
        <>
          <span class="govuk-caption-l">Before the conference</span>
          <h1 class="govuk-heading-l">Reflective session about {child.name}</h1>
          <p class="govuk-body">
            For the professionals, without the family: to see what earlier work did for {child.called}, and to do it better this time. It
            looks for learning, not for fault.
          </p>
          {child.session && <InsetText>A session about {child.called} is written down already. This would be another.</InsetText>}
          <Form
            action={`${here}/${child.child}/reflective`}
            csrf={ask.csrf}
            commandId={errors.length > 0 ? ask.commandId : ask.newCommandId()}
          >
            <CheckboxesField
              name="attended"
              form={form}
              fieldset={smallLegend('Who was there?')}
              items={partners(opened).map(one => ({ value: one.entry as string, text: [one.name, one.of].filter(Boolean).join(', ') }))}
            />
            {places.slice(0, guidingQuestions.length + 1).map(at => (
              <div key={at}>
                <TextField
                  name={`question${at}`}
                  form={form}
                  label={`Question ${at}${at > guidingQuestions.length ? ' (optional)' : ''}`}
                />
                <LongTextField name={`answer${at}`} form={form} rows={3} label={`Answer ${at}${at > 1 ? ' (optional)' : ''}`} />
              </div>
            ))}
            <CheckboxesField
              name="themes"
              form={form}
              fieldset={smallLegend('Which themes did it touch? (optional)')}
              items={Object.entries(reviewThemeWords).map(([value, text]) => ({ value, text: capital(text) }))}
            />
            <LongTextField name="actions" form={form} rows={3} label={smallLabel('What follows, and who does it? (optional)')} />
            <Button text="Write down the session" preventDoubleClick />
          </Form>
        </>
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { typed, errors } },
  )
}

/** Writing down the reflective session before a conference. `book`: the kinds and rules in force. */
export const reflectiveRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/meetings/:meeting/conference/:child/reflective',
    words: 'the reflective session before a conference',
    params: atChild,
    handle: async ask => showSession(ask, await ask.tx(tx => open(tx, ask.params)), {}),
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/conference/:child/reflective',
    words: 'the reflective session before a conference',
    params: atChild,
    body: z.record(z.string(), z.unknown()),
    labels: sessionForm.labels,
    handle: ask =>
      ask.tx(async tx => {
        const opened = await open(tx, ask.params)
        const form = parseForm(sessionForm.schema, ask.typed)
        if (!form.ok) return showSession(ask, opened, ask.typed, form.errors)
        const outcome = await record(tx, book(), ask.commandId as CommandId, opened, form.data)
        if (outcome.done === 'asked') throw new Error('a gate stood before a reflective session')
        return go(`/meetings/${ask.params.meeting}/conference`)
      }),
  }),
]
