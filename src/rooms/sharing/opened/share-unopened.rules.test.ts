import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Told } from '../../../thread/entry.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { told } from '../../../thread/testing/tell.ts'
import { findingsOf, openedBy, shown } from '../../testing/replayed.ts'
import { disclosure, disclosureRecalled, shareOpened } from '../disclosure/disclosure.ts'

const facts = {
  decision: 'shared',
  document: 'conference-decisions',
  to: 'professional',
  as: 'health visitor',
  known: 'told',
  sentBy: 'lead',
}
const sent = (on: string, more: Record<string, unknown> = {}): Told => told('sent', disclosure, on, { facts: { ...facts, ...more } })
const unopened = (...versions: Told[]) => openedBy(findingsOf(versions), 'share-unopened', 'sent')
const on = (versions: Told[], day: string) => shown(findingsOf(versions), 'share-unopened', 'child', day)

describe('what was shared is opened within one working day', () => {
  it('sent on Friday 7 June 2024 and not opened, whoever sent it is told from Tuesday the 11th', () => {
    const alone = [sent('2024-06-07')]
    assert.deepEqual(on(alone, '2024-06-10'), [])
    assert.deepEqual(on(alone, '2024-06-11'), ['DUE'])
    assert.equal(unopened(...alone)?.dueOn, '2024-06-10')
    assert.deepEqual(unopened(...alone)?.facts, { with: 'health visitor' })
  })

  it('over Christmas 2024 the next working day of Christmas Eve is Friday the 27th', () =>
    assert.equal(unopened(sent('2024-12-24'))?.dueOn, '2024-12-27'))

  it('opening it meets it, and opened late stays late', () => {
    const opened = (at: string) => told('read', shareOpened, at, { answers: 'sent' })
    assert.deepEqual(on([sent('2024-06-07'), opened('2024-06-10T09:00:00Z')], '2024-06-11'), [])
    const late = unopened(sent('2024-06-07'), opened('2024-06-13T09:00:00Z'))
    assert.deepEqual([late?.end?.as, late?.dueOn], ['met', '2024-06-10'])
    assert.ok(late?.due && late.end && late.end.at > late.due)
    const twice = [sent('2024-06-07'), opened('2024-06-10T09:00:00Z'), told('again', shareOpened, '2024-06-20', { answers: 'sent' })]
    assert.equal(unopened(...twice)?.end?.at.slice(0, 10), '2024-06-10', 'the first counts')
  })

  it('whoever sent it is told as what they are to the child', () => {
    const to = (sentBy: string) => unopened(sent('2024-06-07', { sentBy }))?.told.map(one => one.to)
    assert.deepEqual([to('lead'), to('manager'), to('chair')], [['lead'], ['manager'], ['chair']])
  })

  it('taken back it is asked no more, and the child’s death ends it', () => {
    assert.equal(unopened(sent('2024-06-07'), told('back', disclosureRecalled, '2024-06-07', { answers: 'sent' }))?.end?.as, 'cancelled')
    assert.equal(unopened(sent('2024-06-07'), told('died', death, '2024-06-08'))?.end?.as, 'cancelled')
  })

  it('is asked of what waits for a reader with an account alone: paper is handed to somebody, and what was not shared opens to nobody', () => {
    assert.equal(unopened(sent('2024-06-07', { sentBy: undefined })), undefined)
    assert.equal(unopened(sent('2024-06-07', { decision: 'not-shared' })), undefined)
  })
})
