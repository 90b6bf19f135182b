import { z } from 'zod'
import { choice, dayField, line, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

export const contactWords = {
  'at-home': 'visit at home',
  'at-school': 'visit at school or nursery',
  elsewhere: 'meeting somewhere else',
  telephone: 'telephone call',
  video: 'video call',
  message: 'text message or e-mail',
  letter: 'letter',
  professionals: 'talk between professionals',
  'records-read': 'records read',
} as const
export type Contact = keyof typeof contactWords

/** The contacts at which somebody can be seen: a note of one of them says how the child was seen and heard. */
export const faceToFace: readonly Contact[] = ['at-home', 'at-school', 'elsewhere']
export const isFaceToFace = (contact: Contact): boolean => faceToFace.includes(contact)

/** How a child was heard (practice: childs-voice): words are one way of several, and a baby is heard by being watched. */
export const heardWords = {
  spoken: 'in conversation',
  play: 'through play',
  drawing: 'through drawing',
  observation: 'by watching how the child was',
  advocate: 'through an advocate',
  written: 'in writing',
} as const

export const noteSeenWords = {
  'seen-alone': 'seen alone',
  'seen-with-carer': 'seen with a carer there',
  'seen-not-spoken': 'seen, not spoken to',
  'not-seen': 'not seen',
} as const

/** The parts of a note that fewer people read: each is offered to those whose role writes it. */
export const narrowGroups = ['health', 'third-party', 'police', 'adoption'] as const
export type NarrowGroup = (typeof narrowGroups)[number]

/** The way each person's voice, words and what came of them are kept: for each child apart (practice: childs-voice). */
const voice = z.strictObject({
  heard: z
    .array(choice(heardWords, 'Choose how the child was heard'))
    .min(1, 'Choose how the child was heard, or leave the voice out and say why'),
  alone: yesOrNo('Say whether the child was heard alone').optional(),
  language: line(80).optional(),
})

/**
 * What somebody did, saw or heard, of one person: one entry for each child, one act for all (practice: recording-standard; Support and Safeguarding in
 * Salford, Recording what we do). What happened (`fact`) and what the author makes of it (`view`) are two fields; purpose and wished outcome come first;
 * a decision says who carries it out and by when; contact that was tried and failed is a note too.
 */
export const note = kind({
  name: 'note',
  words: 'note',
  of: ['person'],
  title: facts =>
    facts.reached
      ? `Note: ${contactWords[facts.contact]}${facts.seen && facts.seen !== 'not-seen' ? `, ${noteSeenWords[facts.seen]}` : ''}`
      : `Contact tried without success: ${contactWords[facts.contact]}`,
  record: {
    facts: z.strictObject({
      contact: choice(contactWords, 'Choose what kind of contact it was'),
      reached: yesOrNo('Say whether the contact came about').default(true),
      seen: choice(noteSeenWords, 'Choose how the person was seen').optional(),
      voice: voice.optional(),
      /** Who was consulted, by full name, and how they can be reached. */
      consulted: z.array(z.strictObject({ name: line(160), contact: line(200) })).default([]),
      decision: z.strictObject({ by: line(160), dueOn: dayField.optional() }).optional(),
    }),
    narrative: z.strictObject({
      purpose: words(2000).optional(),
      wished: words(2000).optional(),
      tried: words(4000).optional(),
      alsoThere: words(2000).optional(),
      fact: words(20_000).optional(),
      view: words(20_000).optional(),
      childsWords: words(10_000).optional(),
      dailyLife: words(10_000).optional(),
      voiceChanged: words(4000).optional(),
      notHeardWhy: words(2000).optional(),
      workingWell: words(10_000).optional(),
      worry: words(10_000).optional(),
      decision: words(10_000).optional(),
      correctedWhy: words(2000).optional(),
    }),
  },
  also: {
    health: { facts: z.strictObject({}), narrative: z.strictObject({ health: words(10_000).optional() }) },
    'third-party': { facts: z.strictObject({}), narrative: z.strictObject({ others: words(10_000).optional() }) },
    adoption: { facts: z.strictObject({}), narrative: z.strictObject({ adoption: words(10_000).optional() }) },
    police: { facts: z.strictObject({}), narrative: z.strictObject({ intelligence: words(10_000).optional() }) },
  },
  retention: 'child-in-need',
})

/** Something added to an entry afterwards: the entry stays as it was told (practice: recording-standard, an entry is never overwritten). */
export const addendum = kind({
  name: 'addendum',
  words: 'addition',
  of: ['person'],
  title: () => 'Added to an earlier entry',
  record: { facts: z.strictObject({}), narrative: z.strictObject({ added: words(20_000).optional() }) },
  retention: 'child-in-need',
})
