import type { Entry, Part } from '../../../thread/entry.ts'
import type { AccountId, SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { referralDecision } from '../decision/referral-decision.ts'
import { referralAcknowledged } from '../feedback/referrer-feedback.ts'
import { dutyHandover } from '../hours/duty-handover.ts'
import { referralTold } from '../referral/referral-told.ts'
import { agencyWords } from '../referral/sources.ts'
import { agencyCheckAnswered, agencyCheckAsked } from './agency-check.ts'
import { agencyCheckPleaded, type Plea } from './check-pleaded.ts'
import { childMatched } from './child-matched.ts'
import type { ConcernAsRead, FindingRow } from './concern.queries.ts'
import type { Told, ToldChild } from './told-words.ts'

/** One of the children of a concern, as told, and the person on record it was matched to. */
export type ChildOfConcern = { at: number; told: ToldChild; match: Entry<FactsOf<typeof childMatched>> | undefined }

/** A check that was asked of an agency, and its answer as far as the reader may see it. */
export type Check = {
  asked: Entry<FactsOf<typeof agencyCheckAsked>>
  agency: string
  question: string | undefined
  /** What the agency pleaded that is no reason, each once. */
  pleaded: readonly Plea[]
  answer:
    | {
        entry: Entry<FactsOf<typeof agencyCheckAnswered>>
        by: { name: string; agency: string }
        record: Part | undefined
        health: Part | undefined
        police: Part | undefined
      }
    | undefined
}

/** A note that the Emergency Duty Team left for The Bridge. */
export type Handover = { entry: Entry<FactsOf<typeof dutyHandover>>; note: string; by: { name: string; agency: string } }

/** A concern as those who screen it work with it. */
export type Concern = {
  matter: SubjectId
  told: Entry<Told>
  by: { name: string; agency: string }
  words: Part['narrative']
  referrer: Part | undefined
  whereabouts: Part | undefined
  thirdParty: Part | undefined
  children: readonly ChildOfConcern[]
  checks: readonly Check[]
  /** What the Emergency Duty Team left about it, newest first. */
  handovers: readonly Handover[]
  acknowledged: Entry | undefined
  decided: Entry | undefined
  screener: { account: AccountId; name: string } | undefined
  findings: readonly FindingRow[]
}

/** Takes a concern as it was read and lays out what its page needs; nothing where no concern was told. */
export const concernFrom = ({ matter, read, working, findings }: ConcernAsRead): Concern | undefined => {
  const { thread, part } = read
  const told = thread.of(referralTold)[0]
  if (!told) return undefined
  const matches = new Map(thread.of(childMatched).map(match => [match.facts.label, match]))
  const taken = working.findLast(one => one.as === 'screener' && one.form === 'account')
  return {
    matter,
    told,
    by: read.by(told),
    words: part(told, 'record')?.narrative ?? {},
    referrer: part(told, 'referrer'),
    whereabouts: part(told, 'whereabouts'),
    thirdParty: part(told, 'third-party'),
    children: told.facts.children.map((child, at) => ({ at, told: child, match: matches.get(child.label) })),
    checks: thread.of(agencyCheckAsked).map(asked => {
      const answer = thread.answering(agencyCheckAnswered, asked).at(-1)
      return {
        asked,
        agency: asked.facts.agencyName ?? agencyWords[asked.facts.agency],
        pleaded: thread.answering(agencyCheckPleaded, asked).map(one => one.facts.plea),
        question: part(asked, 'asked')?.narrative['question'] ?? part(asked, 'record')?.narrative['question'],
        answer: answer && {
          entry: answer,
          by: read.by(answer),
          record: part(answer, 'record'),
          health: part(answer, 'health'),
          police: part(answer, 'police'),
        },
      }
    }),
    handovers: thread
      .of(dutyHandover)
      .map(entry => ({ entry, note: part(entry, 'record')?.narrative['note'] ?? '', by: read.by(entry) }))
      .reverse(),
    acknowledged: thread.answering(referralAcknowledged, told)[0],
    decided: thread.answering(referralDecision, told)[0],
    screener: taken && { account: taken.holder as AccountId, name: taken.name ?? 'somebody' },
    findings,
  }
}

/** The children of a concern that are not matched to a person yet. */
export const unmatched = (concern: Concern): readonly ChildOfConcern[] => concern.children.filter(child => child.match === undefined)

/** The people on record whom the children of a concern were matched to. */
export const peopleOf = (concern: Concern): readonly SubjectId[] => [
  ...new Set(concern.children.flatMap(child => (child.match ? [child.match.facts.person] : []))),
]
