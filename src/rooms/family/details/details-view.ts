import { ageInWords, type Day, dayOf, moment, printPartial } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Entry, FieldGroup } from '../../../thread/entry.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { AnyKind, FactsOf } from '../../../thread/kind.ts'
import {
  birth,
  death,
  identifier,
  identity,
  otherName,
  pregnancy,
  type Relation,
  residence,
  residenceEnd,
  wholeName,
} from '../../../thread/own-kinds/index.ts'
import { earlyHelpAssessment } from '../../early-help/index.ts'
import { type AsRead, asRead } from '../../front-door/index.ts'
import { signposted } from '../../public/index.ts'
import { adultInContact, newAdultDecided } from '../adults/adult-in-contact.ts'
import { adultQuestionLetBe, adultsAsked } from '../adults/adults-asked.ts'
import { adultsCompared } from '../adults/adults-compared.ts'
import { curiosity, safetyAdvised, workingWithFamily } from '../asked-about/asked-about.ts'
import { childhoodExperience } from '../experiences/childhood-experience.ts'
import { parentalFactor, parentsOwnNeed } from '../parents/parental-factor.ts'
import { background, communicationNeeds, otherProfessional } from './about.ts'
import { type DetailsRow, type NamedRow, personDetails, type RelationshipRow } from './details.queries.ts'

/** The kinds that tell who a person is and who is in their life. */
export const kindsRead: readonly AnyKind[] = [
  identity,
  otherName,
  identifier,
  pregnancy,
  birth,
  death,
  residence,
  residenceEnd,
  background,
  communicationNeeds,
  otherProfessional,
  adultInContact,
  newAdultDecided,
  adultsCompared,
  adultsAsked,
  adultQuestionLetBe,
  parentalFactor,
  parentsOwnNeed,
  earlyHelpAssessment,
  childhoodExperience,
  signposted,
  safetyAdvised,
  curiosity,
  workingWithFamily,
]

/** Where somebody lives now: who lives there too, and the address as far as this reader may have it. */
export type HomeNow = {
  readonly household: SubjectId
  readonly entry: EntryId
  readonly since: Day
  readonly others: readonly SubjectId[]
  /** Null: not open to this reader. */
  readonly where: { readonly address: string | null; readonly postcode: string | null; readonly protected: boolean } | null
}

/** Who somebody is and who is in their life, as one reader may read it. */
export type DetailsView = {
  readonly person: SubjectId
  readonly today: Day
  readonly who: NonNullable<DetailsRow['person']>
  readonly name: string
  /** What the page calls them further on: what they are known as, or the first name. */
  readonly called: string
  readonly read: AsRead
  readonly relations: readonly string[]
  readonly involvements: DetailsRow['involvements']
  readonly homes: readonly HomeNow[]
  readonly relationships: readonly RelationshipRow[]
  readonly people: ReadonlyMap<SubjectId, NamedRow>
  /** May the asker append this kind to this person's thread? Pages offer by it; the database decides. */
  readonly may: (kind: AnyKind) => boolean
  /** May the asker read this part of the person's record? An address that one may not see is not one's to put right. */
  readonly reads: (group: FieldGroup) => boolean
}

/** Reads who a person is, or nothing to be found where the reader does not work with them. */
export const readDetails = async (tx: Tx, person: SubjectId): Promise<DetailsView> => {
  const { partnership, at, holders, account, grants } = tx.actor
  const [row] = await tx.run(personDetails, [partnership, person, at, holders, kindsRead.map(kind => kind.name), account])
  if (!row?.person) throw new NotFound()
  if (row.head?.known_at) tx.readTo(moment(row.head.known_at))
  const read = asRead(person, 'person', row.versions)
  const relations = ['anyone', ...row.relations]
  return {
    person,
    today: dayOf(at),
    who: row.person,
    name: nameOfPerson(row.person),
    called: row.person.known_as || row.person.given || nameOfPerson(row.person),
    read,
    relations,
    involvements: row.involvements,
    homes: row.stays.map(stay => homeFrom(read, stay)),
    relationships: row.relationships,
    people: new Map(row.people.map(one => [one.subject, one])),
    reads: group => relations.some(relation => grants.has(`${relation}/${group}`)),
    may: kind => relations.some(relation => grants.has(`${relation}/append:${kind.name}`)),
  }
}

const homeFrom = (read: AsRead, stay: DetailsRow['stays'][number]): HomeNow => {
  const entry = read.thread.find(stay.entry)
  const where = entry && read.part(entry, 'whereabouts')
  return {
    household: stay.household,
    entry: stay.entry,
    since: entry?.on ?? dayOf(moment(stay.from)),
    others: stay.others,
    where: where
      ? {
          address: where.narrative['address'] ?? null,
          postcode: typeof where.facts['postcode'] === 'string' ? where.facts['postcode'] : null,
          protected: where.facts['protected'] === true,
        }
      : null,
  }
}

/** Somebody's name for a page; 'somebody you do not work with' where it is not open to the reader. */
export const nameOfPerson = (one: NamedRow | undefined): string => (one?.is_a ? wholeName(one) : 'somebody you do not work with')

/** Somebody's age on a day, in words; nothing where neither the birth nor the day it is expected is known. */
export const ageOfPerson = (one: NamedRow, on: Day): string | undefined =>
  one.died_on
    ? `died ${printPartial({ on: one.died_on, precision: 'day' })}`
    : one.born_on
      ? ageInWords({ born: one.born_on, precision: one.born_precision ?? 'day' }, on)
      : one.expected_on
        ? ageInWords({ expected: one.expected_on }, on)
        : undefined

/** The last entry of a kind, as it stands. */
export const lastOf = <K extends AnyKind>(view: DetailsView, kind: K): Entry<FactsOf<K>> | undefined => view.read.thread.of(kind).at(-1)

/** The words of a part of an entry as it stands; empty where it has none or they are not open to the reader. */
export const wordsOf = (
  view: DetailsView,
  entry: Entry | undefined,
  group: Parameters<AsRead['part']>[1] = 'record',
): Readonly<Record<string, string>> => (entry && view.read.part(entry, group)?.narrative) ?? {}

/**
 * Entries of a kind where a later one that answers the first tells what has become of the same thing: for each first one, all that was told of it, oldest
 * first, in the order in which they began.
 */
export const linesOf = <K extends AnyKind>(view: DetailsView, kind: K): { first: Entry<FactsOf<K>>; last: Entry<FactsOf<K>> }[] => {
  const lines = new Map<EntryId, { first: Entry<FactsOf<K>>; last: Entry<FactsOf<K>> }>()
  for (const entry of view.read.thread.of(kind)) {
    const line = entry.answers === null ? undefined : lines.get(entry.answers)
    if (line) line.last = entry
    else lines.set(entry.root, { first: entry, last: entry })
  }
  return [...lines.values()]
}

/** Those who work with the person, for giving somebody new of the family the same ones. */
export const sameWorkers: readonly Relation[] = ['lead', 'co-worker', 'manager', 'chair', 'screener']
