// npm run prove: what npm test tries of a bounded sample, tried in full, and one table of what was found.
//   npm run prove                     everything
//   npm run prove -- T9 T12           only what has one of these names
//   GT_PROVE_PAIRS=1000 npm run prove -- T5      fewer colliding pairs than ten thousand of each sort
//   GT_FUZZ_SEED=… npm run prove      repeats a run of the fuzz
//   npm run prove -- --go-on          the last run, which was interrupted or found something: what it has proved stands, with the commit it was proved at; the rest
//                                     is proved now
import { execFileSync, spawn } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddedServer } from '../../src/kernel/db/embedded/index.ts'
import type { Figure } from './figures.ts'

const root = join(import.meta.dirname, '..', '..')

/** What proves what, one after the other: two at once would disturb each other's figures. */
const proofs: readonly { readonly tests: string; readonly file: string }[] = [
  { tests: 'T3', file: 'tests/prove/killed.test.ts' },
  { tests: 'T4', file: 'tests/thread/killed-at-every-step.test.ts' },
  { tests: 'T5', file: 'tests/prove/invariants.test.ts' },
  { tests: 'T6 T15', file: 'tests/prove/words.test.ts' },
  { tests: 'T7', file: 'tests/thread/rebuilt.test.ts' },
  { tests: 'T7', file: 'tests/thread/one-record.test.ts' },
  { tests: 'T9', file: 'tests/access/access.test.ts' },
  { tests: 'T9', file: 'tests/access/mutants.test.ts' },
  { tests: 'T9 T14', file: 'tests/access/canaries.test.ts' },
  { tests: 'T10', file: 'tests/access/disclosure.test.ts' },
  { tests: 'T11', file: 'tests/access/pool.test.ts' },
  { tests: 'T12', file: 'tests/house/fuzz.test.ts' },
  { tests: 'T13', file: 'src/guidance/time/oracle/oracle.test.ts' },
  { tests: 'T14', file: 'src/kernel/audit/verify.test.ts' },
  { tests: 'T19', file: 'src/rooms/records/keeping/many-lives.test.ts' },
  { tests: 'T19', file: 'src/rooms/records/keeping/keeping.flow.test.ts' },
  { tests: 'T19', file: 'tests/access/subject-access.test.ts' },
  { tests: 'T19', file: 'src/rooms/records/copy/copy.flow.test.ts' },
  { tests: 'T21', file: 'tests/prove/headers.test.ts' },
  { tests: 'T22', file: 'tests/prove/public-form.test.ts' },
  { tests: 'T23', file: 'tests/prove/files.test.ts' },
  { tests: 'T25', file: 'tests/thread/as-it-was-known.test.ts' },
]

/** What no machine of this kind can show; it is said and never counted as passed. */
const notVerified: readonly (readonly [string, string])[] = [
  [
    'T3b power loss',
    'a process that is killed loses nothing that the system holds: only a machine that is cut off could show it. The program refuses to serve where fsync is off',
  ],
  ['T18 failover', 'needs several servers and their manager'],
  ['T20 advisories', 'needs the registry’s list of known weaknesses'],
]

type Row = Figure & { readonly passed: boolean; readonly seconds: number; readonly commit?: string }
type Proved = { readonly file: string; readonly commit: string; readonly seconds: number; readonly found: readonly Figure[] }

const goOn = process.argv.includes('--go-on')
const wanted = process.argv.slice(2).filter(name => name !== '--go-on')
const chosen = proofs.filter(proof => wanted.length === 0 || wanted.some(name => proof.tests.split(' ').includes(name)))
if (chosen.length === 0) {
  console.error(`Nothing is called ${wanted.join(', ')}. Accepted: ${[...new Set(proofs.flatMap(one => one.tests.split(' ')))].join(', ')}`)
  process.exit(2)
}

const state = process.env['GT_STATE'] ?? join(root, '.golden-thread')
mkdirSync(state, { recursive: true })
/** Every proof of a run that passed, with the commit it passed at: what the run goes on from. */
const journal = join(state, 'proved.jsonl')
if (!goOn) rmSync(journal, { force: true })
const before = journaled()

const server = await embeddedServer({
  folder: join(state, 'prove-database'),
  log: line => console.log(line),
  fresh: true,
  settings: { max_connections: '400' },
})
const folder = mkdtempSync(join(tmpdir(), 'gt-prove-'))
const rows: Row[] = []
for (const [at, { tests, file }] of chosen.entries()) {
  console.log(`\n== ${tests}: ${file} ==\n`)
  const stands = before.find(one => one.file === file)
  if (stands) {
    console.log(`Proved before, at ${stands.commit}, in ${Math.round(stands.seconds)} seconds.`)
    rows.push(...stands.found.map(figure => ({ ...figure, passed: true, seconds: stands.seconds, commit: stands.commit })))
    continue
  }
  const figures = join(folder, `${at}.jsonl`)
  const began = performance.now()
  const passed = await ran(file, figures)
  const seconds = (performance.now() - began) / 1000
  const found = reported(figures)
  // A file that passes and reports nothing has proved nothing.
  if (!passed || found.length === 0)
    rows.push({ test: tests, tried: file, wrong: 1, control: passed ? 'reported nothing' : 'failed: see above', passed: false, seconds })
  for (const figure of found) rows.push({ ...figure, passed: passed && figure.wrong === 0, seconds })
  if (passed && found.length > 0 && found.every(figure => figure.wrong === 0))
    appendFileSync(journal, `${JSON.stringify({ file, commit: commit(), seconds, found } satisfies Proved)}\n`)
}
await server.stop()
rmSync(folder, { recursive: true, force: true })
print()
process.exit(rows.every(row => row.passed) ? 0 : 1)

/** Runs one file of tests in full; true where every test of it passed. */
function ran(file: string, figures: string): Promise<boolean> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [...process.execArgv, '--test', '--test-timeout=7200000', join(root, file)], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, GT_TEST_ADMIN_URL: server.adminUrl, GT_PROVE: 'all', GT_PROVE_FIGURES: figures },
    })
    child.once('exit', code => resolve(code === 0))
  })
}

function reported(path: string): Figure[] {
  return lines<Figure>(path)
}

function journaled(): Proved[] {
  return lines<Proved>(journal)
}

function lines<Line>(path: string): Line[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Line)
  } catch {
    return []
  }
}

function print(): void {
  console.log(`\n# Proved on ${new Date().toISOString().slice(0, 10)}, at ${commit()}\n`)
  console.log('| test | tried | wrong | control, found | seconds |\n| --- | --- | --: | --- | --: |')
  for (const row of rows)
    console.log(
      `| ${row.test}${row.commit && row.commit !== commit() ? ` (at ${row.commit})` : ''} | ${row.tried} | ${row.passed ? row.wrong : `**${row.wrong}**`} | ${row.control} | ${Math.round(row.seconds)} |`,
    )
  console.log('\nCould not verify:')
  for (const [what, why] of notVerified) console.log(`- ${what}: ${why}`)
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return 'no commit'
  }
}
