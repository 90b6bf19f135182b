import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openForJourneys } from '../served.ts'
import { secondsByHand, thumb } from './by-hand.ts'

const { browser } = await openForJourneys()

test('a person’s time is what was done, each by its own measure: thinking and reaching for each, letters at 36 words a minute', () => {
  assert.equal(secondsByHand({ taps: 0, texts: 0, letters: 0, swipes: 0 }), 0)
  assert.equal(secondsByHand({ taps: 20, texts: 0, letters: 0, swipes: 0 }), 51)
  assert.equal(secondsByHand({ taps: 0, texts: 1, letters: 180, swipes: 0 }), 62)
  assert.equal(secondsByHand({ taps: 0, texts: 0, letters: 0, swipes: 10 }), 11)
})

test('what lies two screens down takes swipes, and what is there takes none', async () => {
  const page = await (await browser.newContext({ viewport: { width: 375, height: 800 } })).newPage()
  await page.setContent('<button>Here</button><p style="height:1500px"></p><button>There</button>')
  const { did, tap } = thumb()
  await tap(page.getByRole('button', { name: 'Here', exact: true }))
  assert.equal(did.swipes, 0)
  await tap(page.getByRole('button', { name: 'There' }))
  assert.deepEqual(did, { taps: 2, texts: 0, letters: 0, swipes: 2 })
  await page.context().close()
})
