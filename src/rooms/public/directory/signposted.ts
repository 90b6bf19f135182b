import { z } from 'zod'
import { choice, idField, line, words } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { kind } from '../../../thread/kind.ts'

export const takenUpWords = { yes: 'they went there', no: 'they did not go there', 'not-known': 'not asked yet' } as const

/**
 * A family was told of a service (practice: universal-directory: the service, who told them, whether it was taken up). Whether they went is asked at the next
 * contact: that entry answers the first. The name of the service stands as it was then.
 */
export const signposted = kind({
  name: 'signposted',
  words: 'service a family was told of',
  of: ['person'],
  title: facts => `Told of ${facts.serviceName}${facts.takenUp === 'not-known' ? '' : `: ${takenUpWords[facts.takenUp]}`}`,
  record: {
    facts: z.strictObject({
      service: idField<SubjectId>().optional(),
      serviceName: line(160).min(1, 'Name the service'),
      takenUp: choice(takenUpWords, 'Say whether they went there').default('not-known'),
    }),
    narrative: z.strictObject({ signpostedWhy: words(2000).optional(), whatCameOfIt: words(4000).optional() }),
  },
  retention: 'early-help',
})
