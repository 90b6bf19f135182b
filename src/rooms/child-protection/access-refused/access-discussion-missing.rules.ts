import { day, days, ownChoice, reading, visitsBriefing, workingDays } from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { type Counted, dayAfter, longAfter, within } from '../../../thread/say.ts'
import { accessDecided, accessDiscussion, type DiscussedWith, discussedWithWords } from './access-refused.ts'
import { answersAll, firstAbout, refusalKinds, refusals } from './refusals.ts'

const atOnce = (counted: Counted) => counted.from

/**
 * When nobody is let in, it is talked over with the line manager, the conference chair and the core group, and what comes next is decided (practice: access-refused-escalation,
 * dl-access-refused). Each has its day; a second refusal asks for all of it again.
 */
export const accessDiscussionMissing = rule({
  id: 'access-discussion-missing',
  says: ({ name }) =>
    name === 'decision'
      ? 'This child could not be seen at home, and what comes next is not decided yet: each option chosen, or a reason why not.'
      : `This child could not be seen at home, and it was not talked over yet with ${discussedWithWords[name as DiscussedWith]}.`,
  because: [
    visitsBriefing.box(5),
    reading(8),
    reading(9),
    ownChoice('nobody says how soon: the manager the same day, the chair by the next working day, core group and decision within three'),
  ],
  kinds: [...refusalKinds, accessDiscussion, accessDecided],
  inForce: { from: day('2024-07-01') },
  settings: {
    manager: setting(days(0), 'our own choice', 'the line manager hears of it the same day'),
    chair: setting(workingDays(1), 'our own choice', 'the conference chair hears of it by the next working day'),
    coreGroup: setting(workingDays(3), 'our own choice', 'the members of the core group are asked within three working days'),
    decision: setting(workingDays(3), 'our own choice', 'what comes next is decided within three working days'),
    serviceManager: setting(workingDays(0), 'our own choice', 'the service manager is told as soon as the day has passed'),
  },
  findings: (child, { manager, chair, coreGroup, decision, serviceManager }) => {
    const all = refusals(child)
    if (all.length === 0) return []
    const talked = (to: DiscussedWith) =>
      firstAbout(
        all,
        child.where(accessDiscussion, ({ facts }) => facts.with === to),
      )
    const [toManager, toChair, toGroup] = [talked('manager'), talked('chair'), talked('core-group')]
    const decided = firstAbout(all, child.where(accessDecided, answersAll))
    return all.flatMap((refusal, at) => {
      const shared = {
        of: refusal.entry,
        stop: refusal.closed,
        shows: { DUE: atOnce, OVERDUE: dayAfter },
        tell: [
          'lead' as const,
          { to: 'manager' as const, from: atOnce },
          { to: 'service-manager' as const, from: longAfter(serviceManager) },
        ],
      }
      return [
        within(manager, { ...shared, name: 'manager', metBy: toManager[at] }),
        within(chair, { ...shared, name: 'chair', metBy: toChair[at] }),
        within(coreGroup, { ...shared, name: 'core-group', metBy: toGroup[at] }),
        within(decision, { ...shared, name: 'decision', metBy: decided[at] }),
      ]
    })
  },
})
