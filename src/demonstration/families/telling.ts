import type { Day, Moment } from '../../guidance/index.ts'
import type { DemonstrationAgency } from '../organisation.ts'
import { agencyOf, authorOf, type Teller } from './tellers.ts'

/** One thing that is told of one subject of a family. `slug` names the act; what one act told of several children are entries of that act. */
export type ToTell = {
  readonly slug: string
  readonly of: string
  readonly kind: string
  readonly happened: Day | Moment
  readonly by: Teller
  readonly facts?: Record<string, unknown>
  readonly narrative?: Record<string, string>
  readonly parts?: Record<string, unknown>
  readonly answers?: string
  readonly known?: Day | Moment
}

/** A family's story as it is put together, in the form a story file has. */
export class Telling {
  readonly #name: string
  readonly #agencies = new Map<string, object>()
  readonly #authors = new Map<string, object>()
  readonly #subjects = new Map<string, object>()
  readonly #entries: Record<string, unknown>[] = []
  readonly #labels = new Set<string>()

  /** `name`: the story's own, from which all its ids follow. */
  constructor(name: string) {
    this.#name = name
  }

  person(label: string, name: string): void {
    this.#subjects.set(label, { form: 'person', name })
  }

  home(label: string, name: string): void {
    this.#subjects.set(label, { form: 'context', name })
  }

  matter(label: string, name: string): void {
    this.#subjects.set(label, { form: 'matter', name })
  }

  /** A reference to somebody who signs in, for a fact that names them. */
  account(key: Teller): string {
    this.#author(key)
    return `\${${key}}`
  }

  /** A reference to an agency, for a fact that names it. */
  agency(key: DemonstrationAgency): string {
    return `\${${this.#agency(key)}}`
  }

  /** Tells one thing and gives its label. Refuses a label that is taken: an act tells one thing of one subject. */
  tell({ slug, of, by, ...entry }: ToTell): string {
    const id = `${slug}-${of}`
    if (this.#labels.has(id)) throw new Error(`${this.#name}: ${id} is told twice`)
    this.#labels.add(id)
    this.#author(by)
    this.#entries.push({ id, act: slug, subject: of, by, ...entry })
    return id
  }

  /** The whole story as a file would hold it. */
  story(title: string): Record<string, unknown> {
    return {
      story: this.#name,
      title,
      fixture: 'invented',
      agencies: Object.fromEntries(this.#agencies),
      authors: Object.fromEntries(this.#authors),
      subjects: Object.fromEntries(this.#subjects),
      entries: this.#entries,
    }
  }

  #author(key: Teller): void {
    const { agency, role, name } = authorOf(key)
    this.#authors.set(key, { agency: this.#agency(agency), role, name })
  }

  // Labels are one namespace, and somebody who signs in may be called what an agency is (school, nursery).
  #agency(key: DemonstrationAgency): string {
    const label = `agency-${key}`
    this.#agencies.set(label, agencyOf(key))
    return label
  }
}
