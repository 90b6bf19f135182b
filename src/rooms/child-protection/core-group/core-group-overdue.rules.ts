import { day, days, localPractice, ownChoice, workingDays, workingTogether2023 } from '../../../guidance/index.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, every, lastFifth, longAfter, type Tell, within } from '../../../thread/say.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { coreGroup } from './core-group.ts'
import { coreGroupsOf } from './during.ts'

/**
 * The core group meets within ten working days of the conference and then at least every 28 days (practice: core-group, dl-core-first, dl-core-next), counted from the day
 * it really met. It is everyone's task and goes ahead without the social worker. A child not yet born has a core group too.
 */
export const coreGroupOverdue = rule({
  id: 'core-group-overdue',
  says: ({ name }) =>
    name === 'first'
      ? 'This child, who is on a child protection plan, has had no core group yet.'
      : 'This child’s core group is to meet again.',
  because: [
    workingTogether2023.at('core group'),
    localPractice.norfolkConferences.at('core group'),
    localPractice.coreGroups.at('joint responsibility'),
    ownChoice('nobody says for Salford how often a core group meets after the first: at least every 28 days'),
  ],
  kinds: [conference, planEnd, coreGroup, death],
  inForce: { from: day('2018-07-01') },
  settings: {
    first: setting(workingDays(10), 'guidance', 'Working Together asks for the first meeting within ten working days of the conference'),
    atMost: setting(
      days(28),
      'our own choice',
      'some areas meet every 28 days; Wales every six weeks; Salford’s own number is not known here',
    ),
    serviceManager: setting(
      workingDays(3),
      'our own choice',
      'the service manager is told when it has been overdue for three working days',
    ),
  },
  findings: (child, { first, atMost, serviceManager }) => {
    const shows = { DUE: lastFifth, OVERDUE: dayAfter }
    const tell: readonly Tell[] = [
      { to: 'lead', from: lastFifth },
      { to: 'manager', from: dayAfter },
      { to: 'chair', from: dayAfter },
      { to: 'service-manager', from: longAfter(serviceManager) },
    ]
    return coreGroupsOf(child).flatMap(({ plan, met }) => {
      const [began, ...after] = met
      return [
        within(first, { name: 'first', of: plan.began, metBy: began, stop: plan.ended, shows, tell }),
        ...(began ? [every(atMost, { name: 'next', from: began, notBefore: undefined, metBy: after, stop: plan.ended, shows, tell })] : []),
      ]
    })
  },
})
