import { z } from 'zod'
import { line, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

const authority = line(120).min(1, 'Name the authority')

/** It became known that this person has lived, or was known, in another authority's area. The day is the day it became known here. */
export const livedElsewhere = kind({
  name: 'lived-elsewhere',
  words: 'lived in another area',
  of: ['person'],
  title: facts => `Known to have lived in ${facts.authority}`,
  record: { facts: z.strictObject({ authority }), narrative: z.strictObject({ note: words(4000).optional() }) },
  also: { whereabouts: { facts: z.strictObject({}), narrative: z.strictObject({ address: words(400).optional() }) } },
  retention: 'identity',
})

/** The other authority was asked what it knows. */
export const historyAsked = kind({
  name: 'history-asked',
  words: 'history asked for',
  of: ['person'],
  title: facts => `${facts.authority} was asked for the history`,
  record: { facts: z.strictObject({ authority }), narrative: z.strictObject({ question: words(4000).optional() }) },
  retention: 'contact-only',
})

/** What the other authority answered; `held` is false where it knows nothing. */
export const historyReceived = kind({
  name: 'history-received',
  words: 'history received',
  of: ['person'],
  title: facts => (facts.held ? `${facts.authority} sent the history` : `${facts.authority} holds no history`),
  record: {
    facts: z.strictObject({ authority, held: yesOrNo('Say whether the authority holds anything').default(true) }),
    narrative: z.strictObject({ summary: words(20_000).optional() }),
  },
  retention: 'contact-only',
})
