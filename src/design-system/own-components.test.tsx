import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { CheckAnswers } from './check-answers.tsx'
import { ChildHeader } from './child-header.tsx'
import { Confirmation } from './confirmation.tsx'
import { Conflict } from './conflict.tsx'
import { DueList } from './due-list.tsx'
import { Filters } from './filters.tsx'
import type { Level } from './level-tag.tsx'
import { LevelTag, levelWords } from './level-tag.tsx'
import { QueueList } from './queue-list.tsx'
import { SaveState } from './save-state.tsx'
import { elementsOf, parseHtml, spoken } from './testing/html-tree.ts'
import { Timeline } from './timeline.tsx'

type Drawn = Parameters<typeof renderToString>[0]
const words = (drawn: Drawn) => spoken(parseHtml(renderToString(drawn)))
const elements = (drawn: Drawn) => elementsOf(parseHtml(renderToString(drawn)))

test('every level has a word and a shape of its own, so that colour never says it alone', () => {
  const all = Object.keys(levelWords) as Level[]
  const shapes = all.map(level => {
    const html = renderToString(<LevelTag level={level} />)
    assert.ok(html.includes(levelWords[level]))
    return /<svg[^>]*>(.*)<\/svg>/.exec(html)?.[1]
  })
  assert.equal(new Set(shapes).size, all.length)
  assert.equal(new Set(Object.values(levelWords)).size, all.length)
})

test('no code of a level reaches a reader', () => {
  for (const level of Object.keys(levelWords) as Level[])
    assert.doesNotMatch(words(<LevelTag level={level} />), /INFO|OVERDUE|CRITICAL|GATE|MET/)
})

test('a child who is not born yet has a day they are due, not an age', () => {
  const header = (age: Parameters<typeof ChildHeader>[0]['age']) =>
    words(<ChildHeader name="Amira Testcase" age={age} lives="with her mother" tags={[]} workers={[]} lastSeen={[]} />)
  assert.match(header({ kind: 'age', text: '6' }), /^Amira Testcase, 6 with her mother$/)
  assert.match(header({ kind: 'due', text: '12 August' }), /^Amira Testcase, due 12 August with her mother$/)
})

const entry = {
  id: 'e1',
  when: { iso: '2024-02', text: 'February 2024' },
  title: 'Visit',
  agency: 'School',
  who: 'J Invented',
  significant: true,
  notes: ['corrected 12 February'],
}

test('the chronology is an ordered list that says of each entry when, what, who and whether it matters', () => {
  const drawn = <Timeline label="Chronology" entries={[entry]} />
  assert.equal(words(drawn), 'February 2024 Visit Significant School · J Invented · corrected 12 February')
  assert.deepEqual(
    elements(drawn).flatMap(({ tag }) => (['ol', 'li', 'time', 'h3'].includes(tag) ? [tag] : [])),
    ['ol', 'li', 'time', 'h3'],
  )
  assert.doesNotMatch(words(<Timeline label="Chronology" entries={[{ ...entry, significant: false }]} />), /Significant/)
})

test('what is due says why it is asked and what it rests on', () => {
  const drawn = (
    <DueList
      label="Due"
      items={[
        {
          id: 'd',
          level: 'CRITICAL',
          text: 'Amira has not been seen at home since 15 January',
          when: '29 days ago',
          because: [{ text: 'visits briefing, July 2024, box 3' }, { text: 'our setting of 4 weeks', href: '/settings' }],
          evidence: [
            { text: 'visit of 15 January', href: '#a' },
            { text: 'core group', href: '#b' },
            { text: 'conference', href: '#c' },
          ],
        },
      ]}
    />
  )
  assert.equal(
    words(drawn),
    'Child may be unsafe Amira has not been seen at home since 15 January 29 days ago ' +
      'because: visits briefing, July 2024, box 3; our setting of 4 weeks · rests on visit of 15 January; core group; conference',
  )
})

