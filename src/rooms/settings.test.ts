import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { profileNamed } from '../kernel/access/profile.ts'
import { knownSettings } from './settings.ts'

const folder = join(import.meta.dirname, '../../profiles')

test('every profile that comes with the program names numbers that exist, and can be used', () => {
  const names = readdirSync(folder).map(file => basename(file, '.json'))
  assert.deepEqual([...names].sort(), ['salford', 'testshire'])
  for (const name of names) assert.equal(profileNamed(name, knownSettings()).profile, name)
  const forgotten = new Map([...knownSettings()].filter(([name]) => name !== 'announcer.bridge-opens'))
  assert.throws(() => profileNamed('salford', forgotten), /announcer\.bridge-opens is no number of the program/)
})
