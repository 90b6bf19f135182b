import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Day, day } from '../../../guidance/index.ts'
import type { RetentionClass } from '../../../thread/kind.ts'
import { death, identity, involvement } from '../../../thread/own-kinds/index.ts'
import { told } from '../../../thread/testing/tell.ts'
import { Thread } from '../../../thread/thread.ts'
import { book } from '../../book.ts'
import { conference } from '../../child-protection/index.ts'
import { referral } from '../../front-door/index.ts'
import { type Kept, keptUntil, type Life, lifeOf, mayGo } from './kept-until.ts'
import { legalHold, legalHoldEnded } from './legal-hold.ts'
import { lengthsFrom } from './lengths.ts'

const lengths = lengthsFrom({
  caredForAge: 75,
  afterAdoption: 100,
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

  it('of a child who was adopted: a hundred years from the adoption, which outlasts the years of a cared-for child, and a death', () => {
    const last = { 'cared-for': '2012-03-01', adoption: '2013-05-04' }
    assert.equal(until({ last }), '2113-05-04')
    assert.equal(until({ died: day('2015-01-01'), last }), '2113-05-04')
    assert.equal(until({ born: null, last: { adoption: '2013-05-04' } }), '2113-05-04')
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
      'adoption',
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
