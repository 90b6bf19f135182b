import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { type Day, day, daysBetween, englandAndWales } from '../src/guidance/index.ts'
import { book } from '../src/rooms/book.ts'
import { readStory } from '../src/thread/stories/index.ts'
import { derivedFrom } from '../src/thread/stories/replay.ts'

/** The counts that the picture of the whole case rests on (neglect response, Case 17; the days are the fixture's own). */
describe('case 17 in figures', () => {
  const read = readStory(readFileSync(join(import.meta.dirname, '../stories/case-17.json'), 'utf8'), book, 'case-17.json')
  assert.ok(read.ok)
  const { story } = read
  const lens = { rules: day('2026-11-01'), holidays: englandAndWales, changed: new Map() }
  const findings = derivedFrom(
    story.entries.map(entry => entry.told),
    story,
    book,
    lens,
  )
  const on = (label: string): Day => {
    const entry = story.entries.find(one => one.label === label)
    assert.ok(entry, label)
    return entry.told.on
  }
  const factsOf = (rule: string, opener: string) => {
    const id = story.entries.find(one => one.label === opener)?.told.id
    const finding = findings.find(one => one.rule === rule && one.key.endsWith(`/${id}`))
    assert.ok(finding, `${rule} of ${opener}`)
    return finding.facts
  }

  it('lies 731 days from the first referral here to the conference, 1,217 from the first anywhere, 92 from closure to the next, 84 in pre-proceedings', () => {
    assert.equal(daysBetween(on('E02-older'), on('E11-older')), 731)
    assert.equal(daysBetween(on('E01-older'), on('E11-older')), 1217)
    assert.equal(daysBetween(on('E07-older'), on('E08-older')), 92)
    assert.equal(daysBetween(on('E13-older'), on('E15-older')), 84)
    assert.equal(daysBetween(on('E02-older'), on('E04-older')), 91)
  })

  for (const child of ['older', 'younger'])
    it(`counts seven referrals here and one elsewhere before the conference, three of them since the closure and in twelve months: ${child}`, () => {
      const facts = factsOf('repeat-referral', `E10-${child}`)
      assert.deepEqual([facts.lifetime, facts.elsewhere, facts.sinceClosure, facts.in12, facts.household12], [7, 1, 3, 3, 3])
      assert.deepEqual([factsOf('repeat-referral', `E09-${child}`).in12, factsOf('repeat-referral', `E09-${child}`).lifetime], [2, 6])
      assert.deepEqual([factsOf('cumulative-referrals', `E05-${child}`).in12, factsOf('cumulative-referrals', `E04-${child}`).in12], [4, 3])
      assert.equal(factsOf('re-referral-after-closure', `E08-${child}`).days, 92)
    })

  it('names nobody', () => {
    for (const { told } of story.entries) {
      const { given, family } = told.facts as { given?: string; family?: string }
      assert.deepEqual([given ?? '', family ?? ''], ['', ''])
    }
    assert.ok(story.authors.every(author => author.name === null))
  })
})
