import { day, localPractice, workingDays } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { type Gate, rule, setting, sharedSetting } from '../../../thread/rule.ts'
import { dayAfter, earlier, ends, lastFifth, so, within } from '../../../thread/say.ts'
import { conference } from './conference.ts'
import { isQuorate } from './inquorate.ts'
import { conferenceOpened } from './request.ts'

const askForReason: Gate<typeof conference> = {
  kinds: [conference],
  stops: ({ facts }) => facts.proceeded !== true,
  asks: 'Too few agencies are here for a decision. Set the conference again, or write why it goes on.',
}

/** How many agencies beside social care must be there; one number for both rules about the quorum. */
export const othersThere = sharedSetting(
  'inquorate.others',
  setting(2, 'local practice', 'social care and at least two other agencies that work with the family'),
)

/**
 * A conference decides with social care and at least two other agencies that work with the child; otherwise it is set again within ten working days and the child is kept
 * safe meanwhile, or the chair goes on and writes why (practice: icpc-quoracy).
 */
export const inquorate = rule({
  id: 'inquorate',
  says: ({ name }) =>
    name === 'again'
      ? 'Too few agencies were at the conference about this child. It is to be held again soon, and the child kept safe until then.'
      : 'Too few agencies are at the conference about this child for a decision.',
  because: [localPractice.quoracy.at('quorum')],
  kinds: [conferenceOpened, conference, death],
  inForce: { from: day('2018-07-01') },
  settings: {
    others: othersThere,
    again: setting(workingDays(10), 'local practice', 'a conference with too few is set again within ten working days'),
  },
  gate: askForReason,
  findings: (child, { others, again }) => {
    const died = endOfLife(child)
    const openings = child.of(conferenceOpened)
    const held = child.of(conference)
    let next = 0
    return openings.flatMap((opened, at) => {
      if (isQuorate(opened, others(opened.on))) return []
      while (next < held.length && (held[next]?.at ?? opened.at) < opened.at) next += 1
      const decided = held[next]
      return [
        so('GATE', {
          name: 'quorum',
          opened,
          until: [ends(decided, 'met'), ends(openings[at + 1], 'superseded'), died].reduce(earlier),
          tell: ['chair'],
        }),
        ...(opened.facts.goesOn === 'set-again'
          ? [
              within(again, {
                name: 'again',
                of: opened,
                metBy: openings[at + 1] ?? decided,
                stop: died,
                shows: { DUE: lastFifth, OVERDUE: dayAfter },
                tell: ['chair', 'conference-office'],
              }),
            ]
          : []),
      ]
    })
  },
})
