import type { Entry } from '../../../thread/entry.ts'
import type { EntryId } from '../../../thread/ids.ts'
import { birth } from '../../../thread/own-kinds/index.ts'
import type { Thread } from '../../../thread/thread.ts'
import { type Plan, plans } from '../plan/plans.ts'
import { transferOutNotice } from '../transfer/transfer.ts'
import { type Change, cpIsSent } from './cp-is.ts'

/** Something about a child that the NHS is told: the entry that made it, the plan it is of, and the entry by which it was told. */
export type ToTell = { readonly what: Change; readonly by: Entry; readonly plan: Plan; readonly sent: Entry | undefined }

/**
 * All of a child that the NHS is told (practice: cp-is), in order: that a plan began, a birth and a move to another authority while it ran, and its end. The
 * end is told where the beginning was: what the NHS never knew is not taken back.
 */
export const changesOf = (child: Thread): ToTell[] => {
  const sent = new Map<EntryId, Entry>()
  for (const entry of child.of(cpIsSent)) if (!sent.has(entry.facts.about)) sent.set(entry.facts.about, entry)
  const told = (what: Change, by: Entry | undefined, plan: Plan): ToTell[] => (by ? [{ what, by, plan, sent: sent.get(by.root) }] : [])
  const meanwhile = [
    ...child.of(birth).map(by => ({ what: 'birth' as const, by: by as Entry })),
    ...child.of(transferOutNotice).map(by => ({ what: 'transfer' as const, by: by as Entry })),
  ].sort((a, b) => (a.by.at < b.by.at ? -1 : 1))
  let next = 0
  return plans(child).flatMap(plan => {
    const during: ToTell[] = []
    for (let one = meanwhile[next]; one && (!plan.ended || one.by.at <= plan.ended.at); one = meanwhile[next]) {
      next += 1
      if (one.by.at > plan.began.at) during.push(...told(one.what, one.by, plan))
    }
    const ended = plan.ended?.by ? child.find(plan.ended.by) : undefined
    return [...told('plan-start', plan.began, plan), ...during, ...(sent.has(plan.began.root) ? told('plan-end', ended, plan) : [])]
  })
}
