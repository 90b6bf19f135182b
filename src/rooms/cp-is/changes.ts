import { dayOf, type Moment } from '../../guidance/index.ts'
import type { Entry } from '../../thread/entry.ts'
import type { End } from '../../thread/finding.ts'
import type { EntryId } from '../../thread/ids.ts'
import { birth } from '../../thread/own-kinds/index.ts'
import type { Thread } from '../../thread/thread.ts'
import { timesInCare } from '../cared-for/index.ts'
import { type Change, conference, cpIsSent, plans, transferOutNotice } from '../child-protection/index.ts'

/** Something about a child that the NHS is told: the entry that made it, the end of the plan or the care it is of, and the entry by which it was told. */
export type ToTell = {
  readonly what: Change
  readonly by: Entry
  readonly ended: End | undefined
  readonly sent: Entry | undefined
}

/** The entry that ended a time; what began it, as of the birthday, where nothing but the birthday ended it. */
const endedBy = (child: Thread, { began, ended }: { readonly began: Entry; readonly ended: End | undefined }): Entry | undefined =>
  ended?.by ? child.find(ended.by) : ended?.as === 'lapsed' ? { ...began, at: ended.at, on: dayOf(ended.at), precision: 'day' } : undefined

/**
 * All of a child that the NHS is told (practice: cp-is): that a plan began, a birth and a move to another authority while it ran, and its end; and that the
 * authority began to care for the child and no longer does, by what was written or by the eighteenth birthday. An end is told where the beginning was: what the NHS never knew is not
 * taken back, and what it was told of a plan that was decided by mistake is.
 */
export const changesOf = (child: Thread): ToTell[] => {
  const sent = new Map<string, Entry>()
  for (const entry of child.of(cpIsSent)) {
    const { what, about } = entry.facts
    if (!sent.has(`${what} ${about}`)) sent.set(`${what} ${about}`, entry)
  }
  type Span = { readonly began: Entry; readonly ended: End | undefined }
  const told = (what: Change, by: Entry | undefined, { ended }: Span): ToTell[] =>
    by ? [{ what, by, ended, sent: sent.get(`${what} ${by.root}`) }] : []
  const endOf = (what: 'plan-end' | 'care-end', span: Span): ToTell[] =>
    sent.has(`${what === 'plan-end' ? 'plan-start' : 'care-start'} ${span.began.root}`) ? told(what, endedBy(child, span), span) : []
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
  // A decision that was put right to no plan began none: what the NHS was told of it is taken back from when it was put right.
  const began = new Set(plans(child).map(plan => plan.began.root))
  const putRight = new Map<EntryId, Moment>()
  for (const { kind, corrects, known } of child.told)
    if (kind === conference.name && corrects && known > (putRight.get(corrects) ?? '')) putRight.set(corrects, known)
  const neverBegan = [...new Set(child.of(cpIsSent).map(({ facts }) => facts.about))].flatMap(about => {
    const decision = sent.has(`plan-start ${about}`) && !began.has(about) ? child.find(about) : undefined
    const at = putRight.get(about)
    return decision && at
      ? told('plan-end', { ...decision, at, on: dayOf(at), precision: 'moment' }, { began: decision, ended: undefined })
      : []
  })
  const ofCare = timesInCare(child).flatMap(care => [...told('care-start', care.began, care), ...endOf('care-end', care)])
  return [...ofPlans, ...neverBegan, ...ofCare]
}
