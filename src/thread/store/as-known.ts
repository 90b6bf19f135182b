import type { Day, Limit, Moment } from '../../guidance/index.ts'
import { englandAndWales } from '../../guidance/index.ts'
import { statement } from '../../kernel/db/statement.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import type { Book, Episode } from '../book.ts'
import { derive, type Lens } from '../derive.ts'
import type { Finding } from '../finding.ts'
import { homeOf, type Stay, staysOf } from '../home.ts'
import type { SubjectId } from '../ids.ts'
import type { FactsOf } from '../kind.ts'
import { bornOn } from '../life.ts'
import { joinRecords } from '../one-record.ts'
import { death, identity, involvement, involvementEnd, pregnancy, relationship } from '../own-kinds/index.ts'
import type { Thread } from '../thread.ts'
import { readKinds } from './reckon.ts'
import { type ToldRow, threadsFrom } from './told-rows.ts'

const threadsKnown = statement<ToldRow>('threads-known', null, 'select * from gt.threads_known($1, $2, $3, $4)')

const relationsHeld = statement<{ subject_id: SubjectId; relations: string[] }>(
  'relations-held',
  null,
  `select h.subject_id, array_agg(distinct h.relation) as relations from (
     select r.subject_id, r.relation from gt.reach r
     where r.partnership_id = $1 and r.subject_id = any ($2) and r.holder_id = any ($3) and r.from_at <= $5 and r.until_at > $5
     union all select t.subject_id, 'duty' from gt.announcement t
     where t.partnership_id = $1 and t.account_id = $4 and t.subject_id = any ($2) and t.duty = 'duty' and t.closed_at is null
     union all select u.id, 'open-child' from unnest($2::uuid[]) as u(id) where $6 and gt.open_child($1, u.id)) h
   where not exists (select from gt.excluded x where x.partnership_id = $1 and x.subject_id = h.subject_id and x.account_id = $4)
     and not exists (select from gt.closed_to_most c where c.partnership_id = $1 and c.subject_id = h.subject_id
       and not exists (select from gt.named_only n where n.partnership_id = $1 and n.subject_id = h.subject_id and n.account_id = $4))
   group by h.subject_id`,
)

/** Does the asker's role cover every child with whom somebody works now? */
const coversAll = ({ grants }: Tx['actor']): boolean => grants.has('open-child/identity')

const partsNow = statement<{ id: SubjectId }>(
  'parts-now',
  null,
  'select u.id from unnest($2::uuid[]) as u(id) where gt.kept_as($1, u.id) <> u.id',
)

const settingsKnown = statement<{ setting: string; from_on: Day; value: Limit | number }>(
  'setting-values-known',
  null,
  `select distinct on (setting, from_on) setting, from_on, value from gt.setting_value
   where partnership_id = $1 and set_at <= $2 order by setting, from_on, set_at desc`,
)

/** Who a person was said to be. */
export type WhoKnown = { facts: FactsOf<typeof identity>; born: Day | null; expected: Day | null; died: Day | null }

type As = FactsOf<typeof relationship>['as']

/** Somebody of the same household, as it was known; what the reader may know of them today decides what is filled in. */
export type HousemateKnown = { subject: SubjectId; who: WhoKnown | null; relation: As | null; back: As | null }

/** What was known of a person at a moment, as far as the reader may know it today. */
export type PersonKnown = {
  /** The record this one was read as part of then; what follows is of the record that was kept. Itself where it was nobody's part. */
  keptAs: SubjectId
  /** The records that were this person's then, as far as they are one for the reader. */
  records: readonly SubjectId[]
  who: WhoKnown | null
  stays: readonly (Stay & { others: readonly HousemateKnown[] })[]
  involvements: readonly (FactsOf<typeof involvement> & { from: Moment; entry: string })[]
  episodes: readonly Episode[]
  findings: readonly Finding[]
}

/**
 * What was known of a person at a moment: who they were said to be, the household, who worked with them, what was open, and what there was to be said,
 * by the numbers set by then; corrections and entries of later days are left out. Today's access rules apply: rules are asked about all that was known
 * (they must not read through the reader's eyes), and what they say is let through exactly as the policies of the derived tables would let it. What one
 * agency keeps to itself makes nothing but its own findings. Gives null where the reader does not work with the person now, or nothing was known yet.
 */
