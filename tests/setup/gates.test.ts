import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { checkForm, checkTypes } from './gates.ts'
import { testFiles } from './suite.ts'

const root = join(import.meta.dirname, '..', '..')
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'gt gates ')))
after(() => rmSync(scratch, { recursive: true, force: true }))

const ourHabits = '{ "files": { "includes": ["src/**"] }, "json": { "formatter": { "enabled": false } } }'

/** A project that has our settings, our parts and these files alone. */
function project(name: string, files: Record<string, string>): string {
  const folder = join(scratch, name)
  for (const part of ['src', 'bin']) mkdirSync(join(folder, part), { recursive: true })
  for (const file of ['tsconfig.json', 'package.json']) copyFileSync(join(root, file), join(folder, file))
  copyFileSync(join(root, 'bin', 'tsx-hook.mjs'), join(folder, 'bin', 'tsx-hook.mjs'))
  writeFileSync(join(folder, 'biome.json'), ourHabits)
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const [path, source] of Object.entries(files)) writeFileSync(join(folder, path), source)
  return folder
}

test('right types pass, a planted wrong type does not, and nothing to read does not', () => {
  const right = checkTypes(project('types right', { 'src/right.ts': 'export const days: number = 28\n' }))
  assert.deepEqual([right.passes, right.files], [true, 1], right.said)
  const wrong = checkTypes(project('types wrong', { 'src/wrong.ts': "export const days: number = '28'\n" }))
  assert.equal(wrong.passes, false)
  assert.match(wrong.said, /not assignable to type 'number'/)
  assert.equal(checkTypes(project('types empty', {})).passes, false)
})

test('right form passes, a planted any does not, and nothing to read does not', () => {
  const right = checkForm(project('form right', { 'src/right.ts': 'export const days = 28;\n' }))
  assert.deepEqual([right.passes, right.files], [true, 1], right.said)
  const wrong = checkForm(project('form wrong', { 'src/wrong.ts': 'export const days: any = 28;\n' }))
  assert.equal(wrong.passes, false)
  assert.match(wrong.said, /noExplicitAny/)
  const empty = checkForm(project('form empty', {}))
  assert.deepEqual([empty.passes, empty.files], [false, 0])
})

test('tests are counted, a planted failure and a planted empty file are seen, and a page in JSX can be tested', () => {
  const head = "import { test } from 'node:test'\n"
  const folder = project('suite', {
    'src/passes.test.ts': `${head}test('one', () => {})\ntest('two', () => {})\ntest('left out', { skip: true }, () => {})\n`,
    'src/fails.test.ts': `${head}test('planted', () => { throw new Error('planted fault') })\n`,
    'src/empty.test.ts': 'export {}\n',
    'src/page.test.tsx': `${head}const page = <p>Hello</p>\ntest('page', () => { if (page.type !== 'p') throw new Error('no page') })\n`,
    'src/not-a-test.ts': '',
  })
  const files = testFiles(folder, [], folder)
  assert.equal(files.length, 4)
  assert.deepEqual(testFiles(folder, ['src/pass'], folder), [])
  assert.deepEqual(testFiles(folder, ['fails.test.ts'], join(folder, 'src')), [join(folder, 'src/fails.test.ts')])
  // In a process that does not know that it is itself under test: Node's runner does not run within itself.
  writeFileSync(
    join(folder, 'program.ts'),
    `import { runTests } from ${JSON.stringify(join(import.meta.dirname, 'suite.ts'))}
    console.error(JSON.stringify(await runTests(${JSON.stringify(folder)}, ${JSON.stringify(files)}, process.stdout)))`,
  )
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', './bin/tsx-hook.mjs', 'program.ts'], {
    cwd: folder,
    encoding: 'utf8',
    env,
  })
  assert.deepEqual(JSON.parse(stderr), { passed: 4, failed: 1, skipped: 1, empty: ['src/empty.test.ts'] }, stdout)
  assert.match(stdout, /planted fault/)
})
