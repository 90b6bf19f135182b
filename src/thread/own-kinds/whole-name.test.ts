import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wholeName } from './index.ts'

test('somebody is called by the given name and the family name, as far as either is known', () => {
  assert.equal(wholeName({ given: 'Amira', family: 'Testcase' }), 'Amira Testcase')
  assert.equal(wholeName({ given: 'Amira', family: null, is_a: 'child' }), 'Amira')
  assert.equal(wholeName({ given: '', family: '', is_a: 'adult' }), 'A person not yet named')
})

test('before the birth a family name alone is not taken for a person', () => {
  assert.equal(wholeName({ given: '', family: 'Sample', is_a: 'unborn' }), 'Unborn child (Sample)')
  assert.equal(wholeName({ given: '', family: '', is_a: 'unborn' }), 'Unborn child')
  assert.equal(wholeName({ given: 'Baby', family: 'Sample', is_a: 'unborn' }), 'Baby Sample')
})
