import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Day, day, englandAndWales, startOfDay, weeks } from '../guidance/index.ts'
import { derive, type Lens, settingOn } from './derive.ts'
import { levelAt, metLate } from './finding.ts'
import { homeOf } from './home.ts'
import { findingDecision, residence } from './own-kinds/index.ts'
import { rule, setting } from './rule.ts'
import { so } from './say.ts'
import { manyWorries, plan, seen, seenEvery, testBook, worry, worryAtHome } from './testing/field-visits.ts'
import { agencyId, entryId, subjectId, threadOf, told } from './testing/tell.ts'

const nobody = { others: [] }
const lens: Lens = { rules: 'of-the-day', holidays: englandAndWales, changed: new Map() }
const at = (text: string) => startOfDay(day(text))
const key = (...names: string[]) => ['seen', ...names.map(entryId)].join('/')
const clocks = (rows: Parameters<typeof threadOf>[0], through: Lens = lens) => derive([seenEvery], threadOf(rows), nobody, through)

describe('a repeating clock', () => {
  const began = told('plan', plan, '2024-01-01')

  it('counts from what really happened, one finding a turn, and names each turn by what opened it', () => {
    const turns = clocks([began, told('v1', seen, '2024-01-20'), told('v2', seen, '2024-02-25')])
    assert.deepEqual(
      turns.map(({ key, dueOn, end }) => [key, dueOn, end?.as]),
      [
        [key('plan'), '2024-01-29', 'met'],
        [key('plan', 'v1'), '2024-02-17', 'met'],
        [key('plan', 'v2'), '2024-03-24', undefined],
      ],
    )
    assert.deepEqual(turns.map(metLate), [false, true, false])
  })

  it('keeps every key when the plan is corrected to another day', () => {
    const rows = [began, told('v1', seen, '2024-01-20')]
    const moved = told('plan, fixed', plan, '2024-01-10', { corrects: 'plan', known: '2024-03-01' })
    assert.deepEqual(
      clocks([...rows, moved]).map(turn => turn.key),
      clocks(rows).map(turn => turn.key),
    )
  })

  it('reads as met on time once a late record arrives, and as overdue to those who could not know', () => {
    const late = told('v1', seen, '2024-01-20', { known: '2024-03-10' })
    const child = threadOf([began, late])
    const [then] = derive([seenEvery], child.asKnownAt(at('2024-03-01')), nobody, lens)
    const [now] = derive([seenEvery], child, nobody, lens)
    assert.ok(then && now)
    assert.equal(levelAt(then, at('2024-03-01')), 'OVERDUE')
    assert.equal(levelAt(now, at('2024-03-01')), undefined)
    assert.equal(metLate(now), false)
    assert.equal(now.end?.known, at('2024-03-10'))
  })

  it('opens a turn of its own when a person ends it by decision, so that it never falls silent', () => {
    const decision = told('decision', findingDecision, '2024-02-05', {
      facts: { rule: 'test-seen-every', key: key('plan'), decision: 'ended' },
    })
    const [first, second, ...rest] = clocks([began, decision])
    assert.deepEqual(rest, [])
    assert.deepEqual([first?.end?.as, first?.end?.at], ['cancelled', at('2024-02-05')])
    assert.deepEqual(
      [second?.key, second?.from, second?.dueOn, second?.end],
      [key('plan', 'decision'), at('2024-02-05'), '2024-03-04', null],
    )
  })

  it('takes no notice of a decision that only acknowledges, or that names another rule or turn', () => {
    const facts = { rule: 'test-seen-every', key: key('plan'), decision: 'ended' }
    for (const other of [{ decision: 'acknowledged' }, { rule: 'another-rule' }, { key: key('plan', 'elsewhere') }]) {
      const decision = told('decision', findingDecision, '2024-02-05', { facts: { ...facts, ...other } })
      assert.deepEqual(clocks([began, decision]), clocks([began]))
    }
  })

  it('keeps its number for the turn that runs when a setting changes, and takes the new one for the next', () => {
    const changed: Lens = { ...lens, changed: new Map([['test-seen-every.atMost', [{ from: day('2024-02-01'), value: weeks(3) }]]]) }
    const turns = clocks([began, told('v1', seen, '2024-01-20'), told('v2', seen, '2024-02-10')], changed)
    assert.deepEqual(
      turns.map(turn => turn.dueOn),
      ['2024-01-29', '2024-02-17', '2024-03-02'],
    )
  })

  it('is judged whole by the numbers of one day when a case is replayed by that day’s rules', () => {
    const changed = new Map([['test-seen-every.atMost', [{ from: day('2024-02-01'), value: weeks(3) }]]])
    const [turn] = clocks([began], { ...lens, rules: day('2024-06-01'), changed })
    assert.equal(turn?.dueOn, '2024-01-22')
    const [before] = clocks([began], { ...lens, rules: day('2024-01-31'), changed })
    assert.equal(before?.dueOn, '2024-01-29')
  })
})

