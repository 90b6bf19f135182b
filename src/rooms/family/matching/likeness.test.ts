import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../../guidance/index.ts'
import { nameWords, soundKey } from '../../../thread/store/name-keys.ts'
import { likeness, slips } from './likeness.ts'
import { birthdaysNear, bornBetween, wordsLookedFor } from './looked-for.ts'
import { sameName, shortNamesOn } from './short-names.ts'

const today = day('2026-11-22')

describe('the words of a name', () => {
  it('are its parts and the whole run together, without accents and apostrophes', () => {
    assert.deepEqual(nameWords('Smith-Jones'), ['smith', 'jones', 'smithjones'])
    assert.deepEqual(nameWords("O'Neill"), ['oneill'])
    assert.deepEqual(nameWords('Łukasz Żółć'), ['lukasz', 'zolc', 'lukaszzolc'])
    assert.deepEqual(nameWords(' . '), [])
  })
  it('leave a particle to what follows it', () => {
    assert.deepEqual(nameWords('Al-Hassan'), ['hassan', 'alhassan'])
    assert.deepEqual(nameWords('van der Berg'), ['berg', 'vanderberg'])
  })
  it('sound alike where they are said alike', () => {
    for (const [one, other] of [
      ['phillips', 'filips'],
      ['clarke', 'klark'],
      ['muhammad', 'mohamed'],
      ['szymon', 'shimon'],
      ['khalid', 'kaleed'],
      ['wright', 'rite'],
      ['steven', 'stefan'],
    ] as const)
      assert.equal(soundKey(one), soundKey(other), `${one} ${other}`)
    assert.notEqual(soundKey('amira'), soundKey('yusuf'))
  })
})

describe('two words of names', () => {
  it('are parted by letters left out, put in, changed or swapped', () => {
    assert.equal(slips('amira', 'amira'), 0)
    for (const one of ['amria', 'amra', 'amirra', 'amida']) assert.equal(slips('amira', one), 1, one)
    assert.equal(slips('amira', 'omar'), 3)
  })
  it('are one name in two forms, in either direction', () => {
    assert.ok(sameName('bill').has('william') && sameName('william').has('bill'))
    assert.ok(sameName('sasha').has('oleksandr'))
    assert.equal(shortNamesOn, '2026-11-22')
    assert.equal(likeness('peggy', 'margaret')?.as, 'form')
  })
  it('weigh less the more they differ, and nothing where they are no more alike than any two', () => {
    const weight = (a: string, b: string) => likeness(a, b)?.weight ?? 0
    assert.equal(weight('amira', 'amira'), 1)
    assert.ok(weight('amira', 'ameera') > weight('amira', 'omar'))
    assert.ok(weight('testcase', 'testcaes') > weight('ali', 'abi'))
    assert.equal(weight('amira', 'wojciech'), 0)
  })
})

describe('what somebody knows of the person they look for', () => {
  it('is a name in either order, with the family name before a comma', () => {
    const roles = (name: string) => wordsLookedFor({ name }).map(({ word, role }) => `${word} ${role}`)
    assert.deepEqual(roles('Amira Testcase'), ['amira given', 'testcase family'])
    assert.deepEqual(roles('Testcase, Amira'), ['testcase family', 'amira given'])
    assert.deepEqual(roles('Amira'), ['amira family', 'amira given'])
  })
  it('is a day, a month, a year or an age', () => {
    assert.deepEqual(bornBetween({ born: '2024-02' }, today), { from: '2024-02-01', to: '2024-02-29', aged: false })
    assert.deepEqual(bornBetween({ born: '2019' }, today), { from: '2019-01-01', to: '2019-12-31', aged: false })
    assert.deepEqual(bornBetween({ age: 6 }, today), { from: '2019-11-23', to: '2020-11-22', aged: true })
    assert.equal(bornBetween({}, today), undefined)
    assert.equal(bornBetween({ born: '2019-13' }, today), undefined)
  })
  it('may be a slip away from the birthday: swapped, or one figure wrong, and never still to come', () => {
    const near = birthdaysNear(day('2015-03-09'), today)
    for (const one of ['2015-09-03', '2016-03-09', '2005-03-09', '2015-03-19', '2015-08-09']) assert.ok(near.includes(day(one)), one)
    assert.ok(!near.includes(day('2015-03-09')))
    assert.ok(birthdaysNear(day('2026-11-20'), today).every(one => one <= today))
    assert.ok(near.length < 60)
  })
})
