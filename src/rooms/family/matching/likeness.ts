import { soundKey } from '../../../thread/store/name-keys.ts'
import { sameName } from './short-names.ts'

/** How one word of a name stands to another: the same, one name in two forms, said alike, spelt with a slip or two; or there is none on record. */
export type Likeness = 'same' | 'form' | 'sound' | 'slip' | 'none'

/** How many slips part two words: a letter left out, put in, changed for another, or swapped with its neighbour. Counts no further than `most` + 1. */
export const slips = (a: string, b: string, most = 2): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const now = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY
      now[j] = Math.min(changed, swapped, (last[j] ?? 0) + 1, (now[j - 1] ?? 0) + 1)
    }
    before = last
    last = now
  }
  return Math.min(last[b.length] ?? 0, most + 1)
}

/**
 * How near two words of names are, from 0 to 1, and as what. One slip weighs more in a short word than in a long one. Takes words of `nameWords`; gives
 * nothing where they are no more alike than any two names.
 */
export const likeness = (asked: string, word: string): { as: Likeness; weight: number } | undefined => {
  if (asked === word) return { as: 'same', weight: 1 }
  if (sameName(asked).has(word)) return { as: 'form', weight: 0.93 }
  const shorter = Math.min(asked.length, word.length)
  const apart = slips(asked, word)
  const sound = soundKey(asked)
  // Short sounds are shared by names that nobody mixes up (Lee, Lou; Omar, Amira): the fewer letters a sound has, the more the spelling counts.
  if (sound === soundKey(word)) {
    if (apart === 1) return { as: 'sound', weight: sound.length > 1 ? 0.93 : 0.8 }
    if (apart === 2 && sound.length > 1) return { as: 'sound', weight: sound.length > 2 ? 0.9 : 0.75 }
    if (sound.length > 2) return { as: 'sound', weight: sound.length > 3 ? 0.9 : 0.7 }
  }
  if (apart === 1) return { as: 'slip', weight: shorter > 4 ? 0.9 : shorter === 4 ? 0.84 : shorter === 3 ? 0.7 : 0.5 }
  if (apart === 2 && shorter > 4) return { as: 'slip', weight: shorter > 6 ? 0.8 : 0.68 }
  // The short form of a longer name, where no list has it (Alexand for Alexandrina).
  if (shorter > 2 && (word.startsWith(asked) || asked.startsWith(word))) return { as: 'form', weight: shorter > 3 ? 0.72 : 0.62 }
  const heard = sound.length > 2 && slips(sound, soundKey(word), 1) === 1
  return heard && apart === 2 ? { as: 'sound', weight: 0.66 } : heard && sound.length > 3 ? { as: 'sound', weight: 0.62 } : undefined
}
