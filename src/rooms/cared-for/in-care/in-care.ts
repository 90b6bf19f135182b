import { z } from 'zod'
import { birthdayOn } from '../../../guidance/index.ts'
import type { Episode } from '../../../thread/book.ts'
import type { Entry } from '../../../thread/entry.ts'
import { choice, words } from '../../../thread/fields.ts'
import type { End } from '../../../thread/finding.ts'
import { type FactsOf, kind } from '../../../thread/kind.ts'
import { bornOn, endOfLife } from '../../../thread/life.ts'
import { earlier, ends, lapsesOn } from '../../../thread/say.ts'
import { isOf, type Thread } from '../../../thread/thread.ts'

/** On what it rests that a child is cared for by the authority (practice: legal-status). */
export const careWords = {
  agreed: 'with the agreement of those with parental responsibility (section 20)',
  'interim-care-order': 'under an interim care order',
  'care-order': 'under a care order',
  'placement-order': 'under a placement order',
  protection: 'under an emergency protection order or police protection',
  remand: 'on remand',
  other: 'on another ground',
} as const

/** How it ended that a child is cared for by the authority. */
export const careEndWords = {
  home: 'the child is home again',
  'other-order': 'another order: special guardianship or child arrangements',
  adopted: 'the child was adopted',
  adult: 'the child is 18',
  elsewhere: 'another authority cares for the child now',
  other: 'another way',
} as const

/** A child begins to be cared for by the authority, or goes on to be on another ground (practice: legal-status). */
export const careBegan = kind({
  name: 'care-began',
  words: 'cared for by the authority',
  of: ['person'],
  title: facts => `Cared for by the authority, ${careWords[facts.as]}`,
  record: {
    facts: z.strictObject({ as: choice(careWords, 'Choose on what it rests') }),
    narrative: z.strictObject({ reasons: words(20_000).optional() }),
  },
  retention: 'cared-for',
})

/** A child is no longer cared for by the authority. */
export const careEnded = kind({
  name: 'care-ended',
  words: 'no longer cared for by the authority',
  of: ['person'],
  title: facts => `No longer cared for by the authority: ${careEndWords[facts.as]}`,
  record: {
    facts: z.strictObject({ as: choice(careEndWords, 'Choose how it ended') }),
    narrative: z.strictObject({ whatFollows: words(20_000).optional() }),
  },
  retention: 'cared-for',
})

/** A time in which a child was cared for: the entry that began it, the one that last said on what ground, and its end where it has ended. */
export type InCare = {
  readonly began: Entry<FactsOf<typeof careBegan>>
  last: Entry<FactsOf<typeof careBegan>>
  ended: End | undefined
}

/** On the eighteenth birthday the authority cares for nobody as a child any more, whether or not somebody writes it down (Children Act 1989, section 105). */
const comesOfAge = (child: Thread): End | undefined => {
  const born = bornOn(child)
  return born === undefined ? undefined : lapsesOn(birthdayOn(born, 18))
}

/** The times in which a child was cared for, in order, never two at once: another ground meanwhile begins none. The eighteenth birthday or the child's death ends the last one. */
export const timesInCare = (child: Thread): InCare[] => {
  const all: InCare[] = []
  const last = earlier(comesOfAge(child), endOfLife(child))
  let open: InCare | undefined
  for (const entry of child.entries) {
    if (last && entry.at > last.at) break
    if (isOf(careEnded, entry) && open) {
      open.ended = ends(entry, 'lapsed')
      open = undefined
    }
    if (!isOf(careBegan, entry)) continue
    if (open) open.last = entry
    else {
      open = { began: entry, last: entry, ended: undefined }
      all.push(open)
    }
  }
  if (open) open.ended = earlier(open.ended, last)
  return all
}

/** The times in which a child was cared for as episodes; the state is the ground last said. */
export const careEpisodes = (child: Thread): Episode[] =>
  child.form !== 'person'
    ? []
    : timesInCare(child).map(({ began, last, ended }) => ({
        kind: 'cared-for',
        state: last.facts.as,
        from: began.at,
        until: ended?.at ?? null,
        entry: began.root,
        endedBy: ended?.by ?? null,
      }))
