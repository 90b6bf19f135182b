import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A file a browser may fetch: where, what kind, and its bytes. The URL carries a hash of the bytes, so it may be kept for ever. */
export type Asset = {
  readonly name: AssetName
  readonly url: string
  /** The file it is made from. The bytes may differ from the file: style sheets and scripts are adapted when they are loaded. */
  readonly path: string
  readonly contentType: string
  readonly body: Uint8Array
}

/** How long a browser may keep an asset: for good, since another content has another URL. */
export const assetCacheControl = 'public, max-age=31536000, immutable'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const govuk = (path: string) => here(`../../node_modules/govuk-frontend/dist/govuk/${path}`)
const font = (subset: string, weight: number) =>
  here(`../../node_modules/@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${subset}-${weight}-normal.woff2`)

const javascript = 'text/javascript; charset=utf-8'
// In the order in which they are made: a file may only name files above it.
const sources = [
  { name: 'atkinson-400.woff2', path: font('latin', 400), contentType: 'font/woff2' },
  { name: 'atkinson-700.woff2', path: font('latin', 700), contentType: 'font/woff2' },
  { name: 'atkinson-ext-400.woff2', path: font('latin-ext', 400), contentType: 'font/woff2' },
  { name: 'atkinson-ext-700.woff2', path: font('latin-ext', 700), contentType: 'font/woff2' },
  { name: 'mark.svg', path: here('assets/mark.svg'), contentType: 'image/svg+xml' },
  { name: 'golden-thread.css', path: here('assets/golden-thread.css'), contentType: 'text/css; charset=utf-8' },
  { name: 'govuk-frontend.js', path: govuk('govuk-frontend.min.js'), contentType: javascript },
  { name: 'start.js', path: here('islands/start.js'), contentType: javascript },
  { name: 'govuk-init.js', path: here('islands/govuk-init.js'), contentType: javascript },
  { name: 'autosave.js', path: here('islands/autosave.js'), contentType: javascript },
  { name: 'lock.js', path: here('islands/lock.js'), contentType: javascript },
  { name: 'keys.js', path: here('islands/keys.js'), contentType: javascript },
  { name: 'taken-along.js', path: here('islands/taken-along.js'), contentType: javascript },
  { name: 'take-along.js', path: here('islands/take-along.js'), contentType: javascript },
  { name: 'without-signal.js', path: here('islands/without-signal.js'), contentType: javascript },
  { name: 'without-signal-worker.js', path: here('islands/without-signal-worker.js'), contentType: javascript },
  { name: 'session.js', path: here('islands/session.js'), contentType: javascript },
  { name: 'passkey.js', path: here('islands/passkey.js'), contentType: javascript },
  { name: 'safe-exit.js', path: here('islands/safe-exit.js'), contentType: javascript },
] as const

export type AssetName = (typeof sources)[number]['name']

/**
 * The style sheet GOV.UK Frontend ships, for a site that is not on GOV.UK: our typeface in place of GDS Transport, which only GOV.UK may use,
 * and neither its font files nor the royal arms. Refuses a style sheet in which either is left.
 */
export function withoutGovUkIdentity(css: string): string {
  const adapted = css
    .replace(/@font-face\{[^}]*\}/g, '')
    .replaceAll('GDS Transport,arial,sans-serif', 'var(--typeface)')
    .replaceAll('font-family:sans-serif', 'font-family:var(--typeface)')
    .replace(/\/\*! Copyright[^*]*Calvert[^*]*\*\//g, '')
    .replace(/[a-z-]*mask-image:url\([^)]*crest[^)]*\);?/g, '')
    .replace(/background-image:url\([^)]*crest[^)]*\);?/g, '')
    .replace(/\/\*# sourceMappingURL=.*?\*\//g, '')
  const left = /GDS Transport|govuk-crest|url\(/.exec(adapted)
  if (left) throw new Error(`The GOV.UK style sheet still carries ${left[0]}`)
  return adapted
}

function make(): Map<AssetName, Asset> {
  const made = new Map<AssetName, Asset>()
  for (const { name, path, contentType } of sources) {
    let body: Uint8Array = readFileSync(path)
    if (contentType.startsWith('text/')) {
      let text = Buffer.from(body).toString('utf8')
      if (name === 'golden-thread.css') text = `${withoutGovUkIdentity(readFileSync(govuk('govuk-frontend.min.css'), 'utf8'))}\n${text}`
      text = text.replace(/\/\/# sourceMappingURL=.*/g, '').replace(/\/asset\/([\w.-]+)/g, (_, wanted: string) => {
        const found = made.get(wanted as AssetName)
        if (!found) throw new Error(`${name} asks for ${wanted}, which is not among the assets before it`)
        return found.url
      })
      body = Buffer.from(text, 'utf8')
    }
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
    made.set(name, { name, url: `/assets/${name.replace(/(\.\w+)$/, `-${hash}$1`)}`, path, contentType, body })
  }
  return made
}

const byName = make()

/** Every static file the web server serves, made once when the program starts. */
export const assets: readonly Asset[] = [...byName.values()]

/** A static file, by its name. */
export function asset(name: AssetName): Asset {
  const found = byName.get(name)
  if (!found) throw new Error(`No asset is called ${name}`)
  return found
}

/** Where a page finds an asset. */
export const assetUrl = (name: AssetName): string => asset(name).url
