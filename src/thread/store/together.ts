import type { EntryId, SubjectId } from '../ids.ts'
import type { Telling } from './insert.ts'

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Every id that stands anywhere in what was told: subjects, entries, whoever holds an involvement. */
export const idsIn = ({ parts }: Pick<Telling, 'parts'>): string[] =>
  parts.flatMap(({ part }) => JSON.stringify(part.facts).match(uuid) ?? [])

/**
 * Which subjects belong together, so that they are brought in and written out together or not at all: those that one act told of, whose entries answer
 * each other, who are present or mentioned, and whose facts name each other or the same household. Agencies and people who work with a child join nobody:
 * their ids are given as `apart`. Each set is in the order of its ids, and so are the sets.
 */
export class Together {
  readonly #apart: ReadonlySet<string>
  readonly #leads = new Map<string, string>()
  readonly #subjects = new Set<SubjectId>()

  constructor(apart: ReadonlySet<string>) {
    this.#apart = apart
  }

  take(subject: SubjectId): void {
    this.#subjects.add(subject)
    this.#head(subject)
  }

  add(telling: Telling): void {
    const { told, links } = telling
    const named: (string | EntryId | null)[] = [told.id, told.act, told.answers, told.corrects, ...links.map(link => link.subject)]
    for (const id of [...named, ...idsIn(telling)]) if (id !== null && !this.#apart.has(id)) this.#join(told.subject, id)
  }

  sets(): SubjectId[][] {
    const sets = new Map<string, SubjectId[]>()
    for (const subject of [...this.#subjects].sort()) {
      const head = this.#head(subject)
      const set = sets.get(head)
      if (set) set.push(subject)
      else sets.set(head, [subject])
    }
    return [...sets.values()]
  }

  #head(id: string): string {
    let head = id
    for (let next = this.#leads.get(head); next !== undefined; next = this.#leads.get(head)) head = next
    for (let at = id; at !== head; ) {
      const next = this.#leads.get(at) ?? head
      this.#leads.set(at, head)
      at = next
    }
    return head
  }

  #join(a: string, b: string): void {
    const [one, other] = [this.#head(a), this.#head(b)]
    if (one !== other) this.#leads.set(other, one)
  }
}
