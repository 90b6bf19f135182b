import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser, screenshot } from '../../tests/browser.ts'
import type { GalleryPage } from './gallery.tsx'
import { galleryPages } from './gallery.tsx'
import { startGallery } from './testing/gallery-server.tsx'

let browser: Browser
let gallery: Awaited<ReturnType<typeof startGallery>>

before(async () => {
  gallery = await startGallery()
  browser = await launchBrowser()
})
after(async () => {
  await browser?.close()
  await gallery?.stop()
})

const names = Object.keys(galleryPages) as GalleryPage[]

/** Opens a page and notes everything that goes wrong on it. */
async function open(context: BrowserContext, name: GalleryPage): Promise<{ page: Page; troubles: string[] }> {
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('console', message => message.type() === 'error' && troubles.push(message.text()))
  page.on('pageerror', error => troubles.push(error.message))
  page.on('response', response => response.status() >= 400 && troubles.push(`${response.status()} ${response.url()}`))
  page.on('request', request => !request.url().startsWith(gallery.address) && troubles.push(`asked ${request.url()}`))
  await page.goto(`${gallery.address}/${name}`)
  return { page, troubles }
}

const faults = async (page: Page): Promise<string[]> =>
  (
    await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  ).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`)

for (const width of [375, 1280]) {
  for (const name of names) {
    test(`${name} at ${width} px: no accessibility fault, nothing refused by the security policy, nothing wider than the screen`, async () => {
      const context = await browser.newContext({ viewport: { width, height: 900 } })
      const { page, troubles } = await open(context, name)
      await page.waitForFunction(() => document.fonts.status === 'loaded')
      await screenshot(page, `${name}-${width}`)
      assert.deepEqual(await faults(page), [])
      assert.deepEqual(troubles, [])
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      assert.ok(wider <= 0, `the page is ${wider} px wider than the screen`)
      assert.ok(await page.evaluate(() => document.fonts.check('19px "Atkinson Hyperlegible Next"')))
      await context.close()
    })
  }
}

for (const name of names) {
  test(`${name} without JavaScript: nothing that scripts would fold away is hidden`, async () => {
    const context = await browser.newContext({ viewport: { width: 375, height: 900 }, javaScriptEnabled: false })
    const { page, troubles } = await open(context, name)
    const hidden = await page.locator('.govuk-radios__conditional, .govuk-tabs__panel, .gt-save__button').evaluateAll(found => found.length)
    for (let index = 0; index < hidden; index++) {
      assert.ok(await page.locator('.govuk-radios__conditional, .govuk-tabs__panel, .gt-save__button').nth(index).isVisible())
    }
    assert.deepEqual(troubles, [])
    await context.close()
  })
}

test('planted fault: a label that leads nowhere and a style written into the page are both caught', async () => {
  const context = await browser.newContext()
  const { page, troubles } = await open(context, 'form')
  await page.evaluate(() => {
    document.querySelector('label[for="surname"]')?.removeAttribute('for')
    document.body.insertAdjacentHTML('beforeend', '<p style="color:red">red</p>')
  })
  assert.match((await faults(page)).join('\n'), /^label: .*surname/m)
  assert.match(troubles.join('\n'), /Content Security Policy/)
  await context.close()
})

test('the error summary takes the focus and each line leads to its field, for dates to the box that is wrong', async () => {
  const context = await browser.newContext()
  const { page } = await open(context, 'form')
  assert.ok(await page.evaluate(() => document.activeElement?.classList.contains('govuk-error-summary')))
  assert.match(await page.title(), /^Error: /)
  for (const link of await page.locator('.govuk-error-summary__list a').all()) {
    await link.click()
    const target = (await link.getAttribute('href'))?.slice(1)
    assert.equal(await page.evaluate(() => document.activeElement?.id), target)
  }
  const marked = await page.locator('.govuk-date-input .govuk-input--error').evaluateAll(boxes => boxes.map(({ id }) => id))
  assert.deepEqual(marked, ['born-month'])
  await context.close()
})

test('what was typed comes back exactly, line breaks and quotation marks too', async () => {
  const context = await browser.newContext()
  const { page } = await open(context, 'form')
  assert.equal(await page.locator('#story').inputValue(), '\nAmira said "I had toast" & went quiet.')
  assert.equal(await page.locator('#injury').isChecked(), true)
  assert.equal(await page.locator('#injury-where').inputValue(), 'left arm')
  assert.equal(await page.locator('#password').inputValue(), '')
  await context.close()
})

test('a draft says "saved" only when the server has said so, carries the csrf token and the new version', async () => {
  const context = await browser.newContext()
  const { page } = await open(context, 'form')
  gallery.drafts.received.length = 0
  gallery.drafts.answer = { status: 200, body: { savedAt: '14:06', version: '2' } }
  await page.locator('#story').fill('Amira was quiet.')
  assert.equal(await page.locator('[data-save-state]').textContent(), 'Not saved yet')
  await page.getByText('Saved at 14:06').waitFor({ timeout: 8_000 })
  const sent = gallery.drafts.received.at(-1)
  assert.equal(sent?.get('story'), 'Amira was quiet.')
  assert.equal(sent?.get('csrf'), 'gallery')
  assert.equal(sent?.get('draftVersion'), '1')
  assert.equal(sent?.has('photo'), false)
  assert.equal(await page.locator('input[name="draftVersion"]').inputValue(), '2')
  await context.close()
})

test('a draft that could not be sent is tried again, and the line says so until it is kept', async () => {
  const context = await browser.newContext()
  const { page } = await open(context, 'form')
  gallery.drafts.answer = { status: 503, body: {} }
  await page.locator('#story').fill('Amira was cold.')
  await page.getByText('Not saved yet. Trying again.').waitFor({ timeout: 8_000 })
  gallery.drafts.answer = { status: 200, body: { savedAt: '14:07', version: '3' } }
  await page.getByText('Saved at 14:07').waitFor({ timeout: 10_000 })
  await context.close()
})

test('a draft somebody else has saved since is not overwritten: the page says so and sends what is only there to be shown beside it', async () => {
  const context = await browser.newContext()
  const { page } = await open(context, 'form')
  gallery.drafts.answer = { status: 409, body: {} }
  await page.locator('#story').fill('Amira was tired.')
  await page.getByText('Nothing has been overwritten.').waitFor({ timeout: 8_000 })
  const both = page.getByRole('button', { name: 'See both versions' })
  assert.deepEqual([await both.getAttribute('type'), await both.getAttribute('value')], ['submit', 'save-for-later'])
  assert.equal(await page.locator('#story').inputValue(), 'Amira was tired.')
  await context.close()
})

test('signed out while writing: what was typed stays, and the page says that it is not saved', async () => {
  const context = await browser.newContext()
  const { page } = await open(context, 'form')
  gallery.drafts.answer = { status: 401, body: {} }
  await page.locator('#story').fill('Amira slept.')
  await page.getByText('Not saved: you are signed out.').waitFor({ timeout: 8_000 })
  assert.equal(await page.locator('#story').inputValue(), 'Amira slept.')
  await context.close()
})

test('the quick way out leaves nothing to go back to', async () => {
  const context = await browser.newContext()
  const { page } = await open(context, 'form')
  await context.route('https://www.example.org/**', route => route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' }))
  for (const leave of [
    () => page.locator('.govuk-exit-this-page__button').click(),
    async () => {
      for (let pressed = 0; pressed < 3; pressed++) await page.keyboard.press('Shift')
    },
  ]) {
    await page.goto('about:blank')
    await page.goto(`${gallery.address}/form`)
    await leave()
    await page.waitForURL('https://www.example.org/')
    await page.goBack()
    assert.equal(page.url(), 'about:blank')
  }
  await context.close()
})

test('the picture of a case can be scrolled with the keyboard where a screen is too narrow for all of it', async () => {
  const context = await browser.newContext({ viewport: { width: 800, height: 900 } })
  const { page } = await open(context, 'learn')
  const region = page.locator('.gt-replay__scroll').first()
  await region.focus()
  await page.keyboard.press('ArrowRight')
  await page.waitForFunction(() => (document.querySelector('.gt-replay__scroll')?.scrollLeft ?? 0) > 0)
  await context.close()
})

/** What covers what, and what is cut off, in the pictures of a page. */
const faultsOfPictures = (page: Page, shown: string) =>
  page.evaluate(which => {
    const pictures = [...document.querySelectorAll(`${which} .gt-replay__picture`)]
    return pictures.map(picture => {
      const around = picture.getBoundingClientRect()
      // A text of several lines is a box as wide as its widest line, which is what must be free.
      const boxes = [...picture.querySelectorAll('text')].map(text => ({ words: text.textContent, box: text.getBoundingClientRect() }))
      return {
        texts: boxes.length,
        scrolls: (picture.parentElement?.scrollWidth ?? 0) - (picture.parentElement?.clientWidth ?? 0),
        outside: boxes
          .filter(
            ({ box }) => box.left < around.left || box.right > around.right || box.top < around.top - 1 || box.bottom > around.bottom + 1,
          )
          .map(({ words }) => words),
        overlaps: boxes.flatMap((one, index) =>
          boxes
            .slice(index + 1)
            .filter(
              ({ box }) =>
                box.left < one.box.right && one.box.left < box.right && box.top < one.box.bottom - 2 && one.box.top < box.bottom - 2,
            )
            .map(other => `${one.words} / ${other.words}`),
        ),
      }
    })
  }, shown)

for (const [width, shown] of [
  [1280, '.gt-replay__scroll'],
  [375, '.gt-replay__down'],
] as const)
  test(`at ${width} pixels the whole picture is seen without scrolling sideways, no label covers another and none is cut off`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 900 } })
    const { page } = await open(context, 'learn')
    const seen = await faultsOfPictures(page, shown)
    assert.equal(seen.length, 2)
    for (const { texts, ...faults } of seen) {
      assert.ok(texts > 8)
      assert.deepEqual(faults, { scrolls: 0, outside: [], overlaps: [] })
    }
    await context.close()
  })

test('planted fault: a label moved onto another, and one moved out of the picture, are found', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const { page } = await open(context, 'learn')
  await page.evaluate(() => {
    const [, second, , fourth] = document.querySelectorAll('.gt-replay__scroll .gt-replay__event')
    second?.setAttribute('transform', 'translate(0 24)')
    fourth?.setAttribute('transform', 'translate(-1100 0)')
  })
  const [first] = await faultsOfPictures(page, '.gt-replay__scroll')
  assert.ok(first && first.overlaps.length > 0 && first.outside.length === 1, JSON.stringify(first))
  await context.close()
})

test('figures stand under one another: every digit is as wide as every other', async () => {
  const context = await browser.newContext()
  const { page } = await open(context, 'decide')
  const widths = await page.evaluate(() => {
    const cell = document.querySelector('.govuk-table__cell')
    return ['1111111111', '0000000000', '8888888888'].map(digits => {
      const span = document.createElement('span')
      span.textContent = digits
      cell?.append(span)
      return span.getBoundingClientRect().width
    })
  })
  assert.equal(new Set(widths.map(width => width.toFixed(1))).size, 1, widths.join(', '))
  await context.close()
})
