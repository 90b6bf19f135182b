import type { Moment } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { End } from '../../../thread/finding.ts'
import { endOfLife } from '../../../thread/life.ts'
import { involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { earlier, ends } from '../../../thread/say.ts'
import type { Thread } from '../../../thread/thread.ts'
import { plans } from '../../child-protection/index.ts'

/** A time for which a child's case is open: since which entry, until when, and whether on a child protection plan. */
export type OpenSpan = { readonly since: Entry; readonly end: End | undefined; readonly onPlan: boolean }

/**
 * The times for which children's social care works with a child: while somebody leads or a team manages, and while the child is on a child protection plan, in order and never two at once.
 * A plan parts the time before it from its own.
 */
export const openSpans = (child: Thread): OpenSpan[] => {
  const death = endOfLife(child)
  const worked = worksWith(child)
  const onPlan = plans(child).map(({ began, ended }): OpenSpan => ({ since: began, end: ended, onPlan: true }))
  const spans: OpenSpan[] = [...onPlan]
  for (const { since, end } of worked) {
    let from: Entry | undefined = since
    for (const plan of onPlan) {
      if (!from || (end && plan.since.at >= end.at)) break
      if (plan.end && plan.end.at <= from.at) continue
      if (plan.since.at > from.at) spans.push({ since: from, end: ends(plan.since), onPlan: false })
      from = plan.end?.by ? child.find(plan.end.by) : undefined
      if (from && end && from.at >= end.at) from = undefined
    }
    if (from && !(death && from.at >= death.at)) spans.push({ since: from, end: earlier(end, death), onPlan: false })
  }
  return spans.sort((a, b) => (a.since.at < b.since.at ? -1 : a.since.at > b.since.at ? 1 : 0))
}

/** When somebody led or a team managed: what follows on is one time. */
const worksWith = (child: Thread): { since: Entry; end: End | undefined }[] => {
  const all: { since: Entry; end: End | undefined }[] = []
  for (const entry of child.of(involvement)) {
    const { as, until } = entry.facts
    if (as !== 'lead' && as !== 'manager') continue
    const ended = ends(child.answering(involvementEnd, entry)[0], 'lapsed')
    const end = earlier(ended, until === undefined ? undefined : lapsesAt(until))
    const last = all.at(-1)
    if (!last || (last.end && last.end.at < entry.at)) all.push({ since: entry, end })
    else if (last.end && (!end || end.at > last.end.at)) last.end = end
  }
  return all
}

const lapsesAt = (at: Moment): End => ({ at, as: 'lapsed', by: null, known: null })
