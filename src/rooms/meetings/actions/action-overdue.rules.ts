import { addDays, type Day, day, days, ownChoice, recurringThemes, startOfDay } from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, ends, type Said, type When, within } from '../../../thread/say.ts'
import { type Asked, actionKinds, askedByMeeting, askedOfOwner } from './asked.ts'

const fromTheFirst: When = counted => counted.from

/**
 * An action is done by its day (practice: strategy-actions-smart). On the action's own matter its owner is told, on the meeting whoever chairs it. An owner who cannot do it is not
 * reminded: then it is for whoever chairs to find another.
 */
export const actionOverdue = rule({
  id: 'action-overdue',
  says: () => 'An action that a meeting asked for has not been done yet.',
  because: [recurringThemes.box(5), ownChoice('the owner is reminded two days before the day they agreed')],
  of: ['matter'],
  kinds: actionKinds,
  inForce: { from: day('2023-09-01') },
  settings: { shown: setting(days(2), 'our own choice', 'shown two days before it is to be done') },
  findings: (matter, { shown }) => {
    const runs = ({ opened, answers, done }: Asked, to: 'action-owner' | 'meeting-chair'): Said[] => {
      const { dueOn } = opened.facts
      if (!dueOn) return []
      const last = answers.at(-1)
      const limit = () => shown(opened.on)
      return [
        within(limit, {
          name: 'done',
          of: opened,
          countedFrom: { ...opened, at: startOfDay(before(dueOn, limit().count)), precision: 'day' },
          metBy: done,
          stop: last && !last.facts.accepted ? ends(last) : undefined,
          shows: { DUE: fromTheFirst, OVERDUE: dayAfter },
          tell: [{ to, from: to === 'action-owner' ? fromTheFirst : dayAfter }],
        }),
      ]
    }
    return [
      ...askedOfOwner(matter).flatMap(asked => runs(asked, 'action-owner')),
      ...askedByMeeting(matter).flatMap(asked => runs(asked, 'meeting-chair')),
    ]
  },
})

const before = (on: Day, count: number): Day => addDays(on, -count)
