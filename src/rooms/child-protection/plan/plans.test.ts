import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '../../../guidance/index.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { threadOf, told } from '../../../thread/testing/tell.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { planEpisodes } from './plans.ts'

const held = (id: string, on: string, type: string, plan: boolean, category?: string) =>
  told(id, conference, on, { facts: { type, plan, ...(category ? { category } : {}) } })
const ended = (id: string, on: string) => told(id, planEnd, on, { facts: { ground: 'no-longer-likely' } })
const days = (...versions: ReturnType<typeof told>[]) =>
  planEpisodes(threadOf(versions)).map(({ state, from, until }) => [state, from.slice(0, 10), until?.slice(0, 10) ?? null])

describe('a child protection plan', () => {
  it('begins with the conference that made it and ends where it is ended; its category is the last decided', () => {
    assert.deepEqual(
      days(
        held('a', '2024-01-15', 'initial', true, 'neglect'),
        held('b', '2024-02-12', 'review', true, 'emotional'),
        ended('c', '2024-03-01'),
      ),
      [['emotional', '2024-01-15', '2024-03-01']],
    )
  })

  it('does not begin with a conference that decides against one, nor with an end of nothing', () => {
    assert.deepEqual(days(ended('x', '2024-01-01'), held('a', '2024-01-15', 'initial', false)), [])
  })

  it('after a review that ends it, a new initial conference begins another', () => {
    assert.deepEqual(
      days(
        held('a', '2024-01-15', 'initial', true, 'neglect'),
        held('b', '2024-02-12', 'review', false),
        held('c', '2024-12-02', 'transfer-in', true, 'physical'),
      ),
      [
        ['neglect', '2024-01-15', '2024-02-12'],
        ['physical', '2024-12-02', null],
      ],
    )
  })

  it('ends with the child’s death, and nothing after it begins one', () => {
    assert.deepEqual(
      days(
        held('a', '2024-01-15', 'initial', true, 'neglect'),
        told('died', death, '2024-02-01'),
        held('b', '2024-02-12', 'initial', true),
      ),
      [['neglect', '2024-01-15', '2024-02-01']],
    )
  })

  it('is never open twice at once, whatever was decided', () => {
    const decisions = fc.array(
      fc.record({
        after: fc.integer({ min: 0, max: 900 }),
        what: fc.constantFrom('initial', 'review', 'transfer-in', 'end'),
        plan: fc.boolean(),
      }),
    )
    fc.assert(
      fc.property(decisions, all => {
        const episodes = planEpisodes(
          threadOf(
            all.map(({ after, what, plan }, at) => {
              const on = addDays(day('2020-01-01'), after)
              return what === 'end' ? ended(`${at}`, on) : held(`${at}`, on, what, plan)
            }),
          ),
        )
        episodes.forEach((episode, at) => {
          const next = episodes[at + 1]
          if (next) assert.ok(episode.until !== null && episode.until <= next.from)
        })
      }),
    )
  })
})
