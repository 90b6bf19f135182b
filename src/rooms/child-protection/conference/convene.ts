import type { Moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { AgencyKind } from '../../../thread/entry.ts'
import { type AccountId, type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { reflectiveSessionSet } from '../reflective-session/reflective-session.ts'
import { conferenceInvitations, conferenceOpened, type goesOnWords } from './request.ts'

/**
 * The invitations to a conference go out: each child's record says it, whoever chairs the meeting comes to chair the conferences about each child, and the reflective session is
 * set, on the children and on the meeting where those invited read it. A session that is required and not set stops it.
 */
export const sendInvitations = (
  tx: Tx,
  book: Book,
  command: {
    id: CommandId
    meeting: SubjectId
    children: readonly SubjectId[]
    at: Moment
    /** Who chairs, where whoever asks may name them for each child. */
    chair: AccountId | undefined
    reflectiveAt: Moment | undefined
    place: string | undefined
  },
): Promise<Outcome<null>> => {
  const { meeting, children, at, chair, reflectiveAt, place } = command
  return carryOut(tx, book, {
    id: command.id,
    asked: { meeting, children, at, chair, reflectiveAt, place },
    writes: reflectiveAt ? [...children, meeting] : children,
    kinds: [conferenceInvitations, reflectiveSessionSet, involvement],
    decide: ({ thread }) => {
      const act = newId<ActId>()
      const told = (subject: SubjectId) =>
        ({ subject, act, happened: { at: tx.actor.at, precision: 'moment' }, audience: 'professionals' }) as const
      const session = (subject: SubjectId): NewEntry[] =>
        reflectiveAt
          ? [
              {
                ...told(subject),
                kind: reflectiveSessionSet,
                parts: { record: { facts: { at: reflectiveAt, conference: meeting }, narrative: { place } } },
              },
            ]
          : []
      return {
        answer: null,
        entries: [
          ...session(meeting),
          ...children.flatMap((subject): NewEntry[] => {
            const child = thread(subject)
            const chairs = child.where(
              involvement,
              one => one.facts.as === 'chair' && one.facts.holder === chair && child.answering(involvementEnd, one).length === 0,
            )
            return [
              ...(chair && chairs.length === 0
                ? [
                    {
                      ...told(subject),
                      kind: involvement,
                      parts: { record: { facts: { holder: chair, form: 'account', as: 'chair' } } },
                    } satisfies NewEntry,
                  ]
                : []),
              ...session(subject),
              {
                ...told(subject),
                kind: conferenceInvitations,
                parts: { record: { facts: { meeting, at, ...(reflectiveAt ? { reflectiveAt } : {}) } } },
              },
            ]
          }),
        ],
      }
    },
  })
}

/** The chair opens a conference: which agencies that work with the children are there, and whether it goes on (practice: icpc-quoracy). */
export const openConference = (
  tx: Tx,
  book: Book,
  command: {
    id: CommandId
    meeting: SubjectId
    children: readonly SubjectId[]
    happened: Moment
    there: readonly AgencyKind[]
    goesOn: keyof typeof goesOnWords
    reason: string | undefined
    interimPlan: string | undefined
  },
): Promise<Outcome<null>> => {
  const { id, children, happened, ...said } = command
  return carryOut(tx, book, {
    id,
    asked: { children, ...said },
    writes: children,
    kinds: [conferenceOpened],
    decide: () => {
      const act = newId<ActId>()
      return {
        answer: null,
        entries: children.map(subject => ({
          subject,
          act,
          kind: conferenceOpened,
          happened: { at: happened, precision: 'moment' },
          audience: 'professionals',
          parts: {
            record: {
              facts: { meeting: said.meeting, there: said.there, goesOn: said.goesOn },
              narrative: { reason: said.reason, interimPlan: said.interimPlan },
            },
          },
        })),
      }
    },
  })
}
