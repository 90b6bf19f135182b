import { day, ownChoice, partnershipNews, workingDays } from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, within } from '../../../thread/say.ts'
import { challenge } from '../raising/challenge.ts'
import { challengeResolved } from './stage.ts'

/** A challenge that has not been settled within twenty working days, whatever its stage, is told to the chair of the partnership (practice: challenge-stages; our own choice). */
export const challengeUnresolved = rule({
  id: 'challenge-unresolved',
  says: () => 'A professional challenge has stood for long and is not settled.',
  because: [
    partnershipNews.item('Professional Challenge and Escalation'),
    ownChoice('after twenty working days in all the chair of the partnership knows of it'),
  ],
  of: ['matter'],
  kinds: [challenge, challengeResolved],
  inForce: { from: day('2018-07-01') },
  settings: { total: setting(workingDays(20), 'our own choice', 'twenty working days in all, whatever the stage') },
  findings: (matter, { total }) => {
    const [raised] = matter.of(challenge)
    return raised
      ? [
          within(total, {
            name: 'total',
            of: raised,
            metBy: matter.of(challengeResolved)[0],
            stop: undefined,
            shows: { INFO: dayAfter },
            tell: [{ to: 'partnership-chair', from: dayAfter }],
          }),
        ]
      : []
  },
})
