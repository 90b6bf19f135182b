import type { Day, Moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { AccountId, EntryId, SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { type ChildOnRecord, type OnChild, openChild, readByKind, readToldOfChild } from '../../family/index.ts'
import { harmSuspected } from '../harm/harm-suspected.ts'
import { legalAdvice } from '../legal-advice/legal-advice.ts'
import { type DueLine, readDueLines } from '../on-record/due-lines.ts'
import { childAssessmentOrder, emergencyProtectionOrder, policeProtection, protectionEnded } from '../protection/orders.ts'
import { siblingConsidered } from '../sibling-consideration/sibling-considered.ts'
import { strategyDecision } from '../strategy/strategy-decision.ts'
import { enquiry, enquiryOutcome, enquirySigned } from './enquiry.ts'
import { type OpenNow, readOpenNow } from './safety.queries.ts'

/** The rules whose findings stand at the head of the page. */
const rules = [
  'strategy-due',
  'immobile-baby-injury',
  'enquiry-due',
  'enquiry-unsigned',
  'police-protection-expiry',
  'epo-expiry',
  'child-assessment-order-expiry',
  'sibling-consideration',
  'icpc-overdue',
  'plo-drift',
  'plo-review-due',
  'legal-stepdown-near-birth',
]

/** An order or police protection with what ended it. */
export type Order = {
  readonly entry: EntryId
  readonly words: string
  readonly at: Moment
  readonly until: Moment | null
  readonly said: Readonly<Record<string, string>>
  readonly ended: OnChild<FactsOf<typeof protectionEnded>> | undefined
  readonly isOpen: boolean
}

/** From the suspicion of harm to the outcome of the enquiry, as far as whoever asks may read it. */
export type SafetyView = {
  readonly child: ChildOnRecord
  readonly account: AccountId
  readonly due: readonly DueLine[]
  readonly running: OpenNow | undefined
  readonly harm: readonly OnChild<FactsOf<typeof harmSuspected>>[]
  readonly decisions: readonly OnChild<FactsOf<typeof strategyDecision>>[]
  readonly records: readonly OnChild<FactsOf<typeof enquiry>>[]
  readonly outcomes: readonly OnChild<FactsOf<typeof enquiryOutcome>>[]
  readonly signed: readonly OnChild<FactsOf<typeof enquirySigned>>[]
  /** The outcome that waits for a second signature, where there is one. */
  readonly unsigned: OnChild<FactsOf<typeof enquiryOutcome>> | undefined
  readonly orders: readonly Order[]
  readonly considered: readonly OnChild<FactsOf<typeof siblingConsidered>>[]
  /** Legal advice; null where whoever asks does not read any. */
  readonly advice:
    | readonly { readonly root: EntryId; readonly at: Moment; readonly by: string; readonly said: Readonly<Record<string, string>> }[]
    | null
}

const kinds = [
  harmSuspected,
  strategyDecision,
  enquiry,
  enquiryOutcome,
  enquirySigned,
  policeProtection,
  emergencyProtectionOrder,
  childAssessmentOrder,
  protectionEnded,
  siblingConsidered,
]

/** Reads it. Refuses (not found) whoever may not know the child, or reads nothing that was recorded of them. `today`: the day of the request, in London. */
export const readSafety = async (tx: Tx, book: Book, person: SubjectId, today: Day): Promise<SafetyView> => {
  const child = await openChild(tx, person)
  const told = await readByKind(tx, person, kinds)
  const open = await readOpenNow(tx, person)
  const readsLaw = [...child.relations].some(relation => tx.actor.grants.has(`${relation}/legal`))
  const advice = readsLaw ? await readToldOfChild(tx, person, [legalAdvice.name]) : null
  const outcomes = told.of(enquiryOutcome)
  const signed = told.of(enquirySigned)
  const last = outcomes.at(-1)
  const orders = [...told.of(policeProtection), ...told.of(emergencyProtectionOrder), ...told.of(childAssessmentOrder)].sort((a, b) =>
    a.at < b.at ? 1 : -1,
  )
  return {
    child,
    account: tx.actor.account,
    due: (await readDueLines(tx, book, { subject: person, called: child.called }, rules, today)).filter(one => one.level !== null),
    running: open.find(one => one.kind === 'section-47-enquiry'),
    harm: told.of(harmSuspected),
    decisions: told.of(strategyDecision),
    records: told.of(enquiry),
    outcomes,
    signed,
    unsigned: last?.facts.outcome === 'no-continuing-risk' && !signed.some(one => one.answers === last.root) ? last : undefined,
    orders: orders.map(one => {
      const kind = kinds.find(of => of.name === one.kind)
      const now = open.find(of => of.entry === one.root)
      return {
        entry: one.root,
        words: kind?.words ?? one.kind,
        at: one.at,
        until: now?.until ?? null,
        said: one.said,
        ended: told.of(protectionEnded).find(end => end.answers === one.root),
        isOpen: now !== undefined,
      }
    }),
    considered: told.of(siblingConsidered),
    advice:
      advice?.map(one => ({
        root: one.root,
        at: one.at,
        by: one.by,
        said: Object.assign({}, ...one.parts.filter(part => part.group === 'legal').map(part => part.narrative)),
      })) ?? null,
  }
}
