import type { Command, Run } from './cli/command.ts'
import { refuse } from './cli/command.ts'

/** Loads a command only when it is asked for, so that `replay` never waits for a server's parts. */
const lazily =
  (load: () => Promise<{ run: Run }>): Run =>
  async (args, out) =>
    (await load()).run(args, out)

/** Every command: one line each. */
const commands: readonly Command[] = [
  { name: 'start', words: 'Start the database and the service, and fill the demonstration', run: lazily(() => import('./cli/start.ts')) },
  { name: 'web', words: 'Serve the pages, where the database is a server of its own', run: lazily(() => import('./cli/web.ts')) },
  {
    name: 'worker',
    words: 'Carry out mail, telling people, scanning and sealing beside the web',
    run: lazily(() => import('./cli/worker.ts')),
  },
  {
    name: 'account',
    words: 'Add somebody who may sign in, give them a new link, or close an account',
    run: lazily(() => import('./cli/account.ts')),
  },
  {
    name: 'profile',
    words: 'Say what a profile would change of the numbers, and change them with --apply',
    run: lazily(() => import('./cli/profile.ts')),
  },
  { name: 'code', words: "Print a demonstration account's one-time code", run: lazily(() => import('./cli/code.ts')) },
  { name: 'policies', words: "Write the database's policies from the access matrix", run: lazily(() => import('./cli/policies.ts')) },
  { name: 'replay', words: 'Replay stories and say what would have been said, day by day', run: lazily(() => import('./cli/replay.ts')) },
  { name: 'kinds', words: 'Print every kind of entry as JSON Schema', run: lazily(() => import('./cli/kinds.ts')) },
  { name: 'bench', words: 'Measure pages and changes against the least that could answer', run: lazily(() => import('./cli/bench.ts')) },
  { name: 'import', words: 'Append stories to the database', run: lazily(() => import('./cli/import.ts')) },
  { name: 'export', words: 'Write threads out as stories', run: lazily(() => import('./cli/export.ts')) },
  { name: 'rebuild', words: 'Make again everything that is derived from the threads', run: lazily(() => import('./cli/rebuild.ts')) },
  { name: 'migrate', words: 'Bring the database up to this version', run: lazily(() => import('./cli/migrate.ts')) },
  { name: 'backup', words: 'Write the whole database into one file', run: lazily(() => import('./cli/backup.ts')) },
  { name: 'restore', words: 'Bring a backup back into an empty database', run: lazily(() => import('./cli/restore.ts')) },
  { name: 'seal', words: 'Seal what was written down, record a recovery, or write a dump', run: lazily(() => import('./cli/seal.ts')) },
  { name: 'verify', words: 'Verify that nothing sealed was changed, cut or put in', run: lazily(() => import('./cli/verify.ts')) },
]

const usage = (): string => {
  const wide = Math.max(...commands.map(command => command.name.length))
  return ['golden-thread <command>', '', ...commands.map(({ name, words }) => `  ${name.padEnd(wide)}  ${words}`), ''].join('\n')
}

/** Runs the command that the first argument names; gives the exit code: 0 done, 1 done with a bad answer, 2 not understood. */
export const main: Run = async (args, out) => {
  const [name, ...rest] = args
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    out.print(usage())
    return name === undefined ? 2 : 0
  }
  const command = commands.find(one => one.name === name)
  if (!command) return refuse(out, `there is no command ${JSON.stringify(name)}. Accepted: ${commands.map(one => one.name).join(', ')}`)
  return command.run(rest, out)
}

if (import.meta.main) {
  // A reader that stops early (`| head`) is no fault of ours.
  process.stdout.on('error', error => {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0)
    throw error
  })
  process.exitCode = await main(process.argv.slice(2), {
    print: text => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    complain: text => void process.stderr.write(text.endsWith('\n') ? text : `${text}\n`),
  })
}
