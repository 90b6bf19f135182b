import type { Child } from './family.ts'

/** A text about one child: {name}, and {he}, {him}, {his}, {He}, {His} as the child's sex asks. */
export const about = (text: string, child: Pick<Child, 'given' | 'sex'>): string =>
  text.replaceAll(
    /\{(\w+)\}/g,
    (whole, word: string) => (word === 'name' ? child.given : (child.sex === 'female' ? hers : theirs)[word]) ?? whole,
  )

const hers: Record<string, string> = { he: 'she', him: 'her', his: 'her', He: 'She', His: 'Her' }
const theirs: Record<string, string> = { he: 'he', him: 'him', his: 'his', He: 'He', His: 'His' }

/** What a child of some age may say to somebody who comes, in the child's own words. Nobody that young says anything: it is seen. */
export const childsWords = (aged: number): readonly string[] =>
  aged < 4 ? [] : aged < 8 ? ofTheYoung : aged < 12 ? ofTheMiddle : ofTheOlder

const ofTheYoung = [
  '“I have a cat. He sleeps on my feet.”',
  '“Mummy did the bath with bubbles.”',
  '“It is noisy when the door goes.”',
  '“I like when Nana comes.”',
  '“My bed has dinosaurs. Do you want to see?”',
  '“We had pancakes and I did the stirring.”',
  '“I do not like the shouting. It stopped now.”',
  'Pointed to the happy face, then to the one that is not sure.',
]
const ofTheMiddle = [
  '“It is better since Dad does bedtime.”',
  '“I would like it if you told me before you come.”',
  '“I got a certificate. It is on the fridge.”',
  '“I worry about Mum when I am at school, but less.”',
  '“Can I still go to football? That is the main thing.”',
  '“We are not allowed to say. It is fine, really.”',
  '“I want my own room. That is all I want.”',
  '“I told my teacher because she asks every day.”',
]
const ofTheOlder = [
  '“You all ask the same questions. Read what the last one wrote.”',
  '“I am sleeping again. Not all night, but.”',
  '“I do not want a meeting about me without me.”',
  '“Mum is trying. I can see she is.”',
  '“If you ring school I am not talking to you again.” Later: “All right, but tell me what you say.”',
  '“I would rather message than talk.”',
  '“I know what you think of them. They are still my mates.”',
  '“It would help if somebody sorted the bus fare.”',
]

export const presentations = [
  'Well and chatty; showed me round.',
  'Quiet at first, then did not want me to go.',
  'Tired, with a cold, on the sofa under a blanket.',
  'Clean, warm and busy with a game.',
  'Wary of me, easy with the adults.',
  'In good form; laughed a lot.',
]
export const presentationsOfTheYoungest = [
  'Awake and looking about, reaching for faces.',
  'Asleep in the basket, warm, breathing easily.',
  'Crawling, into everything, comes back to check who is there.',
  'Feeding well; put on weight since last time.',
]
export const homesSeen = [
  'Warm, toys about, food in the cupboard.',
  'Cold in the bedrooms; a heater has been asked for.',
  'Tidy, and two of the beds are new.',
  'Cluttered but clean where it matters; a path to every bed.',
  'Boxes everywhere: they move on Friday.',
  'Washing on every door; the kitchen is clean.',
]
export const meetingsSaid = [
  'Most of what was agreed is done. What is left has a name and a day.',
  'Two steps forward, one back: mornings are better, evenings are not.',
  'The family came with a list of its own, which we took first.',
  'School and home tell it the same way now.',
  'What was promised by us was late. It was said so, and is done.',
  'Good weeks. The worry is what happens when we are gone.',
]
export const closings = [
  'Good enough, and has been for half a year. The family says so too.',
  'What we came for is done. Everybody knows whom to ring.',
  'Better than good enough; the children say what they like about home.',
]
export const whoStays = [
  'The school and an aunt',
  'The health visitor and a volunteer',
  'The family’s own network',
  'School, and the doctor who knows them',
]

/** What a conference writes, by the category of the plan. */
export const conferences = {
  neglect: {
    reasons: 'All agencies agree: help was offered and taken for a while, and what the children live with has not changed enough.',
    dangerStatements: 'The children may go without food, warmth and care when the adults are low.',
    safetyGoals: 'For three months somebody the children trust sees each day that they have eaten, slept and are where they should be.',
    outlinePlan: 'Visits at home, a health check for each child, the house made fit room by room, a named adult for bad days.',
    contingency: 'If nobody can see the children at home for four weeks, legal advice is taken.',
  },
  emotional: {
    reasons: 'What happens between the adults is frightening the children, and they have said so.',
    dangerStatements: 'The children may be hurt or live in fear when the adults fight.',
    safetyGoals: 'The children are never in the home when there is shouting: they and the adults know where they go instead.',
    outlinePlan: 'Separate work with each adult, somebody for each child, a plan for safety that the school has too.',
    contingency: 'If he comes back to the home, the police are rung first, then us.',
  },
  physical: {
    reasons: 'An injury that nobody could explain, and older ones.',
    dangerStatements: 'A child may be hurt when an adult loses patience.',
    safetyGoals: 'No adult is alone with the children when it boils over: there is somebody to ring and they ring.',
    outlinePlan: 'Work on anger, a second adult at bedtime, health sees each child monthly.',
    contingency: 'Any new mark is seen by a doctor the same day.',
  },
} as const satisfies Record<string, Record<string, string>>
