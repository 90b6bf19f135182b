import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { freshDatabase, ids } from '../../tests/database.ts'
import type { EntryId } from '../thread/ids.ts'
import { visit, visitRead } from './child-protection/index.ts'
import { note } from './recording/index.ts'
import { householdOnRecord } from './testing/household.ts'
import { tell } from './testing/tell.ts'

const database = await freshDatabase()
after(() => database.drop())
const home = await householdOnRecord(database)
const seen = { kind: visit, on: '2025-02-12', parts: { record: { facts: { by: 'lead', place: 'home', seen: 'seen-alone' } } } } as const
const [ofOmar, ofAmira] = (await tell(database, 'social-worker', [
  { subject: home.omar, ...seen },
  { subject: home.amira, ...seen },
])) as [EntryId, EntryId]
const says = {
  kind: note,
  on: '2025-02-13',
  parts: { record: { facts: { contact: 'telephone' }, narrative: { fact: 'Amira was in school' } } },
} as const
const onItsRecord = { constraint: 'stays_on_its_record' }

describe('what is put right stands on the same record', () => {
  it('whoever may write of one child withdraws nothing by it of another', () =>
    assert.rejects(
      tell(database, 'school-safeguarding-lead', [{ subject: home.amira, kind: note, corrects: ofOmar, withdraws: true, parts: {} }]),
      onItsRecord,
    ))

  it('a note withdraws no visit, on the same record either', () =>
    assert.rejects(
      tell(database, 'school-safeguarding-lead', [{ subject: home.amira, kind: note, corrects: ofAmira, withdraws: true, parts: {} }]),
      onItsRecord,
    ))

  it('what is answered stands on the same record too', () =>
    assert.rejects(tell(database, 'school-safeguarding-lead', [{ subject: home.amira, ...says, answers: ofOmar }]), onItsRecord))

  it('what somebody said in their own name they put right, and nobody else', async () => {
    const [own] = (await tell(database, 'social-worker', [{ subject: home.amira, ...says }])) as [EntryId]
    await assert.rejects(
      tell(database, 'school-safeguarding-lead', [{ subject: home.amira, kind: note, corrects: own, withdraws: true, parts: {} }]),
      {
        constraint: 'own_words',
      },
    )
    await tell(database, 'social-worker', [{ subject: home.amira, ...says, corrects: own }])
  })
})

describe('a visit is read by somebody who did not write it', () => {
  const wroteIt = (role: string) => database.admin('update gt.entry set author_id = $2 where entry_id = $1', [ofAmira, ids.account(role)])
  const read = { subject: home.amira, kind: visitRead, parts: { record: { facts: { signed: true } } } } as const

  it('whoever wrote the visit does not sign it when they have become a manager since', async () => {
    await wroteIt('team-manager')
    await assert.rejects(tell(database, 'team-manager', [{ ...read, answers: ofAmira }]), { constraint: 'somebody_else_reads' })
    await wroteIt('social-worker')
    await tell(database, 'team-manager', [{ ...read, answers: ofAmira }])
  })
})
