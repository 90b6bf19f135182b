import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { type Day, dayOf, momentOf, Temporal } from '../src/guidance/index.ts'
import { book } from '../src/rooms/book.ts'
import { printTrouble, type Replay, readStoryObject, replay } from '../src/thread/stories/index.ts'

const folder = join(import.meta.dirname, '../stories')
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.json'))
const given = (file: string): Record<string, unknown> & { expect?: unknown[] } => JSON.parse(readFileSync(join(folder, file), 'utf8'))

const today: Day = dayOf(momentOf(Temporal.Now.instant()))

const replayed = (story: unknown, file: string): Replay => {
  const read = readStoryObject(story, book, file)
  assert.ok(read.ok, read.ok ? '' : read.troubles.map(printTrouble).join('\n'))
  return replay(read.story, book, { rules: read.story.rules === 'today' ? today : 'of-the-day' })
}

/** What a story expected and did not get, each by name; fails where there is anything. */
const assertHolds = (story: unknown, file: string): void => {
  const { checks, notAsked } = replayed(story, file)
  assert.deepEqual(
    checks.flatMap(({ expected, held, found }) => (held ? [] : [`${expected}; instead: ${found}`])),
    [],
  )
  assert.equal(notAsked, 0)
}

describe('every story holds what it expects', () => {
  for (const file of files) it(file, () => assertHolds(given(file), file))

  it('and each of them expects something', () => {
    for (const file of files) assert.ok((given(file).expect ?? []).length > 0, `${file} expects nothing`)
  })
})

describe('a story with a false expectation', () => {
  const planted = {
    'case-17.json': { is: 'fires', rule: 'multi-source-corroboration', subject: 'older', level: 'INFO', on: '2011-07-15' },
    'seen-at-school-only.json': { is: 'fires', rule: 'cp-visit-due', subject: 'a', level: 'OVERDUE', on: '2024-04-03' },
    'third-concern.json': { is: 'no-gate', rule: 'cumulative-referrals', entry: 'd3' },
  }
  for (const [file, expectation] of Object.entries(planted))
    it(`fails, naming what failed: ${file}`, () => {
      const story = given(file)
      assert.throws(() => assertHolds({ ...story, expect: [...(story.expect ?? []), expectation] }, file), new RegExp(expectation.rule))
    })
})

describe('the man who is found in time', () => {
  const file = 'who-does-bedtime.json'
  const without = (id: string) => {
    const story = given(file)
    return { ...story, entries: (story['entries'] as { id: string }[]).filter(entry => entry.id !== id) }
  }

  it('is not, where nobody puts what two agencies saw side by side: the second stays a man whom nobody has identified', () =>
    assert.throws(() => assertHolds({ ...without('one-man') }, file), /unidentified-adult/))

  it('may be in the home overnight, where no manager decides', () =>
    assert.throws(
      () =>
        assertHolds(
          {
            ...without('must-not-stay'),
            expect: (given(file).expect ?? []).filter(one => (one as { by?: string }).by !== 'must-not-stay'),
          },
          file,
        ),
      /new-adult-in-home/,
    ))
})

describe('the page about stories', () => {
  const page = readFileSync(join(import.meta.dirname, '../docs/stories.md'), 'utf8')
  const examples = [...page.matchAll(/^```json\n(.*?)^```$/gms)].map(([, text]) => JSON.parse(text ?? ''))

  it('shows a story that can be replayed and holds', () => {
    assert.ok(examples.length > 0)
    for (const example of examples) assertHolds(example, 'docs/stories.md')
  })
})
