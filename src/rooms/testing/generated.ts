import { z } from 'zod'
import { addDays, type Day, day, londonAt, startOfDay } from '../../guidance/index.ts'
import type { SubjectForm, Told } from '../../thread/entry.ts'
import { homeOf } from '../../thread/home.ts'
import { type AccountId, type ActId, type AgencyId, type EntryId, idNamed, type SubjectId } from '../../thread/ids.ts'
import type { AnyKind } from '../../thread/kind.ts'
import { birth, identity, pregnancy, residence } from '../../thread/own-kinds/index.ts'
import type { Home } from '../../thread/rule.ts'
import { Thread } from '../../thread/thread.ts'

/** Numbers from 0 up to 1 that look thrown and are the same for the same seed (mulberry32). */
export const dice = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

type Node = {
  type?: string
  format?: string
  enum?: readonly unknown[]
  const?: unknown
  properties?: Record<string, Node>
  required?: readonly string[]
  items?: Node
  minItems?: number
  minimum?: number
  maximum?: number
}

const names = ['Trafford', 'Bolton', 'First School', 'Second School']
const pick = <Thing>(of: readonly Thing[], roll: () => number): Thing | undefined => of[Math.floor(roll() * of.length)]

const thrown = (node: Node, name: string, roll: () => number): unknown => {
  if (node.enum) return pick(node.enum, roll)
  if (node.const !== undefined) return node.const
  if (node.format === 'uuid') return idNamed(`generated ${name}`, `${Math.floor(roll() * (name === 'household' ? 2 : 1e6))}`)
  if (node.format === 'date') return addDays(day('2009-01-01'), Math.floor(roll() * 300))
  if (node.format === 'date-time') return startOfDay(addDays(day('2009-01-01'), Math.floor(roll() * 300)))
  switch (node.type) {
    case 'boolean':
      return roll() < 0.5
    case 'integer':
      return (node.minimum ?? 0) + Math.floor(roll() * ((node.maximum ?? 100) - (node.minimum ?? 0) + 1))
    case 'array':
      return Array.from({ length: (node.minItems ?? 0) + Math.floor(roll() * 2) }, () => thrown(node.items ?? {}, name, roll))
    case 'object':
      return Object.fromEntries(
        Object.entries(node.properties ?? {})
          .filter(([field]) => node.required?.includes(field) || roll() < 0.4)
          .map(([field, below]) => [field, thrown(below, field, roll)]),
      )
    default:
      return pick(names, roll)
  }
}

/** Facts that a kind accepts, made from its own schema. Refuses (throws) a kind whose facts cannot be hit in 200 throws. */
export const factsFor = (kind: AnyKind, roll: () => number): unknown => {
  const schema = schemas.get(kind) ?? (z.toJSONSchema(kind.record.facts, { io: 'input' }) as Node)
  schemas.set(kind, schema)
  for (let tries = 0; tries < 200; tries += 1) {
    const read = kind.record.facts.safeParse(thrown(schema, '', roll))
    if (read.success) return read.data
  }
  throw new Error(`no facts of ${kind.name} were found in 200 throws`)
}

const schemas = new Map<AnyKind, Node>()

/** What happens once in a life, or decides about a finding, is left out of a thrown thread: it would end, or never begin, everything else. */
const onceInALife = new Set(['identity', 'pregnancy', 'birth', 'death', 'finding-decision', 'residence', 'residence-end'])

/** A thrown thread and home: `count` entries of some kinds over `days` days, half of them answering one of those just before. */
export const generated = (spec: {
  kinds: readonly AnyKind[]
  form: SubjectForm
  seed: number
  count: number
  days: number
  others?: number
}) => {
  const roll = dice(spec.seed)
  const kinds = spec.kinds.filter(kind => kind.of.includes(spec.form) && !onceInALife.has(kind.name))
  const people = ['child', ...Array.from({ length: spec.others ?? 0 }, (_, at) => `other ${at}`)]
  const versions = people.map(name => {
    const subject = idNamed<SubjectId>('generated', name)
    const told: Told[] = []
    const tell = (kind: AnyKind, on: Day, facts: unknown, answers: EntryId | null): void => {
      const id = idNamed<EntryId>(`generated ${spec.seed}`, `${name} ${told.length}`)
      // Every fifth is known to the minute, by day or late in the evening, so that rules about hours are heard.
      const timed = told.length % 5 === 4
      const at = timed ? londonAt(on, told.length % 2 === 0 ? '11:05' : '22:40') : startOfDay(on)
      told.push({
        id,
        subject,
        act: idNamed<ActId>('generated', id),
        kind: kind.name,
        on,
        at,
        precision: timed ? 'moment' : 'day',
        // Every seventh is written down a week later, so that rules about what comes late are heard.
        known: startOfDay(addDays(on, Math.floor(roll() * 3) + (told.length % 7 === 6 ? 7 : 0) + (timed ? 1 : 0))),
        author: idNamed<AccountId>('generated', 'worker'),
        role: 'social-worker',
        // Every fourth comes from a school, so that rules about several agencies are heard.
        agency: idNamed<AgencyId>('generated', told.length % 4 === 3 ? 'school' : 'council'),
        agencyKind: told.length % 4 === 3 ? 'education' : 'childrens-social-care',
        audience: 'professionals',
        answers,
        corrects: null,
        withdraws: false,
        facts,
      })
    }
    const began = day('2010-01-01')
    const isKnown = spec.form === 'person' && spec.kinds.includes(identity)
    // Where it is told who people are, the others are grown-ups who come into the home one after the other, and the first is a child of a few weeks.
    const came = isKnown ? addDays(began, 20 * people.indexOf(name)) : began
    if (spec.form === 'person') tell(residence, came, residence.record.facts.parse({ household: idNamed('generated', 'home') }), null)
    if (isKnown)
      tell(identity, began, identity.record.facts.parse(name === 'child' ? { is: 'child', born: '2009-12-01' } : { is: 'adult' }), null)
    // Where births are read and nobody says who people are, the first is born in the middle of what is told.
    const birthAt = name === 'child' && spec.form === 'person' && !isKnown && spec.kinds.includes(birth) ? Math.floor(spec.count / 2) : -1
    // A second date of birth, the one that was expected, is near some of what is thrown: rules about what happens close to a birth are heard.
    if (isKnown && name === 'child' && spec.kinds.includes(pregnancy))
      tell(pregnancy, began, pregnancy.record.facts.parse({ expected: addDays(began, 60) }), null)
    for (let at = 0; at < spec.count && kinds.length > 0; at += 1) {
      if (at === birthAt) tell(birth, addDays(began, Math.floor((at * spec.days) / spec.count)), {}, null)
      const kind = pick(kinds, roll)
      const answered = roll() < 0.6 ? told[told.length - 1 - Math.floor(roll() * Math.min(6, told.length))]?.id : undefined
      if (kind) tell(kind, addDays(began, Math.floor((at * spec.days) / spec.count)), factsFor(kind, roll), answered ?? null)
    }
    return told
  })
  return versions
}

/** The first of thrown threads, and its home among the others. */
export const threadsFrom = (versions: readonly (readonly Told[])[], form: SubjectForm): { subject: Thread; home: Home } => {
  const threads = versions.flatMap(told => (told[0] ? [new Thread(told[0].subject, form, told)] : []))
  const [subject] = threads
  if (!subject) throw new Error('a thrown home has at least one thread with an entry')
  return { subject, home: homeOf(subject, threads) }
}
