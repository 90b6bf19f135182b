import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { coreGroupInWords, planInWords } from './in-words.ts'

describe('what facts say in words', () => {
  it('of a plan: how safe it is, by when each thing is done, how often the child is visited', () => {
    assert.deepEqual(
      planInWords({ risks: [{ goal: true, scale: 4, actions: [{ dueOn: '2026-12-04' }, {}] }], visitEvery: 1, unannounced: true }).map(
        one => [one.heading, one.text],
      ),
      [
        ['How safe it is now (1)', '4 of 10'],
        ['By when (1.1)', 'Friday 4 December 2026'],
        ['How often the child is visited', 'At least every 1 day'],
        ['Announced', 'Some visits are not announced'],
      ],
    )
  })

  it('of a core group: who came and who did not, who has seen the child, each worry, and when it meets next', () => {
    const said = coreGroupInWords({
      members: [
        { agencyKind: 'health', came: true },
        {
          agencyKind: 'education',
          agencyName: 'Sample Primary School',
          agency: '00000000-0000-4000-8000-000000000001',
          came: false,
          sent: true,
        },
      ],
      family: false,
      seenBy: [{ agencyKind: 'health', on: '2025-02-09', place: 'home', alone: true }],
      goals: ['better'],
      nextOn: '2025-03-10',
    })
    assert.deepEqual(
      said.map(one => [one.heading, one.text]),
      [
        ['Who came', 'health'],
        ['Who did not come', 'Sample Primary School (sent what they know)'],
        ['The family', 'Did not take part'],
        ['Who has seen the child', 'health, Sunday 9 February 2025, at home, alone'],
        ['What has become of each worry', 'worry 1: better, by what was seen'],
        ['Meets next', 'Monday 10 March 2025'],
      ],
    )
  })

  it('of one that was told in few words, nothing but what it says', () => {
    assert.deepEqual(coreGroupInWords({ attended: ['police'] }), [{ heading: 'Who came', text: 'the police' }])
    assert.deepEqual(planInWords({ surprise: 1 }), [])
  })
})
