import { z } from 'zod'
import { DateField, LongTextField, RadiosField, TextField } from '../../../../design-system/index.ts'
import { type Day, dayOf, moment } from '../../../../guidance/index.ts'
import type { Tx } from '../../../../kernel/db/with-actor.ts'
import { line, words } from '../../../../thread/fields.ts'
import { type ActId, type EntryId, newId, type SubjectId } from '../../../../thread/ids.ts'
import {
  identity,
  involvement,
  pregnancy,
  type Relation,
  relationship,
  relationshipTypes,
  residence,
  responsibilityWords,
} from '../../../../thread/own-kinds/index.ts'
import { carryOut, type NewEntry } from '../../../../thread/store/append.ts'
import { type DetailsView, nameOfPerson } from '../details-view.ts'
import {
  asAnswer,
  asKnown,
  factPage,
  given,
  inBoxes,
  itemsOf,
  type Keeping,
  knownDay,
  mayTellOf,
  pick,
  wholeDay,
  wrong,
  yesNo,
  yesNoUnknown,
} from '../fact.ts'
import { ChooseField } from './choose.tsx'
import { sexWords } from './identity.tsx'

const typeWords = Object.fromEntries(
  relationshipTypes.map(one => [
    one,
    { sibling: 'brother or sister', 'half-sibling': 'half-brother or half-sister', other: 'something else' }[one as string] ?? one,
  ]),
) as Record<(typeof relationshipTypes)[number], string>

const responsibility = {
  responsibility: pick(yesNoUnknown, 'Say whether they have parental responsibility').default('not-known'),
  responsibilityFrom: pick(responsibilityWords, 'Choose where parental responsibility comes from').optional(),
}

const ResponsibilityFields = ({ form }: { form: Parameters<typeof TextField>[0]['form'] }) => (
  <RadiosField
    form={form}
    name="responsibility"
    fieldset={{ legend: { text: 'Do they have parental responsibility?' } }}
    items={[
      {
        value: 'yes',
        text: 'Yes',
        conditional: <ChooseField form={form} name="responsibilityFrom" label="Where does it come from?" of={responsibilityWords} />,
      },
      { value: 'no', text: 'No' },
      { value: 'not-known', text: 'Not known' },
    ]}
  />
)

const stillWords = { yes: 'Yes', ended: 'No, it has ended', never: 'It never was: it was recorded by mistake' } as const

/** Those of the family of whom the asker may say how they stand to this person. */
const readTellable = (tx: Tx, view: DetailsView): Promise<ReadonlySet<SubjectId>> =>
  mayTellOf(
    tx,
    [...view.people.values()].filter(one => one.is_a).map(one => one.subject),
    [relationship],
  )

