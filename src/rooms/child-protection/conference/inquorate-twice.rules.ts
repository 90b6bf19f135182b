import { day, localPractice } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { type Gate, rule } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { conference } from './conference.ts'
import { othersThere } from './inquorate.rules.ts'
import { isQuorate } from './inquorate.ts'
import { conferenceOpened } from './request.ts'

const askTheUnit: Gate<typeof conference> = {
  kinds: [conference],
  stops: () => true,
  asks: 'For the second time running too few agencies are here: the unit for conferences lets it go on, or it is set again.',
}

/** Twice running a conference does not go on with too few: this time the chair’s own reason is not enough (practice: icpc-quoracy). */
export const inquorateTwice = rule({
  id: 'inquorate-twice',
  says: () => 'For the second time running too few agencies are at the conference about this child.',
  because: [localPractice.quoracy.at('quorum')],
  kinds: [conferenceOpened, conference, death],
  inForce: { from: day('2018-07-01') },
  settings: { others: othersThere },
  gate: askTheUnit,
  findings: (child, { others }) => {
    const died = endOfLife(child)
    const openings = child.of(conferenceOpened)
    const held = child.of(conference)
    let next = 0
    return openings.flatMap((opened, at) => {
      const before = openings[at - 1]
      if (!before || isQuorate(opened, others(opened.on)) || isQuorate(before, others(before.on))) return []
      while (next < held.length && (held[next]?.at ?? opened.at) < opened.at) next += 1
      return [
        so('GATE', {
          name: 'twice',
          opened,
          until: [ends(held[next], 'met'), ends(openings[at + 1], 'superseded'), died].reduce(earlier),
          tell: ['chair', 'conference-office'],
          evidence: [before],
        }),
      ]
    })
  },
})
