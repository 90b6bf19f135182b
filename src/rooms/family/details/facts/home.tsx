import { z } from 'zod'
import { CheckboxesField, DateField, InsetText, LongTextField, RadiosField, TextField } from '../../../../design-system/index.ts'
import type { Day } from '../../../../guidance/index.ts'
import type { Tx } from '../../../../kernel/db/with-actor.ts'
import { line, words } from '../../../../thread/fields.ts'
import { type ActId, newId, type SubjectId } from '../../../../thread/ids.ts'
import { residence, residenceEnd } from '../../../../thread/own-kinds/index.ts'
import { carryOut } from '../../../../thread/store/append.ts'
import { listed } from '../../people/words.ts'
import { homesOfPeople } from '../details.queries.ts'
import { type DetailsView, nameOfPerson } from '../details-view.ts'
import { chosen, factPage, happenedOf, inBoxes, itemsOf, type Keeping, mayTellOf, pick, wholeDay, wrong, yesNo } from '../fact.ts'

type Home = {
  readonly household: SubjectId
  readonly people: readonly SubjectId[]
  /** The address that somebody of that home has on record, as far as the reader may have it. */
  readonly where: { readonly address?: string; readonly postcode?: string; readonly protected: boolean } | null
}

/** Homes of the family in which somebody else lives, and those of the same home who may be moved along. */
type Around = { readonly homes: readonly Home[]; readonly along: readonly SubjectId[] }

const readAround = async (tx: Tx, view: DetailsView): Promise<Around> => {
  const people = [...view.people.values()].filter(one => one.is_a).map(one => one.subject)
  if (people.length === 0) return { homes: [], along: [] }
  const mine = new Set(view.homes.map(home => home.household))
  const homes = new Map<SubjectId, { people: SubjectId[]; where: Home['where'] }>()
  for (const row of await tx.run(homesOfPeople, [tx.actor.partnership, people, tx.actor.at])) {
    if (mine.has(row.household)) continue
    const home = homes.get(row.household) ?? { people: [], where: null }
    home.people.push(row.subject)
    home.where ??= row.facts && { ...row.narrative, ...row.facts, protected: row.facts.protected === true }
    homes.set(row.household, home)
  }
  const mates = new Set(view.homes.flatMap(home => home.others))
  const mayTell = await mayTellOf(tx, people, [residence])
  return {
    homes: [...homes].map(([household, home]) => ({ household, ...home })),
    along: people.filter(one => mates.has(one) && mayTell.has(one)),
  }
}

/** A postcode as it is written: in capitals, with one space. */
const plainPostcode = (typed: string): string =>
  typed
    .replace(/\s+/g, '')
    .toUpperCase()
    .replace(/(...)$/, ' $1')

const place = {
  address: words(400).optional(),
  postcode: line(12)
    .transform(plainPostcode)
    .refine(text => /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/.test(text), 'Enter a whole postcode, such as M5 4WT')
    .optional(),
  protected: pick(yesNo, 'Say whether the address is protected').optional(),
  area: line(100).optional(),
}
type Place = {
  address?: string | undefined
  postcode?: string | undefined
  protected?: 'yes' | 'no' | undefined
  area?: string | undefined
}

const partsOf = (household: SubjectId, moves: boolean, { area, address, postcode, protected: isProtected }: Place) => ({
  record: { facts: { household, moves, ...(area ? { area } : {}) } },
  whereabouts: {
    facts: { ...(postcode ? { postcode } : {}), protected: isProtected === 'yes' },
    narrative: { address },
  },
})

const PlaceFields = ({ form }: { form: Parameters<typeof TextField>[0]['form'] }) => (
  <>
    <LongTextField form={form} name="address" rows={3} label="Address" hint="Leave it empty where it is not known" />
    <TextField form={form} name="postcode" label="Postcode" classes="govuk-input--width-10" autocomplete="off" />
    <RadiosField
      form={form}
      name="protected"
      fieldset={{ legend: { text: 'Must this address be protected?' } }}
      hint="For example, somebody who may harm the child must not learn it. It is then shown only to those who need to know where the child is, and only when they ask."
      items={itemsOf(yesNo)}
    />
    <TextField
      form={form}
      name="area"
      label="Council, where it is outside this area (optional)"
      classes="govuk-input--width-20"
      hint="This is shown to everybody who works with the child"
    />
  </>
)

