import { z } from 'zod'
import { choice, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** What is asked and shown to keep a child safe at home and near water, each at its age (practice: baby-under-one, water-safety). */
export const safetyTopicWords = {
  'safe-sleep': 'where and how the baby sleeps: on the back, in a clear cot, nobody smoking or drunk beside',
  crying: 'what the parents do when the baby does not stop crying, and whom they ring',
  'bathing-baby': 'bathing: never alone in the bath, not for a moment',
  'who-cares': 'who looks after the baby, by day and by night',
  'health-visitor': 'whether the midwife or health visitor has seen the baby',
  bath: 'bathing: who stays in the room',
  pond: 'ponds, pools, buckets and drains at home and where the child visits',
  'open-water': 'rivers, canals, quarries and the sea: with whom, where, and what cold water does',
} as const
export type SafetyTopic = keyof typeof safetyTopicWords

/** Until which birthday, and from which, a topic is asked; a disabled child is asked about the bath at every age. */
const ages: Readonly<Record<SafetyTopic, readonly [from: number, until: number]>> = {
  'safe-sleep': [0, 1],
  crying: [0, 1],
  'bathing-baby': [0, 1],
  'who-cares': [0, 1],
  'health-visitor': [0, 1],
  bath: [1, 6],
  pond: [0, 8],
  'open-water': [8, 18],
}

/**
 * What is asked of a child of this age, in whole years; of an unborn child what is asked of a baby. `bathAlways`: the child is disabled, so that the bath is
 * asked about whatever the age (recurring themes briefing, September 2023, box 4).
 */
export const safetyTopicsAt = (years: number, bathAlways = false): SafetyTopic[] =>
  (Object.keys(ages) as SafetyTopic[]).filter(
    topic => (years >= ages[topic][0] && years < ages[topic][1]) || (topic === 'bath' && bathAlways && years >= 1),
  )

export const advisedByWords = {
  me: 'me',
  'health-visitor': 'the health visitor or midwife',
  school: 'the school or nursery',
  'fire-service': 'the fire and rescue service',
  other: 'somebody else',
} as const

/** What was asked and advised to keep the child safe, by whom; a topic about which somebody is worried is named, and what is worrying written down. */
export const safetyAdvised = kind({
  name: 'safety-advised',
  words: 'asked about safety at home and near water',
  of: ['person'],
  title: facts =>
    facts.worried.length > 0
      ? `Safety at home and near water: worried about ${facts.worried.length === 1 ? 'one thing' : `${facts.worried.length} things`} of ${facts.asked.length}`
      : `Safety at home and near water: asked about ${facts.asked.length === 1 ? 'one thing' : `${facts.asked.length} things`}`,
  record: {
    facts: z
      .strictObject({
        asked: z.array(choice(safetyTopicWords, 'Choose what was asked about')).min(1, 'Choose what was asked about').max(8),
        worried: z.array(choice(safetyTopicWords, 'Choose what is worrying')).max(8).default([]),
        by: choice(advisedByWords, 'Say who gave the advice'),
      })
      .refine(facts => facts.worried.every(one => facts.asked.includes(one)), {
        path: ['worried'],
        message: 'What is worrying was asked about: choose it among what was asked',
      }),
    narrative: z.strictObject({ advice: words(4000).optional(), worry: words(4000).optional() }),
  },
  retention: 'child-in-need',
})

/** Questions that whoever works with a child asks themselves; one answer is enough (practice: professional-curiosity). */
export const curiosity = kind({
  name: 'curiosity',
  words: 'what is not known',
  of: ['person'],
  title: () => 'What is not known, and what would change the view',
  record: {
    facts: z.strictObject({}),
    narrative: z.strictObject({
      notTold: words(4000).optional(),
      whoElse: words(4000).optional(),
      childWouldSay: words(4000).optional(),
      wouldChangeMind: words(4000).optional(),
    }),
  },
  retention: 'child-in-need',
})

/** Why it may be hard for a family to work with professionals (practice: working-with-families; visits briefing, July 2024, box 4). */
export const barrierWords = {
  'let-down': 'let down by services before',
  fear: 'fear that the children are taken away',
  'controlled-by-somebody': 'somebody at home controls what they say',
  'did-not-understand': 'letters, words or meetings that are hard to follow',
  language: 'another language',
  work: 'work, money or travel',
  health: 'health, pain or disability',
  racism: 'racism or hatred met before',
  'too-many': 'too many people and appointments',
  other: 'something else',
} as const

/** Why a family may find it hard to work with us, what helps, and what was changed: written down before anybody says that they do not engage. */
export const workingWithFamily = kind({
  name: 'working-with-family',
  words: 'what helps the family to work with us',
  of: ['person'],
  title: facts => (facts.changed ? 'What makes it hard to work with us, and what was changed' : 'What makes it hard to work with us'),
  record: {
    facts: z.strictObject({
      barriers: z.array(choice(barrierWords, 'Choose what makes it hard')).max(10).default([]),
      changed: yesOrNo('Say whether something was changed').default(false),
    }),
    narrative: z.strictObject({
      inTheirWords: words(4000).optional(),
      whatHelps: words(4000).optional(),
      whatWeChanged: words(4000).optional(),
    }),
  },
  retention: 'child-in-need',
})
