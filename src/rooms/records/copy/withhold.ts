import { type Because, type DataProtectionPlace, dataProtectionAct2018 } from '../../../guidance/index.ts'
import type { askerWords } from '../access/access-request.ts'

/** Who asks for the copy. */
export type AskedBy = keyof typeof askerWords

/** Why something is kept back from whoever asks for a copy of a record. */
export const reasonWords = {
  'third-party': 'it tells of somebody else',
  referrer: 'it tells who told us',
  whereabouts: 'it tells where somebody is who must not be found',
  crime: 'giving it would get in the way of finding out or preventing a crime',
  privilege: 'it is the advice of a lawyer',
  'harm-to-health': 'giving it would be likely to harm somebody seriously, as a health professional says',
  'harm-social-work': 'giving it would be likely to harm somebody seriously, as a social worker says',
  'no-opinion': 'the health professional it comes from was asked and does not agree that it is given',
  confidence: 'the child gave it in confidence, or wanted it kept',
  'child-abuse': 'it tells of harm done to the child, and giving it is not best for the child',
  adoption: 'adoption law keeps it sealed',
  'another-agency': 'another agency keeps it to itself, and answers for it',
} as const
export type Reason = keyof typeof reasonWords

/** Where the law says so; of what another agency keeps it is that agency which answers, so that nothing is cited. */
const places = {
  'third-party': 'schedule 2, paragraph 16',
  referrer: 'schedule 2, paragraph 16',
  whereabouts: 'schedule 2, paragraph 16',
  crime: 'schedule 2, paragraph 2',
  privilege: 'schedule 2, paragraph 19',
  'harm-to-health': 'schedule 3, paragraph 5',
  'harm-social-work': 'schedule 3, paragraph 11',
  'no-opinion': 'schedule 3, paragraph 6',
  confidence: 'schedule 3, paragraph 10',
  'child-abuse': 'schedule 3, paragraph 21',
  adoption: 'schedule 4, paragraph 3',
  'another-agency': null,
} as const satisfies Record<Reason, DataProtectionPlace | null>

/** What a reason rests on; null where no place of the law is needed. */
export const becauseOf = (reason: Reason): Because | null => {
  const place = places[reason]
  return place === null ? null : dataProtectionAct2018.at(place)
}

/** The place of the law as it stands on paper. */
export const lawOf = (reason: Reason): string => {
  const place = places[reason]
  return place === null ? 'ask that agency' : `Data Protection Act 2018, ${place}`
}

/** Reasons that rest on what a named professional said. */
export const needsOpinion: ReadonlySet<Reason> = new Set<Reason>(['harm-to-health', 'harm-social-work', 'no-opinion'])

/** Reasons for which something is kept from somebody who asks for a child, and not from the person themselves. */
export const onlyForAChild: ReadonlySet<Reason> = new Set<Reason>(['confidence', 'child-abuse'])

/** What stands in the copy in place of what was kept back. */
export const markOf = (reason: Reason): string =>
  ({ 'third-party': '[kept back: somebody else]', referrer: '[kept back: who told us]', whereabouts: '[kept back: a place]' })[
    reason as string
  ] ?? '[kept back]'
