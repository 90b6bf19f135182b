import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { day, endOfDay, englandAndWales } from '../src/guidance/index.ts'
import { book } from '../src/rooms/book.ts'
import { levelAt } from '../src/thread/finding.ts'
import { accountOf } from '../src/thread/stories/account.ts'
import { readStory } from '../src/thread/stories/read.ts'
import { derivedFrom, replay } from '../src/thread/stories/replay.ts'
import type { Story } from '../src/thread/stories/story.ts'
import { printTrouble } from '../src/thread/stories/trouble.ts'
import { type Exported, exportedOf, writeStory } from '../src/thread/stories/write.ts'

const folder = join(import.meta.dirname, '../stories')
const rules = day('2026-11-01')

const read = (text: string, file: string): Story => {
  const result = readStory(text, book, file)
  assert.ok(result.ok, result.ok ? '' : result.troubles.map(printTrouble).join('\n'))
  return result.story
}
const stories = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.json'))
  .map(file => read(readFileSync(join(folder, file), 'utf8'), file))

/** The same value with the names of its objects in another order, as a database gives them back. */
const shuffled = <T>(value: T): T =>
  (Array.isArray(value)
    ? value.map(shuffled)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, item]) => [key, shuffled(item)]),
        )
      : value) as T

describe('a story that is written', () => {
  for (const story of stories)
    it(`reads back to the same entries and writes the same bytes again: ${story.name}`, () => {
      const written = writeStory(exportedOf(story), story.fixture)
      const again = read(written, `${story.name}.json`)
      assert.deepEqual(new Set(again.entries.map(entry => entry.told)), new Set(story.entries.map(entry => entry.told)))
      assert.deepEqual(
        new Map(again.entries.map(entry => [entry.told.id, entry.parts])),
        new Map(story.entries.map(entry => [entry.told.id, entry.parts])),
      )
      assert.equal(writeStory(exportedOf(again), again.fixture), written)
      const fromRows: Exported = {
        ...exportedOf(again),
        entries: again.entries.map(shuffled).toReversed(),
        agencies: again.agencies.toReversed(),
      }
      assert.equal(writeStory(fromRows, again.fixture), written)
    })

  it('keeps who told each entry, for whom and in which role, also where somebody changed posts', () => {
    const [story] = stories.filter(one => one.name === 'friday-evening')
    assert.ok(story)
    const [first, ...rest] = story.entries
    const other = story.agencies[1]
    assert.ok(first && other && rest[0])
    const changed: Exported = {
      ...exportedOf(story),
      entries: [
        first,
        ...rest.map(entry => ({
          ...entry,
          told: { ...entry.told, author: first.told.author, role: 'head-teacher', agency: other.id, agencyKind: other.kind },
        })),
      ],
    }
    const again = read(writeStory(changed, 'invented'), 'changed.json')
    assert.deepEqual(
      again.entries.map(entry => [entry.told.role, entry.told.agency]),
      changed.entries.map(entry => [entry.told.role, entry.told.agency]),
    )
  })

  it('keeps a text that looks like a reference as the text it is', () => {
    const story = stories.find(one => one.name === 'third-concern')
    const entry = story?.entries.find(one => one.told.kind === 'referral')
    assert.ok(story && entry)
    for (const sourceName of [`\${r1}`, `$\${r1}`, `\${`, '$', `$$\${x}`]) {
      const facts: Record<string, unknown> = { ...(entry.told.facts as Record<string, unknown>), sourceName }
      const odd = { ...entry, told: { ...entry.told, facts }, parts: { record: { facts, narrative: {} } } }
      const again = read(writeStory({ ...exportedOf(story), entries: [odd] }, 'invented'), 'odd.json')
      assert.equal((again.entries[0]?.told.facts as Record<string, unknown> | undefined)?.sourceName, sourceName)
    }
  })

  it('keeps who else was there and who is spoken of', () => {
    const story = stories.find(one => one.name === 'seen-at-school-only')
    const [first, second] = story?.subjects ?? []
    const entry = story?.entries[0]
    assert.ok(story && first && second && entry)
    const links = [
      { subject: second.id, as: 'mentioned' },
      { subject: first.id, as: 'present' },
    ] as const
    const again = read(writeStory({ ...exportedOf(story), entries: [{ ...entry, links }] }, 'invented'), 'linked.json')
    assert.deepEqual(new Set(again.entries[0]?.links), new Set(links))
  })
})

describe('a replay', () => {
  for (const story of stories)
    it(`ends with what stands when all that is known is derived at once: ${story.name}`, () => {
      const lens = { rules, holidays: englandAndWales, changed: new Map() }
      const versions = story.entries
        .map(entry => entry.told)
        .map(told => (told.audience === 'agency' ? { ...told, audience: 'professionals' as const } : told))
      const until = replay(story, book, { rules }).asOf
      for (const end of [until, endOfDay(day('2030-01-01'))]) {
        const { stood } = accountOf(versions, new Map(story.subjects.map(subject => [subject.id, subject.form])), book, lens, end)
        const last = `${end.slice(0, -1)}` // sorts just before the end itself
        const atOnce = derivedFrom(versions, story, book, lens).flatMap(finding => {
          const level = levelAt(finding, last as typeof end)
          return level ? [`${finding.subject} ${finding.rule} ${finding.key} ${level}`] : []
        })
        const lived = stood
          .filter(span => span.until === null)
          .map(({ finding, level }) => `${finding.subject} ${finding.rule} ${finding.key} ${level}`)
        assert.deepEqual(lived.sort(), atOnce.sort())
      }
    })
})
