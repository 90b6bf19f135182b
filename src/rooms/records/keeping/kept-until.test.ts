import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addDays, addYears, ageOn, type Day, day } from '../../../guidance/index.ts'
import type { RetentionClass } from '../../../thread/kind.ts'
import { death, identity, involvement } from '../../../thread/own-kinds/index.ts'
import { told } from '../../../thread/testing/tell.ts'
import { Thread } from '../../../thread/thread.ts'
import { book } from '../../book.ts'
import { conference } from '../../child-protection/index.ts'
import { referral } from '../../front-door/index.ts'
import { type Kept, keptUntil, type Lasting, type Lengths, type Life, lifeOf, mayGo } from './kept-until.ts'
import { legalHold, legalHoldEnded } from './legal-hold.ts'
import { lengthsFrom } from './lengths.ts'

const lengths = lengthsFrom({
  caredForAge: 75,
  afterDeath: 15,
  childProtectionAge: 25,
  childInNeedAge: 25,
  earlyHelpAge: 25,
  sinceLast: 6,
  contactOnly: 6,
})
const life = (of: Partial<Omit<Life, 'last'>> & { last: Partial<Record<RetentionClass, string>> }): Life => ({
  born: day('2010-06-15'),
  died: null,
  grownUp: false,
  held: false,
  ...of,
  last: new Map(Object.entries(of.last) as [RetentionClass, Day][]),
})
const until = (of: Parameters<typeof life>[0]) => keptUntil(life(of), lengths).until

describe('until when a record is kept', () => {
  it('of a child who had a protection plan: through the 25th birthday', () => {
    assert.equal(until({ last: { 'child-protection': '2018-01-01' } }), '2035-06-15')
    const kept = keptUntil(life({ last: { 'child-protection': '2018-01-01' } }), lengths)
    assert.deepEqual([mayGo(kept, day('2035-06-15')), mayGo(kept, day('2035-06-16'))], [false, true])
  })

  it('of a cared-for child: through the 75th birthday, whatever else was told, and however the concerns turned out', () => {
    assert.equal(
      until({ last: { 'cared-for': '2018-01-01', 'child-protection': '2019-01-01', 'contact-only': '2009-01-01' } }),
      '2085-06-15',
    )
  })

  it('of a child who died before the age of 18: fifteen years from the death', () => {
    assert.equal(until({ died: day('2020-02-29'), last: { 'cared-for': '2020-03-05' } }), '2035-03-01')
    assert.equal(
      until({ died: day('2028-06-15'), last: { 'child-in-need': '2020-03-05' } }),
      '2035-06-15',
      'who died grown up counts from birth',
    )
  })

  it('of a child born on 29 February: through 1 March where the year has none', () => {
    assert.equal(until({ born: day('2008-02-29'), last: { 'child-in-need': '2012-01-01' } }), '2033-03-01')
  })

  it('never less than six years after the last thing that was told, also told late', () => {
    assert.equal(until({ last: { 'child-in-need': '2034-01-10' } }), '2040-01-10')
    assert.equal(until({ last: { 'contact-only': '2034-01-10' } }), '2040-01-10')
  })

  it('has no last day where nobody has said when the child was born, and of a grown-up', () => {
    assert.deepEqual(
      [until({ born: null, last: { 'child-in-need': '2012-01-01' } }), until({ grownUp: true, last: { 'child-in-need': '2012-01-01' } })],
      [null, null],
    )
    assert.equal(
      until({ born: null, last: { 'child-in-need': '2012-01-01', 'contact-only': '2012-01-01' } }),
      null,
      'the class that has none counts',
    )
    assert.equal(mayGo({ until: null, of: 'child-in-need', why: 'no-birthday', held: false }, day('2199-01-01')), false)
  })

  it('a legal hold wins over every length of time, until it is ended', () => {
    const kept: Kept = { ...keptUntil(life({ last: { 'contact-only': '2001-01-01' } }), lengths), held: true }
    assert.equal(mayGo(kept, day('2199-01-01')), false)
  })

  it('is read from the whole thread: the classes, the birth, the death, late telling, holds and their ends', () => {
    const who = told('who', identity, '2010-06-15', { facts: { is: 'child', given: 'Amira', family: 'Testcase', born: '2010-06-15' } })
    const of = (entries: ReturnType<typeof told>[]) =>
      lifeOf(new Thread(who.subject, 'person', entries), name => book.kinds.get(name)?.retention)
    const met = told('met', conference, '2012-01-10', { facts: { type: 'initial', plan: false } })
    const held = told('held', legalHold, '2013-01-10', { facts: { because: 'inquiry' } })
    const over = told('over', legalHoldEnded, '2014-01-10', { answers: 'held', facts: {} })
    assert.equal(of([who, met]).born, '2010-06-15')
    assert.equal(of([who, met]).last.get('child-protection'), '2012-01-10')
    assert.deepEqual([of([who, held]).held, of([who, held, over]).held], [true, false])
    assert.equal(of([who, told('died', death, '2015-01-01', { facts: {} })]).died, '2015-01-01')
    assert.throws(() => lifeOf(new Thread(who.subject, 'person', [who]), () => undefined), /nobody knows how long/)
  })

  it('every kind of the book has a class that has a length or is kept for as long as the rest', () => {
    const known: readonly RetentionClass[] = [
      'child-protection',
      'child-in-need',
      'early-help',
      'cared-for',
      'contact-only',
      'identity',
      'oversight',
    ]
    assert.deepEqual(
      [...book.kinds.values()].filter(kind => !known.includes(kind.retention)),
      [],
    )
    assert.ok([referral, involvement].every(kind => book.kinds.has(kind.name)))
  })
})

