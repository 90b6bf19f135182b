import { adultFact, newAdultFact } from '../../adults/adult.fact.tsx'
import { adultQuestionFact, sameAdultFact } from '../../adults/compare.fact.tsx'
import { curiosityFact, safetyFact, workingWithFamilyFact } from '../../asked-about/asked-about.fact.tsx'
import { earlyHelpFact } from '../../early-help/early-help.fact.tsx'
import { childhoodExperienceFact } from '../../experiences/experience.fact.tsx'
import { parentalFactorFact, parentsOwnNeedFact } from '../../parents/parents.fact.tsx'
import { signpostedFact } from '../../signposting/signposted.fact.tsx'
import type { FactPage } from '../fact.ts'
import { addressFact, leaveFact, moveFact } from './home.tsx'
import { birthFact, languageFact, nameFact, schoolFact } from './identity.tsx'
import { backgroundFact, communicationFact, identifierFact, otherNameFact, professionalFact } from './known-by.tsx'
import { newPersonFact, relativeFact } from './relatives.tsx'

/** Every fact that has a page of its own, by the last part of its address. */
export const facts: ReadonlyMap<string, FactPage> = new Map(
  [
    nameFact,
    otherNameFact,
    birthFact,
    identifierFact,
    languageFact,
    communicationFact,
    backgroundFact,
    schoolFact,
    moveFact,
    addressFact,
    leaveFact,
    relativeFact,
    newPersonFact,
    professionalFact,
    adultFact,
    newAdultFact,
    sameAdultFact,
    adultQuestionFact,
    parentalFactorFact,
    parentsOwnNeedFact,
    earlyHelpFact,
    safetyFact,
    curiosityFact,
    workingWithFamilyFact,
    childhoodExperienceFact,
    signpostedFact,
  ].map(fact => [fact.slug, fact]),
)
