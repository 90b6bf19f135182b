import { as, ids, type TestDatabase, testPurpose } from '../../../tests/database.ts'
import { type Moment, plusHours } from '../../guidance/index.ts'
import { type CommandId, newId, type SubjectId } from '../../thread/ids.ts'
import { book } from '../book.ts'
import { callMeeting, type MeetingCall, type MeetingMade } from '../commands.ts'

/** As a test calls a meeting: what it does not say is a strategy meeting in two days, chaired and minuted by the team manager. */
export type Calling = Partial<Omit<MeetingCall, 'children'>> & { readonly children: readonly SubjectId[] }

/** Calls a meeting as the account of a role and gives how that ended. */
export const calling = async (database: TestDatabase, role: string, { children, ...call }: Calling) =>
  database.worker.withActor(as(role), testPurpose, tx => {
    const now = tx.actor.at
    return callMeeting(tx, book, {
      id: newId<CommandId>(),
      type: 'strategy',
      at: plusHours(now, 48) as Moment,
      way: 'in-person',
      chair: ids.account('team-manager'),
      minutes: ids.account('team-manager'),
      invitees: [],
      now,
      ...call,
      children: children.map(child => ({ child, name: 'Amira Testcase' })),
    })
  })

/** Calls a meeting that nothing stands against, and gives what was begun. */
export const called = async (database: TestDatabase, role: string, call: Calling): Promise<MeetingMade> => {
  const outcome = await calling(database, role, call)
  if (outcome.done !== 'now') throw new Error(`the meeting was not called: ${outcome.done}`)
  return outcome.answer
}
