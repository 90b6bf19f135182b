import { day, hours, ownChoice, visitsBriefing } from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, within } from '../../../thread/say.ts'
import { refusalKinds, refusals } from '../../child-protection/index.ts'
import { sightingKinds, sightings } from '../sightings/sightings.ts'

/** Nobody was let in: within a day somebody, of any agency, sees this child somewhere (practice: access-refused-escalation). A visit by video sees nobody. */
export const accessChildUnseen = rule({
  id: 'access-child-unseen',
  says: () => 'This child could not be seen at home, and nobody has seen the child anywhere since.',
  because: [visitsBriefing.box(5), ownChoice('nobody says how soon the child is seen somewhere else: within twenty-four hours')],
  kinds: [...refusalKinds, ...sightingKinds],
  inForce: { from: day('2024-07-01') },
  settings: { limit: setting(hours(24), 'our own choice', 'a day and a night, by whoever of any agency can see the child') },
  findings: (child, { limit }) => {
    const all = refusals(child)
    if (all.length === 0) return []
    const seen = sightings(child).map(one => one.entry)
    let next = 0
    return all.map(({ entry, closed }) => {
      // Seen at the door by whoever was not let in, or by anybody after.
      while (next < seen.length && (seen[next]?.at ?? entry.at) <= entry.at && seen[next]?.root !== entry.root) next += 1
      return within(limit, {
        name: 'somewhere',
        of: entry,
        metBy: seen[next],
        stop: closed,
        shows: { DUE: counted => counted.from, CRITICAL: dayAfter },
        tell: ['lead', 'manager', { to: 'chair', from: dayAfter }],
      })
    })
  },
})
