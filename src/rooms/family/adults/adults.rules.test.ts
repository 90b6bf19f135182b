import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, londonAt, startOfDay } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { gatesAsked } from '../../../thread/gates.ts'
import { homeOf } from '../../../thread/home.ts'
import { death, identity, residence, residenceEnd } from '../../../thread/own-kinds/index.ts'
import { entryId, subjectId, threadOf, told } from '../../../thread/testing/tell.ts'
import { book } from '../../book.ts'
import { conference, planEnd } from '../../child-protection/index.ts'
import { meetingAbout } from '../../meetings/index.ts'
import { byTodaysRules, findingsOf, openedBy, shown, threadsOf } from '../../testing/replayed.ts'
import { adultInContact, newAdultDecided } from './adult-in-contact.ts'
import { adultQuestionLetBe } from './adults-asked.ts'
import { adultsCompared } from './adults-compared.ts'
import { adultsIn, letBeIn, questionsOf, registerOfThread, unidentifiedAdults } from './register.ts'

const adult = (
  id: string,
  on: string,
  facts: Record<string, unknown> = {},
  more: { answers?: string; corrects?: string; known?: string } = {},
): Told => told(id, adultInContact, on, { facts: { seenAs: 'man', as: 'not-known', identified: false, toldBy: 'seen', ...facts }, ...more })
const compared = (
  id: string,
  on: string,
  one: string,
  other: string,
  are: 'same' | 'different' = 'same',
  more: { withdraws?: string } = {},
): Told => told(id, adultsCompared, on, { facts: { one: entryId(one), other: entryId(other), are }, ...more })
const letBe = (id: string, on: string, answers: string, question = 'who'): Told =>
  told(id, adultQuestionLetBe, on, { facts: { question }, answers })
const died = (on: string): Told => told('death', death, on)

describe('unidentified-adult: an initial conference does not decide over somebody whom nobody knows', () => {
  const called = (on: string, change?: string, type = 'initial-conference'): Told =>
    told(`called ${on}`, meetingAbout, on, {
      facts: { meeting: subjectId('meeting'), type, at: '2026-07-20T10:00:00.000000Z', ...(change ? { change } : {}) },
    })
  const held = (on: string, facts: Record<string, unknown> = {}): Told =>
    told(`held ${on}`, conference, on, {
      by: 'chair',
      facts: { type: 'initial', plan: true, category: 'neglect', childTookPart: true, ...facts },
    })
  const gates = (versions: Told[]) => findingsOf(versions).filter(one => one.name === 'before-conference')
  const asked = (candidate: Told, ...before: Told[]) => {
    const threads = threadsOf(before)
    const [thread] = threads
    assert.ok(thread)
    const { corrects: _corrects, withdraws: _withdraws, ...content } = candidate
    return gatesAsked(book, thread, homeOf(thread, threads), { ...content, root: candidate.id }, byTodaysRules).filter(
      one => one.rule === 'unidentified-adult',
    ).length
  }
  const man = adult('man', '2026-06-01')

  it('stands for the chair from the sixteenth of June, when ten working days have passed and a conference is called, until it is held', () => {
    assert.deepEqual(gates([man]), [], 'no conference is called')
    assert.deepEqual(gates([man, called('2026-06-10', undefined, 'review-conference')]), [], 'a review is no first decision')
    const [early] = gates([man, called('2026-06-10')])
    assert.equal(early?.shows.GATE, startOfDay(day('2026-06-16')))
    assert.ok(early?.told.some(one => one.to === 'chair'))
    const [late] = gates([man, called('2026-07-01'), held('2026-07-20')])
    assert.deepEqual([late?.from.slice(0, 10), late?.end?.as], ['2026-06-30', 'lapsed'])
  })

  it('the decision is stopped, but where the chair writes why; a review is not, and nobody is asked once he is known', () => {
    const before = [man, called('2026-07-01')]
    assert.equal(asked(held('2026-07-20'), ...before), 1)
    assert.equal(asked(held('2026-07-20', { adultUnknown: true }), ...before), 0)
    assert.equal(asked(held('2026-07-20', { type: 'review' }), ...before), 0)
    const named = adult('named', '2026-07-10', { identified: true }, { answers: 'man' })
    assert.equal(asked(held('2026-07-20'), ...before, named), 0)
    assert.equal(gates([...before, named])[0]?.end?.as, 'met')
  })

  it('two unknown adults are one question at a conference, met when the last of them is known; a conference that is not held asks none', () => {
    const both = [man, adult('woman', '2026-06-03', { seenAs: 'woman' }), called('2026-07-01')]
    assert.equal(gates(both).length, 1)
    const one = adult('named', '2026-07-10', { identified: true }, { answers: 'man' })
    assert.equal(gates([...both, one])[0]?.end, null)
    const two = adult('known', '2026-07-12', { identified: true, seenAs: 'woman' }, { answers: 'woman' })
    assert.equal(gates([...both, one, two])[0]?.end?.as, 'met')
    assert.equal(gates([...both, called('2026-07-05', 'cancelled')])[0]?.end?.as, 'lapsed')
  })
})

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