describe('a setting', () => {
  it('that rests on law keeps the value we ship, whatever an authority enters', () => {
    const entered = [{ from: '2020-01-01' as Day, value: weeks(9) }]
    assert.deepEqual(settingOn(setting(weeks(4), 'law', 'tests'), entered, day('2024-01-01')), weeks(4))
    assert.deepEqual(settingOn(setting(weeks(4), 'guidance', 'tests'), entered, day('2024-01-01')), weeks(9))
    assert.deepEqual(settingOn(setting(weeks(4), 'guidance', 'tests'), entered, day('2019-12-31')), weeks(4))
  })
})

describe('a rule', () => {
  const opened = told('worry', worry, '2024-01-01')
  const spec = { says: () => '', because: manyWorries.because as never, kinds: [worry] as const, tell: [] }

  it('holds for what began while it was in force; by the rules of one day it holds for all or nothing', () => {
    const dated = rule({
      ...spec,
      id: 'test-dated',
      kinds: [worry],
      inForce: { from: day('2024-02-01'), until: day('2024-03-01') },
      findings: child => child.of(worry).map(one => so('INFO', { name: 'x', opened: one, until: undefined, tell: [] })),
    })
    const rows = [opened, told('in force', worry, '2024-02-01'), told('too late', worry, '2024-03-01')]
    const found = (rules: Lens['rules']) => derive([dated], threadOf(rows), nobody, { ...lens, rules }).map(finding => finding.evidence[0])
    assert.deepEqual(found('of-the-day'), [entryId('in force')])
    assert.equal(found(day('2024-02-29')).length, 3)
    assert.deepEqual(found(day('2024-03-01')), [])
  })

  it('that makes two findings with one key is refused by name', () => {
    const twice = rule({
      ...spec,
      id: 'test-twice',
      kinds: [worry],
      inForce: { from: day('2000-01-01') },
      findings: child =>
        child.of(worry).flatMap(one => [1, 2].map(() => so('INFO', { name: 'x', opened: one, until: undefined, tell: [] }))),
    })
    assert.throws(() => derive([twice], threadOf([opened]), nobody, lens), /test-twice made two findings with the key x\//)
  })
})

describe('what one agency keeps to itself', () => {
  const open = [told('plan', plan, '2024-01-01'), told('w1', worry, '2024-01-05'), told('w2', worry, '2024-01-06')]
  const police = [
    told('police worry', worry, '2024-01-07', { audience: 'agency', agency: 'police', agencyKind: 'police' }),
    told('police seen', seen, '2024-01-08', { audience: 'agency', agency: 'police', agencyKind: 'police' }),
  ]

  it('changes no byte of what stands in the open layer', () => {
    const before = JSON.stringify(derive(testBook.rules, threadOf(open), nobody, lens))
    const after = derive(testBook.rules, threadOf([...open, ...police]), nobody, lens)
    assert.equal(JSON.stringify(after.filter(finding => finding.layer === 'open')), before)
    assert.ok(
      after.some(finding => finding.layer === 'restricted'),
      'the planted entries must make findings of their own',
    )
  })

  it('makes findings that only its own agency may read, under keys of their own', () => {
    const restricted = derive(testBook.rules, threadOf([...open, ...police]), nobody, lens).filter(
      finding => finding.layer === 'restricted',
    )
    for (const finding of restricted) {
      assert.match(finding.key, /\|restricted$/)
      if (finding.evidence.includes(entryId('police worry')) || finding.evidence.includes(entryId('police seen')))
        assert.equal(finding.agency, agencyId('police'))
    }
    assert.ok(restricted.some(finding => finding.agency === agencyId('police')))
  })

  it('gives a finding that rests on two agencies’ secrets to neither', () => {
    const both = rule({
      id: 'test-both',
      says: () => '',
      because: manyWorries.because as never,
      kinds: [worry],
      inForce: { from: day('2000-01-01') },
      findings: child => {
        const [first, ...more] = child.of(worry)
        return first && more.length > 0 ? [so('INFO', { name: 'all', opened: first, until: undefined, tell: [], evidence: more })] : []
      },
    })
    const rows = [
      told('p', worry, '2024-01-01', { audience: 'agency', agency: 'police' }),
      told('h', worry, '2024-01-02', { audience: 'agency', agency: 'hospital' }),
    ]
    const [finding] = derive([both], threadOf(rows), nobody, lens)
    assert.deepEqual([finding?.layer, finding?.agency], ['restricted', null])
  })

  it('about a brother or sister changes no byte of the child’s open layer either', () => {
    const lives = ['child', 'sibling'].map(of =>
      told(`${of} lives`, residence, '2023-01-01', { of, facts: { household: subjectId('home') } }),
    )
    const siblings = [told('sw', worry, '2024-01-05', { of: 'sibling' })]
    const secret = told('ps', worry, '2024-01-09', { of: 'sibling', audience: 'agency', agency: 'police' })
    const found = (rows: Parameters<typeof threadOf>[0]) =>
      derive([worryAtHome], threadOf(rows), homeOf(threadOf(rows), [threadOf(rows, 'sibling')]), lens)
    const before = found([...lives, ...siblings])
    const after = found([...lives, ...siblings, secret])
    assert.equal(before.length, 1)
    assert.equal(JSON.stringify(after.filter(finding => finding.layer === 'open')), JSON.stringify(before))
    assert.equal(after.filter(finding => finding.agency === agencyId('police')).length, 1)
  })

  it('about who lives with whom changes no byte of the open layer: neither a secret arrival nor a secret departure', () => {
    const lives = (of: string, on: string, more: Parameters<typeof told>[3] = {}) =>
      told(`${of} lives ${on}`, residence, on, { of, facts: { household: subjectId('home') }, ...more })
    const secret = { audience: 'agency', agency: 'police' } as const
    const elsewhere = { ...secret, facts: { household: subjectId('elsewhere') } }
    const siblings = [told('sw', worry, '2024-01-05', { of: 'sibling' })]
    const found = (rows: Parameters<typeof threadOf>[0]) =>
      derive([worryAtHome], threadOf(rows), homeOf(threadOf(rows), [threadOf(rows, 'sibling')]), lens)
    for (const [open, hidden] of [
      [[lives('child', '2023-01-01')], lives('sibling', '2023-06-01', secret)],
      [[lives('child', '2023-01-01'), lives('sibling', '2023-06-01')], lives('child', '2023-03-01', elsewhere)],
      [[lives('child', '2023-01-01'), lives('sibling', '2023-06-01')], lives('sibling', '2023-12-01', elsewhere)],
    ] as const) {
      const before = found([...open, ...siblings])
      const after = found([...open, hidden, ...siblings])
      assert.equal(JSON.stringify(after.filter(finding => finding.layer === 'open')), JSON.stringify(before))
    }
    const arrival = found([lives('child', '2023-01-01'), lives('sibling', '2023-06-01', secret), ...siblings])
    assert.deepEqual(
      arrival.map(finding => finding.layer),
      ['restricted'],
      'what is so by the secret alone stands in the restricted layer',
    )
  })
})
