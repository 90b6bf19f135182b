import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { Thread } from '../../../thread/thread.ts'
import { action, actionAnswered, actionDone, meetingAction } from './action.ts'

/** An action with what its owner last said of it and how it ended. `opened` is the action as the meeting has it, or as its owner has it on a matter of its own. */
export type Asked = {
  readonly opened: Entry<FactsOf<typeof action>>
  readonly answers: readonly Entry<FactsOf<typeof actionAnswered>>[]
  readonly done: Entry<FactsOf<typeof actionDone>> | undefined
}

const ended = (thread: Thread, opened: Asked['opened']): Asked => ({
  opened,
  answers: thread.answering(actionAnswered, opened),
  done: thread.answering(actionDone, opened)[0],
})

/** The actions of a meeting, in the order they were asked. */
export const askedByMeeting = (matter: Thread): Asked[] => matter.of(meetingAction).map(opened => ended(matter, opened))

/** The action that its owner sees, on the matter of its own. */
export const askedOfOwner = (matter: Thread): Asked[] => matter.of(action).map(opened => ended(matter, opened))

/** The kinds that say how an action stands. */
export const actionKinds = [meetingAction, action, actionAnswered, actionDone] as const

/** What an action still lacks before minutes may be final, in words (practice: strategy-actions-smart). Empty where nothing is. */
export const lacks = (
  facts: Pick<FactsOf<typeof action>, 'account' | 'agency' | 'named' | 'dueOn' | 'measured' | 'risky'>,
  accepted: boolean | undefined,
): string[] => [
  ...(facts.measured ? [] : ['how you will know that it was done']),
  ...(facts.account || facts.agency || facts.named ? [] : ['who does it']),
  ...(accepted === true
    ? []
    : [accepted === false ? 'an owner who can do it: this one cannot' : 'a yes from its owner that it can be done']),
  ...(facts.dueOn ? [] : ['the day by which it is done']),
  ...(facts.risky ? [] : ['the risk on which it acts']),
]
