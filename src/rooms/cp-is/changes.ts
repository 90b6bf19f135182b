import type { Entry } from '../../thread/entry.ts'
import type { End } from '../../thread/finding.ts'
import type { EntryId } from '../../thread/ids.ts'
import { birth } from '../../thread/own-kinds/index.ts'
import type { Thread } from '../../thread/thread.ts'
import { timesInCare } from '../cared-for/index.ts'
import { type Change, cpIsSent, plans, transferOutNotice } from '../child-protection/index.ts'

/** Something about a child that the NHS is told: the entry that made it, the end of the plan or the care it is of, and the entry by which it was told. */
export type ToTell = {
  readonly what: Change
  readonly by: Entry
  readonly ended: End | undefined
  readonly sent: Entry | undefined
}

/**
 * All of a child that the NHS is told (practice: cp-is): that a plan began, a birth and a move to another authority while it ran, and its end; and that the
 * authority began to care for the child and no longer does. An end is told where the beginning was: what the NHS never knew is not taken back.
 */
export const changesOf = (child: Thread): ToTell[] => {
  const sent = new Map<EntryId, Entry>()
  for (const entry of child.of(cpIsSent)) if (!sent.has(entry.facts.about)) sent.set(entry.facts.about, entry)
  type Span = { readonly began: Entry; readonly ended: End | undefined }
  const told = (what: Change, by: Entry | undefined, { ended }: Span): ToTell[] =>
    by ? [{ what, by, ended, sent: sent.get(by.root) }] : []
  const endOf = (what: Change, span: Span): ToTell[] =>
    sent.has(span.began.root) && span.ended?.by ? told(what, child.find(span.ended.by), span) : []
  const meanwhile = [
    ...child.of(birth).map(by => ({ what: 'birth' as const, by: by as Entry })),
    ...child.of(transferOutNotice).map(by => ({ what: 'transfer' as const, by: by as Entry })),
  ].sort((a, b) => (a.by.at < b.by.at ? -1 : 1))
  let next = 0
  const ofPlans = plans(child).flatMap(plan => {
    const during: ToTell[] = []
    for (let one = meanwhile[next]; one && (!plan.ended || one.by.at <= plan.ended.at); one = meanwhile[next]) {
      next += 1
      if (one.by.at > plan.began.at) during.push(...told(one.what, one.by, plan))
    }
    return [...told('plan-start', plan.began, plan), ...during, ...endOf('plan-end', plan)]
  })
  const ofCare = timesInCare(child).flatMap(care => [...told('care-start', care.began, care), ...endOf('care-end', care)])
  return [...ofPlans, ...ofCare]
}
