import type { Day, Moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'
import { type PersonKnown, personAsKnown, type WhoKnown } from '../../../thread/store/as-known.ts'
import type { Asked } from './asked.ts'
import {
  type CitedRow,
  type Contact,
  citedAndNamed,
  mostFindings,
  type PageRow,
  type PersonRow,
  type StayRow,
  type VisitRow,
} from './person.queries.ts'
import { firstNameOf, fromJson, knownRow } from './person.ts'
import type { PersonView } from './person-view.ts'
import { type SaidFinding, sayFindings, spokenAt, spokenRows } from './what-is-due.ts'
import { sayRelation, workerOrder, workerWords } from './words.ts'

export type Where = {
  readonly address: string | null
  readonly postcode: string | null
  readonly protected: boolean
  readonly hidden: boolean
}

export const nobody = '00000000-0000-0000-0000-000000000000'

/** What is made of derived rows: read from the tables, or made again as it was known. */
export type Derived = {
  keptIn: SubjectId | null
  who: PersonRow | null
  homes: PersonView['homes']
  workers: readonly { relation: string; holder: string }[]
  tags: readonly { kind: string; state: string }[]
  findings: readonly SaidFinding[]
  more: boolean
  names: Record<string, string>
  contacts: Record<string, Contact>
}

/** Up to when what is shown is complete: the head of the thread, or for those who only read their own entries, the last of these. */
export const noteHead = (tx: Tx, row: PageRow, known: Moment | null): void => {
  const head = row.head?.known_at
    ? fromJson(row.head.known_at)
    : (row.entries ?? [])
        .map(one => fromJson(one.known))
        .sort()
        .at(-1)
  const to = known && (!head || known < head) ? known : head
  if (to) tx.readTo(to)
}

export const asItStands = (book: Book, row: PageRow, asked: Asked, today: Day): Derived => {
  const findings = row.findings ?? []
  return {
    keptIn: row.person?.merged_into ?? null,
    who: row.person,
    homes: (row.stays ?? []).map(stay => ({
      others: (stay.others ?? []).map(one => ({
        subject: one.subject,
        name: one.given === null ? null : wholeName({ given: one.given, family: one.family ?? '' }),
        relation: sayRelation(one.relation, one.back),
      })),
      where: whereOf(stay.where, asked),
    })),
    workers: row.involvements ?? [],
    tags: row.episodes ?? [],
    findings: sayFindings(book, spokenRows(findings.slice(0, mostFindings)), row.cited ?? [], today, row.person && firstNameOf(row.person)),
    more: findings.length > mostFindings,
    names: {},
    contacts: {},
  }
}

const whereOf = (where: StayRow['where'] | undefined, asked: Asked): Where | null => {
  if (!where) return null
  const isProtected = where.facts.protected === true
  const hidden = isProtected && !asked.addressesAsked
  return {
    protected: isProtected,
    hidden,
    address: hidden ? null : (where.narrative.address ?? null),
    postcode: hidden ? null : (where.facts.postcode ?? null),
  }
}

const nothingKnown: Derived = {
  keptIn: null,
  who: null,
  homes: [],
  workers: [],
  tags: [],
  findings: [],
  more: false,
  names: {},
  contacts: {},
}

export const asItWasKnown = async (tx: Tx, book: Book, person: SubjectId, asked: Asked, today: Day): Promise<Derived> => {
  const at = asked.known?.at
  const known = at ? await personAsKnown(tx, book, person, at) : null
  if (!known || !at) return nothingKnown
  const spoken = spokenAt(known.findings, at)
  const said = spoken.slice(0, mostFindings)
  const roots = [...new Set(said.flatMap(one => one.evidence))]
  const holders = known.involvements.map(one => one.holder)
  const homes = known.stays.map(stay => stay.entry)
  const [more] = await tx.run(citedAndNamed, [tx.actor.partnership, roots, holders, at, homes])
  sawHousehold(tx, known)
  const cited: readonly CitedRow[] = more?.cited ?? []
  const who = known.who && personRowOf(known.who)
  return {
    keptIn: known.keptAs === person ? null : known.keptAs,
    who,
    homes: known.stays.map(stay => ({
      others: stay.others.map(one => ({
        subject: one.subject,
        name: one.who ? wholeName(one.who.facts) : null,
        relation: sayRelation(one.relation, one.back),
      })),
      where: whereOf(
        more?.places?.find(place => place.root === stay.entry),
        asked,
      ),
    })),
    workers: known.involvements.map(one => ({ relation: one.as, holder: one.holder })),
    tags: known.episodes,
    findings: sayFindings(book, said, cited, today, who && firstNameOf(who)),
    more: spoken.length > mostFindings,
    names: more?.names ?? {},
    contacts: more?.contacts ?? {},
  }
}

const sawHousehold = (tx: Tx, known: PersonKnown): void =>
  tx.saw(
    known.stays.flatMap(stay => stay.others.map(one => one.subject)),
    [
      ...known.stays.map(stay => stay.entry as EntryId),
      ...known.involvements.map(one => one.entry as EntryId),
      ...known.episodes.map(one => one.entry),
    ],
  )

const personRowOf = (who: WhoKnown): PersonRow => ({
  ...knownRow(who),
  school: who.facts.school ?? null,
  language: who.facts.language ?? null,
  interpreter: who.facts.interpreter ?? null,
  entry_id: nobody as EntryId,
  merged_into: null,
})

/** Visits and notes together, the newest first. */
export const inTurn = (visits: readonly VisitRow[], noted: readonly VisitRow[]): VisitRow[] =>
  [...visits, ...noted].sort((a, b) => (fromJson(a.at) > fromJson(b.at) ? -1 : fromJson(a.at) < fromJson(b.at) ? 1 : 0))

export const workersOf = (
  workers: readonly { relation: string; holder: string }[],
  names: Readonly<Record<string, string>>,
  contacts: Readonly<Record<string, Contact>>,
): PersonView['workers'] =>
  workers
    .flatMap(({ relation, holder }) => {
      const as = workerWords[relation as keyof typeof workerWords]
      const contact = contacts[holder]
      return as
        ? [
            {
              as,
              name: names[holder] ?? 'somebody',
              agency: contact?.agency ?? null,
              mail: contact?.mail ?? null,
              order: workerOrder.indexOf(relation),
            },
          ]
        : []
    })
    .sort((a, b) => a.order - b.order)
    .filter((one, at, all) => all.findIndex(other => other.as === one.as && other.name === one.name) === at)
    .map(({ order: _order, ...one }) => one)
