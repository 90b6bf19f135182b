/** The door of the room: people and families. */
export { adultInContact } from './adults/adult-in-contact.ts'
export { adultQuestionLetBe, adultQuestionWords, adultsAsked, askedAtWords } from './adults/adults-asked.ts'
export { adultsCompared } from './adults/adults-compared.ts'
export { type Adult, adultsIn, unidentifiedAdults } from './adults/register.ts'
export { type SafetyTopic, safetyAdvised, safetyTopicsAt, safetyTopicWords } from './asked-about/asked-about.ts'
export { family } from './chapter.ts'
export { background } from './details/about.ts'
export { backgroundLines } from './details/background-in-words.ts'
export { factTitles } from './details/fact-titles.ts'
export {
  answeredByWords,
  familyGroupConference,
  familyGroupConferenceWords,
  familyNetworkMeeting,
} from './family-group-conference/family-group-conference.ts'
export { type Found, findPeople, namesNear, type PersonIs } from './matching/find-people.ts'
export { birthdaysNear, type LookedFor } from './matching/looked-for.ts'
export { sayWhyFound } from './matching/why-found.ts'
export { readStanding, readToldOfChild, readWorkers, type WorkerRow } from './on-record/child.queries.ts'
export { type ChildOnRecord, type OnChild, openChild, readByKind, type ToldByKind } from './on-record/child.ts'
export { type FamilyMember, type FamilyOnRecord, readChildren, readFamily } from './on-record/family.queries.ts'
export { parentalFactor } from './parents/parental-factor.ts'
export { type InShort, readInShort } from './people/in-short.ts'
export type { EntryRow } from './people/person.queries.ts'
export { chronologyEntry, titleOf } from './people/person.ts'
export { sayOf, sayReasons } from './people/what-is-due.ts'
export { sayField, sayRole } from './people/words.ts'
