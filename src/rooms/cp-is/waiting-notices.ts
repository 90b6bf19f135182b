import { type Day, dayOf, dueAfter, englandAndWales, type Limit, type Moment } from '../../guidance/index.ts'
import { statement } from '../../kernel/db/statement.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import { settingOn } from '../../thread/derive.ts'
import { liveLens } from '../../thread/store/lens.ts'
import { cpIsSettings } from './numbers.ts'

/** How many notices of the NHS fit no child, and how many of them have waited too long. */
export type NoticesWaiting = { readonly waiting: number; readonly overdue: number }

// Who may be meant is not known: nobody's record is shown.
const unsettled = statement<{ received_on: Day; waiting: number }>('nhs-notices-by-day', null, 'select * from gt.attendance_unsettled()')

/** By when a notice is settled that came on a day: the last day of it, by the number that is set for that day. */
export const settledBy = async (tx: Tx): Promise<(came: Moment | Day) => { readonly dueOn: Day; readonly due: Moment }> => {
  const { changed } = await liveLens(tx)
  return came => {
    const on = came.length > 10 ? dayOf(came as Moment) : (came as Day)
    const limit = settingOn(cpIsSettings['notice-settled'], changed.get('cp-is.notice-settled') ?? [], on) as Limit
    const { dueOn, due } = dueAfter(limit, on, englandAndWales)
    return { dueOn, due }
  }
}

/** Counts the notices of the NHS that wait for whoever asks to settle them, exactly; nothing for everybody else. */
export const noticesWaiting = async (tx: Tx): Promise<NoticesWaiting> => {
  if (!tx.actor.grants.has('anyone/nhs-notices')) return { waiting: 0, overdue: 0 }
  const by = await settledBy(tx)
  const days = await tx.run(unsettled, [])
  const count = (of: readonly { waiting: number }[]) => of.reduce((sum, one) => sum + one.waiting, 0)
  return { waiting: count(days), overdue: count(days.filter(one => by(one.received_on).due <= tx.actor.at)) }
}
