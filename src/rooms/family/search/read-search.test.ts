import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../../guidance/index.ts'
import { readSearch } from './read-search.ts'

const today = day('2026-11-22')
/** What was understood, without what was not there. */
const read = (typed: string) => {
  const { looked, reference } = readSearch(typed, today)
  return Object.fromEntries(
    Object.entries({ ...looked, reference }).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  )
}

describe('what is typed into the search box', () => {
  it('is a name where nothing else is in it', () => {
    assert.deepEqual(read('  Amira   Testcase '), { name: 'Amira Testcase' })
    assert.deepEqual(read("O'Sample-Jones, Zoë"), { name: "O'Sample-Jones, Zoë" })
    assert.deepEqual(read(''), {})
    assert.deepEqual(read('?!'), {})
    assert.deepEqual(read('Nobody Here'), { name: 'Nobody Here' })
  })

  it('holds a date of birth however it is written', () => {
    for (const written of [
      '27/03/2019',
      '27.3.19',
      '27-03-2019',
      '2019-03-27',
      '27 March 2019',
      '27th mar 19',
      '27032019',
      'born 27/3/2019',
      'DOB: 27/3/2019',
    ])
      assert.deepEqual(read(`amira ${written}`), { name: 'amira', born: '2019-03-27' }, written)
    assert.deepEqual(read('1/2/67'), { born: '1967-02-01' })
  })

  it('holds as much of the birth as is known', () => {
    assert.deepEqual(read('Amira March 2019'), { name: 'Amira', born: '2019-03' })
    assert.deepEqual(read('Amira 3/2019'), { name: 'Amira', born: '2019-03' })
    assert.deepEqual(read('Amira 2019'), { name: 'Amira', born: '2019' })
    for (const age of ['aged 6', 'age 6', '6 years old', '6yrs', '6 yo'])
      assert.deepEqual(read(`Amira ${age}`), { name: 'Amira', age: 6 }, age)
  })

  it('holds where somebody lives', () => {
    assert.deepEqual(read('testcase m99 9zz'), { name: 'testcase', postcode: 'M99 9ZZ' })
    assert.deepEqual(read('ZZ9O 1AB'), { postcode: 'ZZ90 1AB' })
    assert.deepEqual(read('12 Invented Mill St, Amira'), { name: 'Amira', address: '12 Invented Mill St' })
  })

  it('holds a number by which agencies mean the same person', () => {
    assert.deepEqual(read('999 012 3459 amira').name, 'amira')
    assert.deepEqual(read('943 476 5919'), { identifiers: ['9434765919'] })
    assert.match(readSearch('943 476 5915', today).unread.join(), /two figures that are swapped/)
    assert.deepEqual(read('lac-10423'), { identifiers: ['lac-10423', 'LAC-10423'] })
  })

  it('holds the reference of a concern', () => {
    for (const typed of ['GT-12AB-34CD-56EF', 'gt12ab34cd56ef', 'ref: GT 12AB 34CD 56EF'])
      assert.deepEqual(read(typed), { reference: '12ab34cd56ef' }, typed)
  })

  it('says what it could not use, and how the rest was read', () => {
    const { looked, read: said, unread } = readSearch('Amira Testcase 31/02/2019', today)
    assert.equal(looked.name, 'Amira Testcase')
    assert.deepEqual(said, ['the name Amira Testcase'])
    assert.deepEqual(unread, ['31/02/2019 is no date, so it was left out'])
    assert.match(readSearch('1 May 2030', today).unread.join(), /still to come/)
  })
})
