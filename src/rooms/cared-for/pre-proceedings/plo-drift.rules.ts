import { day, neglectResponse, ownChoice, weeks } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, lastFifth, within } from '../../../thread/say.ts'
import type { Thread } from '../../../thread/thread.ts'
import { preProceedings } from './pre-proceedings.ts'

/** Work before court proceedings comes to a decision within twelve weeks, or somebody says why it goes on (practice: plo-drift). A decision on the last day is in time. */
export const ploDrift = rule({
  id: 'plo-drift',
  says: () => 'Work before court proceedings about this child has come to no decision: whether to go to court, or why not.',
  because: [neglectResponse.case17, ownChoice('nobody says how long work before court proceedings may take: twelve weeks')],
  kinds: [preProceedings, death],
  inForce: { from: day('2016-01-01') },
  settings: { limit: setting(weeks(12), 'our own choice', 'two reviews of six weeks') },
  findings: (child, { limit }) => {
    const stop = endOfLife(child)
    return spans(child).map(({ began, ended }) =>
      within(limit, {
        name: 'decision',
        of: began,
        metBy: ended,
        stop,
        shows: { DUE: lastFifth, OVERDUE: dayAfter },
        tell: [
          { to: 'lead', from: lastFifth },
          { to: 'manager', from: lastFifth },
          { to: 'service-manager', from: dayAfter },
          { to: 'legal', from: dayAfter },
        ],
      }),
    )
  },
})

/** Each time of work before proceedings, with what ended it; what is said to begin while it runs is no second beginning. */
const spans = (child: Thread): { began: Entry; ended: Entry | undefined }[] => {
  const all: { began: Entry; ended: Entry | undefined }[] = []
  for (const entry of child.of(preProceedings)) {
    const last = all.at(-1)
    const open = last && !last.ended ? last : undefined
    if (entry.facts.step === 'begun') {
      if (!open) all.push({ began: entry, ended: undefined })
    } else if (open) open.ended = entry
  }
  return all
}
