import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { involvement } from '../../../thread/own-kinds/index.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { type Challenged, challenge, challengeAbout } from './challenge.ts'
import type { Holder } from './sides.queries.ts'
import { sideOf } from './sides.queries.ts'

/** What is challenged, and by and against whom. `tells`: the records that say that it stands; the asker may write there. */
export type Raised = {
  readonly about: Challenged
  readonly decidedOn: Day
  readonly urgent: boolean
  readonly children: readonly SubjectId[]
  readonly meeting?: SubjectId | undefined
  readonly concern?: SubjectId | undefined
  readonly action?: SubjectId | undefined
  readonly whom: string
  readonly decision: string
  readonly situation: string
  readonly evidence?: string | undefined
  readonly wants: string
  readonly tried?: string | undefined
  readonly lead?: string | undefined
  readonly challengers: readonly Holder[]
  readonly challenged: readonly Holder[]
  readonly tells: readonly SubjectId[]
}

/** What else is told in the same act, by whoever raises it: a dissent at a meeting. */
export type Beside = {
  readonly kinds: readonly AnyKind[]
  readonly writes: readonly SubjectId[]
  readonly entries: (made: { challenge: SubjectId; act: ActId }) => readonly NewEntry[]
}

/** Everybody on one side who is a person is joined by their teams, or by whoever leads safeguarding in their agency: those who are told beside them. */
export const withTheirSide = async (tx: Tx, holders: readonly Holder[]): Promise<Holder[]> => {
  const all = new Map<string, Holder>()
  for (const holder of holders) {
    const side = holder.form === 'account' ? ((await sideOf(tx, holder.id as never))?.holders ?? []) : [holder]
    for (const one of side) all.set(`${one.form} ${one.id}`, one)
  }
  return [...all.values()]
}

/**
 * Raises a professional challenge (practice: professional-challenge): a matter of its own that both sides come into, and on each record it is about that it stands. One act, done once. A
 * person on either side brings their team or their agency’s safeguarding lead, so that a lead is told; nobody stands on both sides by that.
 */
export const raiseChallenge = async (
  tx: Tx,
  book: Book,
  command: { id: CommandId; raised: Raised; beside?: Beside | undefined },
): Promise<Outcome<{ challenge: SubjectId; entry: EntryId }>> => {
  const { raised, beside } = command
  const made = { challenge: newId<SubjectId>(), entry: newId<EntryId>(), act: newId<ActId>() }
  const challengers = await withTheirSide(tx, raised.challengers)
  const on = (holder: Holder): string => `${holder.form} ${holder.id}`
  const ours = new Set(challengers.map(on))
  const challenged = (await withTheirSide(tx, raised.challenged)).filter(
    one => !ours.has(on(one)) || raised.challenged.some(of => on(of) === on(one)),
  )
  const [kind] = raised.challenged
  const agencyKind = kind?.form === 'account' ? (await sideOf(tx, kind.id as never))?.kind : undefined
  return carryOut(tx, book, {
    id: command.id,
    asked: { ...raised, beside: beside !== undefined },
    writes: [...new Set([made.challenge, ...raised.tells, ...(beside?.writes ?? [])])],
    begins: [{ subject: made.challenge, form: 'matter' }],
    kinds: [challenge, challengeAbout, involvement, ...(beside?.kinds ?? [])],
    decide: () => {
      const told = { act: made.act, happened: { at: tx.actor.at, precision: 'moment' }, audience: 'professionals' } as const
      const stands = (holder: Holder, as: 'challenger' | 'challenged'): NewEntry => ({
        ...told,
        subject: made.challenge,
        kind: involvement,
        parts: { record: { facts: { holder: holder.id, form: holder.form, as } } },
      })
      const { about, decidedOn, urgent, children, meeting, concern, action, whom, decision, situation, evidence, wants, tried, lead } =
        raised
      return {
        answer: { challenge: made.challenge, entry: made.entry },
        entries: [
          {
            ...told,
            id: made.entry,
            subject: made.challenge,
            kind: challenge,
            parts: {
              record: {
                facts: {
                  about,
                  decidedOn,
                  urgent,
                  children: [...children],
                  ...(agencyKind ? { agencyKind } : {}),
                  ...(meeting ? { meeting } : {}),
                  ...(concern ? { concern } : {}),
                  ...(action ? { action } : {}),
                },
                narrative: { whom, decision, situation, evidence, wants, tried, lead },
              },
            },
          },
          ...challengers.map(one => stands(one, 'challenger')),
          ...challenged.map(one => stands(one, 'challenged')),
          ...raised.tells.map(
            (subject): NewEntry => ({
              ...told,
              subject,
              kind: challengeAbout,
              parts: { record: { facts: { challenge: made.challenge, state: 'raised' } } },
            }),
          ),
          ...(beside?.entries(made) ?? []),
        ],
      }
    },
  })
}
