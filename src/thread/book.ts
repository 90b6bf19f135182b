import type { Day, Moment } from '../guidance/index.ts'
import type { EntryId } from './ids.ts'
import type { AnyKind } from './kind.ts'
import { ownKinds } from './own-kinds/index.ts'
import type { AnyRule } from './rule.ts'
import type { Thread } from './thread.ts'

/**
 * A stretch of a child's life that can be open once at a time: a child protection plan, a stage of support, a placement. Derived, like a finding;
 * the database holds that no child has two of one kind open.
 */
export type Episode = { kind: string; state: string; from: Moment; until: Moment | null; entry: EntryId; endedBy: EntryId | null }

/**
 * When a child with whom somebody works was last seen, as far as it is on record: for a board, not for a rule. `since`: from when it is counted where nobody has seen the child; `until`: when the
 * work ends, where that is known. One room says it.
 */
export type LastSeen = {
  readonly onPlan: boolean
  readonly since: Day
  readonly until: Moment | null
  readonly born: Day | null
  readonly anybody: Day | null
  readonly worker: Day | null
  readonly alone: Day | null
  readonly home: Day | null
  readonly bedroom: Day | null
  /** The last days by which the child is to be seen alone and at home again, where the child's own plan says so; the longest times that hold for every child stand beside them. */
  readonly aloneBy: Day | null
  readonly homeBy: Day | null
}

/** What one room brings: the kinds it records, the rules it follows and the episodes it keeps. */
export type Chapter = {
  readonly room: string
  readonly kinds: readonly AnyKind[]
  readonly rules: readonly AnyRule[]
  readonly episodes: readonly ((subject: Thread) => readonly Episode[])[]
  readonly lastSeen?: (subject: Thread) => LastSeen | null
}

/** The whole book: every kind and every rule the program knows. */
export type Book = {
  readonly kinds: ReadonlyMap<string, AnyKind>
  readonly rules: readonly AnyRule[]
  readonly episodes: readonly ((subject: Thread) => readonly Episode[])[]
  readonly lastSeen: (subject: Thread) => LastSeen | null
}

/** Binds the rooms' chapters into one book; refuses a kind or a rule that two rooms both claim. */
export const bind = (chapters: readonly Chapter[]): Book => {
  const kinds = new Map<string, AnyKind>()
  for (const kind of [...ownKinds, ...chapters.flatMap(chapter => chapter.kinds)]) {
    if (kinds.has(kind.name)) throw new Error(`two kinds are called ${kind.name}`)
    kinds.set(kind.name, kind)
  }
  const rules = new Map<string, AnyRule>()
  for (const rule of chapters.flatMap(chapter => chapter.rules)) {
    if (rules.has(rule.id)) throw new Error(`two rules are called ${rule.id}`)
    for (const kind of rule.kinds)
      if (kinds.get(kind.name) !== kind) throw new Error(`rule ${rule.id} reads a kind the book does not hold: ${kind.name}`)
    rules.set(rule.id, rule)
  }
  return {
    kinds,
    rules: [...rules.values()],
    episodes: chapters.flatMap(chapter => chapter.episodes),
    lastSeen: chapters.find(chapter => chapter.lastSeen)?.lastSeen ?? (() => null),
  }
}
