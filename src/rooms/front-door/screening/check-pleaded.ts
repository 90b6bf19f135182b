import { z } from 'zod'
import { choice } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** Reasons that are never one for keeping back what may keep a child safe (practice: no-barrier; recurring themes briefing, September 2023, box 1). */
export const pleaWords = {
  'data-protection': 'data protection law',
  'own-protocol': 'its own protocol or procedure',
  'human-rights': 'human rights',
  'no-consent': 'that the family has not agreed',
} as const
export type Plea = keyof typeof pleaWords

/**
 * An agency that was asked what it holds pleaded something that is no reason to keep it back. It is no answer and closes nothing: the check stays open, and the
 * agency's safeguarding lead hears of it (practice: no-barrier).
 */
export const agencyCheckPleaded = kind({
  name: 'agency-check-pleaded',
  words: 'check refused for what is no reason',
  of: ['matter'],
  title: facts => `An agency that was asked pleaded ${pleaWords[facts.plea]}`,
  record: {
    facts: z.strictObject({ plea: choice(pleaWords, 'Choose what was pleaded') }),
    narrative: z.strictObject({}),
  },
  retention: 'contact-only',
})
