import { day, dueAfter, type Moment, neglectResponse, ownChoice, weeks } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { type Gate, rule, setting } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { caseClosed, childInNeedReview } from '../../child-in-need/index.ts'
import { goodEnoughJudged } from './good-enough.ts'
import { countsFromBirth, endOfChildhood, neglectWorries, worryKinds } from './neglect-worry.ts'

/** Asks whether care is good enough where a review says nothing of it, and at every closure. */
const askWhetherEnough: Gate<typeof childInNeedReview | typeof caseClosed> = {
  kinds: [childInNeedReview, caseClosed],
  stops: ({ facts }) => !('goodEnough' in facts && facts.goodEnough !== undefined),
  asks: 'Neglect is a worry about this child. Before a review or a closure is written down, judge whether care is good enough, and not only better: by what standard, since when, and what it is like for the child.',
}

/**
 * Every review and every closure where neglect is a worry asks whether care is good enough rather than only better (practice: good-enough-test; neglect
 * response, case 17, lessons). A judgment answers it for twelve weeks; a review that says so itself needs no other.
 */
export const goodEnoughTest = rule({
  id: 'good-enough-test',
  says: ({ facts }) =>
    facts.before === true
      ? 'Neglect is a worry about this child, and whether care is good enough was last judged too long ago for the next review or closure.'
      : 'Neglect is a worry about this child, and nobody has judged whether care is good enough.',
  because: [
    neglectResponse.case17Lessons,
    ownChoice('nobody says how old a judgment may be: twelve weeks, the time after which the tool is done again'),
  ],
  kinds: [...worryKinds, goodEnoughJudged, childInNeedReview, caseClosed],
  inForce: { from: day('2016-01-01') },
  settings: { fresh: setting(weeks(12), 'our own choice', 'the time after which the tool is done again') },
  gate: askWhetherEnough,
  findings: (child, { fresh }, _home, holidays) => {
    const over = endOfChildhood(child)
    const judgments = child.of(goodEnoughJudged)
    const closures = child.of(caseClosed)
    const said = []
    let next = 0
    let closure = 0
    let closed: Entry | undefined
    let opened = false
    for (const worry of neglectWorries(child)) {
      if (opened && (!closed || worry.at <= closed.at)) continue
      if (over && over.at <= worry.at) break
      opened = true
      while (closures[closure] && (closures[closure]?.at ?? '') < worry.at) closure += 1
      closed = closures[closure]
      const until = earlier(ends(closed, 'lapsed'), over)
      const began = countsFromBirth(child, worry)
      if (!began) break
      let from: Moment = began.at
      let opener: Entry = worry
      while (judgments[next] && (judgments[next]?.at ?? '') < worry.at) next += 1
      for (;;) {
        const judged = judgments[next]
        const inside = judged && (!until || judged.at < until.at) ? judged : undefined
        if (!inside || inside.at > from)
          said.push(
            so('GATE', {
              name: 'judged',
              opened: opener,
              from,
              until: earlier(ends(inside, 'met'), until),
              tell: ['lead', 'manager'],
              facts: { before: opener !== worry },
            }),
          )
        if (!inside) break
        next += 1
        opener = inside
        from = dueAfter(fresh(inside.on), inside.on, holidays).due
        // Judged again while the last judgment still held: it holds from the newer on.
        if (until && until.at <= from) break
      }
    }
    return said
  },
})
