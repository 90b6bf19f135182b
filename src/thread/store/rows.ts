import { createHash } from 'node:crypto'
import { type Day, type Moment, plusHours } from '../../guidance/index.ts'
import type { Episode, LastSeen } from '../book.ts'
import type { Entry } from '../entry.ts'
import type { Finding } from '../finding.ts'
import { type Stay, staysOf } from '../home.ts'
import type { PartnershipId, SubjectId } from '../ids.ts'
import type { FactsOf } from '../kind.ts'
import { bornOn } from '../life.ts'
import { mergesOf } from '../one-record.ts'
import { breakGlass, death, identity, involvement, involvementEnd, otherName, pregnancy, relationship } from '../own-kinds/index.ts'
import type { Thread } from '../thread.ts'
import { nameWords, soundKey } from './name-keys.ts'

/** The tables that are made from threads. */
export const derivedTables = [
  'merged',
  'finding',
  'reach',
  'involvement',
  'person',
  'person_key',
  'stay',
  'relationship',
  'episode',
  'last_seen',
] as const
export type DerivedTable = (typeof derivedTables)[number]

/** A row to stand in a derived table: its columns by name, and a digest by which an append sees whether it changed. */
export type DerivedRow = { table: DerivedTable; id: string; row: Record<string, unknown> & { subject_id: SubjectId; key: string } }

const digest = (row: object): string => `\\x${createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 32)}`

const made = (
  table: DerivedTable,
  partnership: PartnershipId,
  subject: SubjectId,
  key: string,
  columns: Record<string, unknown>,
): DerivedRow => {
  const row = { partnership_id: partnership, subject_id: subject, key, ...columns }
  return { table, id: table === 'finding' ? `${columns['rule']}\u001f${key}` : key, row: { ...row, hash: digest(row) } }
}

const orInfinity = (moment: string | null): string => moment ?? 'infinity'

/** A finding as a row of its table. */
export const findingRow = (partnership: PartnershipId, finding: Finding): DerivedRow =>
  made('finding', partnership, finding.subject, finding.key, {
    rule: finding.rule,
    name: finding.name,
    from_at: finding.from,
    until_at: orInfinity(finding.end?.at ?? null),
    ended: finding.end?.as ?? null,
    ended_by: finding.end?.by ?? null,
    ended_known: finding.end?.known ?? null,
    due_on: finding.dueOn,
    due_at: finding.due,
    shows_info: finding.shows.INFO ?? null,
    shows_due: finding.shows.DUE ?? null,
    shows_overdue: finding.shows.OVERDUE ?? null,
    shows_critical: finding.shows.CRITICAL ?? null,
    shows_gate: finding.shows.GATE ?? null,
    told: finding.told,
    told_to: finding.told.map(one => one.to),
    queue: finding.queue,
    evidence: finding.evidence,
    facts: finding.facts,
    layer: finding.layer,
    agency_id: finding.agency,
  })

/**
 * Everything but findings that is kept beside one thread: who the person is, where, with whom, who works with them, what is open. `episodes` are those
 * of the thread without what one agency keeps to itself: such an entry changes no row that others read, and opens the thread to its holder alone.
 */
export const projected = (
  partnership: PartnershipId,
  thread: Thread,
  episodes: readonly Episode[],
  seen: LastSeen | null,
): DerivedRow[] => {
  const open = thread.withoutRestricted()
  return [
    ...mergedRows(partnership, thread.subject, thread),
    ...reachRows(partnership, thread.subject, thread, open),
    ...open.of(involvement).map(entry =>
      made('involvement', partnership, thread.subject, entry.root, {
        ...spanOf(entry, open.answering(involvementEnd, entry)),
        form: entry.facts.form,
        entry_id: entry.root,
      }),
    ),
    ...(thread.form === 'person' ? [...personRows(partnership, open), ...stayRows(partnership, thread, open)] : []),
    ...episodes.map(episode =>
      made('episode', partnership, thread.subject, `${episode.kind}/${episode.entry}`, {
        kind: episode.kind,
        state: episode.state,
        from_at: episode.from,
        until_at: orInfinity(episode.until),
        entry_id: episode.entry,
        ended_by: episode.endedBy,
      }),
    ),
    ...(seen
      ? [
          made('last_seen', partnership, thread.subject, 'now', {
            on_plan: seen.onPlan,
            since: seen.since,
            open_until: orInfinity(seen.until),
            // Whose age nobody knows may be the youngest.
            youngest: seen.born ?? '9999-12-31',
            any_on: seen.anybody,
            worker_on: seen.worker,
            alone_on: seen.alone,
            home_on: seen.home,
            bedroom_on: seen.bedroom,
            alone_by: seen.aloneBy,
            home_by: seen.homeBy,
          }),
        ]
      : []),
  ]
}

