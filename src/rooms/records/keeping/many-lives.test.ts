import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { z } from 'zod'
import { bounded, report } from '../../../../tests/prove/figures.ts'
import { addDays, addYears, ageOn, type Day, day } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { type AnyKind, kind, type RetentionClass } from '../../../thread/kind.ts'
import { death, identity, relationship } from '../../../thread/own-kinds/index.ts'
import { subjectId, threadOf, told } from '../../../thread/testing/tell.ts'
import { accessAnswered, accessAsked } from '../access/access-request.ts'
import { type Kept, keptUntil, type Lasting, type Lengths, lifeOf, mayGo } from './kept-until.ts'
import { legalHold, legalHoldEnded } from './legal-hold.ts'
import { lengthsFrom } from './lengths.ts'

/** Something of a class, as a life tells of it; no room tells yet of care and adoption. */
const something = (retention: RetentionClass) =>
  kind({
    name: `of-${retention}`,
    words: 'something that happened',
    of: ['person'],
    title: () => 'Something happened',
    record: { facts: z.strictObject({}), narrative: z.strictObject({}) },
    retention,
  })
const classes: readonly Lasting[] = ['child-protection', 'child-in-need', 'early-help', 'cared-for', 'adoption', 'contact-only']
const kinds = new Map<string, AnyKind>(
  [...classes.map(something), identity, death, relationship, legalHold, legalHoldEnded, accessAsked, accessAnswered].map(one => [
    one.name,
    one,
  ]),
)
const kindOf = (name: string): AnyKind => {
  const found = kinds.get(name)
  if (!found) throw new Error(`no kind ${name}`)
  return found
}

const numbers = {
  caredForAge: 75,
  afterAdoption: 100,
  afterDeath: 15,
  childProtectionAge: 25,
  childInNeedAge: 25,
  earlyHelpAge: 25,
  sinceLast: 6,
  contactOnly: 6,
}
type Numbers = typeof numbers
const changedNumbers: Numbers = { ...numbers, childProtectionAge: 35, childInNeedAge: 21, earlyHelpAge: 18, sinceLast: 8, contactOnly: 2 }

/** Something that happened in a life and the day on which it was told. */
type Happening = { readonly of: Lasting; readonly on: Day; readonly told: Day }
type Span = { readonly from: Day; readonly until: Day | null }

/** A life as it was, from which both the thread and the other way of judging are made. */
type History = {
  readonly born: Day | null
  readonly died: Day | null
  readonly happened: readonly Happening[]
  /** What was told of a brother or sister: it keeps their record and not this one. */
  readonly sibling: readonly Happening[]
  readonly linked: Day | null
  readonly holds: readonly Span[]
  readonly asked: readonly Span[]
  /** From when the authority keeps records for other lengths of time; null where it never changed them. */
  readonly changed: Day | null
}

const rollFrom = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}
type Roll = ReturnType<typeof rollFrom>

/** As many of each as there are: said with the figures, so that nobody takes a rare one for tried. */
const shapes = {
  'died before 18': ({ born, died }: History) => died !== null && born !== null && died < addYears(born, 18),
  adopted: ({ happened }: History) => happened.some(one => one.of === 'adoption'),
  'cared for, then adopted': ({ happened }: History) =>
    happened.some(one => one.of === 'adoption' && happened.some(other => other.of === 'cared-for' && other.on < one.on)),
  'with a brother or sister': ({ sibling }: History) => sibling.length > 0,
  'born on 29 February': ({ born }: History) => born?.endsWith('02-29') ?? false,
  'numbers changed': ({ changed }: History) => changed !== null,
  'held or asked for': ({ holds, asked }: History) => holds.length + asked.length > 0,
  'told late': ({ happened }: History) => happened.some(one => one.told > one.on),
  'born on no known day': ({ born }: History) => born === null,
} as const

