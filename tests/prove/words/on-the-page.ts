import type { Page } from 'playwright-core'

/** What somebody does on a page with a form that keeps what is typed: writes, waits until it is saved, reads what stands there. */

export const formOf = (page: Page) => page.locator('form[data-autosave-url]:not([data-autosave-url=""]):visible').first()

/** What can be written into: the longer texts, and where there are none the lines. */
export const fieldsOf = async (page: Page): Promise<string[]> => {
  const names = (kind: string) =>
    formOf(page).evaluate(
      (form, wanted) =>
        [...form.querySelectorAll<HTMLInputElement>(wanted)].filter(one => one.checkVisibility() && one.name !== '').map(one => one.name),
      kind,
    )
  const long = await names('textarea')
  return long.length > 0 ? long : (await names('input[type="text"]:not([inputmode])')).slice(0, 3)
}
export const field = (page: Page, name: string) => formOf(page).locator(`[name="${name}"]`)
const longEnough = async (page: Page, name: string, text: string): Promise<string> =>
  (await field(page, name).evaluate(one => one.tagName)) === 'TEXTAREA' ? text : text.replaceAll('\n', ' ').slice(0, 60).trim()

/** What stands in the fields now. */
export const standing = async (page: Page, names: readonly string[]): Promise<string> => {
  const all: string[] = []
  for (const name of names) all.push(await field(page, name).inputValue())
  return JSON.stringify(all)
}
export const write = async (page: Page, names: readonly string[], text: string): Promise<string> => {
  for (const name of names) await field(page, name).fill(await longEnough(page, name, text))
  return standing(page, names)
}
/** Waits until the page says that all of it is saved, putting its clock forward meanwhile, so that it tries again at once; refuses (throws) with what it says instead. */
export const isSaved = async (page: Page): Promise<void> => {
  const saved = formOf(page).locator('[data-save-state="saved"]')
  for (let times = 0; times < 80; times += 1) {
    if (await saved.isVisible()) return
    await saved.waitFor({ timeout: 250 }).catch(() => putForward(page, 10))
  }
  throw new Error(`it says: ${await formOf(page).locator('[data-save-state]').innerText()}`)
}
export const putForward = (page: Page, seconds: number) => page.clock.fastForward(seconds * 1000)
