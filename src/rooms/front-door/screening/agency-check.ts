import { z } from 'zod'
import { agencyKinds } from '../../../thread/entry.ts'
import { dayField, idField, line, words, yesOrNo } from '../../../thread/fields.ts'
import type { AgencyId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'
import { agencyWords } from '../referral/sources.ts'

const agency = z.enum(agencyKinds, { error: `Choose the kind of organisation: ${agencyKinds.join(', ')}` })
/** A summary that only those who may read that part see. */
const apart = { facts: z.strictObject({}), narrative: z.strictObject({ summary: words(20_000).optional() }) }

/**
 * The Bridge asked one agency what it holds about those a concern is about (practice: bridge-screening). The `asked` part is all that the agency reads:
 * who it is about and what is asked, and nothing of the concern (the sixth golden rule: what is shared is necessary and proportionate).
 */
export const agencyCheckAsked = kind({
  name: 'agency-check-asked',
  words: 'check asked of an agency',
  of: ['matter'],
  title: facts => `Asked ${facts.agencyName ?? agencyWords[facts.agency]} what it holds`,
  record: {
    /** `askedAgency`: which one it is, so that the reminder goes to it and to no other that was asked too. */
    facts: z.strictObject({ agency, agencyName: line(160).optional(), askedAgency: idField<AgencyId>().optional() }),
    narrative: z.strictObject({ question: words(4000).optional() }),
  },
  also: {
    asked: {
      facts: z.strictObject({
        agency: idField<AgencyId>(),
        children: z.array(z.strictObject({ name: line(220), born: dayField.optional() })).max(20),
      }),
      narrative: z.strictObject({ question: words(4000).optional() }),
    },
  },
  retention: 'contact-only',
})

/** What the agency answered to the check that this answers: what it holds, that it holds nothing, or that it will not say and why. */
export const agencyCheckAnswered = kind({
  name: 'agency-check-answered',
  words: 'answer to a check',
  of: ['matter'],
  title: facts => (facts.refused ? 'Check refused' : facts.held ? 'Check answered' : 'Check answered: nothing held'),
  record: {
    facts: z
      .strictObject({
        held: yesOrNo('Say whether the agency holds anything'),
        refused: yesOrNo('Say whether the agency refuses to answer').default(false),
      })
      .refine(facts => !(facts.held && facts.refused), {
        path: ['refused'],
        message: 'Choose one: what is held is shared, or the answer is refused and why is said',
      }),
    narrative: z.strictObject({ summary: words(20_000).optional(), whyRefused: words(4000).optional() }),
  },
  also: { health: apart, police: apart },
  retention: 'contact-only',
})
