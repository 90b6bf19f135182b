import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { said, words } from '../../../thread/fields.ts'
import type { MeetingType } from '../calling/meeting.ts'

/** The parts of minutes, as they are called on the page. */
export const partWords = {
  shared: 'What each agency shared',
  workingWell: 'What is working well',
  worried: 'What we are worried about',
  risks: 'The risks that are known',
  needsToHappen: 'What needs to happen',
  decided: 'What was decided, and why',
  contingency: 'What happens if it does not work out, and by when',
} as const
export type MinutesPart = keyof typeof partWords
const parts = Object.keys(partWords) as MinutesPart[]

/** The parts that minutes of a meeting have, in their fixed order: of a strategy or legal meeting what was shared comes first, of all others what works well. */
export const partsOf = (type: MeetingType): readonly MinutesPart[] =>
  type === 'strategy' || type === 'legal-planning'
    ? ['shared', 'risks', 'decided', 'contingency']
    : ['workingWell', 'worried', 'needsToHappen', 'decided', 'contingency']

/** Minutes as they are written: any part may be empty until they are final. */
export const minutesForm = declareForm(
  z
    .object({
      shared: words(20_000).optional(),
      workingWell: words(20_000).optional(),
      worried: words(20_000).optional(),
      risks: words(10_000).optional(),
      needsToHappen: words(20_000).optional(),
      decided: words(20_000).optional(),
      contingency: words(10_000).optional(),
      as: z.enum(['version', 'final']).optional(),
    })
    .refine(form => form.as !== 'final' || Boolean(form.decided?.trim()), {
      message: 'Write what was decided before the minutes are final',
      path: ['decided'],
    })
    .refine(form => parts.some(part => form[part]?.trim()), { message: 'Write something first', path: ['decided'] }),
  { ...partWords, as: 'How they are saved' },
)

/** Letting minutes be final though an action lacks something. */
export const overForm = declareForm(
  z.object({
    which: z.string({ error: 'Choose which action' }).max(600),
    reason: said(4000, 'Write why they may be final without this').prefault(''),
  }),
  { which: 'Which action?', reason: 'Why may the minutes be final without it?' },
)