/** Numbers from a seed: the same histories in every run. */
const rollFrom = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}

type History = { life: Life; lengths: Lengths }

/** A life as it may have been: some born on 29 February, some who died, some never cared for, numbers that an authority changed, a hold now and then. */
const historyFrom = (roll: () => number): History => {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(roll() * of.length)] as T
  const born =
    roll() < 0.1 ? day(`${pick([1992, 1996, 2000, 2004, 2008, 2012])}-02-29`) : addDays(day('1990-01-01'), Math.floor(roll() * 12_000))
  const died = roll() < 0.15 ? addDays(born, Math.floor(roll() * 9_000)) : null
  const classes: readonly Lasting[] = ['child-protection', 'child-in-need', 'early-help', 'cared-for', 'contact-only']
  const had = classes.filter(() => roll() < 0.4)
  const last = new Map<RetentionClass, Day>()
  for (const of of had.length > 0 ? had : [pick(classes)]) last.set(of, addDays(born, Math.floor(roll() * (roll() < 0.1 ? 14_000 : 6_500))))
  const changed = roll() < 0.3
  return {
    life: { born: roll() < 0.03 ? null : born, died, grownUp: false, held: roll() < 0.1, last },
    lengths: changed
      ? lengthsFrom({
          caredForAge: 75,
          afterDeath: 15,
          childProtectionAge: 35,
          childInNeedAge: 21,
          earlyHelpAge: 18,
          sinceLast: 8,
          contactOnly: 2,
        })
      : lengths,
  }
}

/** Have so many whole years of life passed by the end of the day before? Told by counting ages, not by finding a date. */
const passed = (from: Day, years: number, today: Day): boolean => today > from && ageOn(from, addDays(today, -1)) >= years

/** May this record go today? By another way: each class has to say yes for itself. */
const allMay = ({ life, lengths }: History, today: Day): boolean =>
  !life.held &&
  [...life.last].every(([name, last]) => {
    const of = name as Lasting
    if (!passed(last, lengths.sinceLast[of], today)) return false
    if (of === 'contact-only') return true
    if (life.died !== null && (life.born === null || ageOn(life.born, life.died) < 18)) return passed(life.died, lengths.afterDeath, today)
    return life.born !== null && passed(life.born, lengths.untilAge[of], today)
  })

const histories = process.env['GT_PROVE'] === 'full' ? 10_000 : 1_000

/** How many records would be destroyed early and how many kept late, over some days of 110 years and those around the last day of each. */
const wrongDays = (decide: (history: History, today: Day) => boolean, around: (history: History) => Day | null) => {
  const roll = rollFrom(20_261_122)
  let [early, late, days] = [0, 0, 0]
  for (let n = 0; n < histories; n += 1) {
    const history = historyFrom(roll)
    const first = history.life.born ?? day('1990-01-01')
    const near = around(history)
    for (const today of [
      ...Array.from({ length: 12 }, () => addDays(first, 365 + Math.floor(roll() * 40_000))),
      ...(near ? [-1, 0, 1, 2].map(by => addDays(near, by)) : []),
    ]) {
      const [does, may] = [decide(history, today), allMay(history, today)]
      days += 1
      if (does && !may) early += 1
      if (!does && may) late += 1
    }
  }
  return { early, late, days }
}

describe(`over ${histories} lives`, () => {
  const lastDay = ({ life, lengths }: History) => keptUntil(life, lengths).until
  it('nothing is destroyed early and nothing is kept late, on any day of 110 years', () => {
    const { early, late, days } = wrongDays(({ life, lengths }, today) => mayGo(keptUntil(life, lengths), today), lastDay)
    assert.ok(days >= histories * 12)
    assert.deepEqual({ early, late }, { early: 0, late: 0 })
  })

  it('and this counting finds a reckoning that takes 28 February, one that forgets holds, and one that looks at the first class alone', () => {
    const naive = wrongDays(({ life, lengths }, today) => {
      const kept = keptUntil(life, lengths)
      const short = life.born?.endsWith('02-29') && kept.why === 'age' ? addYears(life.born, lengths.untilAge['child-in-need']) : kept.until
      return mayGo({ ...kept, until: kept.until && short }, today)
    }, lastDay)
    assert.ok(naive.early > 0)
    const holdless = wrongDays(({ life, lengths }, today) => mayGo({ ...keptUntil(life, lengths), held: false }, today), lastDay)
    assert.ok(holdless.early > 0 && holdless.late === 0)
    const first = wrongDays(
      ({ life, lengths }, today) => mayGo(keptUntil({ ...life, last: new Map([...life.last].slice(0, 1)) }, lengths), today),
      lastDay,
    )
    assert.ok(first.early > 0)
    const days = wrongDays(({ life, lengths }, today) => {
      const kept = keptUntil(life, lengths)
      return mayGo({ ...kept, until: kept.until && addDays(kept.until, 1) }, today)
    }, lastDay)
    assert.ok(days.late > 0 && days.early === 0)
  })
})