const historyFrom = (roll: Roll): History => {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(roll() * of.length)] as T
  const some = (often: number) => roll() < often
  const start = day('1990-01-01')
  const birth = some(0.1) ? day(`${pick([1992, 1996, 2000, 2004, 2008, 2012])}-02-29`) : addDays(start, Math.floor(roll() * 12_000))
  const happen = (of: Lasting, within: number): Happening => {
    const on = addDays(birth, Math.floor(roll() * within))
    return { of, on, told: some(0.15) ? addDays(on, Math.floor(roll() * 3000)) : on }
  }
  const had = classes.filter(of => of !== 'adoption' && some(0.35))
  const happened = (had.length > 0 ? had : [pick(classes)]).flatMap(of =>
    Array.from({ length: 1 + Math.floor(roll() * 3) }, () => happen(of, some(0.1) ? 14_000 : 6500)),
  )
  // Adopted from care more often than not, some time after it began.
  const cared = happened.find(one => one.of === 'cared-for')
  if (some(cared ? 0.3 : 0.05)) {
    const on = addDays(cared?.on ?? birth, 1 + Math.floor(roll() * 1500))
    happened.push({ of: 'adoption', on, told: on })
  }
  const spans = (often: number): Span[] => {
    if (!some(often)) return []
    const from = addDays(birth, Math.floor(roll() * 20_000))
    return [{ from, until: some(0.5) ? addDays(from, 30 + Math.floor(roll() * 9000)) : null }]
  }
  const sibling = some(0.3) ? Array.from({ length: 2 }, () => happen(pick(classes), 20_000)) : []
  return {
    born: some(0.03) ? null : birth,
    died: some(0.15) ? addDays(birth, Math.floor(roll() * 9000)) : null,
    happened,
    sibling,
    linked: sibling.length > 0 ? addDays(birth, Math.floor(roll() * 3000)) : null,
    holds: spans(0.1),
    asked: spans(0.05),
    changed: some(0.3) ? addDays(birth, Math.floor(roll() * 30_000)) : null,
  }
}

/** All that was told in this life, also of the brother or sister: as rows of entries. */
const tellingsOf = (history: History): readonly Told[] => {
  const { born, died, happened, sibling, linked, holds, asked } = history
  const first = happened.reduce((one, other) => (other.on < one ? other.on : one), happened[0]?.on ?? day('1990-01-01'))
  const spans = (of: readonly Span[], name: string, begin: AnyKind, end: AnyKind, facts: object, endFacts: object) =>
    of.flatMap((span, n) => [
      told(`${name} ${n}`, begin, span.from, { facts: { ...facts } }),
      ...(span.until ? [told(`${name} ${n} over`, end, span.until, { answers: `${name} ${n}`, facts: { ...endFacts } })] : []),
    ])
  return [
    told('who', identity, first, { facts: { is: 'child', given: 'Amira', family: 'Testcase', ...(born ? { born } : {}) } }),
    ...(died ? [told('died', death, died)] : []),
    ...happened.map((one, n) => told(`happened ${n}`, kindOf(`of-${one.of}`), one.on, { known: one.told })),
    ...sibling.map((one, n) => told(`sibling ${n}`, kindOf(`of-${one.of}`), one.on, { known: one.told, of: 'sibling' })),
    ...(linked ? [told('link', relationship, linked, { facts: { to: subjectId('sibling'), as: 'sibling' } })] : []),
    ...spans(holds, 'hold', legalHold, legalHoldEnded, { because: 'inquiry' }, {}),
    ...spans(asked, 'asked', accessAsked, accessAnswered, { by: 'the-person' }, { outcome: 'sent' }),
  ]
}

/** What the program works out from all that was known of the life by a day, with the numbers of that day. */
type Judge = {
  thread?: (told: readonly Told[], today: Day) => readonly Told[]
  kept?: (kept: Kept, history: History, lengths: Lengths) => Kept
  numbers?: (history: History, today: Day) => Numbers
}
const numbersOn = ({ changed }: History, today: Day): Numbers => (changed && changed <= today ? changedNumbers : numbers)
const judged = (history: History, all: readonly Told[], today: Day, { thread, kept, numbers: of }: Judge): Kept => {
  const soFar = all.filter(one => one.known <= `${addDays(today, 1)}T` && one.on <= today)
  const lengths = lengthsFrom((of ?? numbersOn)(history, today))
  const own = threadOf(thread?.(soFar, today) ?? soFar)
  const found = keptUntil(
    lifeOf(own, name => kindOf(name).retention),
    lengths,
  )
  return kept?.(found, history, lengths) ?? found
}

/** Have so many whole years passed by the end of the day before? Told by counting ages, not by finding a date. */
const passed = (from: Day, years: number, today: Day): boolean => today > from && ageOn(from, addDays(today, -1)) >= years
const stands = (spans: readonly Span[], today: Day) => spans.some(one => one.from <= today && (one.until === null || one.until > today))

/** May this record go today? By another way: from the life and not from its entries, each class saying yes for itself. */
const allMay = (history: History, today: Day): boolean => {
  const { born, died, happened, holds, asked, linked } = history
  if (stands(holds, today) || stands(asked, today)) return false
  const by = numbersOn(history, today)
  const soFar = happened.filter(one => one.on <= today && one.told <= today)
  const untilAge = {
    'cared-for': by.caredForAge,
    'child-protection': by.childProtectionAge,
    'child-in-need': by.childInNeedAge,
    'early-help': by.earlyHelpAge,
  }
  const says = ({ of, on, told: known }: Happening): boolean => {
    if (!passed(known > on ? known : on, of === 'contact-only' ? by.contactOnly : by.sinceLast, today)) return false
    if (of === 'contact-only') return true
    if (of === 'adoption') return passed(known > on ? known : on, by.afterAdoption, today)
    const gone = died !== null && died <= today ? died : null
    if (gone !== null && (born === null || (gone >= born && ageOn(born, gone) < 18))) return passed(gone, by.afterDeath, today)
    return born !== null && passed(born, untilAge[of], today)
  }
  if (soFar.length > 0) return soFar.every(says)
  // Nothing but who they are, a link, holds and requests that are over, and a death: as long as a contact from which nothing came.
  const first = happened.reduce((one, other) => (other.on < one ? other.on : one), happened[0]?.on ?? today)
  const bare = [first, died, linked, ...[...holds, ...asked].flatMap(one => [one.from, one.until])]
  const known = bare.filter((one): one is Day => one !== null && one <= today)
  return known.length > 0 && known.every(one => passed(one, by.contactOnly, today))
}

