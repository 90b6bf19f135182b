import { day, ownChoice, reading, recurringThemes, workingDays } from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, lastFifth, within } from '../../../thread/say.ts'
import { meeting } from '../calling/meeting.ts'
import { meetingHeld } from '../held/held.ts'
import { meetingShared } from './shared.ts'
import { sharedAfter } from './shared-since.ts'

/**
 * What a strategy meeting decided and asks for reaches every partner promptly, so that all understand how the risk is managed (practice: strategy-actions-shared,
 * dl-strategy-actions-shared; that promptly is one working day is our own reading).
 */
export const strategyNotShared = rule({
  id: 'strategy-not-shared',
  says: () => 'The actions of this strategy meeting have not been shared with everybody who was invited.',
  because: [recurringThemes.box(5), reading(31), ownChoice('promptly is one working day from the end of the meeting')],
  of: ['matter'],
  kinds: [meeting, meetingHeld, meetingShared],
  inForce: { from: day('2023-09-01') },
  settings: { limit: setting(workingDays(1), 'our own choice', 'the briefing says promptly: one working day from the end of the meeting') },
  findings: (matter, { limit }) => {
    const found = sharedAfter(matter, ['strategy'], ['actions', 'minutes'])
    return found
      ? [
          within(limit, {
            name: 'actions',
            of: found.held,
            metBy: found.shared,
            stop: undefined,
            shows: { DUE: lastFifth, OVERDUE: dayAfter },
            tell: [
              { to: 'minutes', from: lastFifth },
              { to: 'meeting-chair', from: dayAfter },
            ],
          }),
        ]
      : []
  },
})
