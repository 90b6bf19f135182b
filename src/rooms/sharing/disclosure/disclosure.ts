import { z } from 'zod'
import { choice, idField, line, said, words } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** On what a share rests (UK GDPR, article 6(1); Data Protection Act 2018, schedule 1, paragraph 18). */
export const basisWords = {
  safeguarding: 'keeping a child safe: a task in the public interest',
  duty: 'a duty in law, or an order of a court',
  life: 'somebody’s life or safety is in danger',
  agreed: 'whoever it is about agreed, and nothing else is needed',
} as const

/** What the family knows of it (information sharing: be open, unless that is unsafe). */
export const knownWords = {
  agreed: 'they were asked and agreed',
  refused: 'they were asked and did not agree',
  told: 'they were told',
  unsafe: 'they were not told: it would put somebody at risk',
  'not-yet': 'they have not been told yet',
} as const

/** Whom something was shared with. */
export const toWords = { family: 'somebody of the family', child: 'the child', professional: 'a professional' } as const

/** What may go out. */
export const documentWords = {
  'chosen-entries': 'Entries of the record',
  'conference-decisions': 'What a conference decided',
  'conference-report': 'What each agency brings to a conference',
  plan: 'The child’s plan',
  'core-group': 'The record of a core group',
} as const
export type DocumentKind = keyof typeof documentWords

/** As what somebody who works with a child sends what is shared of the record. */
export const senders = ['lead', 'manager', 'chair'] as const

/**
 * What was shared of this record, with whom and why, or that it was decided not to share it (practice: information-sharing-decision; the seven golden rules ask
 * that a decision is recorded either way). What was in it is not told again: `outgoing` names the bytes.
 */
export const disclosure = kind({
  name: 'disclosure',
  words: 'decision to share or not to share',
  of: ['person'],
  title: facts => (facts.decision === 'shared' ? `Shared with ${facts.as}` : `Not shared with ${facts.as}`),
  record: {
    facts: z.strictObject({
      decision: z.enum(['shared', 'not-shared']),
      document: choice(documentWords, 'Choose what kind of document it is'),
      to: choice(toWords, 'Choose whom it is for'),
      /** How the reader stands to the person: "the mother", "health". */
      as: line(160),
      basis: choice(basisWords, 'Choose on what sharing it rests').optional(),
      known: choice(knownWords, 'Say what the family knows of it'),
      outgoing: idField().optional(),
      /** As what whoever sent it works with the child, where it waits for a reader with an account: they are told where it lies unopened. */
      sentBy: z.enum(senders).optional(),
      entries: z.int().min(0).max(1000).optional(),
      /** A second person let it go. */
      second: z.boolean().default(false),
    }),
    narrative: z.strictObject({
      reader: line(300).optional(),
      why: said(4000, 'Write what it is for'),
      checked: words(20_000).optional(),
    }),
  },
  retention: 'oversight',
})

/** What was shared was taken back before anybody had it. It answers the decision to share it. */
export const disclosureRecalled = kind({
  name: 'disclosure-recalled',
  words: 'document taken back',
  of: ['person'],
  title: () => 'Taken back before anybody had it',
  record: { facts: z.strictObject({}), narrative: z.strictObject({ reason: said(2000, 'Write why you take it back') }) },
  retention: 'oversight',
})

/** Whoever it was shared with has opened it (the decision to share is what this answers): once, however often they read it. */
export const shareOpened = kind({
  name: 'share-opened',
  words: 'what was shared was opened',
  of: ['person'],
  title: () => 'Opened by whoever it was shared with',
  record: { facts: z.strictObject({}), narrative: z.strictObject({}) },
  retention: 'oversight',
})
