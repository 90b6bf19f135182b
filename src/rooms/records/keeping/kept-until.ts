import { birthdayOn, type Day, dayOf } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { RetentionClass } from '../../../thread/kind.ts'
import { bornOn } from '../../../thread/life.ts'
import { death, identity } from '../../../thread/own-kinds/index.ts'
import type { Thread } from '../../../thread/thread.ts'
import { accessAnswered, accessAsked } from '../access/access-request.ts'
import { legalHold, legalHoldEnded } from './legal-hold.ts'

/** What of a person's record decides until when it is kept. */
export type Life = {
  readonly born: Day | null
  readonly died: Day | null
  /** A grown-up who is on record for the sake of a child, and never was on record as one. */
  readonly grownUp: boolean
  /** The classes of what was told, each with the last day on which something of it happened or became known. */
  readonly last: ReadonlyMap<RetentionClass, Day>
  /** Does a legal hold stand, or does somebody wait for a copy of the record? */
  readonly held: boolean
}

/** The classes that have a length of their own. What says who somebody is, and who looked, is kept for as long as the rest. */
export type Lasting = Exclude<RetentionClass, 'identity' | 'oversight'>

/** How long each class is kept, in whole years. */
export type Lengths = {
  /** Until which birthday. */
  readonly untilAge: Readonly<Record<Exclude<Lasting, 'contact-only' | 'adoption'>, number>>
  /** From the adoption. */
  readonly afterAdoption: number
  /** From the death of a child. */
  readonly afterDeath: number
  /** From the last thing of that class that was told: never less, whatever the age. */
  readonly sinceLast: Readonly<Record<Lasting, number>>
}

/** Why a record is kept until its last day; or why it has none yet. */
export const keptWords = {
  age: 'until a birthday',
  death: 'counted from the child’s death',
  adoption: 'counted from the adoption',
  'last-told': 'counted from the last thing that was told',
  'no-birthday': 'nobody has said when the child was born: it is kept until somebody does',
  'grown-up': 'a grown-up, kept for as long as the records of the children: decided by hand',
  'nothing-told': 'nothing has been told yet',
} as const
export type KeptWhy = keyof typeof keptWords

/** What the classes of a record are called. */
export const classWords = {
  'child-protection': 'child protection',
  'child-in-need': 'child in need',
  'early-help': 'early help',
  'cared-for': 'cared-for child',
  adoption: 'adoption',
  'contact-only': 'contact only',
  identity: 'who somebody is',
  oversight: 'who looked and decided',
} as const satisfies Record<RetentionClass, string>

/** Until when a record is kept: through its last day, which is null where there is none yet; by which class, and why. A hold wins over all of it. */
export type Kept = { readonly until: Day | null; readonly of: RetentionClass; readonly why: KeptWhy; readonly held: boolean }

const lasting = (of: RetentionClass): of is Lasting => of !== 'identity' && of !== 'oversight'
const later = (one: Day, other: Day): Day => (one > other ? one : other)
/** The age at which somebody is no longer a child (Children Act 1989). */
const grown = 18

type End = { readonly until: Day | null; readonly of: RetentionClass; readonly why: KeptWhy }

/**
 * Until when a record is kept. Each class of what was told has its end: a birthday; for a child who died, so many years from the death; and never less than so
 * many years since the last thing of that class. The record is kept as one, so the latest end counts, and what came of a concern never shortens it. A year
 * without 29 February gives 1 March. Pure; reads no clock.
 */
export const keptUntil = (life: Life, lengths: Lengths): Kept => {
  const latest = ends(life, lengths).reduce((one, other) =>
    one.until === null || (other.until !== null && other.until <= one.until) ? one : other,
  )
  return { ...latest, held: life.held }
}

const ends = (life: Life, lengths: Lengths): readonly [End, ...End[]] => {
  const told = [...life.last.keys()].sort()
  if (told.length === 0) return [{ until: null, of: 'identity', why: 'nothing-told' }]
  if (life.grownUp) return [{ until: null, of: told.find(lasting) ?? 'identity', why: 'grown-up' }]
  const [first, ...others] = told.filter(lasting)
  if (first) return [endOf(first, life, lengths), ...others.map(of => endOf(of, life, lengths))]
  // Nothing but who somebody is and who looked: as long as a contact from which nothing came.
  const last = [...life.last.values()].reduce(later)
  return [{ until: birthdayOn(last, lengths.sinceLast['contact-only']), of: 'contact-only', why: 'last-told' }]
}

const endOf = (of: Lasting, life: Life, lengths: Lengths): End => {
  const last = life.last.get(of)
  if (!last) throw new Error(`nothing was told of the class ${of}`)
  const since = birthdayOn(last, lengths.sinceLast[of])
  if (of === 'contact-only') return { until: since, of, why: 'last-told' }
  if (of === 'adoption') return orSince(birthdayOn(last, lengths.afterAdoption), since, of, 'adoption')
  const asChild = life.died !== null && (life.born === null || life.died < birthdayOn(life.born, grown))
  if (life.died !== null && asChild) return orSince(birthdayOn(life.died, lengths.afterDeath), since, of, 'death')
  if (life.born === null) return { until: null, of, why: 'no-birthday' }
  return orSince(birthdayOn(life.born, lengths.untilAge[of]), since, of, 'age')
}

const orSince = (counted: Day, since: Day, of: Lasting, why: KeptWhy): End =>
  since > counted ? { until: since, of, why: 'last-told' } : { until: counted, of, why }

/** May a record go on this day? The day after its last one at the earliest, and never while a hold stands. */
export const mayGo = (kept: Kept, today: Day): boolean => !kept.held && kept.until !== null && kept.until < today

/** What of a whole thread decides until when it is kept. `classOf`: the class of a kind; refuses (throws) a kind it does not know, whose class nobody can tell. */
export const lifeOf = (person: Thread, classOf: (kind: string) => RetentionClass | undefined): Life => {
  const last = new Map<RetentionClass, Day>()
  for (const entry of person.entries) {
    const of = classOf(entry.kind)
    if (!of) throw new Error(`nobody knows how long the kind ${entry.kind} is kept`)
    last.set(of, later(last.get(of) ?? entry.on, toldBy(entry)))
  }
  const said = person.of(identity)
  return {
    born: bornOn(person) ?? null,
    died: person.of(death).at(-1)?.on ?? null,
    grownUp: said.length > 0 && said.every(entry => entry.facts.is === 'adult'),
    last,
    held:
      person.of(legalHold).some(hold => person.answering(legalHoldEnded, hold).length === 0) ||
      person.of(accessAsked).some(asked => person.answering(accessAnswered, asked).length === 0),
  }
}

/** An entry that was told late keeps the record from when it was told. */
const toldBy = (entry: Entry): Day => later(entry.on, dayOf(entry.known))
