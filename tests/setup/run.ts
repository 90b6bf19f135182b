// npm test: types, form and every test, on a PostgreSQL of its own.
//   npm test                        everything
//   npm test -- src/guidance        the tests at or under these paths alone
//   npm run check                   types and form alone
import { join } from 'node:path'
import { embeddedServer } from '../../src/kernel/db/embedded/index.ts'
import { checkForm, checkTypes, type Verdict } from './gates.ts'
import { runTests, testFiles } from './suite.ts'

const root = join(import.meta.dirname, '..', '..')
const places = process.argv.slice(2)
const failures: string[] = []

const heading = (text: string) => console.log(`\n== ${text} ==\n`)
const seconds = (began: number) => `${((performance.now() - began) / 1000).toFixed(1)} s`

if (places.length === 0 || places[0] === 'check') {
  gate('Types', checkTypes)
  gate('Form', checkForm)
}
const tally = places[0] === 'check' ? '' : await tests()
for (const failure of failures) console.log(`FAILED: ${failure}`)
if (tally) console.log(tally)
process.exit(failures.length === 0 ? 0 : 1)

function gate(name: string, check: (root: string) => Verdict): void {
  heading(name)
  const began = performance.now()
  const { passes, files, said } = check(root)
  if (!passes) {
    console.log(said)
    failures.push(name.toLowerCase())
  }
  console.log(`${passes ? 'Right' : 'Wrong'}: ${files} files, ${seconds(began)}`)
}

async function tests(): Promise<string> {
  heading('Tests')
  const began = performance.now()
  const files = testFiles(root, places, process.cwd())
  if (files.length === 0) {
    failures.push(`no test file found${places.length > 0 ? ` at or under ${places.join(', ')}` : ''}`)
    return '0 passed, 0 failed'
  }
  const server = await embeddedServer({
    folder: join(process.env.GT_STATE ?? join(root, '.golden-thread'), 'test-database'),
    log: line => console.log(line),
    fresh: true,
    // What the tests write is not worth waiting for the disk; the embedded server's own tests use the real settings.
    // As durable as a real one: the service refuses to serve from a database that is not.
    settings: { max_connections: '400' },
  })
  process.env.GT_TEST_ADMIN_URL = server.adminUrl
  const cut = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => cut.abort())
  const { passed, failed, skipped, empty } = await runTests(root, files, process.stdout, cut.signal)
  await server.stop()
  if (cut.signal.aborted) failures.push('stopped before the end')
  for (const file of empty) failures.push(`${file} holds no test`)
  if (failed > 0) failures.push(`${failed} tests`)
  if (passed === 0) failures.push('no test passed')
  return `\n${passed} passed, ${failed} failed, ${skipped} skipped, ${files.length} files, ${seconds(began)}`
}