test('a row of the queue says by when, who, what was said, who has answered and whose it is', () => {
  const row = {
    id: 'q',
    href: '/q',
    level: 'DUE',
    by: 'Decide by 12:00',
    who: 'Amira T, 6',
    says: 'hungry',
    asked: [{ agency: 'police', answered: false }],
  } as const
  assert.equal(
    words(<QueueList label="Queue" rows={[{ ...row, assigned: 'nobody' }]} />),
    'Due Decide by 12:00 Amira T, 6 hungry asked: police … waiting · assigned to nobody yet',
  )
  assert.match(words(<QueueList label="Queue" rows={[{ ...row, assigned: { name: 'S Sample' } }]} />), /assigned to S Sample$/)
})

test('a form that has never been kept does not say that it is saved', () => {
  assert.match(words(<SaveState />), /^Not saved yet Save and come back later$/)
  assert.match(words(<SaveState savedAt="14:05" />), /^Saved at 14:05/)
  assert.equal(elements(<SaveState />).find(({ tag }) => tag === 'button')?.attributes.type, 'submit')
})

const conflict = (
  <Conflict
    by="J Invented"
    at="14:02"
    fields={[
      { name: 'meals', label: 'Meals', yours: 'She ate <b>toast</b>', theirs: 'She ate nothing' },
      { name: 'sleep', label: 'Sleeping', yours: '', theirs: '' },
      { name: 'words', label: 'In her words', yours: '', theirs: '"Nana"' },
    ]}
  >
    <button type="submit">Save</button>
  </Conflict>
)

test('a conflict shows every word of both versions and marks only what differs', () => {
  const said = words(conflict)
  assert.match(said, /2 answers are different/)
  assert.match(said, /What you wrote She ate <b>toast<\/b> What J Invented wrote She ate nothing/)
  assert.match(said, /What you wrote Nothing What J Invented wrote "Nana"/)
  const marked = elements(conflict).filter(({ tag }) => tag === 'mark')
  assert.deepEqual(
    marked.map(({ children }) => spoken(children)),
    ['<b>toast</b>', 'nothing', '"Nana"'],
  )
})

test('a conflict keeps both versions unless somebody chooses otherwise, and sends yours along', () => {
  const inputs = elements(conflict).filter(({ tag }) => tag === 'input')
  assert.deepEqual(
    inputs.filter(({ attributes }) => 'checked' in attributes).map(({ attributes }) => [attributes.name, attributes.value]),
    [
      ['keep.meals', 'both'],
      ['keep.words', 'both'],
    ],
  )
  assert.deepEqual(
    inputs.filter(({ attributes }) => attributes.type === 'hidden').map(({ attributes }) => [attributes.name, attributes.value]),
    [
      ['yours.meals', 'She ate <b>toast</b>'],
      ['yours.words', ''],
    ],
  )
})

test('an answer that was not given is shown as not given before it is sent', () => {
  const drawn = (
    <CheckAnswers
      sections={[{ title: 'Child', answers: [{ question: 'Born', answer: '', change: { href: '/born', what: 'the date of birth' } }] }]}
    />
  )
  assert.equal(words(drawn), 'Child Born Not answered Change the date of birth')
})

test('a confirmation says plainly where nobody has been told', () => {
  assert.match(
    words(<Confirmation title="Sent" reference="AB-1" next={['Wait']} told={[]} />),
    /Reference AB-1 What happens next Wait Who was told Nobody has been told of this yet\.$/,
  )
})

test('a filter reads and never writes, keeps what must be kept, and each choice can be taken back', () => {
  const drawn = (
    <Filters
      action="/child"
      label="Filter"
      keep={{ order: 'newest' }}
      chosen={[{ text: 'School', removeHref: '/child' }]}
      clearHref="/child"
    >
      <input name="agency" aria-label="Agency" />
    </Filters>
  )
  const form = elements(drawn).find(({ tag }) => tag === 'form')
  assert.equal(form?.attributes.method, 'get')
  assert.deepEqual(
    elements(drawn)
      .filter(({ attributes }) => attributes.type === 'hidden')
      .map(({ attributes }) => attributes.name),
    ['order'],
  )
  assert.match(words(drawn), /Remove the filter School/)
})