const whoInHome = (view: DetailsView, people: readonly SubjectId[]): string => listed(people.map(one => nameOfPerson(view.people.get(one))))

/** A move, or a second home, from a day; those who live there too may be moved in one go (one act, one record each). */
export const moveFact = factPage({
  slug: 'move',
  needs: [residence],
  read: readAround,
  start: () => ({ to: 'new' }),
  fields: ({ form, view, more }) => (
    <>
      {view.homes.length > 0 && (
        <RadiosField
          form={form}
          name="moves"
          fieldset={{ legend: { text: 'What happened?' } }}
          items={[
            { value: 'moves', text: 'Moved', hint: 'The homes before it end on that day.' },
            { value: 'also', text: 'Lives there as well', hint: 'For example, a child of two homes.' },
          ]}
        />
      )}
      <DateField form={form} name="from" fieldset={{ legend: { text: 'From which day?' } }} hint="For example, 27 3 2024" />
      <RadiosField
        form={form}
        name="to"
        fieldset={{ legend: { text: 'To which home?' } }}
        items={[
          ...more.homes.map(home => ({ value: home.household, text: `The home of ${whoInHome(view, home.people)}` })),
          { value: 'new', text: 'Another address' },
        ]}
      />
      {more.homes.length > 0 && (
        <p class="govuk-hint">For the home of somebody on record, leave the address empty: it is the one that is recorded for them.</p>
      )}
      <PlaceFields form={form} />
      {more.along.length > 0 && (
        <CheckboxesField
          form={form}
          name="along"
          fieldset={{ legend: { text: 'Who moves along?' } }}
          hint="Each of them gets a record of their own. Leave the boxes empty if nobody does."
          items={more.along.map(one => ({ value: one, text: nameOfPerson(view.people.get(one)) }))}
        />
      )}
      <LongTextField form={form} name="note" rows={2} label="Note (optional)" />
    </>
  ),
  schema: z.object({
    moves: pick({ moves: '', also: '' }, 'Say whether it is a move or another home').optional(),
    from: wholeDay('Enter the day from which they live there, such as 27 3 2024'),
    to: z.string({ error: 'Choose the home' }),
    ...place,
    along: chosen,
    note: words(4000).optional(),
  }),
  keep: keeping => move(keeping),
})

type Move = Place & { moves?: 'moves' | 'also' | undefined; from: Day; to: string; along: string[]; note?: string | undefined }

const move = async ({ tx, book, id, view, more, said }: Keeping<Move, Around>) => {
  if (said.from > view.today)
    return wrong('from', 'Enter today or a day before it: a move that is planned is recorded once it has happened')
  const known = more.homes.find(home => home.household === said.to)
  if (said.to !== 'new' && !known) return wrong('to', 'Choose one of the homes shown here')
  if (view.homes.length > 0 && !said.moves) return wrong('moves', 'Say whether it is a move or another home')
  const typed = said.address !== undefined || said.postcode !== undefined
  if ((!known || typed) && !said.protected) return wrong('protected', 'Say whether the address is protected')
  // Where the home is on record and nothing was typed, its address comes along, and whether it is protected with it.
  const place: Place =
    known?.where && !typed
      ? { area: said.area, address: known.where.address, postcode: known.where.postcode, protected: known.where.protected ? 'yes' : 'no' }
      : said
  const along = more.along.filter(one => said.along.includes(one))
  if (along.length !== said.along.length) return wrong('along', 'Choose among those shown here')
  const household = known?.household ?? newId<SubjectId>()
  const people = [view.person, ...along]
  const act = newId<ActId>()
  return carryOut(tx, book, {
    id,
    asked: { person: view.person, ...said },
    writes: [...people, ...(known ? [] : [household])],
    begins: known ? [] : [{ subject: household, form: 'context' }],
    kinds: [residence],
    households: known ? [household] : [],
    decide: () => ({
      answer: null,
      entries: people.map(subject => {
        const parts = partsOf(household, said.moves !== 'also', place)
        return {
          subject,
          act,
          kind: residence,
          happened: { on: said.from, precision: 'day' },
          audience: 'professionals',
          parts: { ...parts, record: { ...parts.record, narrative: { note: said.note } } },
        }
      }),
    }),
  })
}

