import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The release that is measured against: the newest that this registry holds whole when this was written. */
export const release = '12.4.0'
const folder = join(import.meta.dirname, '.installed')
const program = join(folder, 'node_modules/directus/cli.js')

/**
 * Installs Directus into a folder of its own (never among what this project depends on) and gives the path of its program, or the reason why it cannot be
 * installed here. No script of a package is run; what needs one, the sandbox of extensions, is left empty: nothing that is measured uses it.
 */
export const installDirectus = (): { program: string } | { reason: string } => {
  if (existsSync(program)) return { program }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const { status, stderr, error } = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', '--loglevel=error', `directus@${release}`],
    { cwd: folder, encoding: 'utf8', timeout: 600_000 },
  )
  if (status !== 0 || !existsSync(program))
    return { reason: error?.message ?? stderr.split('\n').find(line => line.includes('ERR') || line.includes('error')) ?? 'npm gave up' }
  writeFileSync(join(folder, 'node_modules/isolated-vm/isolated-vm.js'), 'module.exports = {}\n')
  return { program }
}
