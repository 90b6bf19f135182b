import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { assets, assetUrl, withoutGovUkIdentity } from './assets.ts'

const textOf = (name: Parameters<typeof assetUrl>[0]) => Buffer.from(assets.find(asset => asset.name === name)?.body ?? []).toString('utf8')

test('the address of every asset carries the hash of its bytes', () => {
  assert.ok(assets.length > 8)
  for (const { url, body } of assets) {
    assert.match(url, /^\/assets\/[\w-]+-[0-9a-f]{12}\.\w+$/)
    assert.ok(url.includes(createHash('sha256').update(body).digest('hex').slice(0, 12)))
  }
})

test('the style sheet asks for no file that is not ours, and for no typeface or arms of GOV.UK', () => {
  const css = textOf('golden-thread.css')
  const asked = [...css.matchAll(/url\(([^)]*)\)/g)].map(([, url]) => url?.replaceAll(/["']/g, ''))
  assert.ok(asked.length >= 4)
  const served = new Set(assets.map(({ url }) => url))
  for (const url of asked) assert.ok(url && served.has(url), `${url} is not served`)
  assert.equal(/GDS Transport|crest|@import|Calvert/.exec(css), null)
})

test('planted fault: a style sheet in which the typeface of GOV.UK is written another way is refused', () => {
  assert.throws(() => withoutGovUkIdentity('.a{font-family:"GDS Transport",serif}'), /GDS Transport/)
  assert.throws(() => withoutGovUkIdentity('.a{background:url(/x.png)}'), /url/)
})

test('a script that imports another asks for it by its hashed address', () => {
  assert.ok(textOf('govuk-init.js').includes(`'${assetUrl('govuk-frontend.js')}'`))
  for (const name of ['start.js', 'govuk-init.js', 'autosave.js', 'safe-exit.js', 'govuk-frontend.js'] as const) {
    assert.equal(/sourceMappingURL|\/asset\//.exec(textOf(name)), null)
  }
})

test('no script keeps what was typed in the browser: the next person at the desk must not find it', () => {
  for (const name of ['start.js', 'govuk-init.js', 'autosave.js', 'safe-exit.js'] as const) {
    assert.doesNotMatch(textOf(name), /localStorage|indexedDB|sessionStorage|document\.cookie|caches\./)
  }
})
