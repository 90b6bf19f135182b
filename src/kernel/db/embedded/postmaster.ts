import { readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedRefusal } from './refusal.ts'

/** A running PostgreSQL server as its own pid file describes it: the socket's folder, and whether it answers yet. */
export type Postmaster = { readonly pid: number; readonly socketFolder: string; readonly ready: boolean }

/** The server that runs on this data folder, or undefined. A stale pid file, or one whose number now belongs to another program, is no server. */
export function runningOn(data: string): Postmaster | undefined {
  const lines = pidFile(data)
  const pid = Number(lines?.[0])
  if (!lines || !serves(pid, data)) return undefined
  return { pid, socketFolder: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' }
}

/**
 * Whether process `pid` is a living PostgreSQL server on this data folder, by its command line or, after the folder was moved, by where it works.
 * Asked before every signal: numbers are used again.
 */
export function serves(pid: number, data: string): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    // A dead process that nobody has buried yet has an empty command line.
    const [program = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return basename(program) === 'postgres' && (args.includes(data) || worksIn(pid) === data)
  } catch {
    return false
  }
}

/**
 * Makes a pid file whose number was taken over by another program harmless, so that PostgreSQL will not refuse to start because of it.
 * The file itself stays: PostgreSQL reads from it which shared memory a dying predecessor may still be using.
 */
export function disownPidFile(data: string): void {
  const lines = pidFile(data)
  const pid = Number(lines?.[0])
  if (!lines || !isAlive(pid) || serves(pid, data)) return
  const noProcess = 4_194_305 // one more than the highest number Linux ever gives
  writeFileSync(join(data, 'postmaster.pid'), [noProcess, ...lines.slice(1)].join('\n'))
}

/**
 * Asks the server to shut down in good order (sessions are ended, everything is written) and waits until it is gone.
 * After a minute it is told to drop everything, from which it recovers at the next start.
 */
export async function shutDown(pid: number, data: string): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 15_000],
  ] as const) {
    if (!serves(pid, data)) return
    process.kill(pid, signal)
    for (const began = performance.now(); performance.now() - began < patience; await sleep(10)) if (!serves(pid, data)) return
  }
  throw new EmbeddedRefusal(`The database (process ${pid}) does not stop.`)
}

function pidFile(data: string): string[] | undefined {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
}

function worksIn(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
