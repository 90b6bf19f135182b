import { z } from 'zod'
import { choice, said } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** What the Emergency Duty Team did about a concern before The Bridge opened. */
export const dutyDidWords = {
  'could-wait': 'looked at it: it could wait for The Bridge',
  spoke: 'spoke with the family or the person who told this',
  saw: 'went and saw the child',
  police: 'acted with the police',
} as const

/** The Emergency Duty Team hands over a concern that came out of hours to The Bridge (practice: bridge-hours). Answers the concern; the last one counts. */
export const dutyHandover = kind({
  name: 'duty-handover',
  words: 'hand-over by the Emergency Duty Team',
  of: ['matter'],
  title: facts => `Emergency Duty Team: ${dutyDidWords[facts.did]}`,
  record: {
    facts: z.strictObject({ did: choice(dutyDidWords, 'Choose what was done') }),
    narrative: z.strictObject({ note: said(10_000, 'Write what The Bridge needs to know in the morning') }),
  },
  retention: 'contact-only',
})
