import type { Moment } from '../guidance/index.ts'
import type { Entry, SubjectForm, Told } from './entry.ts'
import type { EntryId, SubjectId } from './ids.ts'
import type { AnyKind, FactsOf, Kind } from './kind.ts'

/** Earlier first; on one day by moment, then by when it became known, then by id, so that the order never depends on how rows arrived. */
export const inOrder = (a: Entry, b: Entry): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : a.known < b.known ? -1 : a.known > b.known ? 1 : a.root < b.root ? -1 : a.root > b.root ? 1 : 0

/**
 * Takes every version that was written down and gives the entries as they stand: the last correction of each, under the identity, the
 * act and the first `known` of its root; withdrawn ones are gone. Corrections are told apart by when they became known, then by id.
 */
const standing = (told: readonly Told[]): Entry[] => {
  const first = new Map<EntryId, Told>()
  const last = new Map<EntryId, Told>()
  for (const version of told) {
    const root = version.corrects ?? version.id
    if (!version.corrects) first.set(root, version)
    const before = last.get(root)
    if (!before?.corrects || (version.corrects && [version.known, version.id].join() > [before.known, before.id].join()))
      last.set(root, version)
  }
  const entries: Entry[] = []
  for (const [root, version] of last) {
    const origin = first.get(root)
    if (!origin || version.withdraws) continue
    const { corrects: _corrects, withdraws: _withdraws, ...content } = version
    entries.push({
      ...content,
      id: version.id,
      root,
      kind: origin.kind,
      act: origin.act,
      known: origin.known,
      answers: version.answers ?? origin.answers,
    })
  }
  return entries.sort(inOrder)
}

/** The kind that says who a person is, by its name: kinds are made of threads and not the other way round. */
const identityName = 'identity'

/**
 * All that was told of one subject, as it stands or as it stood at a moment: what every rule reads. Entries are in the order they happened.
 * Of a person whose records were merged it holds what was told on each of them; its subject is the record that is kept.
 * Building it costs one sort; asking it for kinds costs nothing that grows with the other kinds.
 */
export class Thread {
  readonly subject: SubjectId
  readonly form: SubjectForm
  readonly entries: readonly Entry[]
  readonly #told: readonly Told[]
  readonly #byKind = new Map<string, Entry[]>()
  readonly #byRoot = new Map<EntryId, Entry>()
  readonly #answers = new Map<EntryId, Entry[]>()

  constructor(subject: SubjectId, form: SubjectForm, told: readonly Told[]) {
    this.subject = subject
    this.form = form
    this.#told = told
    this.entries = standing(told)
    for (const entry of this.entries) {
      this.#byRoot.set(entry.root, entry)
      add(this.#byKind, entry.kind, entry)
      if (entry.answers) add(this.#answers, entry.answers, entry)
    }
    // Who somebody is, the record that is kept says; what another record of theirs says of it counts as said before.
    const identities = this.#byKind.get(identityName)
    if (identities?.some(entry => entry.subject !== subject))
      this.#byKind.set(identityName, [
        ...identities.filter(entry => entry.subject !== subject),
        ...identities.filter(entry => entry.subject === subject),
      ])
  }

  /** The entries of one kind, in the order they happened. */
  of<K extends AnyKind>(kind: K): readonly Entry<FactsOf<K>>[] {
    return (this.#byKind.get(kind.name) ?? []) as unknown as readonly Entry<FactsOf<K>>[]
  }

  /** The entries of one kind for which the condition holds, in the order they happened. */
  where<K extends AnyKind>(kind: K, holds: (entry: Entry<FactsOf<K>>) => boolean): readonly Entry<FactsOf<K>>[] {
    return this.of(kind).filter(holds)
  }

  /** The entries of a kind that answer this entry (a decision on a referral, a reply to a check), in the order they happened. */
  answering<K extends AnyKind>(kind: K, entry: Entry): readonly Entry<FactsOf<K>>[] {
    return (this.#answers.get(entry.root) ?? []).filter(e => e.kind === kind.name) as unknown as readonly Entry<FactsOf<K>>[]
  }

  /** The entry with this root, if it stands. */
  find(root: EntryId): Entry | undefined {
    return this.#byRoot.get(root)
  }

  /** The thread as it stood at a moment: only what had become known by then, corrections and withdrawals of later days undone. */
  asKnownAt(moment: Moment): Thread {
    return new Thread(
      this.subject,
      this.form,
      this.#told.filter(version => version.known <= moment),
    )
  }

  /** The thread without the entries that only one agency may read: what findings for everyone else are made from. */
  withoutRestricted(): Thread {
    return this.hasRestricted
      ? new Thread(
          this.subject,
          this.form,
          this.#told.filter(version => version.audience !== 'agency'),
        )
      : this
  }

  /** Is there an entry that only one agency may read? */
  get hasRestricted(): boolean {
    return this.#told.some(version => version.audience === 'agency')
  }

  /** Is this the record of the thread, or one that is read as part of it? */
  holds(record: SubjectId): boolean {
    return record === this.subject || this.#told.some(version => version.subject === record)
  }

  /** Every version that was written down, in no particular order. */
  get told(): readonly Told[] {
    return this.#told
  }
}

const add = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Is this entry of that kind? Narrows its facts. */
export const isOf = <N extends string, K extends Kind<N>>(kind: K, entry: Entry): entry is Entry<FactsOf<K>> => entry.kind === kind.name