/** How somebody of the family stands to this person, and whether with parental responsibility, from a day; it can end. */
export const relativeFact = factPage({
  slug: 'relative',
  needs: [],
  fits: view => view.people.size > 0,
  read: readTellable,
  start: ({ view, opened }) => {
    const now = view.relationships.find(one => one.entry === opened)
    return now
      ? {
          who: now.subject,
          as: now.as,
          responsibility: asAnswer(now.responsibility) ?? 'not-known',
          responsibilityFrom: (now.facts['responsibilityFrom'] as string | undefined) ?? '',
          still: 'yes',
          ...inBoxes('from', now.on, now.precision),
        }
      : { responsibility: 'not-known', still: 'yes' }
  },
  fields: ({ form, view, more }) => (
    <>
      <RadiosField
        form={form}
        name="who"
        fieldset={{ legend: { text: 'Who?' } }}
        hint="Those who live with this person or are related, and whose record you keep. Somebody who is not on record yet is added from the page of people and details."
        items={[...view.people.values()].filter(one => more.has(one.subject)).map(one => ({ value: one.subject, text: nameOfPerson(one) }))}
      />
      <ChooseField form={form} name="as" label={`What are they to ${view.called}?`} of={typeWords} />
      <ResponsibilityFields form={form} />
      <DateField
        form={form}
        name="from"
        fieldset={{ legend: { text: 'Since when? (optional)' } }}
        hint="What you know is enough: leave the day, or the day and the month, empty"
      />
      <RadiosField form={form} name="still" fieldset={{ legend: { text: 'Is it still so?' } }} items={itemsOf(stillWords)} />
      <LongTextField form={form} name="note" rows={2} label="How do we know? (optional)" />
    </>
  ),
  schema: z.object({
    who: z.string({ error: 'Choose who it is' }),
    as: pick(typeWords, 'Choose how they are related'),
    ...responsibility,
    from: knownDay('Enter a year, a month and year, or a whole date, or leave the boxes empty').optional(),
    still: pick(stillWords, 'Say whether it is still so').default('yes'),
    note: words(4000).optional(),
  }),
  keep: async ({ tx, book, id, view, more, said }) => {
    const who = said.who as SubjectId
    if (!more.has(who)) return wrong('who', 'Choose one of the people shown here')
    if (said.from && said.from.on > view.today && said.from.precision === 'day') return wrong('from', 'Enter today or a day before it')
    if (said.responsibility === 'yes' && !said.responsibilityFrom)
      return wrong('responsibilityFrom', 'Choose where parental responsibility comes from')
    const before = view.relationships.find(one => one.subject === who && one.to === view.person && one.as === said.as)
    const ended = said.still === 'ended'
    if (said.still !== 'yes' && !before) return wrong('still', 'There is no such relationship on record')
    return carryOut(tx, book, {
      id,
      asked: { person: view.person, ...said },
      writes: [who],
      kinds: [relationship],
      decide: () => ({
        answer: null,
        entries: [
          {
            subject: who,
            act: newId(),
            kind: relationship,
            // An end is a fact of its own day; everything else about one and the same relationship puts right what was said of it.
            happened: ended
              ? { on: view.today, precision: 'day' }
              : (said.from ?? (before ? sameDay(before) : { on: view.today, precision: 'day' })),
            audience: 'professionals',
            ...(before && !ended ? { corrects: before.entry as EntryId } : {}),
            ...(said.still === 'never' ? { withdraws: true as const } : {}),
            parts: {
              record: {
                facts: given({
                  to: view.person,
                  as: said.as,
                  parentalResponsibility: asKnown(said.responsibility),
                  responsibilityFrom: said.responsibility === 'yes' ? said.responsibilityFrom : undefined,
                  ended,
                }),
                narrative: { note: said.note },
              },
            },
          },
        ],
      }),
    })
  },
})

const sameDay = (row: DetailsView['relationships'][number]): NewEntry['happened'] =>
  row.precision === 'moment' ? { at: moment(row.from), precision: 'moment' } : { on: row.on, precision: row.precision }

/** Who works with the person and then also with somebody of the family who comes onto the record: never an agency as such. */
const sameWorkers: readonly Relation[] = ['lead', 'co-worker', 'manager', 'chair', 'screener']

const isWords = { adult: 'A grown-up', child: 'A child', unborn: 'A baby not yet born' } as const

/** Somebody of the family who is not on record yet: who they are, how they stand to this person, and whether they live there too. */
export const newPersonFact = factPage({
  slug: 'person',
  needs: [relationship],
  start: ({ view }) => ({ is: 'adult', lives: view.homes.length > 0 ? undefined : 'no' }),
  fields: ({ form, view }) => (
    <>
      <p class="govuk-body">
        Add people by what is known. Whoever works with {view.called} as lead worker, second worker, manager, chair or screener then works
        with them too; other agencies do not.
      </p>
      <RadiosField form={form} name="is" fieldset={{ legend: { text: 'Who is it?' } }} items={itemsOf(isWords)} />
      <TextField form={form} name="given" label="First names" autocomplete="off" />
      <TextField form={form} name="family" label="Family name" autocomplete="off" />
      <DateField
        form={form}
        name="born"
        fieldset={{ legend: { text: 'Date of birth (optional)' } }}
        hint="What you know is enough: leave the day, or the day and the month, empty. For a baby not yet born, the day the birth is expected."
      />
      <RadiosField
        form={form}
        name="sex"
        fieldset={{ legend: { text: 'Sex (optional)' } }}
        items={Object.entries(sexWords).map(([value, text]) => ({ value, text }))}
      />
      <ChooseField form={form} name="as" label={`What are they to ${view.called}?`} of={typeWords} />
      <ResponsibilityFields form={form} />
      {view.homes.length > 0 && (
        <RadiosField
          form={form}
          name="lives"
          fieldset={{ legend: { text: `Do they live with ${view.called}?` } }}
          items={[
            {
              value: 'yes',
              text: 'Yes',
              conditional: (
                <DateField form={form} name="since" fieldset={{ legend: { text: 'Since which day?' } }} hint="For example, 27 3 2024" />
              ),
            },
            { value: 'no', text: 'No, or not known' },
          ]}
        />
      )}
    </>
  ),
  schema: z
    .object({
      is: pick(isWords, 'Say who it is'),
      given: line(100).default(''),
      family: line(100).default(''),
      born: knownDay('Enter a year, a month and year, or a whole date, or leave the boxes empty').optional(),
      sex: pick(sexWords, 'Choose the sex').optional(),
      as: pick(typeWords, 'Choose how they are related'),
      ...responsibility,
      lives: pick(yesNo, 'Say whether they live there too'),
      since: wholeDay('Enter the day since when they live there, such as 27 3 2024').optional(),
    })
    .refine(said => said.is === 'unborn' || said.given || said.family, {
      path: ['given'],
      message: 'Enter a name. Somebody whose name nobody knows is recorded as an adult in contact',
    }),
  keep: keeping => addPerson(keeping),
})

