import { as, ids, type TestDatabase, testPurpose } from '../../../tests/database.ts'
import { type Day, day, type Moment, startOfDay } from '../../guidance/index.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../thread/ids.ts'
import type { AnyKind } from '../../thread/kind.ts'
import { carryOut, type NewEntry } from '../../thread/store/append.ts'
import { remake } from '../../thread/store/reckon.ts'
import { book } from '../book.ts'

/** An entry as a test tells it: for professionals where nothing else is said, and `on` a day or as entries say when; now where nothing is said. */
export type Telling = Omit<NewEntry, 'act' | 'audience' | 'happened'> &
  Partial<Pick<NewEntry, 'audience'>> & { on?: string | NewEntry['happened'] | undefined }

/**
 * Appends entries as the account of a role, by the path every page takes; `known`: the day they became known, which the database stamps as now and the
 * administrator then sets back; `alsoWrites`: records that are held with those the entries stand on. Gives their ids.
 */
export const tell = async (
  database: TestDatabase,
  role: string,
  entries: readonly Telling[],
  {
    known,
    begins = [],
    alsoWrites = [],
  }: {
    known?: string
    alsoWrites?: readonly SubjectId[]
    begins?: readonly { subject: SubjectId; form: 'person' | 'matter' | 'context' }[]
  } = {},
): Promise<EntryId[]> => {
  const act = newId<ActId>()
  const made = entries.map(({ on, ...entry }) => ({
    on,
    entry: { audience: 'professionals' as const, id: newId<EntryId>(), ...entry, act },
  }))
  const told = made.map(({ entry }) => entry.id)
  const subjects = [...new Set(made.map(({ entry }) => entry.subject))]
  await database.worker.withActor(as(role), testPurpose, tx => {
    const happened = (on: Telling['on']): NewEntry['happened'] =>
      typeof on === 'string' ? { on: day(on), precision: 'day' } : (on ?? { at: tx.actor.at, precision: 'moment' })
    return carryOut(tx, book, {
      id: newId<CommandId>(),
      asked: told,
      writes: [...new Set([...subjects, ...alsoWrites, ...begins.map(one => one.subject)])],
      begins,
      kinds: [...new Set<AnyKind>(made.map(({ entry }) => entry.kind))],
      decide: () => ({ answer: null, entries: made.map(({ on, entry }) => ({ ...entry, happened: happened(on) })) }),
    })
  })
  if (known) {
    const at: Moment = known.length === 10 ? (startOfDay(known as Day).replace('00:00:00', '09:00:00') as Moment) : (known as Moment)
    await database.admin('update gt.entry set known_at = $2 where entry_id = any ($1)', [told, at])
    // Some rules ask when something became known: what they say is made again from the day it now has.
    await database.worker.withActor(
      { by: 'upkeep', partnership: ids.partnership },
      testPurpose,
      async tx => void (await remake(tx, book, subjects)),
    )
  }
  return told
}
