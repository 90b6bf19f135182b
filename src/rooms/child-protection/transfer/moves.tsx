import { z } from 'zod'
import {
  DateField,
  InsetText,
  LongTextField,
  RadiosField,
  SelectField,
  SummaryCard,
  smallLabel,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import { type Day, printDay } from '../../../guidance/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { dayField, line, words } from '../../../thread/fields.ts'
import { involvement } from '../../../thread/own-kinds/index.ts'
import { readByKind, readStanding, type ToldByKind } from '../../family/index.ts'
import { readUnit, unitComesIn } from '../conference/ask-for-conference.ts'
import { categoryWords } from '../conference/conference.ts'
import { type ChildAndOthers, childrenField, chosenOf, openWithOthers, WhichChildren } from '../on-record/children-of-form.tsx'
import { choices, oneOf } from '../on-record/form-fields.ts'
import { KeptFields, type KeptPage, keptRoutes, todayIn } from '../on-record/kept-routes.tsx'
import { type OneEntry, writeForEach } from '../on-record/write-one.ts'
import { temporaryResidence, transferInNotice, transferOutNotice } from './transfer.ts'

const whatWords = {
  'moved-here': 'moved here, and another authority tells us in writing that there is a plan',
  'moved-away': 'moved away, and we have told the other authority in writing',
  'away-for-a-time': 'lives in another area for a time',
  'here-for-a-time': 'lives here for a time, on a plan of another area',
} as const

const moved = [transferInNotice, transferOutNotice, temporaryResidence] as const

const form = declareForm(
  z.object({
    children: childrenField,
    what: oneOf(whatWords, 'Choose what happened'),
    authority: line(120)
      .refine(text => text.trim() !== '', 'Write which authority')
      .prefault(''),
    on: dayField,
    category: oneOf(categoryWords, 'Choose the category of the plan there').optional(),
    until: dayField.optional(),
    visits: words(2000).optional(),
    said: words(10_000).optional(),
  }),
  {
    children: 'Which children?',
    what: 'What happened?',
    authority: 'Which authority is the other one?',
    on: 'On which day?',
    category: 'Category of the plan there',
    until: 'Until when?',
    visits: 'Who goes on visiting, and how often?',
    said: 'What does the notice say, and who wrote it?',
  },
)
type Moved = z.output<typeof form.schema>

const kept = keptForm(form, { lists: ['children'], longTexts: ['said', 'visits'] })

type Opened = ChildAndOthers & { readonly told: ToldByKind; readonly due: readonly { readonly name: string; readonly dueOn: Day | null }[] }

const entryOf = ({ what, authority, on, category, until, visits, said }: Moved): OneEntry => {
  const happened = { on, precision: 'day' } as const
  switch (what) {
    case 'moved-here':
      return {
        kind: transferInNotice,
        happened,
        parts: { record: { facts: { authority, onPlan: true, ...(category ? { category } : {}) }, narrative: { words: said } } },
      }
    case 'moved-away':
      return { kind: transferOutNotice, happened, parts: { record: { facts: { authority }, narrative: { words: said } } } }
    case 'away-for-a-time':
    case 'here-for-a-time':
      return {
        kind: temporaryResidence,
        happened,
        parts: {
          record: {
            facts: { direction: what === 'away-for-a-time' ? 'away' : 'here', authority, ...(until ? { until } : {}) },
            narrative: { visits, words: said },
          },
        },
      }
  }
}

type Line = {
  readonly root: string
  readonly on: Day
  readonly what: string
  readonly authority: string
  readonly until?: Day | undefined
  readonly said: Readonly<Record<string, string>>
}

/** Every move and stay on record, newest first. */
const linesOf = (told: ToldByKind): Line[] =>
  [
    ...told.of(transferInNotice).map(one => ({ ...one, what: 'moved here', authority: one.facts.authority })),
    ...told.of(transferOutNotice).map(one => ({ ...one, what: 'the other authority was told', authority: one.facts.authority })),
    ...told.of(temporaryResidence).map(({ facts, ...one }) => ({
      ...one,
      what: facts.direction === 'away' ? 'away for a time' : 'here for a time',
      authority: facts.authority,
      until: facts.until,
    })),
  ].sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))