/** The address of a home that is on record, put right. */
export const addressFact = factPage({
  slug: 'address',
  needs: [residence],
  of: residence,
  fits: view => view.reads('whereabouts'),
  start: ({ view, entry }) => {
    const home = view.homes.find(one => one.entry === entry?.root)
    const where = home?.where
    return {
      // A protected address is not put on a screen by opening a form: it is written anew.
      ...(where && !where.protected ? { address: where.address ?? '', postcode: where.postcode ?? '' } : {}),
      protected: where ? (where.protected ? 'yes' : 'no') : undefined,
      area: (entry?.facts as { area?: string } | undefined)?.area ?? '',
      ...inBoxes('from', entry?.on, entry?.precision),
    }
  },
  fields: ({ form, view, entry }) => (
    <>
      {view.homes.find(one => one.entry === entry?.root)?.where?.protected && (
        <InsetText>The address on record is protected and is not shown here. Write the right one in full.</InsetText>
      )}
      <PlaceFields form={form} />
      <DateField form={form} name="from" fieldset={{ legend: { text: 'Lives there since' } }} hint="For example, 27 3 2024" />
    </>
  ),
  schema: z.object({ ...place, from: wholeDay('Enter the day since when they live there, such as 27 3 2024') }),
  keep: async keeping => {
    const { view, entry, said } = keeping
    const facts = entry?.facts as { household: SubjectId; moves: boolean } | undefined
    if (!entry || !facts) return wrong('address', 'Open this page from the home that is to be put right')
    if (said.from > view.today) return wrong('from', 'Enter today or a day before it')
    if (!said.protected) return wrong('protected', 'Say whether the address is protected')
    return putRight(keeping, facts, said)
  },
})

const putRight = (
  { tx, book, id, view, entry }: Keeping<unknown, unknown>,
  facts: { household: SubjectId; moves: boolean },
  said: Place & { from: Day },
) =>
  carryOut(tx, book, {
    id,
    asked: { person: view.person, entry: entry?.root ?? null, ...said },
    writes: [view.person],
    kinds: [residence],
    households: [facts.household],
    decide: () => ({
      answer: null,
      entries: entry
        ? [
            {
              subject: view.person,
              act: newId(),
              kind: residence,
              happened: said.from === entry.on ? happenedOf(entry) : { on: said.from, precision: 'day' },
              audience: entry.audience,
              corrects: entry.root,
              parts: partsOf(facts.household, facts.moves, said),
            },
          ]
        : [],
    }),
  })

/** Somebody has left a home, and it is not known, or does not matter, where they live now. */
export const leaveFact = factPage({
  slug: 'leave',
  needs: [residenceEnd],
  fits: view => view.homes.length > 0,
  start: ({ view }) => ({ household: view.homes.length === 1 ? view.homes[0]?.household : undefined }),
  fields: ({ form, view }) => (
    <>
      <p class="govuk-body">Use this where it is not known where they live now. Where it is, record a move.</p>
      <RadiosField
        form={form}
        name="household"
        fieldset={{ legend: { text: 'Which home?' } }}
        items={view.homes.map(home => ({
          value: home.household,
          text: home.others.length > 0 ? `The home with ${whoInHome(view, home.others)}` : 'The home with nobody else on record',
        }))}
      />
      <DateField form={form} name="on" fieldset={{ legend: { text: 'On which day?' } }} hint="For example, 27 3 2024" />
      <LongTextField form={form} name="note" rows={2} label="Note (optional)" />
    </>
  ),
  schema: z.object({
    household: z.string({ error: 'Choose the home' }),
    on: wholeDay('Enter the day on which they left, such as 27 3 2024'),
    note: words(4000).optional(),
  }),
  keep: async ({ tx, book, id, view, said }) => {
    const home = view.homes.find(one => one.household === said.household)
    if (!home) return wrong('household', 'Choose one of the homes shown here')
    if (said.on > view.today) return wrong('on', 'Enter today or a day before it')
    if (said.on < home.since) return wrong('on', 'Enter a day after the one since when they live there')
    return carryOut(tx, book, {
      id,
      asked: { person: view.person, ...said },
      writes: [view.person],
      kinds: [residenceEnd],
      decide: () => ({
        answer: null,
        entries: [
          {
            subject: view.person,
            act: newId(),
            kind: residenceEnd,
            happened: { on: said.on, precision: 'day' },
            audience: 'professionals',
            parts: { record: { facts: { household: home.household }, narrative: { note: said.note } } },
          },
        ],
      }),
    })
  },
})
