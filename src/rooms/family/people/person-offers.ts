import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import type { Derived } from './person-derived.ts'

/** What the page offers to whoever may do it: each by the kind of entry it writes. */
const offers = [
  'note',
  'childs-voice',
  'pattern-statement',
  'circumstances-changed',
  'cp-is-attendance-read',
  'care-began',
  'neglect-sign',
  'neglect-tool',
  'meeting-about',
  'conference-requested',
  'temporary-residence',
  'challenge-about',
  'serious-incident',
  'plan-end-checked',
  'case-closed',
] as const

export type Offer = (typeof offers)[number]

const outOfHours = statement<{ told: boolean; reads: boolean }>(
  'person-out-of-hours',
  null,
  `select gt.told_on_duty($1, $2, $3) as told, exists (select from gt.reach r where r.partnership_id = $1 and r.subject_id = $2 and r.holder_id = any ($4)
     and r.from_at <= $5 and r.until_at > $5 and (r.relation || '/record') = any ($6)) as reads`,
)

/** Was the reader told of this person on duty, and do they read what was recorded? Asked only for a role that covers every open child: everybody else's page is one statement. */
export const readsAs = async (tx: Tx, person: SubjectId): Promise<{ told: boolean; reads: boolean }> => {
  const { grants, partnership, account, holders, at } = tx.actor
  if (!grants.has('open-child/identity')) return { told: false, reads: true }
  const [row] = await tx.run(outOfHours, [partnership, person, account, holders, at, [...grants]])
  const told = row?.told === true
  return { told, reads: row?.reads === true || (told && grants.has('duty/record')) }
}

/** What the reader may write here, by the relations in which they, their teams and their agency work with the person; out of hours, as told on duty. */
export const offered = (tx: Tx, workers: Derived['workers'], told: boolean): Offer[] => {
  const relations = ['anyone', ...(told ? ['duty'] : []), ...relationsOf(tx, workers)]
  return offers.filter(kind => relations.some(relation => tx.actor.grants.has(`${relation}/append:${kind}`)))
}

export const relationsOf = (tx: Tx, workers: Derived['workers']): string[] =>
  workers.filter(one => tx.actor.holders.includes(one.holder)).map(one => one.relation)

/** May the reader go over some gate of this person (access matrix: override)? */
export const mayGoOver = (tx: Tx, workers: Derived['workers']): boolean => {
  const begins = relationsOf(tx, workers).map(relation => `${relation}/override:`)
  return [...tx.actor.grants].some(grant => begins.some(begin => grant.startsWith(begin)))
}