type NewPerson = {
  is: keyof typeof isWords
  given: string
  family: string
  born?: { on: Day; precision: 'day' | 'month' | 'year' } | undefined
  sex?: keyof typeof sexWords | undefined
  as: keyof typeof typeWords
  responsibility: keyof typeof yesNoUnknown
  responsibilityFrom?: keyof typeof responsibilityWords | undefined
  lives: 'yes' | 'no'
  since?: Day | undefined
}

const addPerson = async ({ tx, book, id, view, said }: Keeping<NewPerson, unknown>) => {
  const { today } = view
  const unborn = said.is === 'unborn'
  if (said.born && !unborn && said.born.on > today && said.born.precision === 'day')
    return wrong('born', 'Enter a date of birth that is not in the future')
  if (unborn && said.born && said.born.precision !== 'day') return wrong('born', 'Enter the whole date on which the birth is expected')
  if (said.responsibility === 'yes' && !said.responsibilityFrom)
    return wrong('responsibilityFrom', 'Choose where parental responsibility comes from')
  const home = said.lives === 'yes' ? view.homes[0] : undefined
  if (said.lives === 'yes' && !said.since) return wrong('since', 'Enter the day since when they live there, such as 27 3 2024')
  if (said.since && said.since > today) return wrong('since', 'Enter today or a day before it')
  const person = newId<SubjectId>()
  const shared = { subject: person, act: newId<ActId>(), audience: 'professionals' } as const
  const onDay = (on: Day) => ({ on, precision: 'day' as const })
  const workers = view.involvements.filter(one => sameWorkers.includes(one.relation))
  const entries: NewEntry[] = [
    {
      ...shared,
      kind: identity,
      happened: onDay(today),
      parts: {
        record: {
          facts: given({
            is: said.is,
            given: said.given,
            family: said.family,
            sex: said.sex,
            ...(said.born && !unborn ? { born: said.born.on, bornPrecision: said.born.precision } : {}),
          }),
        },
      },
    },
    ...(unborn
      ? [{ ...shared, kind: pregnancy, happened: onDay(today), parts: { record: { facts: given({ expected: said.born?.on }) } } }]
      : []),
    {
      ...shared,
      kind: relationship,
      happened: onDay(said.born && !unborn && said.born.on > (view.who.born_on ?? said.born.on) ? said.born.on : earliest(view, today)),
      parts: {
        record: {
          facts: given({
            to: view.person,
            as: said.as,
            parentalResponsibility: asKnown(said.responsibility),
            responsibilityFrom: said.responsibility === 'yes' ? said.responsibilityFrom : undefined,
          }),
        },
      },
    },
    ...workers.map(one => ({
      ...shared,
      kind: involvement,
      happened: { at: tx.actor.at, precision: 'moment' as const },
      parts: { record: { facts: { holder: one.holder, form: one.form, as: one.relation } } },
    })),
    ...(home && said.since
      ? [
          {
            ...shared,
            kind: residence,
            happened: onDay(said.since),
            parts: {
              record: { facts: { household: home.household } },
              ...(home.where
                ? {
                    whereabouts: {
                      facts: { ...(home.where.postcode ? { postcode: home.where.postcode } : {}), protected: home.where.protected },
                      narrative: { address: home.where.address ?? undefined },
                    },
                  }
                : {}),
            },
          },
        ]
      : []),
  ]
  return carryOut(tx, book, {
    id,
    asked: { person: view.person, ...said },
    writes: [person],
    begins: [{ subject: person, form: 'person' }],
    kinds: [identity, pregnancy, relationship, involvement, residence],
    households: home ? [home.household] : [],
    decide: () => ({ answer: { person }, entries }),
  })
}

/** The first day on which a relationship to this person can have been: the birth where it is known, and otherwise the day it is told. */
const earliest = (view: DetailsView, today: Day): Day =>
  view.who.born_on ?? (view.read.thread.entries[0] ? dayOf(view.read.thread.entries[0].at) : today)
