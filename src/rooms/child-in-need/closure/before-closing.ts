import { type Day, type Moment, printMoment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { conference, planEnd, planEndChecked } from '../../child-protection/index.ts'
import { type DueLine, readDueLines } from '../../commands.ts'
import { type OnChild, readByKind, readWorkers, type ToldByKind } from '../../family/index.ts'
import { meetingAbout, meetingsStanding, meetingWords } from '../../meetings/index.ts'
import { childInNeedReview } from '../reviews/child-in-need-review.ts'
import { caseClosed } from './case-closed.ts'

/** Work that has its own end: while one of these stands the case does not close at all, whatever is written. What says so is the rule itself. */
const mustEndFirst: readonly string[] = [
  'strategy-due',
  'enquiry-due',
  'enquiry-unsigned',
  'icpc-request-due',
  'icpc-overdue',
  'conference-to-arrange',
  'rcpc-due',
  'access-refused',
  'police-protection-expiry',
  'epo-expiry',
  'child-assessment-order-expiry',
  'offer-unanswered',
]

/** Where what must end first is seen to, by the rule that says so: after the child. */
const endsAt: Readonly<Record<string, string>> = {
  'strategy-due': 'safety',
  'enquiry-due': 'safety',
  'enquiry-unsigned': 'safety',
  'icpc-request-due': 'conference/request',
  'icpc-overdue': 'plan',
  'conference-to-arrange': 'plan',
  'rcpc-due': 'plan',
  'access-refused': 'access',
  'police-protection-expiry': 'safety',
  'epo-expiry': 'safety',
  'child-assessment-order-expiry': 'safety',
}

/** Where what a gate asks for before a case closes is written down, by the rule that asks: after the child. */
const writtenAt: Readonly<Record<string, string>> = {
  'closure-gate': 'plan/ending',
  'child-voice-missing': 'voice',
  'neglect-tool-due': 'neglect',
  'good-enough-test': 'neglect',
}

/** Something that is needed before a case closes: in words, and where it is done (after the child), where there is a page for it. */
export type Needed = { readonly text: string; readonly at: string | null }

/** What stands of one child before the case closes. */
export type BeforeClosing = {
  /** While one of these stands the case does not close; `at`: where it is seen to, after the child. */
  readonly mustEnd: readonly (DueLine & { readonly at: string })[]
  readonly needed: readonly Needed[]
  /** What is still asked of social care, and would be asked by nobody. */
  readonly open: readonly DueLine[]
  readonly meetings: readonly string[]
  /** Has what must stand before the end been checked since the plan last went on? */
  readonly checked: OnChild | null
  /** Agencies that go on by themselves. */
  readonly staying: readonly string[]
}

const later = (of: readonly { readonly at: Moment }[]): Moment | null => of.at(-1)?.at ?? null

/** What was checked before an end and still stands: nothing after it carried the work on, made or ended a plan, or closed the case. */
export const standingCheck = (told: Pick<ToldByKind, 'of'>): OnChild | null => {
  const check = told.of(planEndChecked).at(-1)
  if (!check) return null
  const since = [
    later(told.of(conference)),
    later(told.of(planEnd)),
    later(told.of(caseClosed)),
    later(told.of(childInNeedReview).filter(({ facts }) => facts.outcome === 'continue' || facts.outcome === 'step-up')),
  ]
  return since.every(at => at === null || at <= check.at) ? check : null
}

/** Reads what stands of a child before the case closes. `today`: the day of the request, in London; `now`: its moment. */
export const readBeforeClosing = async (
  tx: Tx,
  book: Book,
  child: { readonly subject: SubjectId; readonly called: string },
  { today, now }: { readonly today: Day; readonly now: Moment },
): Promise<BeforeClosing> => {
  const due = await readDueLines(
    tx,
    book,
    child,
    book.rules.map(rule => rule.id),
    today,
  )
  const told = await readByKind(tx, child.subject, [conference, planEnd, planEndChecked, caseClosed, childInNeedReview, meetingAbout])
  const asks = new Set(book.rules.filter(rule => rule.gate?.kinds.some(kind => kind.name === caseClosed.name)).map(rule => rule.id))
  const gates = due.filter(one => asks.has(one.rule) && (one.level === 'GATE' || one.level === 'OVERDUE'))
  const mustEnd = due.filter(one => !gates.includes(one) && (one.level === 'CRITICAL' || mustEndFirst.includes(one.rule)))
  return {
    mustEnd: mustEnd.map(one => ({ ...one, at: endsAt[one.rule] ?? 'alerts' })),
    needed: gates.map(one => ({ text: one.text, at: writtenAt[one.rule] ?? null })),
    open: due.filter(one => !gates.includes(one) && !mustEnd.includes(one) && one.level !== 'INFO' && one.level !== null),
    meetings: meetingsStanding(told.of(meetingAbout))
      .filter(({ facts }) => facts.at >= now)
      .map(({ facts }) => `${meetingWords[facts.type]} on ${printMoment(facts.at)}`),
    checked: standingCheck(told),
    staying: [...new Set((await readWorkers(tx, child.subject)).filter(one => one.as === 'agency').map(one => one.name))],
  }
}
