// Tries what a newcomer does: a fresh clone, two commands, Ctrl-C, a power cut, and again. Not part of npm test, because it installs everything.
//   node tests/setup/fresh-clone.mjs            a path with a space, under a folder that only its owner may enter; the default port taken
//   node tests/setup/fresh-clone.mjs --open     the same under a folder that everyone may enter
//   node tests/setup/fresh-clone.mjs --keep     and leave the clone behind
// As root this tries both ways of running PostgreSQL; run it as an ordinary account too.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const source = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const parent = mkdtempSync(join(tmpdir(), 'gt-fresh-'))
chmodSync(parent, process.argv.includes('--open') ? 0o755 : 0o700)
const clone = join(parent, 'golden thread')
const began = performance.now()
const step = text => console.log(`[${((performance.now() - began) / 1000).toFixed(1)} s] ${text}`)

/** Every process that works in the clone or was started from it: ours to look for, and no other. */
function processes() {
  return readdirSync('/proc').filter(name => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return false
    try {
      return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(parent) || readlinkSync(`/proc/${name}/cwd`).startsWith(parent)
    } catch {
      return false
    }
  })
}

const isNode = pid => /(^|\/)node$/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0])

async function gone() {
  for (const since = performance.now(); processes().length > 0; await sleep(50)) {
    if (performance.now() - since > 20_000)
      assert.fail(`still there: ${processes().map(pid => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '))}`)
  }
}

async function start(env = {}) {
  const since = performance.now()
  const child = spawn('npm', ['start'], { cwd: clone, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', text => {
      said += text
    })
  }
  let address
  while (!address) {
    address = said.match(/http:\/\/localhost:(\d+)/)?.[0]
    if (child.exitCode !== null) assert.fail(`npm start ended with ${child.exitCode}:\n${said}`)
    if (performance.now() - since > 180_000) assert.fail(`no address after three minutes:\n${said}`)
    await sleep(50)
  }
  let ready
  for (let tries = 0; tries < 100 && !ready?.ok; tries += 1) {
    ready = await fetch(`${address}/health/ready`).catch(() => undefined)
    if (!ready?.ok) await sleep(100)
  }
  assert.equal(ready?.status, 200, `${address}/health/ready answers\n${said}`)
  step(`started in ${((performance.now() - since) / 1000).toFixed(1)} s at ${address}`)
  return { child, address, said: () => said }
}

/** Ctrl-C in a terminal: the signal goes to the whole group. */
async function interrupt({ child }) {
  const exited = child.exitCode === null ? once(child, 'exit') : undefined
  process.kill(-child.pid, 'SIGINT')
  await exited
  await gone()
  step('Ctrl-C: everything stopped')
}

try {
  const cloned = spawnSync('git', ['clone', '--quiet', source, clone], { encoding: 'utf8' })
  assert.equal(cloned.status, 0, cloned.stderr)
  step(`cloned to ${clone}`)
  const taken = createServer().listen(3000, '127.0.0.1')
  const isTaken = await Promise.race([once(taken, 'listening').then(() => true), once(taken, 'error').then(() => true)])
  assert.ok(isTaken)

  const first = await start()
  assert.notEqual(new URL(first.address).port, '3000', 'the taken port is left alone')
  await interrupt(first)
  taken.close()

  const second = await start()
  for (const pid of processes().filter(isNode)) process.kill(Number(pid), 'SIGKILL')
  if (second.child.exitCode === null && second.child.signalCode === null) await once(second.child, 'exit')
  step(`killed -9; left running: ${processes().length} processes of the database`)

  await start()
  for (const pid of processes()) process.kill(Number(pid), 'SIGKILL')
  await gone()
  step('killed -9, the database too')

  const fourth = await start()
  fourth.child.kill('SIGTERM')
  await gone()
  step('npm alone told to end: everything stopped')

  await interrupt(await start({ PORT: '3456' }))
  step('A fresh clone starts, stops, and survives being killed.')
} finally {
  for (const pid of processes()) process.kill(Number(pid), 'SIGKILL')
  if (!process.argv.includes('--keep')) rmSync(parent, { recursive: true, force: true })
}
