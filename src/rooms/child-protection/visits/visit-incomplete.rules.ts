import { day, reading, visitsBriefing } from '../../../guidance/index.ts'
import { birth, death, identity, pregnancy } from '../../../thread/own-kinds/index.ts'
import { rule } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { plansWith } from '../plan/plans.ts'
import { statutoryVisits } from './counts.ts'
import { lackingIn, lackingWords } from './missing.ts'
import { visit } from './visit.ts'

/**
 * A visit to a child on a plan shows that the child was seen alone and at home, what the child eats and where the child sleeps (practice: cp-visit, visit-incomplete). What
 * it lacks is said as soon as it is written down; a visit at school always lacks the home. It is put right by the next visit that lacks nothing, or by what its author adds.
 * The next visit that lacks something takes its place, so that one child never has two of them.
 */
export const visitIncomplete = rule({
  id: 'visit-incomplete',
  says: ({ facts }) => `This child, who is on a child protection plan, was visited, and the visit is incomplete: ${String(facts.lacking)}.`,
  because: [visitsBriefing.box(3), reading(6)],
  kinds: [conference, planEnd, visit, birth, pregnancy, identity, death],
  inForce: { from: day('2024-07-01') },
  findings: child =>
    plansWith(child, statutoryVisits(child)).flatMap(({ plan, during }) =>
      during.flatMap((one, at) => {
        const lacking = lackingIn(one)
        const next = during[at + 1]
        if (lacking.length === 0) return []
        return so('OVERDUE', {
          name: 'incomplete',
          opened: one,
          until: earlier(ends(next, next && lackingIn(next).length === 0 ? 'met' : 'superseded'), plan.ended),
          tell: ['lead', 'manager'],
          facts: { lacking: lacking.map(what => lackingWords[what]).join('; ') },
        })
      }),
    ),
})
