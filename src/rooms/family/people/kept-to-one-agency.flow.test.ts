import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ids } from '../../../../tests/database.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { identity, involvement, residence } from '../../../thread/own-kinds/index.ts'
import { visit } from '../../child-protection/index.ts'
import { tell } from '../../testing/tell.ts'
import { unmarked } from '../../testing/visitor.ts'
import { openPerson } from '../testing/open-person.ts'

const { database, family, view, html } = await openPerson()

describe('what one agency keeps to itself', () => {
  it('changes no byte of what others see: neither now nor as known, whatever it says', async () => {
    const readers = ['school-safeguarding-lead', 'police-officer']
    const pages = async () => {
      const all: string[] = []
      for (const role of readers) for (const query of ['', '?view=table', '?known=2025-06-15']) all.push(unmarked(await html(role, query)))
      return all
    }
    const before = await pages()
    const elsewhere = newId<SubjectId>()
    const secret = { subject: family.amira, audience: 'agency' as const, on: '2025-06-01' }
    await tell(
      database,
      'bridge-manager',
      [
        {
          ...secret,
          kind: residence,
          parts: { record: { facts: { household: elsewhere } }, whereabouts: { narrative: { address: '2 Secret Street' } } },
        },
        { ...secret, kind: identity, parts: { record: { facts: { is: 'child', given: 'Hidden', family: 'Elsewhere' } } } },
      ],
      { known: '2025-06-01', begins: [{ subject: elsewhere, form: 'context' }] },
    )
    await tell(
      database,
      'team-manager',
      [{ ...secret, kind: involvement, parts: { record: { facts: { holder: ids.team.duty, form: 'team', as: 'co-worker' } } } }],
      { known: '2025-06-01' },
    )
    await tell(
      database,
      'social-worker',
      [
        {
          ...secret,
          kind: visit,
          parts: { record: { facts: { by: 'lead', place: 'home', seen: 'seen-alone' }, narrative: { conditions: 'Seen in secret.' } } },
        },
      ],
      { known: '2025-06-01' },
    )
    assert.deepEqual(await pages(), before)
    assert.match(await html('social-worker'), /Seen in secret/)
    assert.match(await html('social-worker'), /kept to your agency/)
  })

  it('makes findings, as known, for its own agency alone', async () => {
    const worker = async () => unmarked(await html('social-worker', '?known=2025-05-25'))
    const [before, other] = [await worker(), unmarked(await html('bridge-social-worker', '?known=2025-05-25'))]
    const [seen] = await tell(
      database,
      'social-worker',
      [
        {
          subject: family.amira,
          kind: visit,
          on: '2025-05-20',
          parts: { record: { facts: { by: 'lead', place: 'home', seen: 'seen-alone' } } },
        },
      ],
      { known: '2025-05-20' },
    )
    assert.notEqual(await worker(), before)
    // As though the police had written it, for themselves.
    for (const table of ['entry', 'entry_part'])
      await database.admin(`update gt.${table} set agency_id = $2, audience = 'agency' where entry_id = $1`, [seen, ids.agency.police])
    assert.equal(await worker(), before)
    assert.equal(unmarked(await html('bridge-social-worker', '?known=2025-05-25')), other)
    const police = await view('police-officer', '?known=2025-05-25')
    assert.ok(police.entries.some(entry => entry.root === seen && entry.ownAgencyOnly))
  })
})
