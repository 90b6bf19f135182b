import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { screenshot } from './browser.ts'

/** What axe goes by: WCAG 2.2, levels A and AA, and what is good practice beside it. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The widths of a desk and of a phone, in CSS pixels. */
const widths = [1280, 375] as const

/** Nothing on the page is out of anybody's reach, as far as axe can tell. Scripts must run on the page. */
const inReach = async (page: Page, name: string): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  assert.deepEqual(
    violations.map(one => `${name}: ${one.id} ${one.nodes.map(node => node.target.join(' ')).join('; ')}`),
    [],
  )
}

/** Looks at a page as it stands: a picture is kept, nothing runs over the edge of the screen, and where scripts run nothing is out of reach. */
export const look = async (page: Page, name: string, scripted = true): Promise<void> => {
  // A click comes back when the next page has begun: for a moment it has no element yet.
  await page.waitForLoadState('load')
  await screenshot(page, name)
  const over = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
  assert.equal(over, false, `${name} runs over the edge`)
  if (scripted) await inReach(page, name)
}

/**
 * Looks at a page at a desk and then on a phone. `reach`: the widths at which it is gone through whether anything is out of reach; none where no scripts
 * run. The two widths differ in where things stand and in little that scripts or names tell, so that a long journey goes through them once.
 */
export const lookAtBoth = async (page: Page, name: string, reach: readonly (1280 | 375)[] = widths): Promise<void> => {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await look(page, `${name}-${width}`, reach.includes(width))
  }
}
