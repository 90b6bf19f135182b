import { z } from 'zod'
import { agencyKinds } from '../../../thread/entry.ts'
import { choice, dayField, idField, line, momentField, words } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

const agencies = z
  .array(z.enum(agencyKinds, { error: `Choose the kinds of organisation: ${agencyKinds.join(', ')}` }))
  .max(60)
  .default([])

/** Why the professionals reflect before the conference (partnership news, November 2019). */
export const triggerWords = {
  return: 'the child returns to a conference within twelve months of a plan ending',
  third: 'it is the third initial conference about the child, or a later one',
} as const

/** The themes that recur in case reviews: one list, so that what is learned in one place can be counted with what is learned in another. */
export const reviewThemeWords = {
  'childs-voice': 'the child’s voice and daily life',
  'unseen-adults': 'fathers, partners and other adults around the child',
  'information-sharing': 'sharing information',
  curiosity: 'professional curiosity',
  culture: 'culture and identity',
  challenge: 'challenge and escalation',
  drift: 'drift, and work that does not last',
  neglect: 'neglect recognised late',
  'parental-difficulties': 'mental health, substances or violence in the home',
  'babies-under-one': 'babies under one',
  'step-down': 'support ended too soon',
  'working-together': 'plans not shared or not owned by all',
  'strengths-built-on': 'strengths that were built on',
} as const

/** When the professionals reflect together before the conference about this child. It stands on the child, and on the meeting for those who are invited to it. */
export const reflectiveSessionSet = kind({
  name: 'reflective-session-set',
  words: 'reflective session set',
  of: ['person', 'matter'],
  title: () => 'Reflective session before the conference',
  record: {
    facts: z.strictObject({ at: momentField, conference: idField<SubjectId>().optional() }),
    narrative: z.strictObject({ place: words(500).optional() }),
  },
  retention: 'child-protection',
})

/**
 * The professionals reflected together, without the family, before the conference: which of the two reasons held and which dates were compared, who was there, and
 * what they answered to the questions that were asked (practice: reflective-session). The questions are kept with the answers, since they change.
 */
export const reflectiveSession = kind({
  name: 'reflective-session',
  words: 'reflective session',
  of: ['person'],
  title: () => 'Reflective session held',
  record: {
    facts: z.strictObject({
      conference: idField<SubjectId>().optional(),
      because: z.array(choice(triggerWords, 'Choose why')).max(2).default([]),
      planEndedOn: dayField.optional(),
      conferenceOn: dayField.optional(),
      conferences: z.number().int().min(1).max(50).optional(),
      attended: agencies,
      absent: agencies,
      themes: z.array(choice(reviewThemeWords, 'Choose the themes')).max(20).default([]),
      questions: z.array(line(300)).max(8).default([]),
    }),
    narrative: z.strictObject({
      answer1: words(10_000).optional(),
      answer2: words(10_000).optional(),
      answer3: words(10_000).optional(),
      answer4: words(10_000).optional(),
      answer5: words(10_000).optional(),
      answer6: words(10_000).optional(),
      answer7: words(10_000).optional(),
      answer8: words(10_000).optional(),
      actions: words(10_000).optional(),
    }),
  },
  retention: 'child-protection',
})

/** What is asked where a partnership’s profile asks nothing else: what practice did for the child, what worked well, what was learned. */
export const guidingQuestions = [
  'What difference has our work made to this child’s daily life?',
  'What worked well, and for whom?',
  'What have we learned, and what will we do otherwise this time?',
] as const
