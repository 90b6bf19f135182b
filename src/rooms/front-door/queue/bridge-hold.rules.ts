import { day, dayOf, localPractice, ownChoice, printDate } from '../../../guidance/index.ts'
import { involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { rule } from '../../../thread/rule.ts'
import { dayAfter, lastFifth, within } from '../../../thread/say.ts'
import { decisionOn } from '../decision/decided.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { bridgeHours, whereHoursStand } from '../hours/bridge-hours.ts'
import { dutyHandover } from '../hours/duty-handover.ts'
import { cameOutOfHours, receivedByTheBridge } from '../hours/out-of-hours.ts'
import { referralTold } from '../referral/referral-told.ts'
import { agencyCheckAnswered, agencyCheckAsked } from '../screening/agency-check.ts'
import { bridgeHold } from '../screening/agency-check-unanswered.rules.ts'
import { childMatched } from '../screening/child-matched.ts'
import { stageIn } from './stage.ts'

/**
 * A concern stays with The Bridge for one working day at most (practice: dl-bridge-hold). The time counts from when The Bridge has it in its hands: one
 * that came out of hours, from the opening. With it stands what the queue is sorted and filtered by, so that the queue reads one row for a concern.
 */
export const bridgeHoldDue = rule({
  id: 'bridge-hold',
  says: ({ dueOn }) => `This concern may stay with The Bridge until the end of ${dueOn ? printDate(dueOn) : 'a day not known'}.`,
  because: [
    localPractice.bridgeTeam.at('The Bridge'),
    ...whereHoursStand,
    ownChoice('what came out of hours is with The Bridge from its opening; due is shown for the last fifth of the time'),
  ],
  of: ['matter'],
  kinds: [referralTold, dutyHandover, involvement, involvementEnd, childMatched, agencyCheckAsked, agencyCheckAnswered, referralDecision],
  inForce: { from: day('2018-07-01') },
  settings: { hold: bridgeHold, ...bridgeHours },
  findings: (matter, { hold, ...hours }, _home, holidays) => {
    const stageOf = stageIn(matter)
    return matter.of(referralTold).map(concern => {
      const received = receivedByTheBridge(concern, hours, holidays)
      return within(hold, {
        name: 'hold',
        of: concern,
        countedFrom: { ...concern, at: received, on: dayOf(received) },
        metBy: decisionOn(matter, concern),
        stop: undefined,
        shows: { DUE: lastFifth, OVERDUE: dayAfter },
        tell: [{ to: 'screener', from: dayAfter }],
        facts: {
          form: concern.facts.form,
          source: concern.facts.source,
          stage: stageOf(concern),
          outOfHours: cameOutOfHours(concern, hours, holidays),
          handedOver: matter.answering(dutyHandover, concern).length > 0,
        },
      })
    })
  },
})
