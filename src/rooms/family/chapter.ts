import type { Chapter } from '../../thread/book.ts'
import { adultInContact, newAdultDecided } from './adults/adult-in-contact.ts'
import { background, communicationNeeds, otherProfessional } from './details/about.ts'
import { parentalFactor, parentsOwnNeed } from './parents/parental-factor.ts'

/** People and families: who somebody is, who is in a child's life, and what weighs on the parents. */
export const family: Chapter = {
  room: 'family',
  kinds: [background, communicationNeeds, otherProfessional, adultInContact, newAdultDecided, parentalFactor, parentsOwnNeed],
  rules: [],
  episodes: [],
}
