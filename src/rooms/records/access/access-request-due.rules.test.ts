import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { told } from '../../../thread/testing/tell.ts'
import { findingsOf, shown } from '../../testing/replayed.ts'
import { accessAnswered, accessAsked, accessExtended } from './access-request.ts'

const asked = (on: string) => told('asked', accessAsked, on, { facts: { by: 'the-person' } })
const longer = (on: string) => told('longer', accessExtended, on, { answers: 'asked', facts: {} })
const answered = (on: string) => told('answered', accessAnswered, on, { answers: 'asked', facts: { outcome: 'sent' } })
const due = (...entries: ReturnType<typeof told>[]) => findingsOf(entries).find(one => one.rule === 'access-request-due')

describe('a request for a record', () => {
  it('is answered within one month: the same date of the next, or its last day', () => {
    assert.equal(due(asked('2026-03-10'))?.dueOn, '2026-04-10')
    assert.deepEqual(
      due(asked('2026-03-10'))?.told.map(one => one.to),
      ['lead', 'manager'],
      'whoever leads is told as well',
    )
    assert.equal(due(asked('2026-01-31'))?.dueOn, '2026-02-28')
    assert.equal(due(asked('2028-01-30'))?.dueOn, '2028-02-29')
  })

  it('is late from the day after', () => {
    assert.ok(!shown(findingsOf([asked('2026-03-10')]), 'access-request-due', 'child', '2026-04-10').includes('OVERDUE'))
    assert.ok(shown(findingsOf([asked('2026-03-10')]), 'access-request-due', 'child', '2026-04-11').includes('OVERDUE'))
  })

  it('may take two further months where whoever asked was told within the first', () => {
    assert.equal(due(asked('2026-03-10'), longer('2026-04-10'))?.dueOn, '2026-06-10')
    assert.equal(due(asked('2026-11-30'), longer('2026-12-01'))?.dueOn, '2027-02-28')
  })

  it('and takes no longer where they were told too late', () => {
    assert.equal(due(asked('2026-03-10'), longer('2026-04-11'))?.dueOn, '2026-04-10')
  })

  it('ends with its answer, and a late one stays late', () => {
    const ended = due(asked('2026-03-10'), answered('2026-05-01'))
    assert.deepEqual([ended?.end?.as, ended?.dueOn], ['met', '2026-04-10'])
  })
})
