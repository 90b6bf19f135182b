import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assets } from './assets.ts'
import { galleryPartnership } from './gallery/partnership.ts'
import type { GalleryPage } from './gallery.tsx'
import { galleryPages } from './gallery.tsx'
import { fullTitle, Page, renderPage } from './page.tsx'
import type { Reader } from './partnership.ts'
import type { HtmlElement } from './testing/html-tree.ts'
import { elementsOf, parseHtml, spoken } from './testing/html-tree.ts'

const nonce = 'bm9uY2U='
const anyone: Reader = { kind: 'anyone' }
const simple = (reader: Reader, more: { safeExit?: string } = {}) =>
  renderPage(
    <Page title="My work" partnership={galleryPartnership} reader={reader} navigation={[]} nonce={nonce} {...more}>
      <h1>My work</h1>
    </Page>,
  )

/** What a content security policy without `unsafe-inline` would refuse, or what would come from elsewhere. */
function refused(elements: readonly HtmlElement[]): string[] {
  const served = new Set([...assets.map(({ url }) => url), galleryPartnership.theme.href])
  return elements.flatMap(({ tag, attributes, children }) => [
    ...Object.keys(attributes).flatMap(name => (name === 'style' || name.startsWith('on') ? [`<${tag} ${name}>`] : [])),
    ...(tag === 'style' ? ['<style>'] : []),
    ...(tag === 'script' && (children.length > 0 || attributes.nonce !== nonce || !served.has(attributes.src ?? '')) ? ['<script>'] : []),
    ...(tag === 'link' && !served.has(attributes.href ?? '') ? [`<link ${attributes.href}>`] : []),
    ...(attributes.href?.startsWith('javascript:') ? ['javascript:'] : []),
  ])
}

test('no page has an inline script, an inline style or a file from elsewhere', () => {
  for (const name of Object.keys(galleryPages) as GalleryPage[]) {
    assert.deepEqual(refused(elementsOf(parseHtml(renderPage(galleryPages[name]({ nonce }))))), [], name)
  }
})

test('planted fault: each way of writing a script or a style into a page is caught', () => {
  for (const html of [
    '<p style="color:red">a</p>',
    '<a onclick="go()">a</a>',
    '<style>p{}</style>',
    `<script nonce="${nonce}">go()</script>`,
    `<script src="${assets[0]?.url}"></script>`,
    `<script nonce="${nonce}" src="https://example.org/x.js"></script>`,
    '<link rel="stylesheet" href="https://example.org/x.css">',
    '<a href="javascript:go()">a</a>',
  ]) {
    assert.equal(refused(elementsOf(parseHtml(html))).length, 1, html)
  }
})

test('no id stands twice on a page, and whatever is named by id is there', () => {
  const trouble = (html: string) => {
    const elements = elementsOf(parseHtml(html))
    const ids = elements.flatMap(({ attributes }) => attributes.id ?? [])
    const named = elements.flatMap(({ tag, attributes }) => [
      ...(attributes['aria-describedby'] ?? '').split(' '),
      ...(attributes['aria-labelledby'] ?? '').split(' '),
      ...(tag === 'label' ? [attributes.for ?? 'nothing'] : []),
      ...(attributes.href?.startsWith('#') ? [attributes.href.slice(1)] : []),
    ])
    return [...ids.filter((id, index) => ids.indexOf(id) !== index), ...named.filter(id => id !== '' && !ids.includes(id))]
  }
  for (const name of Object.keys(galleryPages) as GalleryPage[])
    assert.deepEqual(trouble(renderPage(galleryPages[name]({ nonce }))), [], name)
  assert.deepEqual(trouble('<p id="a"></p><p id="a"></p><label for="b">B</label>'), ['a', 'b'])
})

test('the title says first that something has to be put right, then what the page is, then whose it is', () => {
  assert.equal(fullTitle('Tell us', 'The Partnership'), 'Tell us – The Partnership')
  assert.equal(fullTitle('Tell us', 'The Partnership', [{ field: 'name', message: 'Enter a name' }]), 'Error: Tell us – The Partnership')
})

test('the language is British English, and the skip link leads to the main part', () => {
  const elements = elementsOf(parseHtml(simple(anyone)))
  assert.equal(elements.find(({ tag }) => tag === 'html')?.attributes.lang, 'en-GB')
  const skip = elements.find(({ attributes }) => attributes.class === 'govuk-skip-link')
  assert.equal(skip?.attributes.href, `#${elements.find(({ tag }) => tag === 'main')?.attributes.id}`)
})

test('every page says whom to ring, 999 first, with numbers that can be dialled', () => {
  const html = simple(anyone)
  assert.match(spoken(parseHtml(html)), /A child in danger now: call 999 The Bridge: 0161 496 0100 Monday to Friday/)
  assert.ok(html.includes('href="tel:01614960100"'))
})

test('who is signed in stands on the page with the way out, which is a form of this session', () => {
  const reader: Reader = {
    kind: 'signed-in',
    name: 'Jo Invented',
    role: 'social worker',
    agency: 'The Bridge',
    csrf: 'abc',
    signOutAction: '/sign-out',
    lock: { action: '/lock', backTo: '/team' },
  }
  const html = simple(reader)
  assert.match(spoken(parseHtml(html)), /Signed in as Jo Invented, social worker, The Bridge Your settings Hide screen Sign out/)
  assert.ok(html.includes('<form class="gt-signed-in" method="post" action="/sign-out"><input type="hidden" name="csrf" value="abc"/>'))
  assert.ok(html.includes('<input type="hidden" name="to" value="/team"/><button type="submit" class="gt-link-button" formaction="/lock"'))
  assert.ok(html.includes('content="noindex"'))
  assert.doesNotMatch(simple(anyone), /Sign out/)
})

test('the search box stands in the head of those who may search, with a name that is read out, and of nobody else', () => {
  const reader: Reader = { kind: 'signed-in', name: 'Jo', role: 'a', agency: 'b', csrf: 'abc', signOutAction: '/sign-out' }
  const html = simple({ ...reader, searchAction: '/search' })
  assert.match(
    html,
    /<form class="gt-search" method="post" action="\/search" role="search"[^>]*><input type="hidden" name="csrf" value="abc"/,
    'no name in an address',
  )
  assert.match(html, /<label class="govuk-visually-hidden" for="search-everywhere">Search for a person or a concern/)
  assert.doesNotMatch(simple(reader) + simple(anyone), /role="search"/)
})

test('the quick way out stands only where a reader may be watched', () => {
  assert.match(simple(anyone, { safeExit: 'https://www.example.org/' }), /govuk-exit-this-page/)
  assert.doesNotMatch(simple(anyone), /exit-this-page/)
})

test('neither crown nor words of GOV.UK stand on a page', () => {
  assert.doesNotMatch(simple(anyone), /crown|crest|GOV\.UK|Open Government Licence/i)
})
