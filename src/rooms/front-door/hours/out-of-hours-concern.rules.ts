import { day } from '../../../guidance/index.ts'
import { rule } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { decisionOn } from '../decision/decided.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { referralTold } from '../referral/referral-told.ts'
import { bridgeHours, whereHoursStand } from './bridge-hours.ts'
import { dutyHandover } from './duty-handover.ts'
import { cameOutOfHours, receivedByTheBridge } from './out-of-hours.ts'

/**
 * A concern came while The Bridge was closed: the Emergency Duty Team looks at it, and hands it over when The Bridge opens (practice: bridge-hours). The
 * time to decide runs from the moment the team received it all the same.
 */
export const outOfHoursConcern = rule({
  id: 'out-of-hours-concern',
  says: ({ facts }) =>
    facts.handedOver
      ? 'This concern came while The Bridge was closed. The Emergency Duty Team has left a note for it.'
      : 'This concern came while The Bridge was closed. The Emergency Duty Team looks at it now and leaves a note for The Bridge.',
  because: whereHoursStand,
  of: ['matter'],
  kinds: [referralTold, dutyHandover, referralDecision],
  inForce: { from: day('2018-07-01') },
  settings: bridgeHours,
  findings: (matter, hours, _home, holidays) =>
    matter
      .where(referralTold, concern => cameOutOfHours(concern, hours, holidays))
      .map(concern =>
        so('DUE', {
          name: 'duty',
          opened: concern,
          until: earlier(ends(decisionOn(matter, concern)), {
            at: receivedByTheBridge(concern, hours, holidays),
            as: 'lapsed',
            by: null,
            known: null,
          }),
          tell: ['duty'],
          facts: { handedOver: matter.answering(dutyHandover, concern).length > 0 },
        }),
      ),
})
