import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { careBegan, careEnded } from '../cared-for/index.ts'
import { planEnd } from '../child-protection/index.ts'
import { tell } from '../testing/tell.ts'
import { nhsNumber, openCpIs, token } from './testing/open-cp-is.ts'

const { database, as, child, lines, receiver, round, page, facts, numbered } = await openCpIs()

describe('the NHS is told of a child on a plan', () => {
  it('a child without an NHS number waits, and the page says why', async () => {
    assert.equal(await round(), 0)
    const { status, page: text } = await page('social-worker')
    assert.equal(status, 200)
    assert.match(text, /There is no NHS number of Amira on record\. Without it the NHS cannot be told/)
    await numbered()
  })

  it('a receiving end that fails is asked again; one that was away and is back takes it, once, under the same number', async () => {
    receiver.answers = 500
    assert.equal(await round(), 0)
    assert.equal(await round(), 0)
    assert.equal(receiver.asked.length, 2)
    assert.equal(new Set(receiver.asked).size, 1, 'a message whose answer was lost comes again under its number')
    await receiver.stop()
    assert.equal(await round(), 0)
    receiver.answers = 200
    await receiver.start()
    assert.equal((await facts()).sent.length, 0, 'nothing says that it was told')
    assert.equal(await round(), 1)
    assert.equal(await round(), 0, 'and it is not told twice')
    assert.equal(receiver.took.length, 1)
    assert.deepEqual(new Set(receiver.tokens), new Set([`Bearer ${token}`]))
    assert.deepEqual(
      (await facts()).sent.map(one => [one.what, one.how]),
      [['plan-start', 'program']],
    )
    assert.deepEqual((await facts()).waits, [])
  })

  it('is told who the child is, from when, and whom to ring: never where the child lives', () => {
    const [message] = receiver.took
    assert.deepEqual(
      { ...message, message: undefined },
      {
        message: undefined,
        version: 1,
        what: 'plan-start',
        child: { nhsNumber, family: 'Testcase', given: 'Amira', born: '2018-02-02', expected: null },
        flag: { type: 'child-protection-plan', start: '2026-11-02', end: null },
        responsible: { authority: 'Invented Partnership', office: null, outOfHours: null },
        movedTo: null,
      },
    )
    assert.doesNotMatch(JSON.stringify(receiver.took), /Canary|ZZ9|neglect|household/i)
    assert.doesNotMatch(lines.join(''), new RegExp(`${nhsNumber}|Amira|Testcase`), 'no log line names the child')
  })

  it('the end of the plan is told with its day; by hand by the unit, where nothing is connected', async () => {
    await tell(database, 'conference-chair', [
      {
        subject: child,
        kind: planEnd,
        on: '2026-11-20',
        parts: { record: { facts: { ground: 'left-the-country' }, narrative: { reasons: 'Settled with the grandmother abroad.' } } },
      },
    ])
    const [waits] = (await facts('conference-administrator')).waits
    assert.equal(waits?.what, 'plan-end')
    const done = await (await as('conference-administrator')).post(`/people/${child}/cp-is`, { does: 'told', entry: waits?.about ?? '' })
    assert.equal(done.status, 303)
    assert.equal(await round(), 0)
    assert.deepEqual((await facts()).sent.map(one => [one.what, one.how]).sort(), [
      ['plan-end', 'hand'],
      ['plan-start', 'program'],
    ])
  })
})

describe('the NHS is told of a cared-for child', () => {
  it('when the authority begins to care for the child, and when it no longer does: the kind of flag and the days, and nothing of why', async () => {
    await tell(database, 'social-worker', [
      {
        subject: child,
        kind: careBegan,
        on: '2026-11-18',
        parts: { record: { facts: { as: 'agreed' }, narrative: { reasons: 'A canary reason.' } } },
      },
    ])
    assert.deepEqual(
      (await facts()).waits.map(one => one.what),
      ['care-start'],
    )
    assert.equal(await round(), 1)
    await tell(database, 'social-worker', [
      { subject: child, kind: careEnded, on: '2026-11-20', parts: { record: { facts: { as: 'home' } } } },
    ])
    assert.equal(await round(), 1)
    const [began, ended] = receiver.took.slice(-2) as { what: string; flag: unknown }[]
    assert.deepEqual([began?.what, began?.flag], ['care-start', { type: 'looked-after', start: '2026-11-18', end: null }])
    assert.deepEqual([ended?.what, ended?.flag], ['care-end', { type: 'looked-after', start: '2026-11-18', end: '2026-11-20' }])
    assert.doesNotMatch(JSON.stringify(receiver.took), /canary|section 20|agreed/i)
  })
})
