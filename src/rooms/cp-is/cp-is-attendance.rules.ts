import { day, localPractice, ownChoice, workingDays } from '../../guidance/index.ts'
import { endOfLife } from '../../thread/life.ts'
import { death } from '../../thread/own-kinds/index.ts'
import { rule, setting } from '../../thread/rule.ts'
import { noonOfTheLastDay, type When, within } from '../../thread/say.ts'
import { cpIsAttendance, cpIsAttendanceRead, settingWords } from '../child-protection/index.ts'

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
