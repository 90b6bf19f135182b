import { day, ownChoice, visitsBriefing, workingDays } from '../../../guidance/index.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { type Counted, dayAfter, earlier, ends, within } from '../../../thread/say.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { plansWith } from '../plan/plans.ts'
import { statutoryVisits } from './counts.ts'
import { visit, visitRead } from './visit.ts'

const atOnce = (counted: Counted) => counted.from

/**
 * The manager reads each visit to a child on a plan and signs it, or gives it back with a question, which is answered and read again (practice: cp-visit, manager
 * read-and-sign). Never whoever wrote it. A later visit takes the place of one that was not read: what is read is the last, with what came before it.
 */
export const visitUnread = rule({
  id: 'visit-unread',
  says: () => 'This child, who is on a child protection plan, was visited, and the manager has not signed the visit.',
  because: [visitsBriefing.box(3), ownChoice('nobody says by when the manager reads a visit: five working days')],
  kinds: [conference, planEnd, visit, visitRead, death],
  inForce: { from: day('2024-07-01') },
  settings: {
    limit: setting(workingDays(5), 'our own choice', 'a week, so that what is missing is seen while the next visit can still put it right'),
  },
  findings: (child, { limit }) =>
    plansWith(child, statutoryVisits(child)).flatMap(({ plan, during }) =>
      during.map((one, at) =>
        within(limit, {
          name: 'unread',
          of: one,
          metBy: child.answering(visitRead, one).find(read => read.facts.signed && read.author !== one.author),
          stop: earlier(ends(during[at + 1], 'superseded'), plan.ended),
          shows: { DUE: atOnce, OVERDUE: dayAfter },
          tell: ['manager', { to: 'service-manager', from: dayAfter }],
        }),
      ),
    ),
})
