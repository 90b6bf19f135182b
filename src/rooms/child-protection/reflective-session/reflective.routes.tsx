import { z } from 'zod'
import { CheckboxesField, capital, InsetText, LongTextField, smallLabel, smallLegend, TextField } from '../../../design-system/index.ts'
import { dayOf } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { type KeptAt, keptForm } from '../../../kernel/http/kept-form.tsx'
import { KeptFields, type KeptPage, keptFormRoutes } from '../../../kernel/http/kept-routes.tsx'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Route } from '../../../kernel/http/route.ts'
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

const kept = keptForm(sessionForm, { lists: ['attended', 'themes'], longTexts: ['actions', ...places.map(at => `answer${at}` as const)] })

type Opened = {
  readonly opened: OpenConference
  readonly child: OpenConference['children'][number]
  /** What the partnership asks: its own questions, or those that come with the program. */
  readonly questions: readonly string[]
}

const ownQuestions = statement<{ asked: readonly string[] | null }>(
  'guiding-questions',
  null,
  `select p.profile -> 'guidingQuestions' as asked from gt.profile_of($1) p`,
)

const open = async (tx: Tx, { meeting, child: of }: { meeting: SubjectId; child: SubjectId }): Promise<Opened> => {
  const opened = await openMeetingOf(tx, meeting)
  const child = opened.children.find(one => one.child === of)
  if (!child?.may(reflectiveSession)) throw new NotFound()
  const [own] = await tx.run(ownQuestions, [tx.actor.partnership])
  return { opened, child, questions: own?.asked ?? guidingQuestions }
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

const SessionPage = ({ of: { opened, child, questions }, parts }: { of: Opened; parts: KeptPage }) => {
  const { form } = parts
  return (
    <>
      <span class="govuk-caption-l">Before the conference</span>
      <h1 class="govuk-heading-l">Reflective session about {child.name}</h1>
      <p class="govuk-body">
        For the professionals, without the family: to see what earlier work did for {child.called}, and to do it better this time. It looks
        for learning, not for fault.
      </p>
      {child.session && <InsetText>A session about {child.called} is written down already. This would be another.</InsetText>}
      <KeptFields parts={parts} send="Write down the session">
        <CheckboxesField
          name="attended"
          form={form}
          fieldset={smallLegend('Who was there?')}
          items={partners(opened).map(one => ({ value: one.entry as string, text: [one.name, one.of].filter(Boolean).join(', ') }))}
        />
        {places.slice(0, questions.length + 1).map(at => (
          <div key={at}>
            <TextField name={`question${at}`} form={form} label={`Question ${at}${at > questions.length ? ' (optional)' : ''}`} />
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
      </KeptFields>
    </>
  )
}

/** Writing down the reflective session before a conference. `book`: the kinds and rules in force. */
export const reflectiveRoutes = (book: () => Book): readonly Route[] =>
  keptFormRoutes<typeof atChild, Opened>({
    url: '/meetings/:meeting/conference/:child/reflective',
    params: atChild,
    words: 'the reflective session before a conference',
    title: 'A reflective session',
    labels: sessionForm.labels,
    kept,
    at: ({ meeting, child }): KeptAt => ({
      name: `reflective ${meeting} ${child}`,
      action: `/meetings/${meeting}/conference/${child}/reflective`,
      leave: `/meetings/${meeting}/conference`,
    }),
    open,
    fresh: ({ questions }) => Object.fromEntries(questions.map((question, at) => [`question${at + 1}`, question])),
    send: async (tx, opened, typed, { id, at }) => {
      const form = parseForm(sessionForm.schema, typed)
      if (!form.ok) return { errors: form.errors }
      const outcome = await record(tx, book(), id, opened, form.data)
      if (outcome.done === 'asked') throw new Error('a gate stood before a reflective session')
      return { to: `/meetings/${at.meeting}/conference` }
    },
    page: (of, parts) => <SessionPage of={of} parts={parts} />,
  })
