import type { Visitor } from '../../testing/visitor.ts'

/** Looks for words as the search box does, and gives the address at which what was found stands. */
export const lookFor = async (visitor: Visitor, q: string): Promise<string> => {
  const { status, to } = await visitor.post('/search', { q })
  if (status !== 303 || to === undefined) throw new Error(`a search was answered ${status}`)
  return to
}

/** The page of what was found. */
export const pageFound = async (visitor: Visitor, q: string) => visitor.get(await lookFor(visitor, q))
