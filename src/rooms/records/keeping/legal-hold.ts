import { z } from 'zod'
import { choice, line, said } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** For what legal reason a record is kept, however old it is. */
export const holdWords = {
  inquiry: 'a public inquiry has asked for records to be kept',
  court: 'a court case is under way or expected',
  claim: 'somebody claims damages, or may',
  review: 'a practice review, an inquest or a criminal investigation is under way',
  request: 'somebody has asked for their record, or complains about it',
} as const

/** Nothing of this person's record may be destroyed until this ends, whatever its age: it wins over every length of time. */
export const legalHold = kind({
  name: 'legal-hold',
  words: 'legal hold',
  of: ['person'],
  title: facts => `Kept for a legal reason: ${holdWords[facts.because]}`,
  record: {
    facts: z.strictObject({ because: choice(holdWords, 'Choose the legal reason') }),
    narrative: z.strictObject({ why: said(4000, 'Write who asked for it and what it is about'), reference: line(200).optional() }),
  },
  retention: 'oversight',
})

/** The legal reason is over. It answers the hold; any other hold still stands. */
export const legalHoldEnded = kind({
  name: 'legal-hold-ended',
  words: 'end of a legal hold',
  of: ['person'],
  title: () => 'No longer kept for that legal reason',
  record: { facts: z.strictObject({}), narrative: z.strictObject({ why: said(4000, 'Write who said that it is over') }) },
  retention: 'oversight',
})
