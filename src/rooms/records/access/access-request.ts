import { z } from 'zod'
import { choice, line, said, words } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** Who asks for a person's record. */
export const askerWords = {
  'the-person': 'the person themselves',
  parent: 'somebody with parental responsibility, for the child',
  representative: 'somebody who acts for the person',
} as const

/** What came of a request for a record. */
export const accessWords = {
  sent: 'a copy was sent, and what was withheld was said',
  refused: 'it was refused, and the way to complain was said',
  withdrawn: 'it was withdrawn',
} as const

/** Somebody has asked for a copy of what is on record about this person: from that day a time runs by which it is answered. */
export const accessAsked = kind({
  name: 'access-asked',
  words: 'request for the record',
  of: ['person'],
  title: facts => `The record was asked for by ${askerWords[facts.by]}`,
  record: {
    facts: z.strictObject({ by: choice(askerWords, 'Choose who asks for the record') }),
    narrative: z.strictObject({ what: said(4000, 'Write what was asked for, and how you know who asks') }),
  },
  retention: 'oversight',
})

/** More time is taken because there is much of it or it is not simple; whoever asked was told so and why. It answers the request. */
export const accessExtended = kind({
  name: 'access-extended',
  words: 'longer time for a request',
  of: ['person'],
  title: () => 'More time is taken for the request for the record',
  record: { facts: z.strictObject({}), narrative: z.strictObject({ why: said(4000, 'Write why it takes longer, and when you said so') }) },
  retention: 'oversight',
})

/** The request was answered. It answers the request. */
export const accessAnswered = kind({
  name: 'access-answered',
  words: 'answer to a request for the record',
  of: ['person'],
  title: facts => `The request for the record was answered: ${accessWords[facts.outcome]}`,
  record: {
    facts: z.strictObject({ outcome: choice(accessWords, 'Choose what became of the request') }),
    narrative: z.strictObject({ how: said(4000, 'Write what was sent to whom, and what was withheld and why') }),
  },
  retention: 'oversight',
})

/**
 * A second person let a copy of the record go: how much it holds, the digest of its exact bytes, and the list of all that was kept back, with the reasons and nothing of
 * what it was. It answers the request.
 */
export const accessReleased = kind({
  name: 'access-released',
  words: 'copy of the record',
  of: ['person'],
  title: facts => `A copy of the record was let go: ${facts.keptBack === 0 ? 'nothing' : facts.keptBack} kept back`,
  record: {
    facts: z.strictObject({ entries: z.int().min(0), keptBack: z.int().min(0), sha256: line(64) }),
    narrative: z.strictObject({ keptBack: words(1_000_000).optional() }),
  },
  retention: 'oversight',
})
