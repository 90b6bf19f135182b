import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, londonAt, startOfDay } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { death, identity, residence, residenceEnd } from '../../../thread/own-kinds/index.ts'
import { subjectId, told } from '../../../thread/testing/tell.ts'
import { conference, planEnd } from '../../child-protection/index.ts'
import { findingsOf, openedBy, shown } from '../../testing/replayed.ts'
import { adultInContact, newAdultDecided } from './adult-in-contact.ts'

const adult = (
  id: string,
  on: string,
  facts: Record<string, unknown> = {},
  more: { answers?: string; corrects?: string; known?: string } = {},
): Told => told(id, adultInContact, on, { facts: { seenAs: 'man', as: 'not-known', identified: false, toldBy: 'seen', ...facts }, ...more })
const died = (on: string): Told => told('death', death, on)

describe('unidentified-adult: somebody finds out who an unknown adult is', () => {
  const rule = 'unidentified-adult'
  const about = (versions: Told[], id = 'man') => openedBy(findingsOf(versions), rule, id)

  it('is due once ten working days have passed, and not before', () => {
    const found = about([adult('man', '2026-06-01', { frequency: 'weekly' })])
    assert.equal(found?.dueOn, '2026-06-15')
    assert.equal(found?.shows.DUE, startOfDay(day('2026-06-16')))
    assert.deepEqual(
      found?.told.map(one => [one.to, one.from]),
      [
        ['lead', startOfDay(day('2026-06-16'))],
        ['chair', startOfDay(day('2026-06-16'))],
      ],
    )
    const findings = findingsOf([adult('man', '2026-06-01')])
    assert.deepEqual(shown(findings, rule, 'child', '2026-06-15'), [])
    assert.deepEqual(shown(findings, rule, 'child', '2026-06-16'), ['DUE'])
    assert.equal(
      findings.some(one => one.rule === rule && one.dueOn === '2026-06-16'),
      false,
    )
  })

  it('counts working days over a bank holiday', () => {
    assert.equal(about([adult('man', '2026-05-18')])?.dueOn, '2026-06-02')
  })

  it('is met when it is known who it is, though late, and the lateness stays', () => {
    const found = about([adult('man', '2026-06-01'), adult('named', '2026-07-01', { identified: true }, { answers: 'man' })])
    assert.equal(found?.end?.as, 'met')
    assert.equal(found?.end?.at, startOfDay(day('2026-07-01')))
    assert.ok(found && found.due !== null && found.end && found.end.at >= found.due)
  })

  it('learning more of somebody who stays unknown does not begin the time anew', () => {
    const versions = [adult('man', '2026-06-01'), adult('again', '2026-06-12', { frequency: 'daily' }, { answers: 'man' })]
    const found = about(versions)
    assert.equal(found?.end, null)
    assert.equal(found?.dueOn, '2026-06-15')
    assert.equal(found?.facts['frequency'], 'every day', 'it says what is known now')
    assert.equal(findingsOf(versions).filter(one => one.rule === rule).length, 1)
  })

  it('lapses when the contact ends, and is cancelled by the child’s death', () => {
    assert.equal(about([adult('man', '2026-06-01'), adult('gone', '2026-06-03', { ended: true }, { answers: 'man' })])?.end?.as, 'lapsed')
    assert.equal(about([adult('man', '2026-06-01'), died('2026-06-05')])?.end?.as, 'cancelled')
  })

  it('never begins for somebody who is known, and runs for each unknown adult apart', () => {
    assert.equal(about([adult('man', '2026-06-01', { identified: true })]), undefined)
    const two = findingsOf([adult('one', '2026-06-01'), adult('two', '2026-06-02')]).filter(one => one.rule === rule)
    assert.equal(two.length, 2)
  })
})

describe('father-not-contacted: a father with parental responsibility is spoken with', () => {
  const rule = 'father-not-contacted'
  const father = { as: 'father', identified: true, parentalResponsibility: true }
  const about = (versions: Told[], id = 'father') => openedBy(findingsOf(versions), rule, id)

  it('shows from the day he is on the register, and is due in ten working days', () => {
    const found = about([adult('father', '2026-06-01', father)])
    assert.equal(found?.shows.DUE, startOfDay(day('2026-06-01')))
    assert.equal(found?.dueOn, '2026-06-15')
    assert.deepEqual(found?.told, [{ to: 'lead', from: startOfDay(day('2026-06-01')) }])
  })

  it('is met when somebody has spoken with him', () => {
    const found = about([
      adult('father', '2026-06-01', father),
      adult('spoken', '2026-06-04', { ...father, spokenWith: true }, { answers: 'father' }),
    ])
    assert.equal(found?.end?.as, 'met')
  })

  it('begins when it becomes known that he has parental responsibility, and lapses where he has none', () => {
    const without = { ...father, parentalResponsibility: false }
    const begins = [adult('father', '2026-06-01', without), adult('later', '2026-06-10', father, { answers: 'father' })]
    assert.equal(about(begins, 'later')?.from, startOfDay(day('2026-06-10')))
    assert.equal(about([...begins, adult('none', '2026-06-12', without, { answers: 'father' })], 'later')?.end?.as, 'lapsed')
  })

  it('says nothing of a father without parental responsibility, of one who was spoken with, and of anybody else', () => {
    for (const facts of [
      { ...father, parentalResponsibility: undefined },
      { ...father, spokenWith: true },
      { ...father, as: 'neighbour' },
    ])
      assert.equal(about([adult('father', '2026-06-01', facts)]), undefined)
  })
})