const MovesPage = ({ of, parts }: { of: Opened; parts: KeptPage }) => {
  const { child, told, due } = of
  const { form: state } = parts
  const { labels } = form
  return (
    <>
      <h1 class="govuk-heading-l">{child.called} moves from one area to another</h1>
      {due.map(one => (
        <InsetText key={one.name}>
          {one.name === 'conference'
            ? `A conference is held here${one.dueOn ? ` by ${printDay(one.dueOn)}` : ''}. Until then the other authority stays responsible for the plan.`
            : `The other authority is told in writing${one.dueOn ? ` by ${printDay(one.dueOn)}` : ''}.`}{' '}
          {one.name === 'conference' && (
            <a class="govuk-link" href={`/people/${child.subject}/conference/request`}>
              Ask for the conference
            </a>
          )}
        </InsetText>
      ))}
      <p class="govuk-body">
        A child on a plan is never between two authorities. Whoever has held the plan stays responsible until the other has held its own
        conference. The unit for conferences is told of every move, and of every stay for a time.
      </p>
      {linesOf(told).map(one => (
        <SummaryCard
          key={one.root}
          title={{ text: `${printDay(one.on)}: ${one.what}`, headingLevel: 2 }}
          rows={[
            { key: 'Authority', value: { text: one.authority } },
            ...(one.until ? [{ key: 'Until', value: { text: printDay(one.until) } }] : []),
            ...(one.said['visits'] ? [{ key: 'Who visits', value: { text: one.said['visits'] } }] : []),
            ...(one.said['words'] ? [{ key: 'What was written', value: { text: one.said['words'] } }] : []),
          ]}
        />
      ))}
      <KeptFields parts={parts} send="Write it down">
        <WhichChildren of={of} form={state} ask={labels.children} />
        <RadiosField
          name="what"
          form={state}
          fieldset={smallLegend(labels.what)}
          items={choices(whatWords).map(one => ({
            ...one,
            ...(one.value === 'moved-here'
              ? {
                  conditional: (
                    <SelectField
                      name="category"
                      form={state}
                      label={`${labels.category} (optional)`}
                      items={[{ value: '', text: 'Choose' }, ...choices(categoryWords)]}
                    />
                  ),
                }
              : {}),
          }))}
        />
        <TextField name="authority" form={state} label={smallLabel(labels.authority)} hint="The name of the council" />
        <DateField
          name="on"
          form={state}
          fieldset={smallLegend(labels.on)}
          hint="The day on which the notice came or was sent; of a stay, its first day"
        />
        <DateField name="until" form={state} fieldset={smallLegend(`${labels.until} (optional)`)} hint="Of a stay for a time" />
        <LongTextField
          name="visits"
          form={state}
          rows={2}
          label={smallLabel(`${labels.visits} (optional)`)}
          hint="Of a stay for a time. Visits go on wherever the child is"
        />
        <LongTextField name="said" form={state} rows={3} label={smallLabel(`${labels.said} (optional)`)} />
      </KeptFields>
    </>
  )
}

/** A child on a plan moves between areas, for good or for a time (practice: cp-transfer-in, cp-transfer-out, temporary-registration). `book`: the kinds and rules in force. */
export const movesRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<Opened>({
    at: 'moves',
    name: 'moves',
    title: 'A move between areas',
    words: 'a child on a plan moves between areas',
    labels: form.labels,
    kept,
    leave: '',
    open: async (tx, person) => ({
      ...(await openWithOthers(tx, person, ...moved)),
      told: await readByKind(tx, person, moved),
      due: (await readStanding(tx, person, ['transfer-due'])).map(one => ({ name: one.name, dueOn: one.due_on })),
    }),
    fresh: ({ child }, today) => ({ ...todayIn('on', today), children: [child.subject] }),
    send: async (tx, opened, typed, { id, today }) => {
      const read = parseForm(form.schema, typed)
      if (!read.ok) return { errors: read.errors }
      const { on, until } = read.data
      if (on > today) return { errors: [{ field: 'on', message: 'The day must be today or earlier' }] }
      if (until && until < on) return { errors: [{ field: 'until', message: 'Enter a day after the first' }] }
      const entry = entryOf(read.data)
      const which = chosenOf(opened, read.data.children, entry.kind)
      if ('errors' in which) return which
      // Who keeps the register of moves comes in with the first of them; the unit itself is in already.
      const unit = ['social-worker', 'team-manager', 'service-manager'].includes(tx.actor.role) ? await readUnit(tx) : []
      const outcome = await writeForEach(tx, book(), {
        id,
        children: which.chosen,
        entry,
        also: { kinds: [involvement], entries: (shared, child) => unitComesIn(shared, child, unit) },
      })
      if (outcome.done === 'asked') throw new Error('a gate stood before a move between areas')
      return 'done'
    },
    page: (of, parts) => <MovesPage of={of} parts={parts} />,
  })
