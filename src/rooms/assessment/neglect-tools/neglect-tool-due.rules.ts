import { day, localPractice, neglectResponse, ownChoice, supportAndSafeguarding, weeks, workingDays } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { End } from '../../../thread/finding.ts'
import { type Gate, rule, setting } from '../../../thread/rule.ts'
import { dayAfter, earlier, ends, every, lastFifth, longAfter, type Said, within } from '../../../thread/say.ts'
import type { Thread } from '../../../thread/thread.ts'
import { caseClosed, childInNeedReview } from '../../child-in-need/index.ts'
import { goodEnoughJudged, isGoodEnough } from './good-enough.ts'
import { neglectTool } from './neglect-tool.ts'
import { countsFromBirth, endOfChildhood, neglectWorries, worryKinds } from './neglect-worry.ts'

/** Asks for the tool where a review or a closure is written down and it is late. */
const askForTool: Gate<typeof childInNeedReview | typeof caseClosed> = {
  kinds: [childInNeedReview, caseClosed],
  stops: () => true,
  asks: 'The neglect tool is late for this child. Before a review or a closure is written down, record the tool: it is what shows whether care is good enough.',
}

/**
 * Where neglect is named as a worry about a child, the neglect tool is done within twenty working days and again every twelve weeks while the worry
 * stands (practice: neglect-tool-rule, dl-neglect-tool; neglect response, Salford analysis: in all cases, as early as possible). Once it is late no review and no
 * closure goes without it.
 */
export const neglectToolDue = rule({
  id: 'neglect-tool-due',
  says: ({ name, facts }) =>
    name === 'again' && facts.first !== true
      ? 'Neglect is a worry about this child. The neglect tool is to be done again, so that it shows whether care has changed.'
      : name === 'again'
        ? 'Neglect is a worry about this child. The neglect tool is to be done a second time, to hold against the first.'
        : 'Neglect was named as a worry about this child, and no neglect tool has been done.',
  because: [
    neglectResponse.salfordAnalysis,
    neglectResponse.case17Lessons,
    supportAndSafeguarding.section('Getting Help'),
    localPractice.thrivingFamiliesTool.at('tool'),
    ownChoice('the guidance says as early as possible: twenty working days, and again every twelve weeks'),
  ],
  kinds: [...worryKinds, neglectTool, goodEnoughJudged, childInNeedReview, caseClosed],
  inForce: { from: day('2016-01-01') },
  settings: {
    atMost: setting(workingDays(20), 'our own choice', 'as early as possible, in a number that can be kept'),
    again: setting(weeks(12), 'our own choice', 'long enough for care to change, short enough to see that it has not'),
    lasting: setting(weeks(12), 'our own choice', 'care that has lasted so long is no good week'),
    serviceManager: setting(
      workingDays(3),
      'our own choice',
      'the service manager is told when it has been overdue for three working days',
    ),
  },
  gate: askForTool,
  findings: (child, { atMost, again, lasting, serviceManager }) => {
    const tools = child.of(neglectTool)
    const over = endOfChildhood(child)
    const shared = {
      tell: ['lead', { to: 'manager', from: dayAfter }, { to: 'service-manager', from: longAfter(serviceManager) }] as const,
    }
    const said: Said[] = []
    const ending = endsOfWorry(child, on => lasting(on))
    let tool = 0
    let end = 0
    let settled: End | undefined
    for (const worry of neglectWorries(child)) {
      // While one worry stands another opens nothing new.
      if (settled === undefined ? said.length > 0 : worry.at < settled.at) continue
      if (over && over.at <= worry.at) break
      const from = countsFromBirth(child, worry)
      if (!from) break
      while (tools[tool] && (tools[tool]?.at ?? '') < worry.at) tool += 1
      const first = tools[tool]
      said.push(
        within(atMost, {
          name: 'first',
          of: worry,
          countedFrom: from,
          metBy: first,
          stop: over,
          shows: { DUE: lastFifth, OVERDUE: dayAfter, GATE: dayAfter },
          ...shared,
        }),
      )
      if (!first) break
      while (ending[end] && (ending[end]?.at ?? '') <= first.at) end += 1
      settled = ends(ending[end], 'lapsed')
      const stop = earlier(settled, over)
      said.push(
        every(again, {
          name: 'again',
          from: first,
          notBefore: undefined,
          metBy: tools.slice(tool + 1).filter(one => !stop || one.at < stop.at),
          stop,
          shows: { DUE: lastFifth, OVERDUE: dayAfter, GATE: dayAfter },
          ...shared,
        }),
      )
      if (!settled) break
    }
    return said
  },
})

/** What ends a worry once a tool was done: the work is closed, or care was judged good enough and has lasted; in the order it happened. */
const endsOfWorry = (
  child: Thread,
  lasting: Parameters<typeof isGoodEnough>[1] extends infer L ? (on: Entry['on']) => L : never,
): Entry[] =>
  [...child.of(caseClosed), ...child.where(goodEnoughJudged, entry => isGoodEnough(entry, lasting(entry.on)))].sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : a.root < b.root ? -1 : 1,
  )
