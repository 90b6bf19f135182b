import { dayOf, type Moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Book } from '../../../thread/book.ts'
import type { Entry } from '../../../thread/entry.ts'
import { staysOf } from '../../../thread/home.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { birth, death, identity, pregnancy, relationship, residence, residenceEnd } from '../../../thread/own-kinds/index.ts'
import { eyesOfAsker, personAsKnown, type WhoKnown, whoIs } from '../../../thread/store/as-known.ts'
import type { Thread } from '../../../thread/thread.ts'
import { asRead } from '../../front-door/index.ts'
import { knownRow } from '../people/person.ts'
import type { AroundRow, NamedRow, RelationshipRow } from './details.queries.ts'
import { detailsAsKnown, familyAsKnown } from './details-known.queries.ts'
import { type DetailsView, kindsRead, nameOfPerson } from './details-view.ts'

const kindsOfFamily = [identity, birth, pregnancy, death, relationship, residence, residenceEnd].map(kind => kind.name)

const nobodyNamed = (subject: SubjectId): NamedRow => ({
  ...{ subject, is_a: null, given: null, family: null, known_as: null, born_on: null, born_precision: null },
  ...{ expected_on: null, died_on: null, sex: null },
})

const namedAs = (subject: SubjectId, who: WhoKnown): NamedRow => ({ subject, ...knownRow(who), sex: who.facts.sex ?? null })

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What one thread said by a moment of how its person stands to others: of each relationship the last word, where it had not ended. */
const relationshipsTold = (thread: Thread, at: Moment, to: (id: SubjectId) => boolean): RelationshipRow[] => {
  const last = new Map<string, Entry<FactsOf<typeof relationship>>>()
  for (const entry of thread.of(relationship))
    if (entry.at <= at && to(entry.facts.to)) last.set(`${entry.facts.to} ${entry.facts.as}`, entry)
  return [...last.values()]
    .filter(entry => !entry.facts.ended)
    .map(entry => ({
      subject: thread.subject,
      to: entry.facts.to,
      as: entry.facts.as,
      responsibility: entry.facts.parentalResponsibility ?? null,
      from: entry.at,
      on: entry.on,
      precision: entry.precision,
      entry: entry.root,
      id: entry.id,
      facts: entry.facts,
    }))
}

/** Who somebody was said to be and who was in their life, as it was known; `around`: where others lived and how they stood to each other. */
export type DetailsKnown = { readonly view: DetailsView; readonly around: AroundRow; readonly keptAs: SubjectId }

/**
 * Reads who a person was said to be by a moment, as far as the asker may know it today: entries and corrections that became known later are left out,
 * records are read as one that were one then, and nothing may be told from it. Nothing to be found where the asker does not work with the person now, or
 * nothing that they may read said who it is by then. A home is said as its entry says it today, so that a protected address stays protected.
 */
export const readDetailsKnown = async (tx: Tx, book: Book, person: SubjectId, at: Moment): Promise<DetailsKnown> => {
  tx.saw([person])
  const p = tx.actor.partnership
  const known = await personAsKnown(tx, book, person, at)
  if (!known?.who) throw new NotFound()
  const [own] = await tx.run(detailsAsKnown, [p, person, at, [...kindsRead, relationship].map(kind => kind.name)])
  const records = new Set<SubjectId>([person, ...known.records])
  const versions = (own?.versions ?? []).filter(one => records.has(one.subject))
  const read = asRead(
    person,
    'person',
    versions.filter(one => one.kind !== relationship.name),
  )
  const open = asRead(person, 'person', versions).thread.withoutRestricted()
  const housemates = known.stays.flatMap(stay => stay.others.map(one => one.subject))
  const away = open.of(relationship).map(entry => entry.facts.to)
  const near = [...new Set([...housemates, ...(own?.towards ?? []), ...away])].filter(id => !records.has(id))
  const homes = known.stays.map(stay => stay.entry)
  const holders = known.involvements.map(one => one.holder)
  const [family] = await tx.run(familyAsKnown, [p, near, at, kindsOfFamily, holders, homes])
  tx.saw(
    housemates,
    [...known.stays, ...known.involvements].map(one => one.entry as EntryId),
  )
  tx.readTo(at)
  const eyes = await eyesOfAsker(tx, [person, ...near])
  const threads = new Map(
    (family?.people ?? []).map(one => [one.subject, asRead(one.subject, 'person', one.versions).thread.withoutRestricted()]),
  )
  const others = [...threads.values()].filter(one => eyes.opens(one.subject, 'household'))
  const sawOf = (id: SubjectId): NamedRow => {
    const thread = threads.get(id)
    const who = known.stays.flatMap(stay => stay.others).find(one => one.subject === id)?.who ?? (thread ? whoIs(thread) : null)
    return who && eyes.opens(id, 'identity') ? namedAs(id, who) : nobodyNamed(id)
  }
  const relationships = eyes.opens(person, 'household')
    ? [
        ...relationshipsTold(open, at, id => !records.has(id)),
        ...others.flatMap(one => relationshipsTold(one, at, id => records.has(id)).map(row => ({ ...row, to: person }))),
      ]
    : others.flatMap(one => relationshipsTold(one, at, id => records.has(id)).map(row => ({ ...row, to: person })))
  const shown = [...new Set([...housemates, ...relationships.flatMap(one => [one.subject, one.to])])].filter(id => id !== person)
  const identified = open.of(identity).at(-1)
  const who = namedAs(person, known.who)
  const { school, language, interpreter } = known.who.facts
  const view: DetailsView = {
    person,
    today: dayOf(at),
    who: {
      ...who,
      school: school ?? null,
      language: language ?? null,
      interpreter: interpreter ?? null,
      entry_id: identified?.root ?? ('' as EntryId),
      keptIn: null,
    },
    name: nameOfPerson(who),
    called: who.known_as || who.given || nameOfPerson(who),
    read,
    relations: [],
    involvements: known.involvements.map(one => ({
      relation: one.as,
      form: one.form,
      holder: one.holder,
      entry: one.entry as EntryId,
      name: family?.names?.[one.holder] ?? null,
    })),
    homes: known.stays.map(stay => {
      const where = family?.places?.find(place => place.root === stay.entry)
      return {
        household: stay.household,
        entry: stay.entry as EntryId,
        since: read.thread.find(stay.entry as EntryId)?.on ?? dayOf(stay.from),
        others: stay.others.map(one => one.subject).sort(order),
        where: where
          ? { address: where.narrative.address ?? null, postcode: where.facts.postcode ?? null, protected: where.facts.protected === true }
          : null,
      }
    }),
    relationships: relationships.sort((a, b) => order(a.from, b.from) || order(a.entry, b.entry)),
    people: new Map(
      shown
        .map(sawOf)
        .sort((a, b) => order(a.born_on ?? '', b.born_on ?? '') || order(a.subject, b.subject))
        .map(one => [one.subject, one]),
    ),
    may: () => false,
    reads: group => eyes.opens(person, group),
  }
  return {
    view,
    keptAs: known.keptAs,
    around: {
      stays: others
        .filter(one => shown.includes(one.subject))
        .flatMap(one =>
          staysOf(one)
            .filter(stay => stay.from <= at && (stay.until === null || stay.until > at))
            .map(stay => ({ subject: one.subject, household: stay.household, entry: stay.entry as EntryId })),
        ),
      relationships: others.flatMap(one => relationshipsTold(one, at, id => shown.includes(id))),
    },
  }
}
