import { day, dayOf, dueAfter, hours, ownChoice, weeks, workingDays } from '../../../guidance/index.ts'
import { breakGlass } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, lapsesOn, so, within } from '../../../thread/say.ts'
import { breakGlassReviewed } from './break-glass-reviewed.ts'

/**
 * A record that was opened in an emergency is told to the team that works with the child at once, and is reviewed by somebody outside the opener's line (practice:
 * break-glass; the hours, the two working days and the number in a day are our own).
 */
export const breakGlassRule = rule({
  id: 'break-glass',
  says: ({ name }) =>
    name === 'opened'
      ? 'This child’s record was opened in an emergency by somebody who does not work with the child.'
      : 'That this child’s record was opened in an emergency waits to be reviewed.',
  because: [ownChoice('nobody who published guidance says for how long a record may be open in an emergency, or by when that is reviewed')],
  kinds: [breakGlass, breakGlassReviewed],
  inForce: { from: day('2018-01-01') },
  settings: {
    review: setting(workingDays(2), 'our own choice', 'soon enough for whoever opened it to remember why'),
    open: setting(hours(4), 'our own choice', 'as long as somebody on duty needs to see a child safe; at most twelve hours'),
    most: setting(
      3,
      'our own choice',
      'openings by one person in 24 hours without a second person; more say that the ways to be added do not work',
    ),
    stands: setting(weeks(4), 'our own choice', 'long enough for everybody who works with the child to have looked at the record once'),
  },
  findings: (child, { review, stands }, _home, holidays) =>
    child.of(breakGlass).flatMap(opened => [
      so('INFO', {
        name: 'opened',
        opened,
        until: lapsesOn(dueAfter(stands(dayOf(opened.at)), dayOf(opened.at), holidays).dueOn),
        tell: ['lead', 'manager'],
      }),
      within(review, {
        name: 'review',
        of: opened,
        metBy: child.answering(breakGlassReviewed, opened)[0],
        stop: undefined,
        shows: { INFO: counted => counted.from, OVERDUE: dayAfter },
        tell: [{ to: 'manager', from: dayAfter }],
      }),
    ]),
})
