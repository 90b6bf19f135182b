import type { Locator } from 'playwright-core'

/**
 * How long a person takes over what a journey does, worked out from what it really did and never from a clock of the machine: a keystroke-level model (Card, Moran
 * and Newell, "The keystroke-level model for user performance time with interactive systems", Communications of the ACM 23(7), 1980). Each tap and each text begins
 * with a moment to find it and make up one's mind (M, 1.35 s) and a reach for it (P, 1.1 s), as on a desk, which is slow for a thumb; a tap is 0.1 s itself; a
 * letter is written at 36 words a minute (the mean of 37,000 people on their own telephones: Palin and others, "How do people type on mobile devices?", MobileHCI
 * 2019), five letters to a word. A swipe is taken for a reach. What to write has been thought of before: the model has no time for that.
 */
const seconds = { think: 1.35, reach: 1.1, tap: 0.1, letter: 60 / (36 * 5), swipe: 1.1 } as const

/** What hands did: taps, texts with their letters, and swipes of the page. */
export type ByHand = { taps: number; texts: number; letters: number; swipes: number }

/** The seconds that a person takes over it, by the model. */
export const secondsByHand = ({ taps, texts, letters, swipes }: ByHand): number =>
  Math.round(
    taps * (seconds.think + seconds.reach + seconds.tap) +
      texts * (seconds.think + seconds.reach) +
      letters * seconds.letter +
      swipes * seconds.swipe,
  )

/** How much of the screen a swipe moves, at most. */
const ofTheScreen = 0.7

/** Does what a thumb does on a page, and counts it: `tap`, `write`, and every swipe it takes to bring there what is tapped or written in. */
export const thumb = () => {
  const did: ByHand = { taps: 0, texts: 0, letters: 0, swipes: 0 }
  const bring = async (what: Locator): Promise<void> => {
    const far = await what.evaluate(node => {
      const { top, bottom } = node.getBoundingClientRect()
      return Math.max(0, bottom - innerHeight, -top) / innerHeight
    })
    did.swipes += Math.ceil(far / ofTheScreen)
    await what.scrollIntoViewIfNeeded()
  }
  return {
    did,
    tap: async (what: Locator) => {
      await bring(what)
      did.taps += 1
      await what.click()
    },
    write: async (what: Locator, words: string) => {
      await bring(what)
      did.texts += 1
      did.letters += words.length
      await what.fill(words)
    },
  }
}

/** It in one line, with how long the machine took over its own part of it (milliseconds), which says nothing where the machine is busy. */
export const inOneLine = (did: ByHand, machine: number): string =>
  `${did.taps} taps, ${did.texts} texts of ${did.letters} letters, ${did.swipes} swipes: ${secondsByHand(did)} seconds by hand (keystroke-level model), and ${(machine / 1000).toFixed(1)} seconds of this machine`
