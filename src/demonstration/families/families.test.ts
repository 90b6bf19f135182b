import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { addDays, type Day, day, endOfDay, englandAndWales, startOfDay } from '../../guidance/index.ts'
import { book } from '../../rooms/book.ts'
import { levelAt } from '../../thread/finding.ts'
import { isId } from '../../thread/ids.ts'
import { printTrouble, readStoryObject, type Story } from '../../thread/stories/index.ts'
import { derivedFrom } from '../../thread/stories/replay.ts'
import { familiesDrawn, type Generated, generatedFamilies } from './index.ts'
import { isMarked } from './names.ts'

const read = ({ name, story }: Generated): Story => {
  const result = readStoryObject(story, book, name)
  assert.ok(result.ok, result.ok ? '' : result.troubles.map(printTrouble).join('\n'))
  return result.story
}

const folder = join(import.meta.dirname, '../../../stories/demonstration')
const byHand = readdirSync(folder).map(file => {
  const story = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  return read({ name: file, course: 'by hand', story })
})

// A Monday, a Sunday, a bank holiday, the last day of February of a leap year, and one of the last days of the summer holidays.
const days = ['2026-03-02', '2026-11-22', '2026-12-25', '2028-02-29', '2027-08-27'].map(day)
const drawn = new Map(days.map(on => [on, generatedFamilies(on).map(one => ({ course: one.course, story: read(one) }))]))
const today = drawn.get(days[0] as Day) ?? []

type Person = { is: string; given?: string; family?: string; born?: string }
const peopleOf = (story: Story): Person[] => story.entries.filter(one => one.told.kind === 'identity').map(one => one.told.facts as Person)
const childrenOf = (story: Story): string[] => [
  ...new Set(peopleOf(story).flatMap(one => (one.is === 'adult' ? [] : [`${one.given ?? ''} ${one.family ?? ''}`]))),
]
/** Everything a story says, fact or narrative, as texts. */
const textsOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value instanceof Map ? [...value] : value).flatMap(textsOf)
      : []
const saidIn = (story: Story): string[] => textsOf(story.entries.map(entry => entry.parts)).filter(text => !isId(text))

describe('the families that are drawn', () => {
  it('are the same ones every time they are told as of a day', () => {
    assert.equal(today.length, familiesDrawn)
    assert.deepEqual(generatedFamilies(day('2026-11-22')), generatedFamilies(day('2026-11-22')))
    assert.notDeepEqual(generatedFamilies(day('2026-11-22')), generatedFamilies(day('2026-11-23')))
  })

  it('can be drawn in every season', () => {
    for (let ahead = 0; ahead < 366; ahead += 37) assert.equal(generatedFamilies(addDays(day('2026-09-01'), ahead)).length, familiesDrawn)
  })

  it('are about three hundred children in a hundred and forty families, with those told by hand', () => {
    const families = [...byHand, ...today.map(one => one.story)]
    const children = families.flatMap(childrenOf).length
    assert.ok(families.length >= 130 && families.length <= 150, `${families.length} families`)
    assert.ok(children >= 270 && children <= 330, `${children} children`)
  })

  it('mostly have a worry once, or some months of help: few meet a social worker, very few a conference', () => {
    const holding = (kind: string, facts: object = {}) =>
      today.filter(({ story }) =>
        story.entries.some(
          ({ told }) =>
            told.kind === kind && Object.entries(facts).every(([name, is]) => (told.facts as Record<string, unknown>)[name] === is),
        ),
      ).length / today.length
    const allocated = holding('involvement', { as: 'lead' })
    const conferred = holding('conference')
    assert.ok(allocated > 0.2 && allocated < 0.5, `${allocated} have a social worker, now or once`)
    assert.ok(conferred > 0.02 && conferred < 0.12, `${conferred} had a conference`)
    assert.ok(holding('case-closed') > 0.05, 'some are over')
  })

  it('tell nothing of the day they are told as of, or later', () => {
    for (const [on, families] of drawn)
      for (const { story } of families)
        for (const { label, told } of story.entries) assert.ok(told.known < startOfDay(on), `${story.name} ${label} as of ${on}`)
  })

  it('tell of a child what is told of that child, and name no other, as those told by hand do', () => {
    const faults = (families: readonly Story[]): string[] =>
      families.flatMap(story => {
        const given = new Map(
          story.entries.flatMap(({ told }) => {
            const { is, given: name } = told.facts as Person
            return told.kind === 'identity' && is === 'child' && name ? [[told.subject, name] as const] : []
          }),
        )
        return story.entries.flatMap(({ label, told, parts }) => {
          const own = given.get(told.subject)
          // A concern as it was told is a matter of its own, and names whom it is about.
          if (own === undefined) return []
          const others = [...given.values()].filter(name => name !== own)
          // A child may speak of whom it likes.
          const { childsWords: _own, ...written } = parts.record?.narrative ?? {}
          const said = textsOf(written)
            .join(' ')
            .split(/[^\p{L}-]+/u)
          return others.filter(name => said.includes(name)).map(name => `${story.name} ${label} names ${name}`)
        })
      })
    const stories = [...today.map(one => one.story), ...byHand]
    assert.deepEqual(faults(stories), [])
    const [several] = stories.filter(story => childrenOf(story).length > 1)
    const entry = several?.entries.find(one => one.label.startsWith('told-') && one.label.endsWith('child-2'))
    const first = several && peopleOf(several)[0]?.given
    assert.ok(several && entry && first)
    const planted = { ...entry, parts: { record: { facts: {}, narrative: { summary: `With ${first} at the door.` } } } }
    assert.equal(faults([{ ...several, entries: [...several.entries.filter(one => one !== entry), planted] }]).length, 1)
  })

  it('have something due on the day, whatever day it is, and something that is late', () => {
    for (let weekday = 0; weekday < 7; weekday += 1) {
      const on = addDays(day('2026-11-16'), weekday)
      const lens = { rules: on, holidays: englandAndWales, changed: new Map() }
      const found = generatedFamilies(on)
        .filter(one => one.course === 'child protection')
        .map(read)
        .flatMap(story =>
          derivedFrom(
            story.entries.map(one => one.told),
            story,
            book,
            lens,
          ),
        )
      const at = endOfDay(addDays(on, -1))
      const open = found.filter(finding => finding.from <= at && (finding.end === null || finding.end.at > at))
      assert.ok(
        open.some(finding => finding.dueOn === on),
        `nothing is due on ${on}`,
      )
      const late = open.filter(finding => ['OVERDUE', 'CRITICAL'].includes(levelAt(finding, at) ?? ''))
      assert.ok(late.length >= 2 && late.length <= 30, `${late.length} are late on ${on}`)
    }
  })
})

