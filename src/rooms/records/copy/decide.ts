import type { EntryId } from '../../../thread/ids.ts'
import { childsVoice } from '../../voice/index.ts'
import { isSealed, type Other } from './others.ts'
import type { ToldEntry, ToldPart } from './told-copy.ts'
import { type AskedBy, needsOpinion, onlyForAChild, type Reason } from './withhold.ts'

/** What somebody decided of one part of one entry: it is given, but for words that are kept back, or it is kept back whole. */
export type PartDecision = {
  readonly answer: 'given' | 'kept-back'
  /** Why it is kept back; where it is given, why the words are that somebody added. */
  readonly reason: Reason | null
  /** Words that are kept back beside what the program found. */
  readonly hide: readonly string[]
  /** Words that the program found and that are given all the same. */
  readonly show: readonly string[]
  /** The health professional or social worker who was asked, and when. */
  readonly opinion: string | null
  /** Why it is decided otherwise than was suggested. */
  readonly why: string | null
}

/** What somebody decided of everything that names somebody else. */
export type OtherDecision = { readonly answer: 'given' | 'kept-back'; readonly why: string }

/** What was decided of a copy so far, by the part or by whom it names. */
export type Decisions = { readonly parts: ReadonlyMap<string, PartDecision>; readonly others: ReadonlyMap<string, OtherDecision> }

/** The key of a part of an entry, or of a file that is attached to it. */
export const partKey = (entry: EntryId, group: string): string => `part ${entry} ${group}`

const given: PartDecision = { answer: 'given', reason: null, hide: [], show: [], opinion: null, why: null }
const keptBack = (reason: Reason): PartDecision => ({ ...given, answer: 'kept-back', reason })

/** A part that nobody here may decide otherwise: another agency keeps the entry to itself. */
export const isElsewhere = (part: ToldPart): boolean => part.facts === null

/**
 * What the program suggests for a part, from its field group and who asks; null where only a person can say. A suggestion decides nothing: somebody takes it or says
 * otherwise. What concerns health waits for the health professional; what a child said waits where somebody else asks.
 */
export const suggested = (entry: Pick<ToldEntry, 'kind'>, part: ToldPart, by: AskedBy): PartDecision | null => {
  if (isElsewhere(part)) return keptBack('another-agency')
  switch (part.group) {
    case 'police':
      return keptBack('crime')
    case 'legal':
      return keptBack('privilege')
    case 'adoption':
      return keptBack('adoption')
    case 'third-party':
      return keptBack('third-party')
    case 'referrer':
      return keptBack('referrer')
    case 'health':
      return null
    case 'whereabouts':
      return by === 'parent' && part.facts?.['protected'] === true ? keptBack('whereabouts') : given
    case 'record':
    case 'feedback':
    case 'asked':
      return by === 'parent' && entry.kind === childsVoice.name ? null : given
  }
}

/** What is wrong with a decision, by the field of its form; nothing where it stands. */
export const troubleWith = (
  part: ToldPart,
  entry: Pick<ToldEntry, 'kind'>,
  by: AskedBy,
  decision: PartDecision,
): { readonly field: 'answer' | 'reason' | 'opinion' | 'why'; readonly message: string }[] => {
  const { answer, reason, opinion, why, hide } = decision
  if (isElsewhere(part) && (answer === 'given' || reason !== 'another-agency'))
    return [{ field: 'answer', message: 'Another agency keeps this to itself: it is kept back, and that agency answers for it' }]
  if (isSealed(part) && answer === 'given')
    return [{ field: 'answer', message: 'Whoever told us asked not to be named: nothing of it is given' }]
  const found: ReturnType<typeof troubleWith> = []
  if (answer === 'kept-back' && !reason) found.push({ field: 'reason', message: 'Choose why it is kept back' })
  if (answer === 'given' && hide.length > 0 && !reason) found.push({ field: 'reason', message: 'Choose why these words are kept back' })
  if (reason && onlyForAChild.has(reason) && by === 'the-person')
    found.push({ field: 'reason', message: 'This reason holds only where somebody else asks for a child' })
  if (reason === 'another-agency' && !isElsewhere(part))
    found.push({ field: 'reason', message: 'No other agency keeps this to itself: choose another reason' })
  if (!opinion && ((reason && needsOpinion.has(reason)) || (part.group === 'health' && answer === 'given')))
    found.push({
      field: 'opinion',
      message:
        part.group === 'health' && answer === 'given'
          ? 'Write which health professional was asked whether it would do serious harm, and when'
          : 'Write which professional said so, and when',
    })
  const first = suggested(entry, part, by)
  if (!why && first && first.answer === 'kept-back' && answer === 'given')
    found.push({ field: 'why', message: 'Write why it may be given, though the program would keep it back' })
  return found
}

/** Those whose words are kept back: nobody is given unless somebody decided so. */
export const keptBackOthers = (others: readonly Other[], decisions: Decisions): Other[] =>
  others.filter(other => decisions.others.get(other.key)?.answer !== 'given')
