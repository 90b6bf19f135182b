import type { EntryId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { MeetingOnRecord, OnMeeting } from '../page/on-record.ts'
import { actionAnswered, actionDone, meetingAction } from './action.ts'
import { lacks } from './asked.ts'

/** An action as the meeting has it: how its owner answered, what became of it, and what it still needs before minutes may be final. */
export type ActionOnMeeting = {
  readonly asked: OnMeeting<FactsOf<typeof meetingAction>>
  readonly owner: string
  readonly answer: OnMeeting<FactsOf<typeof actionAnswered>> | null
  readonly done: OnMeeting<FactsOf<typeof actionDone>> | null
  readonly lacks: readonly string[]
}

/** The actions of a meeting in the order they were asked. */
export const actionsOfMeeting = (meeting: MeetingOnRecord): ActionOnMeeting[] => {
  const answers = meeting.of(actionAnswered)
  const ends = meeting.of(actionDone)
  return meeting.of(meetingAction).map(asked => {
    const answer = answers.findLast(one => one.answers === asked.root) ?? null
    const done = ends.findLast(one => one.answers === asked.root) ?? null
    return {
      asked,
      owner: asked.said['owner'] ?? '',
      answer,
      done,
      lacks: done ? [] : lacks(asked.facts, answer?.facts.accepted),
    }
  })
}

/** One of them; nothing where the meeting has none of that name. */
export const actionOfMeeting = (meeting: MeetingOnRecord, entry: EntryId): ActionOnMeeting | undefined =>
  actionsOfMeeting(meeting).find(one => one.asked.root === entry)