describe('nobody in the demonstration is anybody', () => {
  const all = [...byHand, ...[...drawn.values()].flat().map(one => one.story)]

  it('every family name is one that nobody has', () => {
    const real = (stories: readonly Story[]) =>
      stories.flatMap(peopleOf).flatMap(({ family = '' }) => (family === '' || isMarked(family) ? [] : [family]))
    assert.ok(all.flatMap(peopleOf).length > 1000)
    assert.deepEqual(real(all), [])
    for (const family of ['Kershaw', 'Sample-Kershaw', 'Samples']) assert.ok(!isMarked(family), family)
  })

  it('no two families share a name set', () => {
    const twins = (stories: readonly Story[]): string[] => {
      const sets = stories.map(story =>
        [...new Set(peopleOf(story).map(one => `${one.given ?? ''} ${one.family ?? ''}`))].sort().join(', '),
      )
      return sets.filter((one, at) => sets.indexOf(one) !== at)
    }
    const here = [...byHand, ...today.map(one => one.story)]
    assert.deepEqual(twins(here), [])
    assert.equal(twins([...here, ...here.slice(0, 1)]).length, 1)
    const names = today.map(({ story }) => peopleOf(story)[0]?.family)
    assert.equal(new Set(names).size, names.length, 'each family that is drawn has a name of its own')
  })

  it('every telephone number, address and postcode is one that leads nowhere', () => {
    const reserved = /^(0161 496 0\d{3}|07700 900\d{3}|01632 960\d{3})$/
    const real = (texts: readonly string[]): string[] =>
      texts.flatMap(text => [
        ...(text.match(/\b0\d{2,4} ?\d{3,4} ?\d{3,4}\b/g) ?? []).filter(number => !reserved.test(number)),
        ...(text.match(/[\w.]+@[\w.-]+/g) ?? []).filter(address => !/@example\.(org|test)$/.test(address)),
        ...(text.match(/\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/g) ?? []).filter(postcode => !postcode.startsWith('ZZ')),
      ])
    const texts = all.flatMap(saidIn)
    assert.ok(texts.some(text => text.startsWith('ZZ')))
    assert.deepEqual(real(texts), [])
    assert.deepEqual(
      real(['Ring 0161 603 4500', 'write to sana@school.sch.uk', 'M5 4WT', '0161 496 0101', 'school@example.org', 'ZZ1 2AB']),
      ['0161 603 4500', 'sana@school.sch.uk', 'M5 4WT'],
    )
  })
})