describe('new-adult-in-home: a manager decides about an adult who comes into the home of a child on a plan', () => {
  const rule = 'new-adult-in-home'
  const about = (versions: Told[], id = 'man') => openedBy(findingsOf(versions), rule, id)
  const began = told('plan', conference, '2026-05-01', { facts: { type: 'initial', plan: true, category: 'neglect' } })
  const movedIn = { presence: 'moved-in', as: 'partner-of-parent', identified: true }
  const decision = (on: string, more: { answers?: string; facts?: Record<string, unknown> }): Told =>
    told('decided', newAdultDecided, on, { ...more, facts: { decision: 'may-stay', ...more.facts } })
  const home = { household: subjectId('home') }
  const lives = (of: string, on: string): Told => told(`${of} lives`, residence, on, { of, facts: home })
  const grownUp = (of: string, is = 'adult'): Told => told(`${of} is`, identity, '2020-01-01', { of, facts: { is, given: of } })

  it('is due from noon of the next working day and overdue from the day after', () => {
    const found = about([began, adult('man', '2026-06-04', movedIn)])
    assert.equal(found?.dueOn, '2026-06-05')
    assert.equal(found?.shows.DUE, londonAt(day('2026-06-05'), '12:00'))
    assert.equal(found?.shows.OVERDUE, startOfDay(day('2026-06-06')))
    assert.deepEqual(
      found?.told.map(one => one.to),
      ['manager', 'lead'],
    )
    assert.equal(about([began, adult('man', '2026-06-05', movedIn)])?.dueOn, '2026-06-08', 'a Friday is due on Monday')
  })

  it('is met by the decision that answers what told of the adult, and by no decision about somebody else', () => {
    const versions = [began, adult('man', '2026-06-04', movedIn), adult('other', '2026-06-04', movedIn)]
    const found = [...versions, decision('2026-06-05', { answers: 'man' })]
    assert.equal(about(found)?.end?.as, 'met')
    assert.equal(about(found, 'other')?.end, null)
  })

  it('asks nothing of a child who is not on a plan, nor of an adult who lived there when the plan began', () => {
    assert.equal(about([adult('man', '2026-06-04', movedIn)]), undefined)
    assert.equal(about([began, adult('man', '2026-04-20', movedIn)]), undefined)
    const ended = told('end', planEnd, '2026-06-01', { facts: { ground: 'no-longer-likely' } })
    assert.equal(about([began, ended, adult('man', '2026-06-04', movedIn)]), undefined)
    assert.equal(about([began, adult('man', '2026-06-04', { ...movedIn, presence: 'visits' })]), undefined)
  })

  it('a grown-up on record who comes to live with the child is asked about as well; a brother is not', () => {
    const family = [began, lives('child', '2024-01-01'), lives('mother', '2024-01-01'), grownUp('mother')]
    const findings = (versions: Told[]) => findingsOf(versions).filter(one => one.rule === rule)
    assert.deepEqual(findings(family), [])
    const found = findings([...family, grownUp('man'), lives('man', '2026-06-04')])
    assert.equal(found.length, 1)
    assert.equal(found[0]?.dueOn, '2026-06-05')
    assert.deepEqual(findings([...family, grownUp('brother', 'child'), lives('brother', '2026-06-04')]), [])
    const met = findings([
      ...family,
      grownUp('man'),
      lives('man', '2026-06-04'),
      decision('2026-06-04', { facts: { person: subjectId('man') } }),
    ])
    assert.equal(met[0]?.end?.as, 'met')
    const left = [
      ...family,
      grownUp('man'),
      lives('man', '2026-06-04'),
      told('left', residenceEnd, '2026-06-05', { of: 'man', facts: home }),
    ]
    assert.equal(findings(left)[0]?.end?.as, 'lapsed')
  })

  it('an adult of the register who is on record is asked about once, by the home', () => {
    const versions = [
      began,
      lives('child', '2024-01-01'),
      grownUp('man'),
      lives('man', '2026-06-04'),
      adult('man', '2026-06-04', { ...movedIn, person: subjectId('man') }),
    ]
    assert.equal(findingsOf(versions).filter(one => one.rule === rule).length, 1)
  })

  it('ends with the plan and with the child’s death', () => {
    const versions = [began, adult('man', '2026-06-04', movedIn)]
    assert.equal(about([...versions, died('2026-06-05')])?.end?.as, 'cancelled')
    assert.equal(about([...versions, told('end', planEnd, '2026-06-05', { facts: { ground: 'no-longer-likely' } })])?.end?.as, 'lapsed')
  })
})
