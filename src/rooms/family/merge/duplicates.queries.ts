import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Scheme } from '../../../thread/identifiers.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { Found } from '../matching/find-people.ts'

/** Who one of the two records is of, as far as whoever may find people is told. */
export type OneRecord = Pick<Found, 'is' | 'given' | 'family' | 'knownAs' | 'born' | 'bornPrecision' | 'expected' | 'died'>

/** Two records that may be one person's: why, and what was said of them, where somebody compared them. `person` is one the asker works with. */
export type Pair = {
  readonly person: SubjectId
  readonly other: SubjectId
  readonly sameName: boolean
  readonly sameSound: boolean
  readonly swapped: boolean
  readonly birth: 'same' | 'fits' | 'swapped' | 'near' | 'unknown' | null
  readonly number: Scheme | null
  readonly compared: 'same' | 'different' | null
  readonly comparedEntry: EntryId | null
  /** On which of the two records that was told. */
  readonly comparedOn: SubjectId | null
  readonly one: OneRecord
  readonly two: OneRecord
}

/** Of how many of one's own people duplicates are looked for, the newest first. */
export const mostPeople = 300
/** How many pairs are shown. */
export const mostPairs = 50

const duplicates = statement<Pair>(
  'possible-duplicates',
  row => ({ subjects: [row.person, row.other], entries: row.comparedEntry ? [row.comparedEntry] : [] }),
  `select subject_id as person, other_id as other, same_name as "sameName", same_sound as "sameSound", swapped, birth, number, compared,
     compared_entry as "comparedEntry", compared_on as "comparedOn", one, two
   from gt.possible_duplicates($1, $2::uuid[], $3) where gt.kept_as($1, other_id) = other_id`,
)
const ownPeople = statement<{ subject_id: SubjectId }>(
  'duplicates-own-people',
  null,
  `select r.subject_id from gt.reach r
   where r.partnership_id = $1 and r.holder_id = any ($2::uuid[]) and r.relation <> 'decided' and r.from_at <= $3 and r.until_at > $3
     and (r.relation || '/append:records-compared') = any ($4::text[]) and gt.kept_as($1, r.subject_id) = r.subject_id
   group by r.subject_id order by max(r.from_at) desc, r.subject_id limit ${mostPeople}`,
)
const granted = (tx: Tx): readonly string[] => [...tx.actor.grants].filter(grant => grant.endsWith('/append:records-compared'))

// Whoever may merge anybody's records is shown what others said is one person's, whoever works with it.
const saidSame = statement<Pair>(
  'said-to-be-same',
  row => ({ subjects: [row.person, row.other], entries: row.comparedEntry ? [row.comparedEntry] : [] }),
  `select subject_id as person, other_id as other, same_name as "sameName", false as "sameSound", false as swapped, birth, null as number, 'same' as compared,
     compared_entry as "comparedEntry", subject_id as "comparedOn", one, two
   from gt.said_to_be_same($1, $2)`,
)

const saidByOthers = async (tx: Tx): Promise<readonly Pair[]> =>
  tx.actor.grants.has('anyone/append:records-merged') ? tx.run(saidSame, [tx.actor.partnership, mostPairs]) : []

/**
 * The pairs among the asker's own people, those nobody has compared first; for whoever may merge anybody's records also those that somebody else said are one
 * person's. Everybody named stands on the access line.
 */
export const readDuplicates = async (tx: Tx): Promise<readonly Pair[]> => {
  const { partnership, holders, at } = tx.actor
  const own = await tx.run(ownPeople, [partnership, holders, at, granted(tx)])
  const pairs = own.length === 0 ? [] : await tx.run(duplicates, [partnership, own.map(row => row.subject_id), mostPairs])
  const listed = new Set(pairs.flatMap(pair => [`${pair.person} ${pair.other}`, `${pair.other} ${pair.person}`]))
  return [...pairs, ...(await saidByOthers(tx)).filter(pair => !listed.has(`${pair.person} ${pair.other}`))]
}

/** One pair, where these two may be one person's records and the asker may compare them; nothing otherwise. `mayTakeBack`: what was said of them. */
export const readPair = async (tx: Tx, person: SubjectId, other: SubjectId): Promise<(Pair & { mayTakeBack: boolean }) | undefined> => {
  const { partnership, holders, at } = tx.actor
  const own = new Set((await tx.run(ownPeople, [partnership, holders, at, granted(tx)])).map(row => row.subject_id))
  const mine = own.has(person) ? await tx.run(duplicates, [partnership, [person], mostPairs]) : []
  const pair = mine.find(one => one.other === other) ?? (await saidByOthers(tx)).find(one => one.person === person && one.other === other)
  return pair && { ...pair, mayTakeBack: pair.comparedOn !== null && own.has(pair.comparedOn) }
}