export const personAsKnown = async (tx: Tx, book: Book, subject: SubjectId, known: Moment): Promise<PersonKnown | null> => {
  const p = tx.actor.partnership
  const records = threadsFrom(await tx.run(threadsKnown, [p, subject, readKinds(book), known]))
  const held = await tx.run(relationsHeld, [p, [...records.keys()], tx.actor.holders, tx.actor.account, tx.actor.at, coversAll(tx.actor)])
  const relations = new Map(held.map(row => [row.subject_id, row.relations]))
  const eyes = eyesOf(tx.actor, relations)
  const parts = (await tx.run(partsNow, [p, [...records.keys()]])).map(row => row.id)
  // Records that were one then and have been taken apart since are one for nobody who does not work with each of them today.
  const threads = joinRecords(records, (part, into) => parts.includes(part) || (relations.has(part) && relations.has(into)))
  const person = threads.get(subject)
  if (person?.form !== 'person' || person.entries.length === 0) return null
  const changed = new Map<string, { from: Day; value: Limit | number }[]>()
  for (const row of await tx.run(settingsKnown, [p, known]))
    changed.set(row.setting, [...(changed.get(row.setting) ?? []), { from: row.from_on, value: row.value }])
  const lens: Lens = { rules: 'of-the-day', holidays: englandAndWales, changed }
  const findings = derive(book.rules, person, homeOf(person, new Set(threads.values())), lens).filter(finding => eyes.opensFinding(finding))
  const open = person.withoutRestricted()
  return {
    keptAs: person.subject,
    records: [...records.keys()].filter(id => person.holds(id)),
    who: eyes.opens(subject, 'identity') ? whoIs(open) : null,
    stays: eyes.opens(subject, 'household') ? staysAt(open, threads, known, eyes) : [],
    involvements: eyes.opens(subject, 'involvement') ? involvementsAt(open, known) : [],
    episodes: eyes.opens(subject, 'episode')
      ? book.episodes.flatMap(of => of(open)).filter(one => one.from <= known && (one.until === null || one.until > known))
      : [],
    findings,
  }
}

type Reader = Pick<Tx['actor'], 'grants' | 'agency' | 'queues'>
type Eyes = { opens: (subject: SubjectId, what: string) => boolean; opensFinding: (finding: Finding) => boolean }

/**
 * The policies of the derived tables, over again, for rows that no table holds. `relations`: what the reader holds towards each subject now, nothing
 * where the reader is excluded or the record is closed to most.
 */
export const eyesOf = ({ grants, agency, queues }: Reader, relations: ReadonlyMap<SubjectId, readonly string[]>): Eyes => {
  const opens = (subject: SubjectId, what: string) => (relations.get(subject) ?? []).some(relation => grants.has(`${relation}/${what}`))
  return {
    opens,
    opensFinding: finding =>
      relations.has(finding.subject) &&
      (finding.layer === 'open' || finding.agency === agency) &&
      ((finding.queue !== null && queues.includes(finding.queue) && grants.has('queue/finding')) ||
        opens(finding.subject, 'finding') ||
        (relations.get(finding.subject) ?? []).some(
          relation => finding.told.some(({ to }) => to === relation) && grants.has(`${relation}/finding-told`),
        )),
  }
}

/** What of some people the asker may know today. */
export const eyesOfAsker = async (tx: Tx, subjects: readonly SubjectId[]): Promise<Eyes> => {
  const { partnership, holders, account, at } = tx.actor
  const held = await tx.run(relationsHeld, [partnership, subjects, holders, account, at, coversAll(tx.actor)])
  return eyesOf(tx.actor, new Map(held.map(row => [row.subject_id, row.relations])))
}

/** Who a thread says its person is; nothing where nobody has said it. */
export const whoIs = (person: Thread): WhoKnown | null => {
  const now = person.of(identity).at(-1)
  const born = bornOn(person) ?? null
  return now
    ? {
        facts: now.facts,
        born,
        expected: born ? null : (person.of(pregnancy).at(-1)?.facts.expected ?? null),
        died: person.of(death).at(-1)?.on ?? null,
      }
    : null
}

const staysAt = (person: Thread, threads: ReadonlyMap<SubjectId, Thread>, known: Moment, eyes: Eyes): PersonKnown['stays'] =>
  openStays(person, known).map(stay => ({
    ...stay,
    others: [...new Set(threads.values())]
      .filter(other => other.subject !== person.subject && other.form === 'person' && eyes.opens(other.subject, 'household'))
      .map(other => other.withoutRestricted())
      .filter(other => openStays(other, known).some(one => one.household === stay.household))
      .map(other => ({
        subject: other.subject,
        who: eyes.opens(other.subject, 'identity') ? whoIs(other) : null,
        relation: relationTo(other, person, known),
        back: relationTo(person, other, known),
      }))
      .sort((a, b) => (a.who?.born ?? '').localeCompare(b.who?.born ?? '') || (a.subject < b.subject ? -1 : 1)),
  }))

const openStays = (person: Thread, known: Moment): Stay[] =>
  staysOf(person).filter(stay => stay.from <= known && (stay.until === null || stay.until > known))

const relationTo = (of: Thread, to: Thread, known: Moment): As | null => {
  const last = of.where(relationship, entry => to.holds(entry.facts.to) && entry.at <= known).at(-1)
  return last && !last.facts.ended ? last.facts.as : null
}

const involvementsAt = (person: Thread, known: Moment): PersonKnown['involvements'] =>
  person
    .of(involvement)
    .filter(
      entry =>
        entry.at <= known &&
        !person.answering(involvementEnd, entry).some(end => end.at <= known) &&
        !(entry.facts.until && entry.facts.until <= known),
    )
    .map(entry => ({ ...entry.facts, from: entry.at, entry: entry.root }))
