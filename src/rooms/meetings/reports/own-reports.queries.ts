import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { readToldOfMeeting } from '../page/meeting.queries.ts'
import { inOne, type OnMeeting } from '../page/on-record.ts'
import { meetingReport } from './report.ts'

/** What somebody wrote for a meeting that is no longer open to them: nothing where it is open, or where they wrote nothing. */
export const readOwnReports = async (tx: Tx, matter: SubjectId): Promise<OnMeeting<FactsOf<typeof meetingReport>>[] | null> => {
  const { told, relations } = await readToldOfMeeting(tx, matter)
  if (relations.length > 0) return null
  const own = told.filter(row => row.kind === meetingReport.name && row.author === tx.actor.account).map(inOne)
  return own.length > 0 ? (own as OnMeeting<FactsOf<typeof meetingReport>>[]) : null
}
