import assert from 'node:assert/strict'
import { it } from 'node:test'
import { calledInConcern, onRegister } from './adults-told.ts'

it('what somebody is to a child is told by the words of whoever raised the concern, and never guessed from half of them', () => {
  const as = (relation: string | undefined) => Object.values(onRegister({ relation })).join(' ')
  assert.equal(as('Mother'), 'mother woman')
  assert.equal(as('her dad'), 'father man')
  assert.equal(as('mum’s boyfriend'), 'partner-of-parent man')
  assert.equal(as('stepfather'), 'step-parent man')
  assert.equal(as('a friend of her mother'), 'friend adult')
  assert.equal(as('a man who collects from nursery'), 'not-known man')
  assert.equal(as('somebody whom mother met'), 'not-known adult')
  assert.equal(as(undefined), 'not-known adult')
  assert.deepEqual(onRegister({ seenAs: 'man' }), { as: 'not-known', seenAs: 'man' })
  assert.equal(calledInConcern({ name: 'Lee Sample', relation: 'lodger' }), 'Lee Sample, lodger')
  assert.equal(calledInConcern({}), '')
})
