import type { Moment } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { EntryId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { Thread } from '../../../thread/thread.ts'
import { type AdultFacts, adultInContact } from './adult-in-contact.ts'
import { type AdultQuestion, adultQuestionLetBe } from './adults-asked.ts'
import { adultsCompared } from './adults-compared.ts'

/** What the register needs of an entry: rules read it from a thread, pages from what their reader may read. */
type Told<Facts> = { readonly root: EntryId; readonly at: Moment; readonly answers: EntryId | null; readonly facts: Facts }
export type AdultTold = Told<AdultFacts>

type Compared = Told<FactsOf<typeof adultsCompared>>
type LetBe = Told<FactsOf<typeof adultQuestionLetBe>>

/** What was told of the adults around a child, each in the order it happened: rules make it of a thread, pages of what their reader may read. */
export type Register<E extends AdultTold = AdultTold, C extends Compared = Compared, L extends LetBe = LetBe> = {
  readonly adults: readonly E[]
  readonly compared: readonly C[]
  readonly letBe: readonly L[]
}

/** The register of a child, out of whatever gives entries by their kind. */
export const registerOfThread = (child: Pick<Thread, 'of'>) => ({
  adults: child.of(adultInContact),
  compared: child.of(adultsCompared),
  letBe: child.of(adultQuestionLetBe),
})

export type AdultEntry = Entry<AdultFacts>

/** All that was told of one adult by one line of telling, in the order it happened: the first entry, and those that answer it. */
export type AdultLine<E extends AdultTold = AdultEntry> = { readonly first: E; readonly told: readonly E[]; readonly last: E }

/** The adults of a child's register as they were told of, each with all that was told of them; every entry is looked at once. */
export const linesIn = <E extends AdultTold>(told: readonly E[]): AdultLine<E>[] => {
  const lines = new Map<EntryId, { first: E; told: E[]; last: E }>()
  for (const entry of told) {
    const line = entry.answers === null ? undefined : lines.get(entry.answers)
    if (line) {
      line.told.push(entry)
      line.last = entry
    } else lines.set(entry.root, { first: entry, told: [entry], last: entry })
  }
  return [...lines.values()]
}

export const adultLines = (child: Thread): AdultLine[] => linesIn(child.of(adultInContact))

const pairOf = ({ one, other }: { one: string; other: string }): string => (one < other ? `${one} ${other}` : `${other} ${one}`)

/** The last word about each two adults that were compared, by the two. */
export const comparedIn = <C extends Compared>({ compared }: { readonly compared: readonly C[] }): ReadonlyMap<string, C> =>
  new Map(compared.map(entry => [pairOf(entry.facts), entry]))

/** Has somebody compared these two, and what do they say? */
export const saidOf = (compared: ReadonlyMap<string, Compared>, one: EntryId, other: EntryId): Compared | undefined =>
  compared.get(pairOf({ one, other }))

/** Which lines are of one adult, because somebody said so: the lines together, by any of them. */
class Together {
  readonly #of = new Map<EntryId, EntryId[]>()
  constructor(roots: Iterable<EntryId>) {
    for (const root of roots) this.#of.set(root, [root])
  }
  of(root: EntryId): readonly EntryId[] {
    return this.#of.get(root) ?? []
  }
  /** Puts two together, the fewer to the more; nothing for adults who are not on the register. */
  join(one: EntryId, other: EntryId): void {
    const [a, b] = [this.#of.get(one), this.#of.get(other)]
    if (!a || !b || a === b) return
    const [more, fewer] = a.length >= b.length ? [a, b] : [b, a]
    for (const root of fewer) this.#of.set(root, more)
    more.push(...fewer)
  }
}

/** One adult of the register: the line of telling they are known by, or several that somebody said are of one person. */
export type Adult<E extends AdultTold = AdultEntry> = {
  /** The first entry of the line that began first. */
  readonly root: EntryId
  readonly lines: readonly AdultLine<E>[]
  /** What is known now, from all of the lines: of each fact the last that says something. */
  readonly facts: AdultFacts
  readonly ended: boolean
  readonly identified: boolean
}

/** What all that was told of one adult comes to: of each fact the last that says something; what was once found out stays found out. */
const knownOf = (told: readonly AdultTold[], ended: boolean): AdultFacts => {
  const facts: Record<string, unknown> = {}
  for (const entry of told)
    for (const [name, value] of Object.entries(entry.facts))
      if (value !== undefined && !(name in facts && saysNothing.has(value))) facts[name] = value
  return { ...facts, ended } as AdultFacts
}

const saysNothing: ReadonlySet<unknown> = new Set(['not-known', 'not-done', false])

/** The adults of a register, those that somebody said are one taken together, in the order in which they were first told of. */
export const adultsIn = <E extends AdultTold>(register: Register<E>): Adult<E>[] => {
  const lines = new Map(linesIn(register.adults).map(line => [line.first.root, line]))
  const together = new Together(lines.keys())
  for (const { facts } of comparedIn(register).values()) if (facts.are === 'same') together.join(facts.one, facts.other)
  const done = new Set<readonly EntryId[]>()
  return [...lines.keys()].flatMap(root => {
    const roots = together.of(root)
    if (done.has(roots)) return []
    done.add(roots)
    const own = roots.flatMap(one => lines.get(one) ?? []).sort((a, b) => order(a.first, b.first))
    const [only] = own
    if (!only) return []
    const ended = own.every(line => line.last.facts.ended)
    const facts = own.length === 1 ? only.last.facts : knownOf(own.flatMap(line => line.told).sort(order), ended)
    return { root: only.first.root, lines: own, facts, ended, identified: facts.identified }
  })
}

const order = (a: Told<unknown>, b: Told<unknown>): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : a.root < b.root ? -1 : a.root > b.root ? 1 : 0

/**
 * For each adult, by the entry that first told of them, the entry by which something became so: told of the adult, or the comparison by which the adult is
 * one of whom it was told already.
 */
export const firstSo = (child: Thread, is: (entry: AdultEntry) => boolean): ReadonlyMap<EntryId, Entry> => {
  const lines = adultLines(child)
  const together = new Together(lines.map(line => line.first.root))
  const so = new Map<EntryId, Entry>()
  const happened = [
    ...lines.flatMap(line =>
      line.told
        .filter(is)
        .slice(0, 1)
        .map(entry => ({ entry: entry as Entry, of: line.first.root, join: undefined })),
    ),
    ...[...comparedIn(registerOfThread(child)).values()]
      .filter(one => one.facts.are === 'same')
      .map(one => ({ entry: one as Entry, of: undefined, join: one.facts })),
  ].sort((a, b) => order(a.entry, b.entry))
  const mark = (roots: readonly EntryId[], by: Entry): void => {
    for (const root of roots) so.set(root, by)
  }
  for (const { entry, of, join } of happened) {
    if (of !== undefined) {
      if (!so.has(of)) mark(together.of(of), entry)
    } else if (join) {
      const [one, other] = [together.of(join.one), together.of(join.other)]
      if (so.has(join.one) !== so.has(join.other)) mark(so.has(join.one) ? other : one, entry)
      together.join(join.one, join.other)
    }
  }
  return so
}

/** The word of a manager that a question about an adult is not followed further, by the adult and the question. */
export const letBeIn = <L extends LetBe>({ letBe }: { readonly letBe: readonly L[] }): ReadonlyMap<string, L> =>
  new Map(letBe.toReversed().map(entry => [letBeKey(entry.answers ?? entry.root, entry.facts.question), entry]))
export const letBeKey = (root: EntryId, question: AdultQuestion): string => `${root} ${question}`

/** What is still to be found out of one adult, most pressing first (practice: adult-contact-register). */
export const questionsOf = (adult: Adult<AdultTold>, letBe: ReadonlyMap<string, unknown>): AdultQuestion[] => {
  const { facts, ended, identified } = adult
  if (ended) return []
  const near = ['lives', 'moved-in', 'overnight'].includes(facts.presence) || facts.alone === true
  const open: readonly (readonly [AdultQuestion, boolean])[] = [
    ['who', !identified],
    ['spoken', facts.as === 'father' && facts.parentalResponsibility === true && !facts.spokenWith],
    ['checks', near && facts.as !== 'mother' && facts.policeCheck === 'not-done' && facts.socialCareCheck === 'not-done'],
    ['alone', facts.alone === undefined && !['lives', 'moved-in'].includes(facts.presence)],
  ]
  return open.flatMap(([question, is]) =>
    is && !adult.lines.some(line => letBe.has(letBeKey(line.first.root, question))) ? [question] : [],
  )
}

/** The adults of a child whom nobody has identified, and of whom no manager has said why that is not followed further: what a conference asks for. */
export const unidentifiedAdults = <E extends AdultTold>(register: Register<E>): Adult<E>[] => {
  const letBe = letBeIn(register)
  return adultsIn(register).filter(adult => questionsOf(adult, letBe).includes('who'))
}
