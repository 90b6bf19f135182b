import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/** What a gate over the source found: how many of our own files it read, what it says to the person, and whether it lets the work pass. */
export type Verdict = { readonly passes: boolean; readonly files: number; readonly said: string }

const installation = join(import.meta.dirname, '..', '..')
const program = (name: string) => join(installation, 'node_modules', ...name.split('/'))
const colour = process.stdout.isTTY === true

/** Checks the types of the project in `root` with its own tsconfig.json. A gate that read nothing does not pass. */
export function checkTypes(root: string): Verdict {
  const { status, out } = run(root, program('typescript/bin/tsc'), ['--noEmit', '-p', root, '--listFiles', `--pretty`, String(colour)])
  const lines = out.split('\n')
  const listed = lines.filter(line => line.startsWith('/') && !line.includes(': '))
  const files = listed.filter(line => line.startsWith(`${root}/`) && !line.includes('/node_modules/')).length
  return verdict(status, files, lines.filter(line => !listed.includes(line)).join('\n'))
}

/** Checks the form and the habits of the source in `root` with its own biome.json. A gate that read nothing does not pass. */
export function checkForm(root: string): Verdict {
  const { status, out } = run(root, program('@biomejs/biome/bin/biome'), [
    'ci',
    `--colors=${colour ? 'force' : 'off'}`,
    '--error-on-warnings',
    '--max-diagnostics=100',
    '.',
  ])
  const checked = Number(stripVTControlCharacters(out).match(/Checked (\d+) files?/)?.[1] ?? 0)
  // Biome always reads its own settings too.
  const files = Math.max(0, checked - 1)
  return verdict(status, files, out)
}

function verdict(status: number | null, files: number, said: string): Verdict {
  const nothing = files === 0 ? 'No file was read, so nothing is known to be right.' : ''
  return { passes: status === 0 && files > 0, files, said: [said.trim(), nothing].filter(Boolean).join('\n') }
}

function run(root: string, script: string, args: readonly string[]): { status: number | null; out: string } {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return { status, out: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}` }
}
