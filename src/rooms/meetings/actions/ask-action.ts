import type { Day } from '../../../guidance/index.ts'
import { Refusal, type Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type AccountId, type ActId, type AgencyId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import type { Thread } from '../../../thread/thread.ts'
import { type KeptOut, letIn, namedAlone, whoMayNotCome } from '../calling/call-meeting.ts'
import type { MeetingOnRecord, OnMeeting } from '../page/on-record.ts'
import { action, actionAnswered, actionDone, type actionDoneWords, meetingAction } from './action.ts'
import { type Asked, askedByMeeting } from './asked.ts'

/** Who is to do it: somebody with an account, an agency, or somebody named who has none (of the family, say). */
export type Owner =
  | { readonly sort: 'account'; readonly id: AccountId; readonly name: string }
  | { readonly sort: 'agency'; readonly id: AgencyId; readonly name: string }
  | { readonly sort: 'named'; readonly name: string }

/** What is asked. All but `what` may come later: until it has, minutes are not final. */
export type AskedAction = {
  readonly what: string
  readonly measure: string | undefined
  readonly risk: string | undefined
  readonly owner: Owner | undefined
  readonly dueOn: Day | undefined
  readonly child: SubjectId | undefined
}

const filled = (text: string | undefined): boolean => Boolean(text?.trim())

const factsOf = ({ measure, risk, owner, dueOn }: AskedAction) => ({
  ...(owner?.sort === 'account' ? { account: owner.id } : {}),
  ...(owner?.sort === 'agency' ? { agency: owner.id } : {}),
  named: owner?.sort === 'named',
  ...(dueOn ? { dueOn } : {}),
  measured: filled(measure),
  risky: filled(risk),
})

const wordsOf = ({ what, measure, risk, owner }: AskedAction) => ({ what, measure, risk, owner: owner?.name })

/**
 * A meeting asks somebody to do something (practice: strategy-actions-smart): on the meeting, and on a matter of the action's own that its owner sees and nothing else. One act. Whoever
 * chairs and whoever takes the minutes come into the action's matter too, so that they may put it right. Gives `kept-out` where the owner may not know of these children.
 */
export const askAction = async (
  tx: Tx,
  book: Book,
  command: { id: CommandId; meeting: MeetingOnRecord; asked: AskedAction },
): Promise<Outcome<{ entry: EntryId; action: SubjectId }> | KeptOut> => {
  const { meeting, asked } = command
  const { owner } = asked
  if (owner?.sort === 'account') {
    const names = await whoMayNotCome(
      tx,
      [{ account: owner.id, as: 'action-owner' }],
      meeting.children.map(one => one.child),
    )
    if (names.length > 0) return { done: 'kept-out', names }
  }
  const children = meeting.children.map(one => one.child)
  if (owner?.sort === 'agency' && (await namedAlone(tx, children))) return { done: 'kept-out', names: [owner.name] }
  const made = { entry: newId<EntryId>(), action: newId<SubjectId>() }
  return carryOut(tx, book, {
    id: command.id,
    asked: { meeting: meeting.matter, ...asked },
    writes: [meeting.matter, made.action],
    begins: [{ subject: made.action, form: 'matter' }],
    kinds: [meetingAction, action, involvement],
    decide: () => {
      const told = { act: newId<ActId>(), happened: { at: tx.actor.at, precision: 'moment' }, audience: 'professionals' } as const
      const [onMeeting, onAction] = [
        { ...told, subject: meeting.matter },
        { ...told, subject: made.action },
      ]
      const holder = owner && owner.sort !== 'named' ? owner : undefined
      const entries: NewEntry[] = [
        {
          ...onMeeting,
          id: made.entry,
          kind: meetingAction,
          parts: {
            record: {
              facts: { action: made.action, ...factsOf(asked), ...(asked.child ? { child: asked.child } : {}) },
              narrative: wordsOf(asked),
            },
          },
        },
        {
          ...onAction,
          kind: action,
          parts: {
            record: { facts: { ...factsOf(asked), askedBy: meeting.matter, askedAs: made.entry }, narrative: wordsOf(asked) },
          },
        },
        ...(holder
          ? [letIn(onMeeting, holder.id, holder.sort, 'asked-by-meeting'), letIn(onAction, holder.id, holder.sort, 'action-owner')]
          : []),
        ...(meeting.chair ? [letIn(onAction, meeting.chair.holder as AccountId, 'account', 'meeting-chair')] : []),
        ...(meeting.minutes ? [letIn(onAction, meeting.minutes.holder as AccountId, 'account', 'minutes')] : []),
      ]
      return { entries, answer: made }
    },
  })
}

/** The action as it stands on the meeting, and on its own matter. */
export type BothSides = {
  readonly meeting: SubjectId
  readonly asked: EntryId
} & OwnSide

/** The action where its owner sees it. What no meeting asked for stands there alone. */
export type OwnSide = {
  readonly matter: SubjectId
  readonly own: EntryId
}

/** Puts an action right, on the meeting and where its owner sees it; who it was asked of stays: another owner is another action. */
export const putActionRight = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; sides: BothSides; asked: Omit<AskedAction, 'owner'>; before: OnMeeting<FactsOf<typeof meetingAction>> },
): Promise<Outcome<null>> => {
  const { sides, before } = command
  const { account, agency, named } = before.facts
  const name = before.said['owner'] ?? ''
  const owner: Owner | undefined = account
    ? { sort: 'account', id: account, name }
    : agency
      ? { sort: 'agency', id: agency, name }
      : named
        ? { sort: 'named', name }
        : undefined
  const asked = { ...command.asked, owner }
  return carryOut(tx, book, {
    id: command.id,
    asked: { sides, ...asked },
    writes: [sides.meeting, sides.matter],
    kinds: [meetingAction, action],
    decide: () => {
      const told = { act: newId<ActId>(), happened: { at: before.at, precision: 'moment' }, audience: 'professionals' } as const
      const narrative = wordsOf(asked)
      return {
        answer: null,
        entries: [
          {
            ...told,
            subject: sides.meeting,
            kind: meetingAction,
            corrects: sides.asked,
            parts: {
              record: { facts: { action: sides.matter, ...factsOf(asked), ...(asked.child ? { child: asked.child } : {}) }, narrative },
            },
          },
          {
            ...told,
            subject: sides.matter,
            kind: action,
            corrects: sides.own,
            parts: { record: { facts: { ...factsOf(asked), askedBy: sides.meeting, askedAs: sides.asked }, narrative } },
          },
        ],
      }
    },
  })
}

