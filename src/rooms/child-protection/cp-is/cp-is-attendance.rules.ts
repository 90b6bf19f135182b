import { day, days, daysBetween, localPractice, ownChoice, workingDays } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { earlier, ends, noonOfTheLastDay, so, type When, within } from '../../../thread/say.ts'
import { cpIsAttendance, cpIsAttendanceRead, cpIsAttendancesWeighed, settingWords } from './cp-is.ts'

const atOnce: When = counted => counted.from
const because = [
  localPractice.childProtectionInformationSharing.at('flag'),
  ownChoice('nobody says how soon a notice of the NHS is read: within one working day'),
] as const

/** The NHS says that a child was seen without an appointment: whoever leads for the child reads it within one working day (practice: cp-is, cp-is-attendance). */
export const cpIsAttendanceUnread = rule({
  id: 'cp-is-attendance',
  says: ({ facts }) => `This child was seen by ${String(facts.where)}. Read it, and say what follows.`,
  because,
  kinds: [cpIsAttendance, cpIsAttendanceRead, death],
  inForce: { from: day('2018-01-01') },
  settings: { limit: setting(workingDays(1), 'our own choice', 'what happened that the child needed help is known while it is fresh') },
  findings: (child, { limit }) => {
    const stop = endOfLife(child)
    return child.of(cpIsAttendance).map(of =>
      within(limit, {
        name: 'read',
        of,
        metBy: child.answering(cpIsAttendanceRead, of)[0],
        stop,
        shows: { INFO: atOnce, DUE: noonOfTheLastDay },
        tell: ['lead', { to: 'manager', from: noonOfTheLastDay }],
        facts: { where: settingWords[of.facts.setting] },
      }),
    )
  },
})

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
