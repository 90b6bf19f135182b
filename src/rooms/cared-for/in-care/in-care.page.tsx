import { z } from 'zod'
import { DateField, LongTextField, RadiosField, smallLabel, smallLegend } from '../../../design-system/index.ts'
import { printDay } from '../../../guidance/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { dayField, words } from '../../../thread/fields.ts'
import { choices, KeptFields, type KeptPage, keptRoutes, oneOf, todayIn, writeOne } from '../../commands.ts'
import { type ChildOnRecord, type OnChild, openChild, readByKind } from '../../family/index.ts'
import { careBegan, careEnded, careEndWords, careWords } from './in-care.ts'

const form = declareForm(
  z
    .object({
      does: oneOf({ begins: '', ends: '' }, 'Choose what happened'),
      as: oneOf(careWords, 'Choose on what it rests').optional(),
      end: oneOf(careEndWords, 'Choose how it ended').optional(),
      on: dayField,
      reasons: words(20_000).optional(),
    })
    .refine(one => one.does !== 'begins' || one.as, { path: ['as'], message: 'Choose on what it rests' })
    .refine(one => one.does !== 'ends' || one.end, { path: ['end'], message: 'Choose how it ended' }),
  {
    does: 'What happened?',
    as: 'On what does it rest?',
    end: 'How did it end?',
    on: 'From which day?',
    reasons: 'Why, and who agreed?',
  },
)
const kept = keptForm(form, { longTexts: ['reasons'] })

type Line = { readonly root: string; readonly at: string; readonly on: OnChild['on']; readonly by: string; readonly text: string }
type Opened = {
  readonly child: ChildOnRecord
  readonly told: readonly Line[]
  readonly now: OnChild<{ as: keyof typeof careWords }> | undefined
}

const InCarePage = ({ opened, parts }: { opened: Opened; parts: KeptPage }) => {
  const { form: state } = parts
  const { child, now } = opened
  return (
    <>
      <h1 class="govuk-heading-l">Is {child.called} cared for by the authority?</h1>
      <p class="govuk-body">
        {now
          ? `Yes, since ${printDay(now.on)}: ${careWords[now.facts.as]}.`
          : `No record says that ${child.called} is cared for by the authority now.`}{' '}
        When it begins and when it ends the NHS is told, so that a hospital knows whom to ring.
      </p>
      <KeptFields parts={parts} send="Write it down">
        <RadiosField
          name="does"
          form={state}
          fieldset={smallLegend(form.labels.does)}
          items={[
            {
              value: 'begins',
              text: now ? 'The ground has changed' : `${child.called} is cared for by the authority`,
              conditional: <RadiosField name="as" form={state} fieldset={smallLegend(form.labels.as)} items={choices(careWords)} />,
            },
            ...(now
              ? [
                  {
                    value: 'ends',
                    text: `${child.called} is no longer cared for by the authority`,
                    conditional: (
                      <RadiosField name="end" form={state} fieldset={smallLegend(form.labels.end)} items={choices(careEndWords)} />
                    ),
                  },
                ]
              : []),
          ]}
        />
        <DateField name="on" form={state} fieldset={smallLegend(form.labels.on)} />
        <LongTextField name="reasons" form={state} rows={4} label={smallLabel(`${form.labels.reasons} (optional)`)} />
      </KeptFields>
      {opened.told.length > 0 && (
        <>
          <h2 class="govuk-heading-m">So far</h2>
          <ul class="govuk-list gt-list-lines">
            {opened.told.map(one => (
              <li key={one.root}>
                {printDay(one.on)}, {one.by}: {one.text}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** That a child is, or is no longer, cared for by the authority (practice: legal-status, so far as the NHS is told of it). `book`: the kinds and rules in force. */
export const inCareRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<Opened>({
    at: 'in-care',
    name: 'in-care',
    title: 'Cared for by the authority',
    words: 'whether a child is cared for by the authority',
    labels: form.labels,
    kept,
    leave: '',
    open: async (tx, person) => {
      const child = await openChild(tx, person)
      if (!child.may(careBegan)) throw new NotFound()
      const told = await readByKind(tx, person, [careBegan, careEnded])
      const began = told.of(careBegan).at(-1)
      const ended = told.of(careEnded).at(-1)
      return {
        child,
        told: [
          ...told.of(careBegan).map(({ root, at, on, by, facts }) => ({ root, at, on, by, text: `cared for ${careWords[facts.as]}` })),
          ...told.of(careEnded).map(({ root, at, on, by, facts }) => ({ root, at, on, by, text: `it ended: ${careEndWords[facts.as]}` })),
        ].sort((a, b) => (a.at < b.at ? 1 : -1)),
        now: began && (!ended || ended.at < began.at) ? began : undefined,
      }
    },
    fresh: ({ now }, today) => ({ ...todayIn('on', today), ...(now ? {} : { does: 'begins' }) }),
    page: (opened, parts) => <InCarePage opened={opened} parts={parts} />,
    send: async (tx, { child, now }, typed, { id, today }) => {
      const read = parseForm(form.schema, typed)
      if (!read.ok) return { errors: read.errors }
      const { does, as, end, on, reasons } = read.data
      if (on > today) return { errors: [{ field: 'on', message: 'The day must be today or earlier' }] }
      if (does === 'ends' && !now) return { errors: [{ field: 'does', message: 'No record says that it has begun' }] }
      if (now && on < now.on) return { errors: [{ field: 'on', message: `Enter a day from ${printDay(now.on)} on` }] }
      const happened = { on, precision: 'day' } as const
      const outcome = await writeOne(tx, book(), {
        id,
        person: child.subject,
        entry:
          does === 'begins' && as
            ? { kind: careBegan, happened, parts: { record: { facts: { as }, narrative: { reasons } } } }
            : { kind: careEnded, happened, parts: { record: { facts: { as: end ?? 'other' }, narrative: { whatFollows: reasons } } } },
      })
      if (outcome.done === 'asked') throw new Error('a gate stood before that a child is cared for')
      return { to: 'in-care' }
    },
  })