/** It was said already what became of this action. */
export class EndedBefore extends Refusal {
  override readonly name = 'EndedBefore'
}

/** What whoever comes second is told. */
export const saidBefore = {
  field: 'became',
  message: 'It was said already what became of this, a moment ago or in another window: read that first',
}

/** Those asked by a meeting of whom it asks nothing any more once this action is over: what brought them into it, which ends with it. */
const leaves = (meeting: Thread, over: EntryId): readonly EntryId[] => {
  const all = askedByMeeting(meeting)
  const holderOf = ({ opened: { facts } }: Asked) => facts.account ?? facts.agency
  const holder = all.filter(one => one.opened.root === over).map(holderOf)[0]
  if (!holder || all.some(one => one.opened.root !== over && !one.done && holderOf(one) === holder)) return []
  return meeting
    .where(involvement, one => one.facts.as === 'asked-by-meeting' && one.facts.holder === holder)
    .filter(one => meeting.answering(involvementEnd, one).length === 0)
    .map(one => one.root)
}

const onBothSides = (
  tx: Tx,
  book: Book,
  command: {
    id: CommandId
    sides: BothSides | OwnSide
    kind: typeof actionAnswered | typeof actionDone
    facts: Record<string, unknown>
    words: string | undefined
  },
): Promise<Outcome<null>> => {
  const { sides, kind, facts, words } = command
  const ends = kind.name === actionDone.name
  return carryOut(tx, book, {
    id: command.id,
    asked: { of: sides.own, kind: kind.name, facts, words },
    writes: 'meeting' in sides ? [sides.meeting, sides.matter] : [sides.matter],
    kinds: ends ? [kind, involvementEnd] : [kind],
    decide: ({ thread }) => {
      if (ends && thread(sides.matter).where(actionDone, one => one.answers === sides.own).length > 0) throw new EndedBefore()
      const told = { act: newId<ActId>(), happened: { at: tx.actor.at, precision: 'moment' }, audience: 'professionals' } as const
      const parts = { record: { facts, narrative: { words } } }
      return {
        answer: null,
        entries: [
          { ...told, kind, subject: sides.matter, answers: sides.own, parts },
          ...('meeting' in sides
            ? [
                { ...told, kind, subject: sides.meeting, answers: sides.asked, parts },
                ...(ends ? leaves(thread(sides.meeting), sides.asked) : []).map(
                  (answers): NewEntry => ({
                    ...told,
                    kind: involvementEnd,
                    subject: sides.meeting,
                    answers,
                    parts: { record: { narrative: { reason: 'Nothing more is asked of them' } } },
                  }),
                ),
              ]
            : []),
        ],
      }
    },
  })
}

/** Whoever is to do it says whether they can: on the action and on the meeting, in one act. */
export const answerAction = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; sides: BothSides | OwnSide; accepted: boolean; words: string | undefined },
): Promise<Outcome<null>> => onBothSides(tx, book, { ...command, kind: actionAnswered, facts: { accepted: command.accepted } })

/**
 * Whoever was to do it says what became of it: on the action and on the meeting, in one act. It is said once (EndedBefore). Whoever did it leaves the meeting with it, unless the meeting
 * asks something else of them.
 */
export const endAction = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; sides: BothSides | OwnSide; outcome: keyof typeof actionDoneWords; words: string },
): Promise<Outcome<null>> => onBothSides(tx, book, { ...command, kind: actionDone, facts: { outcome: command.outcome } })
