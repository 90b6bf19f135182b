import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { type Setting, setting } from '../../thread/rule.ts'
import { profileNamed, readProfile, WrongProfile } from './profile.ts'

const known = new Map<string, Setting>([
  ['visit.atMost', setting({ unit: 'weeks', count: 4 }, 'guidance', 'a limit')],
  ['court.within', setting({ unit: 'weeks', count: 26 }, 'law', 'nobody sets it')],
  ['secure.within', setting({ unit: 'hours', count: 72 }, 'unchecked practice', 'a limit in hours')],
  ['hours.opens', setting<number>(510, 'local practice', 'a plain number')],
])

const whole = {
  profile: 'sampleton',
  name: 'Sampleton Safeguarding Children Partnership',
  contacts: [{ for: 'harm', name: 'First Response', telephone: '01632 960100', hours: 'day and night' }],
  footLinks: [],
  colours: {},
  settings: [{ setting: 'hours.opens', value: 480, from: '2026-01-05', basis: 'local practice', why: 'our opening hours' }],
}
const read = (change: object) => readProfile(JSON.stringify({ ...whole, ...change }), 'sampleton.json', known)
const numbered = (value: unknown, setting = 'visit.atMost') => ({ settings: [{ ...whole.settings[0], setting, value }] })

const refused: [what: string, change: object, says: RegExp][] = [
  ['a field that is no part of a profile', { colour: '#fff' }, /colour/],
  ['nobody to ring about harm', { contacts: [{ ...whole.contacts[0], for: 'advice' }] }, /contacts: somebody has to be there/],
  [
    'a telephone number nobody can ring',
    { contacts: [{ ...whole.contacts[0], telephone: 'the office' }] },
    /contacts\.0\.telephone: .*such as 0161 496 0100/,
  ],
  ['a colour nobody can read on the page', { colours: { leaf: '#eeeeee' } }, /colours: leaf .* too faint/],
  ['a colour that is none', { colours: { leaf: 'green' } }, /leaf: "green" is not a colour/],
  [
    'a number the program does not have',
    numbered(3, 'visit.atLeast'),
    /visit\.atLeast is no number of the program\. Accepted: .*visit\.atMost/,
  ],
  ['a partnership that reflects on nothing', { guidingQuestions: [] }, /guidingQuestions: leave it out, or ask at least one question/],
  ['a question without words', { guidingQuestions: [''] }, /guidingQuestions\.0/],
  ['a number that rests on law', numbered({ unit: 'weeks', count: 30 }, 'court.within'), /court\.within rests on law/],
  ['a plain number for a limit', numbered(3), /visit\.atMost is a unit and a count/],
  ['a limit for a plain number', numbered({ unit: 'weeks', count: 1 }, 'hours.opens'), /hours\.opens is a plain number/],
  ['hours for days', numbered({ unit: 'hours', count: 100 }), /counted in days/],
  ['days for hours', numbered({ unit: 'days', count: 3 }, 'secure.within'), /counted in hours/],
  ['a basis that is no basis, law among them', { settings: [{ ...whole.settings[0], basis: 'law' }] }, /settings\.0\.basis/],
  [
    'a number nobody gives a reason for',
    { settings: [{ ...whole.settings[0], why: 'because' }] },
    /settings\.0\.why: say where the number comes from/,
  ],
  ['a day that does not exist', { settings: [{ ...whole.settings[0], from: '2026-02-30' }] }, /settings\.0\.from/],
]

describe('a profile', () => {
  it('is read: its numbers carry the basis they rest on', () => {
    const { name, settings } = read({})
    assert.equal(name, whole.name)
    assert.deepEqual(settings, [{ setting: 'hours.opens', value: 480, from: '2026-01-05', why: 'On local practice: our opening hours' }])
  })

  for (const [what, change, says] of refused)
    it(`is refused by name of file and field for ${what}`, () => {
      assert.throws(
        () => read(change),
        (error: unknown) => {
          assert.ok(error instanceof WrongProfile)
          assert.match(error.message, says)
          assert.match(error.message, /sampleton\.json/)
          return true
        },
      )
    })

  it('says all that is wrong at once', () => {
    assert.throws(() => read({ name: '', footLinks: [{ text: 'Data', href: 'javascript:alert(1)' }] }), /name: [\s\S]*footLinks\.0\.href: /)
  })

  it('is refused where the file is not JSON, is not there, or is called otherwise', () => {
    assert.throws(() => readProfile('{', 'sampleton.json', known), /is not JSON/)
    const folder = mkdtempSync(join(tmpdir(), 'golden thread profile '))
    const file = join(folder, 'elsewhere.json')
    writeFileSync(file, JSON.stringify(whole))
    assert.throws(() => profileNamed(file, known), /is called sampleton, and its file is not/)
    renameSync(file, join(folder, 'sampleton.json'))
    assert.equal(profileNamed(join(folder, 'sampleton.json'), known).name, whole.name)
    rmSync(folder, { recursive: true })
    assert.throws(() => profileNamed('nowhere', known), /no profile "nowhere"\. Accepted: .*salford.*testshire/)
  })
})

describe('what is one partnership’s own', () => {
  const src = join(import.meta.dirname, '../..')
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^guidance\/sources\//.test(file))
    .map(file => ({ file, text: readFileSync(join(src, file), 'utf8') }))
  const salford = JSON.parse(readFileSync(join(src, '../profiles/salford.json'), 'utf8')) as {
    name: string
    contacts: { telephone: string }[]
  }
  const own = [salford.name, ...salford.contacts.map(one => one.telephone)]
  const holding = (of: typeof files) => of.filter(({ text }) => own.some(one => text.includes(one))).map(({ file }) => file)

  it('stands in its profile, and nowhere in the program', () => {
    assert.ok(files.length > 100 && own.length > 3)
    assert.deepEqual(holding(files), [])
    assert.deepEqual(holding([{ file: 'planted.ts', text: `ring ${salford.contacts[0]?.telephone}` }]), ['planted.ts'])
  })
})
