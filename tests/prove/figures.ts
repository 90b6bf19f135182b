import { appendFileSync } from 'node:fs'

/**
 * A test that proves something about all there is takes a bounded sample in `npm test` and everything in `npm run prove`, which prints what each of them
 * found as one table. What is reported stands only where the test passed.
 */

/** Is everything tried, or a sample? */
export const provesAll = process.env['GT_PROVE'] === 'all'

/** How much is tried: `sample` in `npm test`, `all` in `npm run prove`. */
export const bounded = <T>(sample: T, all: T): T => (provesAll ? all : sample)

/**
 * What was proved: `test` as the reliability plan calls it, `tried` what and how much of it, `wrong` how much of it was wrong (the promise is none), `control`
 * what was planted that had to be found, and was.
 */
export type Figure = { readonly test: string; readonly tried: string; readonly wrong: number; readonly control: string }

/** Reports a figure to `npm run prove`; nothing happens in `npm test`. */
export const report = (figure: Figure): void => {
  const to = process.env['GT_PROVE_FIGURES']
  if (to) appendFileSync(to, `${JSON.stringify(figure)}\n`)
}
