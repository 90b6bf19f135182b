import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { identifierAsks, plainIdentifier, printIdentifier, type Scheme } from './identifiers.ts'

const takes = (scheme: Scheme, typed: string): boolean => identifierAsks(scheme, plainIdentifier(scheme, typed)) === undefined

describe('an identifier carries its own check', () => {
  it('an NHS number is taken with or without spaces, and refused with one wrong figure, two swapped, or a check of ten', () => {
    for (const sound of ['9434765919', '943 476 5919', '943-476-5870', '4010232137']) assert.ok(takes('nhs-number', sound), sound)
    for (const wrong of ['9434765918', '4934765919', '943476591', '94347659190', 'A434765919', ''])
      assert.ok(!takes('nhs-number', wrong), wrong)
    // 6×2 = 12 by 11 leaves 1, and eleven less 1 is no figure.
    for (let last = 0; last < 10; last += 1) assert.ok(!takes('nhs-number', `000000006${last}`))
  })

  it('every single wrong figure of an NHS number is found', () => {
    const sound = '9434765919'
    for (let at = 0; at < 10; at += 1)
      for (let figure = 0; figure < 10; figure += 1)
        if (String(figure) !== sound[at]) assert.ok(!takes('nhs-number', sound.slice(0, at) + figure + sound.slice(at + 1)))
  })

  it('a unique pupil number is taken by its letter alone, small or capital, and a temporary one by its last letter', () => {
    const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ'
    const taken = (rest: string) => [...letters].filter(letter => takes('upn', letter + rest))
    // 3×2 + 5×3 + 5×4 + 2×5 + 0 … + 1×13 = 64, and 64 by 23 leaves 18, which is V.
    assert.deepEqual(taken('355200000001'), ['V'])
    assert.ok(takes('upn', 'v355 2000 00001'))
    assert.equal(taken('35520000000A').length, 1)
    assert.notDeepEqual(taken('35520000000A'), taken('35520000000B'))
    for (const wrong of ['I355200000001', 'V35520000001', 'V3552000000012', 'V35520000000S']) assert.ok(!takes('upn', wrong), wrong)
  })

  it('a unique learner number is ten figures with a check, and never begins with nought', () => {
    // 1×10 = 10 by 11 leaves 10, so the last figure is 0.
    assert.ok(takes('uln', '1000000000'))
    assert.ok(!takes('uln', '1000000001'))
    assert.ok(!takes('uln', '0000000001'))
    assert.ok(!takes('uln', '100000000'))
  })

  it('the local authority’s own number is taken as it is written', () => {
    assert.ok(takes('local-authority-child-id', 'SAL/20-1234 a'))
    assert.ok(!takes('local-authority-child-id', ''))
    assert.ok(!takes('local-authority-child-id', '<b>'))
  })

  it('each refusal says what would be accepted', () => {
    for (const [scheme, says] of [
      ['nhs-number', /ten figures, for example/],
      ['upn', /a letter and twelve figures/],
      ['uln', /ten figures/],
      ['local-authority-child-id', /letters, figures/],
    ] as const)
      assert.match(identifierAsks(scheme, '<wrong>') ?? '', says)
    assert.equal(printIdentifier('nhs-number', '9434765919'), '943 476 5919')
    assert.equal(printIdentifier('upn', 'V355200000001'), 'V355200000001')
  })
})
