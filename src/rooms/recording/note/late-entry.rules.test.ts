import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, startOfDay } from '../../../guidance/index.ts'
import type { Told } from '../../../thread/entry.ts'
import { told } from '../../../thread/testing/tell.ts'
import { visit } from '../../child-protection/index.ts'
import { findingsOf, openedBy, shown } from '../../testing/replayed.ts'
import { note } from './note.ts'

const noted = (on: string, known: string, more: Parameters<typeof told>[3] = {}): Told =>
  told('noted', note, on, { facts: { contact: 'telephone' }, known, ...more })
const late = (...versions: Told[]) => openedBy(findingsOf(versions), 'late-entry', 'noted')

describe('what was done is written down within two working days', () => {
  it('a call on Thursday written down on Monday is in time, and on Tuesday late', () => {
    assert.equal(late(noted('2026-06-04', '2026-06-08T22:59:00Z')), undefined)
    const found = late(noted('2026-06-04', '2026-06-08T23:00:00Z'))
    assert.equal(found?.from, '2026-06-08T23:00:00.000000Z')
    assert.deepEqual(found?.told, [{ to: 'manager', from: '2026-06-08T23:00:00.000000Z' }])
    assert.deepEqual(found?.facts, { what: 'note', happened: '2026-06-04', recorded: '2026-06-09' })
  })

  it('a bank holiday is no working day: Christmas Eve 2024 may be written down on 30 December', () => {
    assert.equal(late(noted('2024-12-24T15:00:00Z', '2024-12-30T12:00:00Z')), undefined)
    assert.ok(late(noted('2024-12-24T15:00:00Z', '2024-12-31T12:00:00Z')))
  })

  it('it is worth knowing for four weeks, asks for nothing and says both days', () => {
    const said = findingsOf([noted('2026-06-01', '2026-06-20')])
    assert.deepEqual(shown(said, 'late-entry', 'child', '2026-06-20'), ['INFO'])
    assert.deepEqual(shown(said, 'late-entry', 'child', '2026-07-17'), ['INFO'])
    assert.deepEqual(shown(said, 'late-entry', 'child', '2026-07-18'), [])
    assert.equal(openedBy(said, 'late-entry', 'noted')?.end?.at, startOfDay(day('2026-07-18')))
  })

  it('a visit counts as a note does', () => {
    const visited = told('noted', visit, '2026-06-01', {
      facts: { by: 'lead', place: 'home', seen: 'seen-alone' },
      known: '2026-06-10',
    })
    assert.equal(late(visited)?.facts.what, 'visit')
  })

  it('what is known only to its month is not called late', () => {
    assert.equal(late(noted('2026-06-15', '2026-09-01', { precision: 'month' })), undefined)
  })

  it('a correction does not make a timely entry late, nor a late one timely', () => {
    const corrected = (known: string) => told('again', note, '2026-06-04', { facts: { contact: 'video' }, known, corrects: 'noted' })
    assert.equal(late(noted('2026-06-04', '2026-06-05'), corrected('2026-09-01')), undefined)
    assert.equal(late(noted('2026-06-04', '2026-06-19'), corrected('2026-06-20'))?.from, startOfDay(day('2026-06-19')))
  })

  it('nobody is told of the entry of another agency, whose managers this record does not name', () => {
    assert.deepEqual(late(noted('2026-06-04', '2026-06-20', { agencyKind: 'education', agency: 'school' }))?.told, [])
  })
})
