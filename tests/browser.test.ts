import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { launchBrowser, screenshot } from './browser.ts'

test('two browsers started together each show a page served from this machine, with and without JavaScript', async () => {
  const served = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8')
    answer.end('<!doctype html><title>Golden Thread</title><h1>Ålice Testcase</h1><script>document.body.append("enhanced")</script>')
  }).listen(0, '127.0.0.1')
  await once(served, 'listening')
  const address = `http://127.0.0.1:${(served.address() as AddressInfo).port}/`
  const browsers = await Promise.all([launchBrowser(), launchBrowser()])
  const folder = mkdtempSync(join(tmpdir(), 'gt-pictures-'))
  try {
    for (const [index, browser] of browsers.entries()) {
      const javaScriptEnabled = index === 0
      const page = await (await browser.newContext({ javaScriptEnabled, viewport: { width: 375, height: 700 } })).newPage()
      await page.goto(address)
      assert.equal(await page.getByRole('heading').innerText(), 'Ålice Testcase')
      assert.equal((await page.locator('body').innerText()).includes('enhanced'), javaScriptEnabled)
      const before = process.env.GT_SCREENSHOTS
      process.env.GT_SCREENSHOTS = folder
      await screenshot(page, `browser-${index}`)
      if (before === undefined) delete process.env.GT_SCREENSHOTS
      else process.env.GT_SCREENSHOTS = before
      assert.ok(existsSync(join(folder, `browser-${index}.png`)))
    }
  } finally {
    await Promise.all(browsers.map(browser => browser.close()))
    served.close()
    rmSync(folder, { recursive: true })
  }
})