describe('two agencies tell of one man: the man with a red van, and Uncle Dean', () => {
  const van = adult('van', '2026-06-01', { presence: 'elsewhere', frequency: 'weekly' })
  const dean = adult('dean', '2026-06-03', { as: 'uncle-or-aunt', identified: true, presence: 'visits', alone: true })
  const rule = 'unidentified-adult'
  const about = (versions: Told[], id = 'van') => openedBy(findingsOf(versions), rule, id)
  const registerOf = (versions: Told[]) => registerOfThread(threadOf(versions))

  it('nothing is put together until somebody says so, and the question who he is stands', () => {
    assert.equal(about([van, dean])?.end, null)
    assert.equal(adultsIn(registerOf([van, dean])).length, 2)
  })

  it('somebody says that they are one: he is known from that day, with all that was told of him', () => {
    const versions = [van, dean, compared('said', '2026-06-10', 'van', 'dean')]
    assert.deepEqual([about(versions)?.end?.as, about(versions)?.end?.by], ['met', entryId('said')])
    const [one, ...none] = adultsIn(registerOf(versions))
    assert.deepEqual(none, [])
    assert.equal(one?.identified, true)
    assert.equal(one?.facts.as, 'uncle-or-aunt')
    assert.equal(one?.facts.frequency, 'weekly', 'what only one of them told is kept')
    assert.deepEqual(
      one?.lines.map(line => line.first.id),
      [entryId('van'), entryId('dean')],
    )
  })

  it('two whom nobody knows stay unknown when they are one, until the one is named: then both questions are met', () => {
    const other = adult('other', '2026-06-02')
    const joined = [van, other, compared('said', '2026-06-10', 'other', 'van')]
    assert.equal(about(joined)?.end, null)
    const named = [...joined, adult('named', '2026-06-20', { identified: true }, { answers: 'other' })]
    assert.deepEqual([about(named)?.end?.by, about(named, 'other')?.end?.by], [entryId('named'), entryId('named')])
  })

  it('who is said to be two after all is unknown again, and has been all along', () => {
    const versions = [van, dean, compared('said', '2026-06-10', 'van', 'dean'), compared('not', '2026-07-01', 'dean', 'van', 'different')]
    assert.equal(about(versions)?.end, null)
    assert.equal(about(versions)?.dueOn, '2026-06-15')
    assert.equal(adultsIn(registerOf(versions)).length, 2)
    const takenBack = [
      van,
      dean,
      compared('said', '2026-06-10', 'van', 'dean'),
      compared('back', '2026-07-01', 'van', 'dean', 'same', { withdraws: 'said' }),
    ]
    assert.equal(about(takenBack)?.end, null)
  })

  it('three who are one, said of two and two', () => {
    const third = adult('third', '2026-06-05')
    const versions = [van, dean, third, compared('a', '2026-06-10', 'van', 'third'), compared('b', '2026-06-12', 'third', 'dean')]
    assert.equal(adultsIn(registerOf(versions)).length, 1)
    assert.deepEqual([about(versions)?.end?.by, about(versions, 'third')?.end?.by], [entryId('b'), entryId('b')])
  })

  it('naming an entry that is not on the register joins nobody', () => {
    assert.equal(adultsIn(registerOf([van, compared('said', '2026-06-10', 'van', 'nobody')])).length, 1)
    assert.equal(about([van, compared('said', '2026-06-10', 'van', 'nobody')])?.end, null)
  })

  it('a new adult in the home who was told of twice asks for one decision, which answers either', () => {
    const versions = [
      told('plan', conference, '2026-05-01', { facts: { type: 'initial', plan: true, category: 'neglect' } }),
      adult('van', '2026-06-01', { presence: 'moved-in' }),
      adult('dean', '2026-06-03', { as: 'uncle-or-aunt', identified: true, presence: 'moved-in' }),
      compared('said', '2026-06-04', 'van', 'dean'),
      told('decided', newAdultDecided, '2026-06-05', { facts: { decision: 'may-stay' }, answers: 'dean' }),
    ]
    const found = findingsOf(versions).filter(one => one.rule === 'new-adult-in-home')
    assert.deepEqual(
      found.map(one => [one.key.includes(entryId('van')), one.end?.as]),
      [[true, 'met']],
    )
  })

  it('a father with whom somebody spoke under another name is not asked for again', () => {
    const father = adult('father', '2026-06-01', { as: 'father', identified: true, parentalResponsibility: true })
    const mike = adult('mike', '2026-05-01', { identified: true, spokenWith: true })
    const of = (versions: Told[]) => openedBy(findingsOf(versions), 'father-not-contacted', 'father')
    assert.equal(of([father, mike])?.end, null)
    assert.deepEqual(of([father, mike, compared('said', '2026-06-08', 'father', 'mike')])?.end?.as, 'met')
  })
})

