import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lettersOf, lookFor, placesOf, shapesIn, wordsOf } from './find-words.ts'

const found = (text: string, ...looked: readonly string[]) =>
  placesOf(text, lookFor(looked.flatMap(name => [wordsOf(name)].flatMap(phrase => (phrase ? [[phrase, name] as const] : []))))).map(
    ({ from, to }) => text.slice(from, to),
  )
const foundLetters = (text: string, number: string) =>
  placesOf(text, lookFor([lettersOf(number)].flatMap(phrase => (phrase ? [[phrase, true] as const] : [])))).map(({ from, to }) =>
    text.slice(from, to),
  )

describe('somebody named in a text', () => {
  it('is found in any case, with or without accents, and as what is theirs', () => {
    assert.deepEqual(found('ZOË said; zoe’s mother, Zoe\u0308.', 'Zoë'), ['ZOË', 'zoe’s', 'Zoe\u0308'])
    assert.deepEqual(found("O’Brien or OBrien and o'brien", 'O’Brien'), ['O’Brien', 'OBrien', "o'brien"])
  })

  it('is found over a line end, run together, and with what cannot be seen within the name', () => {
    assert.deepEqual(found('It was Marta\nSample, then MartaSample.', 'Marta Sample'), ['Marta\nSample', 'MartaSample'])
    assert.deepEqual(found('Mar\u00ADta and Mar\u200Bta', 'Marta'), ['Mar\u00ADta', 'Mar\u200Bta'])
  })

  it('is not found within another word', () => {
    assert.deepEqual(found('The annual plan of Joanna', 'Ann'), [])
  })

  it('is one place where a first and a family name stand together', () => {
    assert.deepEqual(
      placesOf(
        'To Marta Sample.',
        lookFor(['Marta', 'Sample'].flatMap(name => [wordsOf(name)].flatMap(phrase => (phrase ? [[phrase, 'her'] as const] : [])))),
      ),
      [{ from: 3, to: 15, whose: 'her' }],
    )
  })
})

describe('a number', () => {
  it('is found however it is spaced', () => {
    assert.deepEqual(foundLetters('ring 07700-900 123 now', '07700 900123'), ['07700-900 123'])
    assert.deepEqual(foundLetters('at zz99zz', 'ZZ9 9ZZ'), ['zz99zz'])
    assert.equal(lettersOf('12'), null, 'too little of it to be told from anything else')
  })

  it('is told by its shape: telephone, mail, postcode, NHS number', () => {
    assert.deepEqual(shapesIn('Ring 0161 496 0123 or sam@example.org, M1 1AA, 943 476 5919; on 12 March 2026 at 10.').sort(), [
      '0161 496 0123',
      '943 476 5919',
      'M1 1AA',
      'sam@example.org',
    ])
  })
})
