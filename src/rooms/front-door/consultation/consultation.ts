import { z } from 'zod'
import { agencyKinds } from '../../../thread/entry.ts'
import { choice, dayField, idField, line, said, words } from '../../../thread/fields.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

/** What The Bridge advises somebody who asks (practice: bridge-consultation). */
export const adviceWords = {
  'no-action': 'nothing more is needed now',
  'early-help-assessment': 'an early help assessment',
  'more-early-help': 'more early help',
  referral: 'raise a concern',
  assessment: 'raise a concern, for a child and family assessment',
} as const
export type Advice = keyof typeof adviceWords

/** Is somebody to raise a concern after this advice? */
export const isToRefer = (advice: Advice): boolean => advice === 'referral' || advice === 'assessment'

/**
 * A practitioner asked The Bridge for advice: who asked what about whom, what was advised, and who decided. A child may be left without a name: then the
 * number is the way back to it. What the caller reads is a part of its own.
 */
export const bridgeConsultation = kind({
  name: 'bridge-consultation',
  words: 'consultation with The Bridge',
  of: ['matter'],
  title: facts => `Consultation ${facts.number}: ${adviceWords[facts.advice]}`,
  record: {
    facts: z.strictObject({
      number: line(12).min(1, 'Give it a number'),
      source: z.enum(agencyKinds, { error: `Choose the kind of organisation: ${agencyKinds.join(', ')}` }),
      sourceName: line(160).optional(),
      child: z
        .strictObject({ given: line(100).optional(), family: line(100).optional(), born: dayField.optional() })
        .refine(child => child.given || child.family || child.born, 'Enter what names the child, or leave the child out')
        .optional(),
      advice: choice(adviceWords, 'Choose what was advised'),
    }),
    narrative: z.strictObject({
      caller: said(300, 'Write who asked'),
      question: said(10_000, 'Write what was asked'),
      advised: said(10_000, 'Write what was advised'),
      decidedBy: said(200, 'Write who decided what to advise'),
    }),
  },
  also: {
    feedback: {
      facts: z.strictObject({}),
      narrative: z.strictObject({ question: words(10_000), advised: words(10_000), decidedBy: words(200) }),
    },
  },
  retention: 'contact-only',
})

/** A concern was raised after the consultation that this answers: here, where `matter` is it, or otherwise (by telephone, by letter). */
export const consultationFollowed = kind({
  name: 'consultation-followed',
  words: 'concern raised after a consultation',
  of: ['matter'],
  title: () => 'A concern was raised after this consultation',
  record: {
    facts: z.strictObject({ matter: idField<SubjectId>().optional() }),
    narrative: z.strictObject({ how: words(2000).optional() }),
  },
  retention: 'contact-only',
})

/** Whose child the consultation that this answers was about: the child on record, and the entry on that child's own thread. Withdrawn, it is about nobody on record again. */
export const consultationMatched = kind({
  name: 'consultation-matched',
  words: 'child of a consultation found on record',
  of: ['matter'],
  title: () => 'The child was found on record',
  record: {
    facts: z.strictObject({ person: idField<SubjectId>(), about: idField<EntryId>() }),
    narrative: z.strictObject({}),
  },
  retention: 'contact-only',
})

/** The Bridge was asked for advice about this child: that it was, and in short what it advised. */
export const consultationAbout = kind({
  name: 'consultation-about',
  words: 'advice asked of The Bridge',
  of: ['person'],
  title: facts => `The Bridge was asked for advice, and advised: ${adviceWords[facts.advice]}`,
  record: {
    facts: z.strictObject({ matter: idField<SubjectId>(), advice: choice(adviceWords, 'Choose what was advised') }),
    narrative: z.strictObject({}),
  },
  retention: 'contact-only',
})
