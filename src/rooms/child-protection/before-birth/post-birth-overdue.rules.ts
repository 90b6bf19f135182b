import { day, localPractice, workingDays } from '../../../guidance/index.ts'
import { birth, death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, lastFifth, within } from '../../../thread/say.ts'
import { inOrder } from '../../../thread/thread.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { reviewConferences } from '../conference/initial.ts'
import { coreGroup } from '../core-group/core-group.ts'
import { plans } from '../plan/plans.ts'
import { motherUnfit, postBirthMeeting } from './post-birth.ts'

/**
 * A child is born on a plan: those who work with the child look at it again within ten working days of the birth, at a core group, a review or another meeting; within twenty
 * where the mother is not well enough to come (practice: pre-birth-conference, dl-post-birth).
 */
export const postBirthOverdue = rule({
  id: 'post-birth-overdue',
  says: () => 'This child was born on a child protection plan. Those who work with the child look at the plan again soon after the birth.',
  because: [localPractice.londonPreBirth.at('birth')],
  kinds: [birth, conference, planEnd, coreGroup, postBirthMeeting, motherUnfit, death],
  inForce: { from: day('2018-07-01') },
  settings: {
    limit: setting(workingDays(10), 'local practice', 'within ten working days of the birth'),
    unfit: setting(workingDays(20), 'local practice', 'within twenty where the mother is not well enough to come'),
  },
  findings: (child, { limit, unfit }) => {
    const born = child.of(birth).at(-1)
    const plan = born && plans(child).find(({ began, ended }) => began.at < born.at && (!ended || ended.at > born.at))
    if (!born || !plan) return []
    const after = [...child.of(postBirthMeeting), ...child.of(coreGroup), ...reviewConferences(child)].sort(inOrder)
    return [
      within(child.of(motherUnfit).some(({ on }) => on >= born.on) ? unfit : limit, {
        name: 'after-birth',
        of: born,
        metBy: after.find(({ on }) => on >= born.on),
        stop: plan.ended,
        shows: { DUE: lastFifth, OVERDUE: dayAfter },
        tell: ['lead', 'chair', { to: 'manager', from: dayAfter }],
      }),
    ]
  },
})
