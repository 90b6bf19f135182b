import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** What the type checker says of scripts that run in the browser; empty where it finds nothing. */
function typeFaults(...files: string[]): string {
  const options = [
    '--ignoreConfig',
    '--noEmit',
    '--allowJs',
    '--checkJs',
    '--strict',
    '--skipLibCheck',
    '--moduleDetection',
    'force',
    '--target',
    'esnext',
    '--lib',
    'esnext,dom,dom.iterable',
  ]
  const { status, stdout, stderr } = spawnSync(process.execPath, [path('../../node_modules/typescript/bin/tsc'), ...options, ...files], {
    encoding: 'utf8',
  })
  assert.equal(stderr, '')
  assert.equal(status === 0, stdout === '', stdout)
  return stdout
}

test('the scripts that run in the browser keep to their types', () => {
  const scripts = ['autosave.js', 'start.js', 'keys.js', 'lock.js', 'taken-along.js']
  assert.equal(typeFaults(...scripts.map(name => path(`islands/${name}`))), '')
})

test('planted fault: a script that reads what may not be there is caught', () => {
  const folder = mkdtempSync(join(tmpdir(), 'islands-'))
  try {
    const file = join(folder, 'faulty.js')
    writeFileSync(file, "document.querySelector('p').textContent = 'x'\n")
    assert.match(typeFaults(file), /possibly 'null'/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
