import { type Day, type Moment, moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { AnyKind, FactsOf } from '../../../thread/kind.ts'
import { type Relation, wholeName } from '../../../thread/own-kinds/index.ts'
import { readChildRow, readToldOfChild, type ToldOfChild } from './child.queries.ts'

/** One entry about a child, with the facts of its kind; `said` is the narrative of every part that whoever asks may read. */
export type OnChild<Facts = Record<string, unknown>> = Omit<ToldOfChild, 'parts'> & {
  readonly facts: Facts
  readonly said: Readonly<Record<string, string>>
}

/** A child whose plan is read or written, as far as whoever asks may. */
export type ChildOnRecord = {
  readonly subject: SubjectId
  readonly name: string
  /** The name by which a sentence goes on about the child. */
  readonly called: string
  readonly born: Day | null
  readonly unborn: boolean
  readonly language: string | null
  readonly relations: readonly Relation[]
  /** May whoever asks append this kind? It decides what is offered; the database decides what is accepted. */
  readonly may: (kind: AnyKind) => boolean
}

/** The child, or nothing to be found. `kind`: one of the kinds that whoever asks must be able to append, where a page is for writing. */
export const openChild = async (tx: Tx, person: SubjectId, ...kinds: readonly AnyKind[]): Promise<ChildOnRecord> => {
  const row = await readChildRow(tx, person)
  if (!row) throw new NotFound()
  const relations = ['anyone', ...row.relations, ...(row.on_duty ? ['duty'] : [])]
  const may = (kind: AnyKind) => relations.some(relation => tx.actor.grants.has(`${relation}/append:${kind.name}`))
  if (kinds.length > 0 && !kinds.some(may)) throw new NotFound()
  return {
    subject: row.subject,
    name: wholeName(row),
    called: row.known_as || row.given || 'the child',
    born: row.born_on,
    unborn: row.is_a === 'unborn',
    language: row.language,
    relations: row.relations,
    may,
  }
}

/** What was told of a child, by kind, in the order it happened. */
export type ToldByKind = {
  readonly of: <K extends AnyKind>(kind: K) => readonly OnChild<FactsOf<K>>[]
  readonly find: <K extends AnyKind>(kind: K, root: EntryId) => OnChild<FactsOf<K>> | undefined
}

/** Reads what was told of a child of some kinds. An entry of which no open part may be read is left out. */
export const readByKind = async (tx: Tx, person: SubjectId, kinds: readonly AnyKind[]): Promise<ToldByKind> => {
  const rows = await readToldOfChild(
    tx,
    person,
    kinds.map(kind => kind.name),
  )
  const byKind = new Map<string, OnChild[]>()
  for (const { parts, ...row } of rows) {
    const record = (parts ?? []).find(part => part.group === 'record')
    const kind = kinds.find(one => one.name === row.kind)
    const facts = record && kind?.record.facts.safeParse(record.facts)
    if (!record || !facts?.success) continue
    const one = {
      ...row,
      at: moment(row.at) as Moment,
      facts: facts.data,
      said: Object.assign({}, ...(parts ?? []).map(part => part.narrative)),
    }
    byKind.set(row.kind, [...(byKind.get(row.kind) ?? []), one])
  }
  const of = <K extends AnyKind>(kind: K) => (byKind.get(kind.name) ?? []) as unknown as readonly OnChild<FactsOf<K>>[]
  return { of, find: (kind, root) => of(kind).find(one => one.root === root) }
}
