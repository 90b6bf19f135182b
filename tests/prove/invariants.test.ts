import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { clients, collide, type Ground, openGround } from './colliding.ts'
import { bounded, report } from './figures.ts'
import { atAGate } from './invariants/at-a-gate.ts'
import { atTheBridge } from './invariants/at-the-bridge.ts'
import { besideThreads } from './invariants/beside-threads.ts'
import { ofActions } from './invariants/of-actions.ts'
import { ofChildren } from './invariants/of-children.ts'

/**
 * Reliability test T5: what must hold is attacked by pairs who want at one moment what cannot both be, sixteen connections at once. Nothing is broken, and
 * nobody meets a fault. Each is tried again where what holds it is taken away: there the same count finds it broken.
 */
const invariants = [...ofChildren, ...atTheBridge, ...besideThreads, ...atAGate, ...ofActions]
const pairs = bounded(4, Number(process.env['GT_PROVE_PAIRS'] ?? 10_000))
/** In `npm test` one of those that stand on the same lock or key is tried without it; in full each. */
const controlled = bounded(
  invariants.filter((one, at) => invariants.findIndex(other => other.without === one.without) === at),
  invariants,
)
let ground: Ground | undefined
const whole = async () => {
  ground ??= await openGround()
  return ground
}
after(() => ground?.close())

let kept = 0
let shown = 0
describe(`${pairs} pairs collide, and it holds`, () => {
  for (const one of invariants)
    test(one.says, { timeout: 3_600_000 }, async () => {
      const { broken, faults } = await collide(one, await whole(), pairs)
      assert.deepEqual([broken, faults.map(String).slice(0, 3)], [0, []])
      kept += 1
    })
})

describe('control: without what holds it, the same count finds it broken', () => {
  for (const one of controlled)
    test(one.says, { timeout: 600_000 }, async () => {
      // Closed before the next: sixteen connections each, for all of them, are more than a server has.
      const there = await openGround()
      try {
        await one.without(there.database)
        let found = 0
        for (let times = 0; times < 12 && found === 0; times += 1) found += (await collide(one, there, clients / 2, 'naive')).broken
        assert.ok(found > 0, 'nothing was broken: this test could not tell')
      } finally {
        await there.close()
      }
      shown += 1
    })
})

test('every invariant was attacked, and every control found something', () => {
  assert.ok(invariants.length >= 20)
  assert.deepEqual([kept, shown], [invariants.length, controlled.length])
  report({
    test: 'T5 invariants',
    tried: `${invariants.length} invariants, ${pairs} colliding pairs each, ${clients} connections at once; nobody met a fault`,
    wrong: 0,
    control: `each without its lock, key or clause: ${shown} of ${controlled.length} broken`,
  })
})