/**
 * What is kept beside a record that is read as part of another: that it is; who the person is, so that what names this record still shows who is meant; and
 * everybody who works with the person, so that the entries told here open to the same people. `thread`: of the record that is kept, with all it holds.
 */
export const partRows = (partnership: PartnershipId, part: SubjectId, thread: Thread): DerivedRow[] => {
  const open = thread.withoutRestricted()
  return [
    ...mergedRows(partnership, part, thread),
    ...reachRows(partnership, part, thread, open),
    ...whoRows(partnership, part, open, { merged_into: thread.subject }),
  ]
}

/** When a record was read as part of another, with the record that is kept in the end while it is. */
const mergedRows = (partnership: PartnershipId, record: SubjectId, thread: Thread): DerivedRow[] => {
  const merges = mergesOf(thread, record)
  const standing = record === thread.subject ? undefined : merges.findLast(one => one.undone === null)
  return merges.map(one =>
    made('merged', partnership, record, one.entry, {
      into_id: one.into,
      kept_in: one === standing ? thread.subject : null,
      known_at: one.known,
      undone_at: orInfinity(one.undone),
    }),
  )
}

const reachRows = (partnership: PartnershipId, record: SubjectId, thread: Thread, open: Thread): DerivedRow[] =>
  reachOf(thread, open).map(({ root, span }) => made('reach', partnership, record, root, span))

type Involved = Entry<FactsOf<typeof involvement>>

const spanOf = (entry: Involved, ends: readonly Entry[]) => ({
  holder_id: entry.facts.holder,
  relation: entry.facts.as,
  from_at: entry.at,
  until_at: orInfinity(firstOf(ends[0]?.at, entry.facts.until)),
})
const firstOf = (end: Moment | undefined, until: Moment | undefined): Moment | null =>
  end && until ? (end < until ? end : until) : (end ?? until ?? null)

/**
 * Who may look: as everybody may know it, and beside it what one agency keeps to itself. An end that is kept so holds only where it ends the writer's own
 * or their agency's involvement: nobody is shut out by an entry they may not read.
 */
const reachOf = (thread: Thread, open: Thread) => {
  const openly = open.of(involvement)
  const ends = (entry: Involved) =>
    thread
      .answering(involvementEnd, entry)
      .filter(end => end.audience !== 'agency' || end.author === entry.facts.holder || end.agency === entry.facts.holder)
  return [
    ...openly.map(entry => ({ root: entry.root, span: spanOf(entry, ends(entry)) })),
    ...thread
      .of(involvement)
      .filter(entry => !open.find(entry.root))
      .map(entry => ({ root: entry.root, span: spanOf(entry, thread.answering(involvementEnd, entry)) })),
    // Opened in an emergency: for its hours and for whoever opened it, and only where the register of the database holds the same.
    ...open.of(breakGlass).map(entry => ({
      root: entry.root,
      span: { holder_id: entry.author, relation: 'break-glass', from_at: entry.at, until_at: plusHours(entry.at, entry.facts.hours) },
    })),
  ]
}

/**
 * The stays as everybody may know them, and beside them those that only the whole thread tells: these are read by derivation alone, which must find who
 * really lives together.
 */