const lives = bounded(250, 10_000)
const seed = 20_261_122

/** How many records would be destroyed early and how many kept late, over days of 110 years and those around the last day of each. */
const wrongDays = (judge: Judge, only = lives) => {
  const roll = rollFrom(seed)
  let [early, late, days, first] = [0, 0, 0, '']
  for (let n = 0; n < only; n += 1) {
    const history = historyFrom(roll)
    const all = tellingsOf(history)
    const from = history.born ?? day('1990-01-01')
    const beyond = judged(history, all, addDays(from, 60_000), {}).until
    const { changed } = history
    for (const today of [
      ...Array.from({ length: 10 }, () => addDays(from, 365 + Math.floor(roll() * 40_000))),
      ...[beyond, changed, history.died && addYears(history.died, 15), addYears(from, 25)].flatMap(near =>
        near ? [-1, 0, 1, 2].map(by => addDays(near, by)) : [],
      ),
    ]) {
      if (!all.some(one => one.subject === subjectId('child') && one.on <= today)) continue
      const [does, may] = [mayGo(judged(history, all, today, judge), today), allMay(history, today)]
      days += 1
      if (does && !may) early += 1
      if (!does && may) late += 1
      if (does !== may && first === '') first = `on ${today}: ${JSON.stringify(history)}`
    }
  }
  return { early, late, days, first }
}

const controls: Readonly<Record<string, { judge: Judge; early?: true; late?: true }>> = {
  'takes 28 February': {
    judge: {
      kept: (kept, { born }, { untilAge }) =>
        born?.endsWith('02-29') && kept.why === 'age' && kept.of === 'cared-for'
          ? { ...kept, until: addDays(addYears(born, untilAge['cared-for']), -1) }
          : kept,
    },
    early: true,
  },
  'forgets holds and requests': { judge: { kept: kept => ({ ...kept, held: false }) }, early: true },
  'forgets the adoption': { judge: { thread: of => of.filter(one => one.kind !== 'of-adoption') }, early: true },
  'looks at the first thing alone': {
    judge: { thread: of => of.filter(one => !one.kind.startsWith('of-') || one.id === of.find(other => other.kind === one.kind)?.id) },
    early: true,
  },
  'does not see a death': { judge: { thread: of => of.filter(one => one.kind !== 'death') }, early: true, late: true },
  'keeps one day too long': { judge: { kept: kept => ({ ...kept, until: kept.until && addDays(kept.until, 1) }) }, late: true },
  'goes on with the old numbers': { judge: { numbers: () => numbers }, early: true, late: true },
  'counts what was told of a brother or sister': {
    judge: { thread: of => of.map(one => ({ ...one, subject: subjectId('child') })) },
    late: true,
  },
}

describe(`over ${lives} lives`, () => {
  it('nothing is destroyed early and nothing is kept late, on any day of 110 years', () => {
    const { early, late, days, first } = wrongDays({})
    assert.ok(days >= lives * 10)
    assert.deepEqual({ early, late, first }, { early: 0, late: 0, first: '' })
    const roll = rollFrom(seed)
    const made = Array.from({ length: lives }, () => historyFrom(roll))
    const many = Object.entries(shapes).map(([name, is]) => [name, made.filter(is).length] as const)
    for (const [name, times] of many) assert.ok(times >= 5, `${name}: ${times}`)
    report({
      test: 'T19',
      tried: `${lives} lives on ${days} days of 110 years (${many.map(([name, times]) => `${name}: ${times}`).join('; ')}): destroyed early, kept late`,
      wrong: early + late,
      control: `reckonings that are wrong in one thing (${Object.keys(controls).join('; ')}): ${Object.keys(controls).length} of ${Object.keys(controls).length}`,
    })
  })

  for (const [name, { judge, early, late }] of Object.entries(controls))
    it(`and this counting finds a reckoning that ${name}`, () => {
      const found = wrongDays(judge, 250)
      assert.deepEqual([found.early > 0, found.late > 0], [early ?? false, late ?? false])
    })
})
