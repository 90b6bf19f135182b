import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testBook } from '../testing/field-visits.ts'
import { readStory } from './read.ts'
import { printTrouble } from './trouble.ts'

type Fields = Record<string, unknown>

const entry = { id: 'w1', subject: 'child', kind: 'test-worry', happened: '2024-01-05', by: 'worker' }
const story = (more: Fields = {}): Fields => ({
  story: 'a-test',
  title: 'A test',
  fixture: 'invented',
  agencies: { council: { kind: 'childrens-social-care', name: 'Council' } },
  authors: { worker: { agency: 'council', role: 'social-worker' } },
  subjects: { child: { form: 'person' }, home: { form: 'context' } },
  entries: [entry],
  ...more,
})
const read = (given: Fields) => readStory(JSON.stringify(given), testBook, 'a-test.json')
const troubles = (given: Fields): string[] => {
  const result = read(given)
  return result.ok ? [] : result.troubles.map(printTrouble)
}
const withEntry = (more: Fields) => story({ entries: [{ ...entry, ...more }] })
const told = (given: Fields) => {
  const result = read(given)
  assert.ok(result.ok, result.ok ? '' : result.troubles.map(printTrouble).join('\n'))
  return result.story.entries.map(one => one.told)
}

/** One trouble, that names file, event and field, and says so. */
const refuses = (given: Fields, event: string, field: string, says: RegExp) => {
  const found = troubles(given)
  assert.equal(found.length, 1, found.join('\n'))
  assert.ok(found[0]?.startsWith(`a-test.json: ${event ? `${event}: ` : ''}${field}: `), found[0])
  assert.match(found[0] ?? '', says)
}

describe('a story', () => {
  it('that is sound is read, with the ordinary in place of what it leaves out', () => {
    const [version] = told(story())
    assert.deepEqual(
      [version?.on, version?.precision, version?.known, version?.audience, version?.agencyKind, version?.role, version?.act],
      ['2024-01-05', 'day', '2024-01-05T00:00:00.000000Z', 'professionals', 'childrens-social-care', 'social-worker', version?.id],
    )
  })

  it('gives the same ids whenever it is read, and a UUID as a label is used as it stands', () => {
    assert.deepEqual(told(story()), told(story()))
    const id = '0199e4a0-0000-7000-8000-000000000001'
    assert.equal(told(withEntry({ id }))[0]?.id, id)
    assert.notEqual(told(story())[0]?.id, told(story({ story: 'another' }))[0]?.id)
  })

  it('tells when things happened as exactly as it knows', () => {
    for (const [happened, on, precision, at] of [
      ['2024-07-05', '2024-07-05', 'day', '2024-07-04T23:00:00.000000Z'],
      ['2024-07', '2024-07-15', 'month', '2024-07-14T23:00:00.000000Z'],
      ['2024', '2024-07-01', 'year', '2024-06-30T23:00:00.000000Z'],
      [{ on: '2024-07-09', precision: 'month' }, '2024-07-09', 'month', '2024-07-08T23:00:00.000000Z'],
      ['2024-07-05T00:30+01:00', '2024-07-05', 'moment', '2024-07-04T23:30:00.000000Z'],
    ] as const) {
      const [version] = told(withEntry({ happened }))
      assert.deepEqual([version?.on, version?.precision, version?.at, version?.known], [on, precision, at, at])
    }
  })

  it('refers to its own things inside facts, alone or within a longer text', () => {
    const [one, other] = told(
      story({
        entries: [
          { ...entry, kind: 'residence', facts: { household: `\${home}` } },
          {
            ...entry,
            id: 'd',
            kind: 'finding-decision',
            facts: { rule: 'r', key: `a/\${w1}/$\${w1}`, decision: 'ended' },
            narrative: { reason: 'x' },
          },
        ],
      }),
    )
    assert.match(String((one?.facts as Fields).household), /^[0-9a-f-]{36}$/)
    assert.equal((other?.facts as Fields).key, `a/${one?.id}/\${w1}`)
  })
})

