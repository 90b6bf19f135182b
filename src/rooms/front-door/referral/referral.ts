import { z } from 'zod'
import { agencyKinds } from '../../../thread/entry.ts'
import { choice, idField, line, words, yesOrNo } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'
import { concernsField, sayConcerns } from './concerns.ts'
import { saySource } from './sources.ts'

/**
 * A concern about this child was received: one entry for each child it is about, once matched to a person. `matter` is the concern as it was told,
 * where it was told here; `elsewhere` names the authority that received it where that was not this one.
 */
export const referral = kind({
  name: 'referral',
  words: 'referral',
  of: ['person'],
  title: facts => `Referral${facts.elsewhere ? ` to ${facts.elsewhere}` : ''} from ${saySource(facts)}: ${sayConcerns(facts.concerns)}`,
  record: {
    facts: z.strictObject({
      matter: idField<SubjectId>().optional(),
      source: z.enum(agencyKinds, { error: `Choose the kind of organisation: ${agencyKinds.join(', ')}` }),
      sourceName: line(160).optional(),
      concerns: concernsField,
      elsewhere: line(120).min(1, 'Name the authority that received it').optional(),
      familyTold: choice({ yes: 'yes', no: 'no' }, 'Say whether the family knows').optional(),
      inDangerNow: yesOrNo('Say whether the child is in danger now').default(false),
    }),
    narrative: z.strictObject({ summary: words(20_000).optional() }),
  },
  retention: 'contact-only',
})
