import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { bounded, report } from './figures.ts'
import { type FormOf, forms, isAboutAChild } from './words/forms.ts'
import { type Hazard, hazards } from './words/hazards.ts'
import { fieldsOf, isSaved, putForward, standing, write } from './words/on-the-page.ts'
import { openPlace, type Place } from './words/place.ts'

/**
 * Reliability tests T6 and T15: somebody types into the longest forms there are, and something happens: the session ends, the program or the database is gone, the
 * network is, the browser is, another window saved before. No character is lost that was there at the last save, none that still stands on the page, and nothing
 * is left in the browser.
 */
let place: Place
before(async () => {
  place = await openPlace()
})
after(() => place?.close())

const letters = [
  'He said: “I don’t want to go home.”\nThen nothing more.\n  Last line',
  'é and e\u0301, zero\u200bwidth, 👩‍👧‍👦, Ruairí O’Néill, 名前, <b>not bold</b> & "quoted" \\ %00 +',
  'A long afternoon, told word by word. '.repeat(40),
  '=1+1 -- "); drop table; {{x}} $y\n\n\nthree lines further down',
]

/** Everything a browser keeps beside its cookies. */
const leftInBrowser = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases()
    const caches = 'caches' in globalThis ? await globalThis.caches.keys() : []
    return localStorage.length + sessionStorage.length + databases.length + caches.length
  })

let [scenes, characters, lost, left] = [0, 0, 0, 0]
const play = async (form: FormOf, hazard: Hazard, letter: string, save = true): Promise<number> => {
  // Nothing of the scene before stands in the form.
  await place.database.admin('delete from gt.draft')
  await place.shut.openAgain()
  const context = await place.signedIn(form.role)
  let there: Awaited<ReturnType<Hazard>> | undefined
  try {
    const page = await context.newPage()
    page.on('dialog', dialog => void dialog.accept())
    await page.clock.install()
    if (!save) await page.route(/\/keep$/, route => route.abort())
    await form.open(page, place)
    const path = page.url()
    const names = await fieldsOf(page)
    assert.ok(names.length > 0, `${form.name} has nothing to write into`)
    const text = `${scenes} ${letter}`
    const saved = await write(page, names, text)
    if (save) {
      await putForward(page, 3)
      await isSaved(page)
    }
    there = await hazard({ place, form, context, page, names, text, saved })
    if (there.stands === '') return 0
    let missing = 0
    if (there.both !== undefined) {
      const whole = await there.page.evaluate(
        () =>
          [...document.querySelectorAll<HTMLInputElement>('textarea, input')].map(one => one.value).join('\n') + document.body.innerText,
      )
      const seen = whole.replace(/\s+/g, ' ')
      for (const one of [...JSON.parse(there.stands), ...JSON.parse(there.both)] as string[])
        if (!seen.includes(one.replace(/\s+/g, ' ').trim())) missing += one.length
    } else {
      if (there.stands === 'nowhere') missing += text.length
      else if ((await standing(there.page, names)) !== there.stands) missing += there.stands.length
      else if (save && there.stands !== saved) {
        // What was typed meanwhile is kept too, once there is somebody again who keeps it.
        await isSaved(there.page)
        await there.page.goto(path)
        if ((await standing(there.page, names)) !== there.stands) missing += there.stands.length
      }
    }
    characters += there.stands.length
    left += await leftInBrowser(there.page)
    return missing
  } finally {
    await (there?.context ?? context).close()
  }
}

/** Not everything can happen to every form: only a concern has files, and only what is written about a child stands on a record. */
const only: Readonly<Record<string, (form: FormOf) => boolean>> = {
  'a file is refused': ({ name }) => /^a concern: (?!one of)/.test(name),
  'the record is closed': isAboutAChild,
  'they are kept out of the record': isAboutAChild,
  'the record becomes part of another': isAboutAChild,
}
const ways = Object.entries(hazards)
const happensTo = (name: string, form: FormOf): boolean => only[name]?.(form) ?? true
/** Each way with each form that it can happen to, with two of the letters in turn; of the sample each way once, each in another form. */
const all = ways.flatMap(([name, hazard], way) => {
  const fit = forms.filter(form => happensTo(name, form))
  return fit.flatMap((form, at) =>
    [way + at, way + at + 1].map((turn, which) => ({
      form,
      name,
      hazard,
      letter: letters[turn % letters.length] as string,
      sampled: at === way % fit.length && which === 0,
    })),
  )
})
const chosen = bounded(
  all.filter(one => one.sampled),
  all,
)

for (const { form, name, hazard, letter } of chosen)
  test(`${form.name}, ${name}: ${letter.length} letters`, { timeout: 120_000 }, async () => {
    const missing = await play(form, hazard, letter)
    scenes += 1
    lost += missing
    assert.equal(missing, 0)
  })

test('control: where nothing is kept while it is typed, a browser that crashes loses it', async () => {
  const [form] = forms
  const crash = hazards['the browser crashes']
  assert.ok(form && crash)
  const missing = await play(form, crash, letters[0] as string, false)
  assert.ok(missing > 0, 'nothing was lost: this test could not tell')
  assert.equal(scenes, chosen.length)
  assert.equal(left, 0, 'something was left in the browser')
  report({
    test: 'T6 T15 words',
    tried: `${scenes} scenes: ${new Set(chosen.map(one => one.form.name)).size} forms, ${ways.length} ways; ${characters} characters; left in the browser: ${left}`,
    wrong: lost,
    control: `drafts switched off: ${missing} characters lost`,
  })
})
