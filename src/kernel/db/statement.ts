import { createHash } from 'node:crypto'
import type { EntryId, SubjectId } from '../../thread/ids.ts'

/** The records a row shows something of: what its access line will name. */
export type Shown = { subjects?: readonly SubjectId[]; entries?: readonly EntryId[] }

/**
 * One SQL statement with a name, planned once for each connection. `shows` says which records a row of it shows something of, so that no
 * statement that reads a record can be written without saying what its access line holds; `null` for what is no record of a person.
 */
export type Statement<Row> = { readonly name: string; readonly text: string; readonly shows: ((row: Row) => Shown) | null }

const all: Statement<never>[] = []

/** Every statement the program has declared so far, for the wall on plans. */
export const declaredStatements = (): readonly Statement<never>[] => all

/** Declares a statement. Its name carries a digest of its text, so that a changed statement is never run under an old plan. */
export const statement = <Row>(name: string, shows: ((row: Row) => Shown) | null, text: string): Statement<Row> => {
  const declared = { name: `${name}:${createHash('sha256').update(text).digest('hex').slice(0, 12)}`, text, shows }
  all.push(declared as unknown as Statement<never>)
  return declared
}