describe('a question about an adult does not go away by itself', () => {
  const van = adult('van', '2026-06-01', { presence: 'overnight', alone: true })
  const asked = (versions: Told[]) => {
    const register = registerOfThread(threadOf(versions))
    return adultsIn(register).flatMap(one => questionsOf(one, letBeIn(register)))
  }

  it('who it is, what police and social care know of somebody who stays overnight, and whether they are alone with the child', () => {
    assert.deepEqual(asked([van]), ['who', 'checks'])
    assert.deepEqual(asked([adult('granny', '2026-06-01', { seenAs: 'woman', identified: true, presence: 'visits' })]), ['alone'])
    assert.deepEqual(
      asked([
        adult('dad', '2026-06-01', { as: 'father', identified: true, parentalResponsibility: true, alone: true, policeCheck: 'asked' }),
      ]),
      ['spoken'],
    )
  })

  it('an answer ends the question, and so does the end of the contact', () => {
    const named = adult(
      'named',
      '2026-06-02',
      { identified: true, presence: 'overnight', alone: true, policeCheck: 'done' },
      { answers: 'van' },
    )
    assert.deepEqual(asked([van, named]), [])
    assert.deepEqual(asked([van, adult('gone', '2026-06-02', { ended: true }, { answers: 'van' })]), [])
  })

  it('a manager says why it is not followed further: the question and the alert end, the rest stands', () => {
    const versions = [van, letBe('why', '2026-06-09', 'van')]
    assert.deepEqual(asked(versions), ['checks'])
    const found = openedBy(findingsOf(versions), 'unidentified-adult', 'van')
    assert.deepEqual([found?.end?.as, found?.end?.by], ['cancelled', entryId('why')])
    assert.deepEqual(unidentifiedAdults(registerOfThread(threadOf(versions))), [])
    assert.equal(unidentifiedAdults(registerOfThread(threadOf([van, letBe('other', '2026-06-09', 'van', 'checks')]))).length, 1)
  })

  it('the same of a father with whom nobody has spoken', () => {
    const father = adult('father', '2026-06-01', { as: 'father', identified: true, parentalResponsibility: true })
    const found = openedBy(findingsOf([father, letBe('why', '2026-06-09', 'father', 'spoken')]), 'father-not-contacted', 'father')
    assert.deepEqual([found?.end?.as, found?.end?.by], ['cancelled', entryId('why')])
  })
})
