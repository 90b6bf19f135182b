import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { leftBehind, placesOf } from './places.tsx'

const places = [1, 2, 3, 4]
const owner = (at: number) => `child${at}`
const at = (people: readonly string[], typed: Record<string, string> = {}) => placesOf(people, typed, places, owner)
const of = { owner, fields: (place: number) => [owner(place), `words${place}`], said: (place: number) => [`words${place}`] }

describe('the place of each on a form that asks the same of several', () => {
  it('is in their order where nothing was typed', () => assert.deepEqual(at(['a', 'b', 'c']), [1, 2, 3]))

  it('is kept by whoever has one, whatever the order has become', () =>
    assert.deepEqual(at(['b', 'c', 'a'], { child1: 'a', child2: 'b', child3: 'c' }), [2, 3, 1]))

  it('that is new is one that was nobody’s', () => {
    assert.deepEqual(at(['a', 'new', 'b'], { child1: 'a', child2: 'b' }), [1, 3, 2])
    assert.deepEqual(at(['a', 'new'], { child1: 'a', child2: 'gone' }), [1, 3])
  })

  it('is somebody’s who is gone only where no other is left', () =>
    assert.deepEqual(at(['a', 'new'], { child1: 'a', child2: 'gone', child3: 'gone too', child4: 'and another' }), [1, 2]))

  it('is one alone, also where a form says it twice', () => assert.deepEqual(at(['a', 'b'], { child1: 'a', child2: 'a' }), [1, 3]))

  it('is never short: more people than places is a fault of whoever asks', () =>
    assert.throws(() => at(['a', 'b', 'c', 'd', 'e']), /4 places, and 5 people/))
})

describe('what was typed of somebody who is no longer asked about', () => {
  it('is all of their fields, where there are words among them', () => {
    const typed = { child1: 'a', words1: 'Here.', child2: 'gone', words2: 'Said before.\nTwo lines.', child3: 'gone too', words3: ' ' }
    assert.deepEqual(leftBehind([1], typed, places, of), [
      {
        at: 2,
        fields: [
          ['child2', 'gone'],
          ['words2', 'Said before.\nTwo lines.'],
        ],
        words: ['Said before.\nTwo lines.'],
      },
    ])
  })

  it('is nothing while all of them are there', () =>
    assert.deepEqual(leftBehind([1, 2], { child1: 'a', child2: 'b', words2: 'b' }, places, of), []))
})
