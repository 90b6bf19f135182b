import { day, dueAfter, ownChoice, weeks } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { safetyScaled, scalerWords } from './safety.ts'

type Answer = Entry<FactsOf<typeof safetyScaled>>
type Run = { readonly opened: Answer; low: Answer; high: Answer; over: Answer | undefined }

/** Whose answer it is: the last of each on one scale is what they say now. Of professionals each kind of agency speaks for itself. */
const whose = ({ facts }: Answer): string => (facts.who === 'professional' ? (facts.agencyKind ?? 'professional') : facts.who)

/**
 * People put the safety of a child far apart on the same scale at about one time: talk about why. What each said last is compared; answers are never made into one number
 * (practice: safety-scale).
 */
export const scalingApart = rule({
  id: 'scaling-apart',
  says: ({ facts }) =>
    `How safe this child is was put far apart: ${String(facts.lowest)} of 10 by ${String(facts.lowestBy)}, ${String(facts.highest)} of 10 by ${String(facts.highestBy)}. Talk about why.`,
  because: [
    ownChoice('nobody says when answers are too far apart to pass over: four steps of the ten, given within four weeks of each other'),
  ],
  kinds: [safetyScaled, death],
  inForce: { from: day('2018-07-01') },
  settings: {
    spread: setting(4, 'our own choice', 'four steps of the ten between the lowest and the highest answer'),
    together: setting(weeks(4), 'our own choice', 'answers as old as the time between core groups are still compared'),
  },
  findings: (child, { spread, together }, _home, holidays) => {
    const died = endOfLife(child)
    const scales = new Map<Answer['answers'], Map<string, Answer>>()
    const runs: Run[] = []
    const open = new Map<Answer['answers'], Run>()
    for (const answer of child.of(safetyScaled)) {
      const standing = scales.get(answer.answers) ?? new Map<string, Answer>()
      scales.set(answer.answers, standing)
      standing.set(whose(answer), answer)
      const near = [...standing.values()].filter(one => dueAfter(together(one.on), one.on, holidays).dueOn >= answer.on)
      const low = near.reduce((a, b) => (b.facts.scale < a.facts.scale ? b : a), answer)
      const high = near.reduce((a, b) => (b.facts.scale > a.facts.scale ? b : a), answer)
      const apart = high.facts.scale - low.facts.scale >= spread(answer.on)
      const run = open.get(answer.answers)
      if (run && apart) Object.assign(run, { low, high })
      else if (run) {
        run.over = answer
        open.delete(answer.answers)
      } else if (apart) {
        const begun = { opened: answer, low, high, over: undefined }
        runs.push(begun)
        open.set(answer.answers, begun)
      }
    }
    return runs.map(({ opened, low, high, over }) =>
      so('INFO', {
        name: 'apart',
        opened,
        until: earlier(ends(over, 'met'), died),
        tell: ['chair', 'lead'],
        evidence: [low, high],
        facts: {
          lowest: low.facts.scale,
          lowestBy: scalerWords[low.facts.who],
          highest: high.facts.scale,
          highestBy: scalerWords[high.facts.who],
        },
      }),
    )
  },
})
