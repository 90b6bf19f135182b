import type { Day, Moment } from '../guidance/index.ts'
import type { AgencyId, EntryId, SubjectId } from './ids.ts'

/**
 * What a finding asks of people, by rising urgency (practice: severity and routing vocabulary).
 * A level never gives way to a higher one of another finding: a fact worth knowing stays beside a decision that is needed.
 */
export const levels = ['INFO', 'DUE', 'OVERDUE', 'CRITICAL', 'GATE'] as const
export type Level = (typeof levels)[number]

/** Whom a finding speaks to: a duty towards this child or this matter, never a named person. */
export const duties = [
  'lead',
  'manager',
  'service-manager',
  'chair',
  'core-group',
  'screener',
  'bridge-manager',
  'duty',
  'referrer',
  'agency-safeguarding-lead',
  'conference-office',
  'legal',
  'meeting-chair',
  'minutes',
  'invited',
  'action-owner',
  'challenger',
  'challenged',
  'partnership-chair',
] as const
export type Duty = (typeof duties)[number]

/** The queues that hold work before anybody has a duty to the child. */
export type Queue = 'bridge'

/** How a finding came to its end. A late act is `met` all the same: the due day beside the end says that it was late. */
export type Ending = 'met' | 'lapsed' | 'superseded' | 'cancelled'

/** The end of a finding: when it happened, how, by which entry, and when that entry became known. */
export type End = { at: Moment; as: Ending; by: EntryId | null; known: Moment | null }

/** Plain values a finding may carry for the sentence that a page says. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain }

/**
 * A dated fact that a rule draws from a thread. It holds for every day at once: nothing in it depends on today.
 * `key` is made of what opened it and what opened this turn, never of an index, so that a rebuild gives the same rows to the byte.
 */
export type Finding = {
  rule: string
  key: string
  subject: SubjectId
  name: string
  from: Moment
  end: End | null
  /** The last day inside the limit (London), and the instant after which the limit has passed; null for a plain consequence. */
  dueOn: Day | null
  due: Moment | null
  shows: Partial<Record<Level, Moment>>
  told: readonly { to: Duty; from: Moment }[]
  queue: Queue | null
  evidence: readonly EntryId[]
  facts: { readonly [name: string]: Plain }
  /** `open` rests on nothing that one agency keeps to itself; `restricted` would be different, or absent, without such an entry. */
  layer: 'open' | 'restricted'
  /** In the restricted layer: the one agency whose entries it rests on, or null where it rests on several's (then nobody may read it as it stands). */
  agency: AgencyId | null
}

/** The levels a finding shows at a moment, lowest first; none before it began or after it ended. */
export const levelsAt = (finding: Finding, moment: Moment): Level[] =>
  finding.from > moment || (finding.end && finding.end.at <= moment)
    ? []
    : levels.filter(level => {
        const since = finding.shows[level]
        return since !== undefined && since <= moment
      })

/** The most urgent level a finding shows at a moment, if any. */
export const levelAt = (finding: Finding, moment: Moment): Level | undefined => levelsAt(finding, moment).at(-1)

/** Was the limit passed before the finding was met? */
export const metLate = (finding: Finding): boolean => finding.end?.as === 'met' && finding.due !== null && finding.end.at >= finding.due
