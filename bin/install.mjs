// Installs what package-lock.json asks for, when it is not installed yet. Runs on any Node that a machine may carry.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { whileAlone } from './lock.mjs'
import { Refusal } from './refusal.mjs'

/**
 * Makes node_modules under `root` what the lock file asks for; with `omitDev` without what only development needs.
 * Does nothing where it is so already. Two at once are kept apart. Refuses in plain words where npm or the network fails.
 */
export async function install(root, { omitDev = false } = {}) {
  if (installed(root, omitDev)) return
  const state = join(root, '.golden-thread')
  mkdirSync(state, { recursive: true })
  await whileAlone(join(state, 'installing.lock'), 'Waiting for another Golden Thread that is installing.', async () => {
    if (installed(root, omitDev)) return
    console.error('Installing what Golden Thread needs, once. This takes about half a minute.')
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...(omitDev ? ['--omit=dev'] : [])]
    const began = performance.now()
    const said = await npm(root, args)
    // What npm could not get although it was optional is not asked for again; whoever needs it says so.
    writeFileSync(join(root, 'node_modules', '.golden-thread-installed'), fingerprint(root, omitDev))
    if (said) console.error(said)
    console.error(`Installed in ${Math.round((performance.now() - began) / 1000)} seconds.`)
  })
}

/** Whether what the lock file asks for is there: by our own stamp, or by npm's record of what it installed. */
export function installed(root, omitDev = false) {
  const stamp = join(root, 'node_modules', '.golden-thread-installed')
  if (existsSync(stamp) && [false, omitDev].some(omit => readFileSync(stamp, 'utf8') === fingerprint(root, omit))) return true
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  return (
    missing(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')), JSON.parse(readFileSync(record, 'utf8')), omitDev).length ===
    0
  )
}

/** The packages of `wanted` (a lock file) that `found` (npm's record of an installation) lacks or has in another version. */
export function missing(wanted, found, omitDev = false, { platform, arch } = process) {
  const direct = wanted.packages['']?.optionalDependencies ?? {}
  const forThisMachine = ({ os = [platform], cpu = [arch] }) => os.includes(platform) && cpu.includes(arch)
  return Object.entries(wanted.packages)
    .filter(([path, one]) => {
      if (path === '' || (omitDev && (one.dev || one.devOptional))) return false
      const has = found.packages[path]
      if (has) return has.version !== one.version
      return !one.optional || (path.slice('node_modules/'.length) in direct && forThisMachine(one))
    })
    .map(([path]) => path)
}

function fingerprint(root, omitDev) {
  const lock = readFileSync(join(root, 'package-lock.json'))
  return `${createHash('sha256').update(lock).digest('hex')}${omitDev ? ' without development' : ''}\n`
}

function npm(root, args) {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, NODE_ENV: '' } })
    const waiting = setInterval(() => console.error('  still installing ...'), 10_000)
    let said = ''
    child.stderr.on('data', text => {
      said += text
    })
    child.once('error', error => {
      clearInterval(waiting)
      reject(
        new Refusal(
          error.code === 'ENOENT'
            ? 'Golden Thread needs npm, which comes with Node, to install itself, and there is none on this machine.'
            : error.message,
        ),
      )
    })
    child.once('close', code => {
      clearInterval(waiting)
      if (code === 0) return resolve(said.trim())
      const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network/i.test(said)
      const why = unreachable ? 'the registry of npm could not be reached: check the network, then try again' : 'npm failed'
      reject(new Refusal(`Golden Thread could not install what it needs; ${why}.\nnpm ${args.join(' ')} said:\n${said.trim()}`))
    })
  })
}