describe('a story is refused, by name of file, event and field and with what would be accepted,', () => {
  it('where it is not JSON', () => {
    const result = readStory('{"story": ', testBook, 'a-test.json')
    assert.ok(!result.ok)
    assert.match(printTrouble(result.troubles[0] ?? { file: '', event: null, field: '', says: '' }), /^a-test\.json: this is not JSON/)
  })

  it('for an unknown kind', () =>
    refuses(withEntry({ kind: 'test-wory' }), 'w1', 'kind', /did you mean test-worry\? Accepted: identity, .*test-worry/))
  it('for an unknown field of a fact', () =>
    refuses(
      withEntry({ kind: 'test-verdict', facts: { dismissed: true, sumedUp: true } }),
      'w1',
      'facts.sumedUp',
      /did you mean summedUp\? Accepted: dismissed, summedUp/,
    ))
  it('for a fact that is missing', () =>
    refuses(withEntry({ kind: 'test-verdict' }), 'w1', 'facts.dismissed', /is missing. Accepted: true or false/))
  it('for a fact of another type', () =>
    refuses(
      withEntry({ kind: 'test-verdict', facts: { dismissed: 'no' } }),
      'w1',
      'facts.dismissed',
      /"no" will not do. Accepted: true or false/,
    ))
  it('for an unknown field of an entry', () => refuses(withEntry({ knwon: '2024-01-06' }), 'w1', 'knwon', /did you mean known\?/))
  it('for an unknown field of the story', () => refuses(story({ titel: 'x' }), '', 'titel', /did you mean title\?/))
  it('for a code that is not on the list', () =>
    refuses(withEntry({ kind: 'identity', facts: { is: 'kid' } }), 'w1', 'facts.is', /Accepted: child, adult, unborn/))
  it('for a subject that is not named', () =>
    refuses(withEntry({ subject: 'chidl' }), 'w1', 'subject', /did you mean child\? Accepted: child, home/))
  it('for a subject of the wrong form', () =>
    refuses(withEntry({ subject: 'home' }), 'w1', 'subject', /home is a context. Accepted for test-worry: a person/))
  it('for an author that is not named', () => refuses(withEntry({ by: 'nobody' }), 'w1', 'by', /Accepted: worker/))
  it('for an answer to what is not told', () => refuses(withEntry({ answers: 'w0' }), 'w1', 'answers', /unknown entry "w0"/))
  it('for a day that does not exist', () =>
    refuses(withEntry({ happened: '2023-02-29' }), 'w1', 'happened', /no such day.*Accepted: a day such as 2013-04-15/))
  it('for a moment without its offset', () => refuses(withEntry({ happened: '2024-01-05T10:00' }), 'w1', 'happened', /offset/))
  it('for a label inside facts that names nothing', () =>
    refuses(
      withEntry({ kind: 'residence', facts: { household: `\${hom}` } }),
      'w1',
      'facts.household',
      /unknown label "hom", did you mean home\?/,
    ))
  it('for a part that the kind does not have', () =>
    refuses(withEntry({ parts: { health: {} } }), 'w1', 'parts.health', /Accepted: record/))
  it('for a label used twice', () =>
    refuses(story({ entries: [entry, { ...entry, happened: '2024-02-01' }] }), 'w1', 'id', /already names something else/))
  it('for an agency that an author has and nobody names', () =>
    refuses(story({ authors: { worker: { agency: 'x', role: 'y' } }, entries: [] }), '', 'authors.worker.agency', /Accepted: council/))
  it('for a correction that does not say when it became known', () =>
    refuses(
      story({ entries: [entry, { ...entry, id: 'w2', corrects: 'w1' }] }),
      'w2',
      'known',
      /A correction or withdrawal says when it became known/,
    ))
  it('for a correction known before what it corrects', () =>
    refuses(
      story({ entries: [entry, { ...entry, id: 'w2', corrects: 'w1', known: '2024-01-04' }] }),
      'w2',
      'known',
      /lies before w1 became known/,
    ))
  it('for a correction of another kind', () =>
    refuses(
      story({ entries: [entry, { ...entry, id: 'w2', kind: 'test-seen', corrects: 'w1', known: '2024-02-01' }] }),
      'w2',
      'kind',
      /Accepted: test-worry/,
    ))
  it('for a correction of a correction', () =>
    refuses(
      story({
        entries: [
          entry,
          { ...entry, id: 'w2', corrects: 'w1', known: '2024-02-01' },
          { ...entry, id: 'w3', corrects: 'w2', known: '2024-03-01' },
        ],
      }),
      'w3',
      'corrects',
      /Accepted: the first version, w1/,
    ))
  it('for a withdrawal that tells something of its own', () =>
    refuses(
      story({ entries: [entry, { ...entry, id: 'w2', withdraws: 'w1', known: '2024-02-01', narrative: { x: 'y' } }] }),
      'w2',
      'facts',
      /a withdrawal takes the entry back/,
    ))
  it('for an expectation of an unknown rule', () =>
    refuses(
      story({ expect: [{ is: 'fires', rule: 'test-seen-evry', on: '2024-01-05' }] }),
      'expectation 1',
      'rule',
      /did you mean test-seen-every\?/,
    ))
  it('for an expectation of an unknown sort', () =>
    refuses(story({ expect: [{ is: 'fire', rule: 'test-seen-every' }] }), 'expectation 1', 'is', /fires/))
  it('for an expectation of a level there is not', () =>
    refuses(
      story({ expect: [{ is: 'fires', rule: 'test-seen-every', on: '2024-01-05', level: 'URGENT' }] }),
      'expectation 1',
      'level',
      /INFO, DUE, OVERDUE, CRITICAL, GATE/,
    ))
  it('for a gate that is none', () =>
    refuses(
      story({ expect: [{ is: 'gate', rule: 'test-seen-every', entry: 'w1' }] }),
      'expectation 1',
      'rule',
      /Accepted: test-many-worries/,
    ))

  it('with everything that is wrong in it at once', () => {
    const found = troubles(
      story({
        entries: [
          { ...entry, kind: 'x', subject: 'y' },
          { ...entry, id: 'w2', happened: 'soon' },
          { ...entry, id: 'w3', answers: 'w2' },
        ],
        expect: [{ is: 'due', rule: 'z', on: 'never' }],
      }),
    )
    assert.deepEqual(
      found.map(text => text.split(': ').slice(1, 3).join(' ')),
      ['w1 subject', 'w1 kind', 'w2 happened', 'expectation 1 rule', 'expectation 1 on'],
    )
  })
})
