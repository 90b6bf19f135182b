import { day, days, daysBetween, localPractice, ownChoice } from '../../guidance/index.ts'
import { endOfLife } from '../../thread/life.ts'
import { death } from '../../thread/own-kinds/index.ts'
import { rule, setting } from '../../thread/rule.ts'
import { earlier, ends, so } from '../../thread/say.ts'
import { cpIsAttendance, cpIsAttendancesWeighed } from '../child-protection/index.ts'

/** A child was seen by the NHS twice within thirty days: a manager weighs what that means (practice: cp-is). */
export const cpIsAttendances = rule({
  id: 'cp-is-attendances',
  says: () => 'This child was seen by the NHS again within a short time. A manager weighs what that means.',
  because: [
    localPractice.childProtectionInformationSharing.at('flag'),
    ownChoice('nobody says how many attendances are for a manager: two within thirty days'),
  ],
  kinds: [cpIsAttendance, cpIsAttendancesWeighed, death],
  inForce: { from: day('2018-01-01') },
  settings: { apart: setting(days(30), 'our own choice', 'a month in which a pattern can be seen') },
  findings: (child, { apart }) => {
    const stop = endOfLife(child)
    const seen = child.of(cpIsAttendance)
    const weighed = child.of(cpIsAttendancesWeighed)
    let next = 0
    return seen.flatMap((opened, at) => {
      const before = seen[at - 1]
      if (!before || daysBetween(before.on, opened.on) > apart(opened.on).count) return []
      while (weighed[next] && (weighed[next]?.at ?? opened.at) < opened.at) next += 1
      return so('DUE', { name: 'again', opened, until: earlier(ends(weighed[next], 'met'), stop), tell: ['manager'] })
    })
  },
})