const stayRows = (partnership: PartnershipId, person: Thread, open: Thread): DerivedRow[] => {
  const row = (stay: Stay, layer: 'open' | 'restricted') =>
    made('stay', partnership, person.subject, layer === 'open' ? stay.entry : `${stay.entry}|restricted`, {
      household_id: stay.household,
      from_at: stay.from,
      until_at: orInfinity(stay.until),
      entry_id: stay.entry,
      layer,
    })
  const openly = staysOf(open).map(stay => row(stay, 'open'))
  if (open === person) return openly
  const known = new Set(staysOf(open).map(stay => JSON.stringify(stay)))
  return [
    ...openly,
    ...staysOf(person)
      .filter(stay => !known.has(JSON.stringify(stay)))
      .map(stay => row(stay, 'restricted')),
  ]
}

const personRows = (partnership: PartnershipId, person: Thread): DerivedRow[] => [
  ...whoRows(partnership, person.subject, person),
  ...nameRows(partnership, person, bornOn(person) ?? null),
  ...relationshipRows(partnership, person),
]

/** Who the person is, for a record of theirs; none where nobody has said it yet. */
const whoRows = (partnership: PartnershipId, record: SubjectId, person: Thread, also: Record<string, unknown> = {}): DerivedRow[] => {
  const now = person.of(identity).at(-1)
  const expecting = person.of(pregnancy).at(-1)
  const born = bornOn(person) ?? null
  return now
    ? [
        made('person', partnership, record, 'now', {
          is_a: born && now.facts.is === 'unborn' ? 'child' : now.facts.is,
          given: now.facts.given,
          family: now.facts.family,
          known_as: now.facts.knownAs ?? null,
          born_on: born,
          born_precision: born ? (now.facts.bornPrecision ?? 'day') : null,
          expected_on: born ? null : (expecting?.facts.expected ?? null),
          died_on: person.of(death).at(-1)?.on ?? null,
          sex: now.facts.sex ?? null,
          school: now.facts.school ?? null,
          language: now.facts.language ?? null,
          interpreter: now.facts.interpreter ?? null,
          entry_id: now.root,
          ...also,
        }),
      ]
    : []
}

/** What finds a person: every name on record, each word of the family name beside each word of the given one; one they do not go by now is marked. */
const nameRows = (partnership: PartnershipId, person: Thread, born: Day | null): DerivedRow[] => {
  const rows = new Map<string, DerivedRow>()
  const [now, ...before] = person.of(identity).toReversed()
  const names = [
    ...(now ? [{ ...now.facts, other: false }] : []),
    ...[...before, ...person.of(otherName)].map(({ facts }) => ({ knownAs: undefined, ...facts, other: true })),
  ]
  for (const name of names)
    for (const family of wordsOrNone(name.family))
      for (const given of new Set([...wordsOrNone(name.given), ...nameWords(name.knownAs ?? '')])) {
        const key = `${family}|${given}`
        if (key !== '|' && !rows.has(key))
          rows.set(
            key,
            made('person_key', partnership, person.subject, key, {
              family_key: family,
              given_key: given,
              family_sound: soundKey(family),
              given_sound: soundKey(given),
              other: name.other,
              born_on: born,
            }),
          )
      }
  return [...rows.values()]
}

const wordsOrNone = (name: string): readonly string[] => {
  const words = nameWords(name)
  return words.length > 0 ? words : ['']
}

const relationshipRows = (partnership: PartnershipId, person: Thread): DerivedRow[] => {
  const standing = new Map<string, DerivedRow>()
  const rows: DerivedRow[] = []
  for (const entry of person.of(relationship)) {
    const { to, as, parentalResponsibility, ended } = entry.facts
    const before = standing.get(`${to}/${as}`)
    if (before) {
      const columns = Object.fromEntries(Object.entries({ ...before.row, until_at: entry.at }).filter(([name]) => name !== 'hash'))
      before.row = { ...before.row, ...columns, hash: digest(columns) }
      standing.delete(`${to}/${as}`)
    }
    // Whoever was said to be a relative and is the same person is no relative.
    if (ended || person.holds(to)) continue
    const row = made('relationship', partnership, person.subject, entry.root, {
      to_id: to,
      as_what: as,
      parental_responsibility: parentalResponsibility ?? null,
      from_at: entry.at,
      until_at: 'infinity',
      entry_id: entry.root,
    })
    standing.set(`${to}/${as}`, row)
    rows.push(row)
  }
  return rows
}
