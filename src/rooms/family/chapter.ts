import type { Chapter } from '../../thread/book.ts'
import { adultInContact, newAdultDecided } from './adults/adult-in-contact.ts'
import { adultQuestionLetBe, adultsAsked } from './adults/adults-asked.ts'
import { adultsCompared } from './adults/adults-compared.ts'
import { fatherNotContacted } from './adults/father-not-contacted.rules.ts'
import { newAdultInHome } from './adults/new-adult-in-home.rules.ts'
import { unidentifiedAdult } from './adults/unidentified-adult.rules.ts'
import { curiosity, safetyAdvised, workingWithFamily } from './asked-about/asked-about.ts'
import { patternStatement } from './chronology/pattern-statement.ts'
import { significance } from './chronology/significance.ts'
import { background, communicationNeeds, otherProfessional } from './details/about.ts'
import { childhoodExperience } from './experiences/childhood-experience.ts'
import { familyGroupConference, familyNetworkMeeting } from './family-group-conference/family-group-conference.ts'
import { fgcNotOffered } from './family-group-conference/fgc-not-offered.rules.ts'
import { recordsCompared } from './merge/records-compared.ts'
import { parentalFactor, parentsOwnNeed } from './parents/parental-factor.ts'
import { babyUnderOne } from './under-one/baby-under-one.rules.ts'
import { babyVisitDue } from './under-one/baby-visit-due.rules.ts'
import { babyVisitSuggested } from './under-one/baby-visit-suggested.rules.ts'

/** People and families: who somebody is, who is in a child's life, and what weighs on the parents. */
export const family: Chapter = {
  room: 'family',
  kinds: [
    background,
    communicationNeeds,
    otherProfessional,
    adultInContact,
    newAdultDecided,
    adultsCompared,
    adultsAsked,
    adultQuestionLetBe,
    safetyAdvised,
    curiosity,
    workingWithFamily,
    parentalFactor,
    parentsOwnNeed,
    childhoodExperience,
    significance,
    patternStatement,
    recordsCompared,
    familyGroupConference,
    familyNetworkMeeting,
  ],
  rules: [unidentifiedAdult, fatherNotContacted, newAdultInHome, babyUnderOne, babyVisitSuggested, babyVisitDue, fgcNotOffered],
  episodes: [],
}
