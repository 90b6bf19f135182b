import { type Database, openDatabase } from '../../src/kernel/db/with-actor.ts'
import { type AccountId, type ActId, type EntryId, idNamed, newId, type SubjectId } from '../../src/thread/ids.ts'
import { identity, involvement, involvementEnd, recordsMerged, relationship, residence } from '../../src/thread/own-kinds/index.ts'
import { ids, type TestDatabase } from '../database.ts'
import { bars, besideThreads, goingOut, lookedAt, ownWords } from './world/beside.ts'
import { note } from './world/book.ts'
import { barsElsewhere, fillElsewhere } from './world/elsewhere.ts'
import { about, append, authors, canary, happened, notes, ties } from './world/entries.ts'
import { openedByAll, registered } from './world/openings.ts'
import { type Situation, situations } from './world/situations.ts'

/** A partnership in which every role stands in every relation to somebody, and every field group, audience and author is there to be read or not. */

/** An account beside the organisation's own: a nurse who sits in The Bridge's team. Her role opens the queue's children no more than it says. */
export const seconded: AccountId = idNamed('invented', 'account of a nurse in the Bridge team')

export type World = { readonly subjects: ReadonlyMap<string, SubjectId>; readonly situations: readonly Situation[] }

/** Fills the database. Entries go through the append path as the role that brings history in, each written by an account of the agency that told it. */
export const fill = async (database: TestDatabase): Promise<World> => {
  const bringIn = openDatabase(database.urls.gt_import, 4)
  const all = situations()
  const subjects = new Map(all.map(one => [one.name, newId<SubjectId>()]))
  await database.admin(
    `insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values ($1, $2, $3, 'Nell Invented', 'nurse@invented.example.test', 'health-practitioner')`,
    [ids.partnership, seconded, ids.agency.health],
  )
  await database.admin(`insert into gt.team_member (partnership_id, account_id, team_id) values ($1, $2, $3)`, [
    ids.partnership,
    seconded,
    ids.team.bridge,
  ])
  const idOf = (one: Situation): SubjectId => subjects.get(one.name) ?? newId()
  for (let at = 0; at < all.length; at += 20) {
    const some = all.slice(at, at + 20)
    const first = some.flatMap(one => [...about(idOf(one)), ...ties(one, idOf(one))])
    const kinds = [identity, residence, relationship, involvement, involvementEnd]
    await append(bringIn, 'social-worker', ids, some.map(idOf), kinds, first, true)
    for (const author of authors) {
      // The server would count its rows by itself in a minute; until then it plans as if there were none.
      await database.admin('analyze gt.entry, gt.entry_part, gt.subject')
      await append(
        bringIn,
        author,
        ids,
        some.map(idOf),
        [note],
        some.flatMap(one => notes(author, idOf(one))),
      )
    }
  }
  await mergeRecords(bringIn, all, idOf)
  for (const one of all.filter(({ relation }) => relation === 'break-glass')) await openedByAll(database, bringIn, one, idOf(one))
  for (const name of ['lead', 'lead, one excluded']) await registered(database, subjects.get(name) ?? newId(), 'team-manager', newId())
  await registered(database, subjects.get('lead') ?? newId(), 'social-worker', newId())
  await ownWords(database, bringIn, subjects.get('none') ?? newId())
  await fillElsewhere(bringIn, subjects)
  await bars(database, all, subjects)
  await barsElsewhere(database, subjects)
  await besideThreads(database)
  await lookedAt(database, subjects)
  await database.admin(
    `insert into gt.limit_said (partnership_id, subject_id, sort, account_id, by_account, said_at, why)
     select x.partnership_id, x.subject_id, 'excluded', x.account_id, x.account_id, '2024-03-01', 'a reason' from gt.excluded x`,
  )
  await goingOut(database, subjects)
  await bringIn.close()
  return { subjects, situations: all }
}

/** Records that are one child’s are read as one; of those that are not, it is taken back. */
const mergeRecords = async (bringIn: Database, all: readonly Situation[], idOf: (one: Situation) => SubjectId): Promise<void> => {
  for (const part of all) {
    const kept = all.find(one => one.name === part.partOf)
    if (!kept) continue
    const merge = newId<EntryId>()
    const shared = { subject: idOf(part), act: newId<ActId>(), kind: recordsMerged, happened, audience: 'professionals' as const }
    const said = { record: { facts: { into: idOf(kept) }, narrative: { reason: canary() } } }
    const writes = [idOf(part), idOf(kept)]
    await append(bringIn, 'social-worker', ids, writes, [recordsMerged], [{ ...shared, id: merge, parts: said }])
    if (part.apart)
      await append(bringIn, 'social-worker', ids, writes, [recordsMerged], [{ ...shared, corrects: merge, withdraws: true, parts: {} }])
  }
}
