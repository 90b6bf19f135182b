import type { Episode } from '../../../thread/book.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { End } from '../../../thread/finding.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { endOfLife } from '../../../thread/life.ts'
import { earlier, ends } from '../../../thread/say.ts'
import { isOf, type Thread } from '../../../thread/thread.ts'
import { conference } from '../conference/conference.ts'
import { asksForEnquiry, strategyDecision } from '../strategy/strategy-decision.ts'
import { enquiryOutcome, enquirySigned } from './enquiry.ts'

type Outcome = Entry<FactsOf<typeof enquiryOutcome>>

/**
 * A section 47 enquiry about this child. `began` is the strategy decision at which it was initiated (our own reading 45): a conference that follows counts from there,
 * whatever strategy meetings came before or after. `outcome` is the last that was written; `closed` says how it ended: by an outcome that stands, by a strategy
 * meeting that decides against it, by a conference, or by the child's death.
 */
export type Enquiry = {
  began: Entry<FactsOf<typeof strategyDecision>>
  outcome: Outcome | undefined
  closed: End | undefined
}

/** Does this outcome stand only once somebody senior has signed it too? */
export const needsSignature = (outcome: Pick<Outcome, 'facts'>): boolean => outcome.facts.outcome === 'no-continuing-risk'

/** The kinds that `enquiries` reads, for the rules that use it. */
export const enquiryKinds = [strategyDecision, enquiryOutcome, enquirySigned, conference] as const

/** The child's enquiries, in order, never two at once. */
export const enquiries = (child: Thread): Enquiry[] => {
  const all: Enquiry[] = []
  const death = endOfLife(child)
  let open: Enquiry | undefined
  const close = (by: Entry, as: 'met' | 'superseded') => {
    if (open) open.closed = ends(by, as)
    open = undefined
  }
  for (const entry of child.entries) {
    if (death && entry.at > death.at) break
    if (isOf(strategyDecision, entry)) {
      if (!asksForEnquiry(entry)) close(entry, 'superseded')
      else if (!open) {
        open = { began: entry, outcome: undefined, closed: undefined }
        all.push(open)
      }
    } else if (isOf(enquiryOutcome, entry) && open) {
      open.outcome = entry
      if (!needsSignature(entry)) close(entry, 'met')
    } else if (isOf(enquirySigned, entry) && open?.outcome && entry.answers === open.outcome.root) {
      if (entry.facts.agreed && entry.author !== open.outcome.author) close(entry, 'met')
    } else if (isOf(conference, entry) && entry.facts.type !== 'review') close(entry, 'met')
  }
  if (open) open.closed = earlier(open.closed, death)
  return all
}

/** The child's enquiries as episodes: the database holds that no two are open at once. */
export const enquiryEpisodes = (child: Thread): Episode[] =>
  child.form !== 'person'
    ? []
    : enquiries(child).map(({ began, closed }) => ({
        kind: 'section-47-enquiry',
        state: began.facts.decision === 'section-47-joint' ? 'with the police' : 'by social care',
        from: began.at,
        until: closed?.at ?? null,
        entry: began.root,
        endedBy: closed?.by ?? null,
      }))
