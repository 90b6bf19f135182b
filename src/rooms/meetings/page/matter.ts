import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import type { AnyKind, FactsOf } from '../../../thread/kind.ts'
import type { Relation } from '../../../thread/own-kinds/index.ts'
import { type HolderRow, readToldOfMeeting } from './meeting.queries.ts'
import { inOne, type OnMeeting } from './on-record.ts'

/** A matter that follows from a meeting (an action, a challenge), as whoever asks may read it. */
export type MatterOnRecord = {
  readonly matter: SubjectId
  readonly relations: readonly Relation[]
  readonly holders: readonly HolderRow[]
  /** May whoever asks append this kind? It decides what is offered; the database decides what is accepted. */
  readonly may: (kind: AnyKind) => boolean
  /** The entries of a kind, in the order they happened. */
  readonly of: <K extends AnyKind>(kind: K) => readonly OnMeeting<FactsOf<K>>[]
}

/** The matter, as far as whoever asks may read it; nothing where they stand in no relation to it. */
export const readMatter = async (tx: Tx, matter: SubjectId): Promise<MatterOnRecord | null> => {
  const { told, holders, relations } = await readToldOfMeeting(tx, matter)
  if (relations.length === 0) return null
  const all = told.map(inOne)
  const { grants } = tx.actor
  return {
    matter,
    relations,
    holders,
    may: kind => relations.some(relation => grants.has(`${relation}/append:${kind.name}`)),
    of: <K extends AnyKind>(kind: K) => all.filter(one => one.kind === kind.name) as unknown as readonly OnMeeting<FactsOf<K>>[],
  }
}
