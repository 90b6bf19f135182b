import { day, months, neglectResponse, ownChoice } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { earlier, ends, type Said, so } from '../../../thread/say.ts'
import { earlyHelpAssessment } from '../../early-help/index.ts'
import { outsideSince } from '../../front-door/index.ts'
import { neglectSign } from './neglect-sign.ts'
import { neglectTool } from './neglect-tool.ts'
import { endOfChildhood, worryKinds } from './neglect-worry.ts'

/**
 * Several agencies have each seen a little, and nobody the whole: three signs of neglect from two agencies in six months, with no tool and no Early Help
 * Assessment since (practice: neglect-chronology, cumulative-neglect). What one agency sees, however often, is no second source; what it writes down twice of one day counts once.
 */
export const cumulativeNeglect = rule({
  id: 'cumulative-neglect',
  says: ({ facts }) =>
    `Signs of neglect of this child were seen ${facts.signs} times, by ${facts.agencies} agencies, within months. Look at them together: do the neglect tool or an Early Help Assessment.`,
  because: [
    neglectResponse.salfordAnalysis,
    ownChoice('nobody says how many small signs ask for a look at the whole: three from two agencies in six months'),
  ],
  kinds: [neglectSign, neglectTool, earlyHelpAssessment, ...worryKinds],
  inForce: { from: day('2016-01-01') },
  settings: {
    signs: setting(3, 'our own choice', 'one is a bad day, two may be chance'),
    agencies: setting(2, 'our own choice', 'what one agency sees often it can act on by itself'),
    window: setting(months(6), 'our own choice', 'long enough for small things to add up'),
  },
  findings: (child, { signs, agencies, window }) => {
    const over = endOfChildhood(child)
    const answers = [...child.of(neglectTool), ...child.of(earlyHelpAssessment)].sort((a, b) =>
      a.at < b.at ? -1 : a.at > b.at ? 1 : a.root < b.root ? -1 : 1,
    )
    const said: Said[] = []
    let recent: Entry[] = []
    let answer = 0
    let until: ReturnType<typeof ends>
    let isOpen = false
    for (const sign of child.of(neglectSign)) {
      if (isOpen && (!until || sign.at < until.at)) continue
      isOpen = false
      const outside = outsideSince(window(sign.on), sign.on)
      // A tool or an assessment has looked at what came before it.
      while (answers[answer] && (answers[answer]?.at ?? '') <= sign.at) answer += 1
      const last = answers[answer - 1]
      recent = recent.filter(one => one.on > outside && (!last || one.at > last.at))
      if (!recent.some(one => one.on === sign.on && one.agency === sign.agency)) recent.push(sign)
      const seenBy = new Set(recent.map(one => one.agency)).size
      if (recent.length < signs(sign.on) || seenBy < agencies(sign.on)) continue
      if (over && over.at <= sign.at) break
      until = earlier(ends(answers[answer], 'met'), over)
      isOpen = true
      said.push(
        so('DUE', {
          name: 'together',
          opened: sign,
          until,
          tell: ['lead', 'manager', 'agency-safeguarding-lead'],
          evidence: recent.filter(one => one !== sign),
          facts: { signs: recent.length, agencies: seenBy },
        }),
      )
    }
    return said
  },
})
