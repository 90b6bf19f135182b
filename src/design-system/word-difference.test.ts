import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { wordDifference } from './word-difference.ts'

const text = fc
  .array(fc.constantFrom('Amira', 'ate', 'toast', 'nothing', ' ', '\n', '  ', 'not'), { maxLength: 30 })
  .map(parts => parts.join(' '))

test('every character of both versions comes back', () => {
  fc.assert(
    fc.property(text, text, (yours, theirs) => {
      const difference = wordDifference(yours, theirs)
      assert.equal(difference.yours.map(run => run.text).join(''), yours)
      assert.equal(difference.theirs.map(run => run.text).join(''), theirs)
    }),
  )
})

test('what both have is the same words in the same order', () => {
  fc.assert(
    fc.property(text, text, (yours, theirs) => {
      const difference = wordDifference(yours, theirs)
      const shared = (runs: typeof difference.yours) => runs.filter(run => run.shared).flatMap(run => run.text.split(/\s+/).filter(Boolean))
      assert.deepEqual(shared(difference.yours), shared(difference.theirs))
    }),
  )
})

test('only the words that differ are marked', () => {
  assert.deepEqual(wordDifference('Amira had eaten breakfast.', 'Amira had not eaten breakfast.'), {
    yours: [{ text: 'Amira had eaten breakfast.', shared: true }],
    theirs: [
      { text: 'Amira had', shared: true },
      { text: ' not', shared: false },
      { text: ' eaten breakfast.', shared: true },
    ],
  })
})

test('very long texts are marked whole, at no cost', () => {
  const long = 'word '.repeat(5_000)
  assert.ok(wordDifference(long, `${long}more`).yours.every(run => !run.shared))
})
