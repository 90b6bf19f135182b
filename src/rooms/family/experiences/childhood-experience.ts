import { z } from 'zod'
import { choice, words } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

/** Whose childhood it is: the child's own, or that of a parent or carer (practice: childhood-experiences, for the child and for each parent). */
export const childhoodOfWords = { child: 'the child', mother: 'the mother', father: 'the father', carer: 'another carer' } as const

/** What happened to somebody as a child, good and bad: what happened to people, not what is wrong with them. */
export const experienceWords = {
  'somebody-who-cared': 'somebody who was always there',
  'friends-or-school': 'friends, school or a club',
  'faith-or-community': 'family, faith or community around them',
  'other-good': 'something else that was good',
  violence: 'violence at home',
  'not-cared-for': 'was not looked after',
  'hurt-or-abused': 'was hurt or abused',
  'loss-or-parting': 'lost somebody, or parents who parted',
  'care-away': 'lived away from home or in care',
  'parents-health': 'a parent who was ill, drank or used drugs',
  'prison-or-arrest': 'somebody at home in prison or arrested',
  'bullying-or-racism': 'was bullied, or met racism or hatred',
  'moved-or-fled': 'had to move or flee',
  'other-bad': 'something else that was hard',
} as const
export type Experience = keyof typeof experienceWords

const good: ReadonlySet<Experience> = new Set<Experience>(['somebody-who-cared', 'friends-or-school', 'faith-or-community', 'other-good'])

/** Is this something that carries people, rather than weighs on them? */
export const isGood = (what: Experience): boolean => good.has(what)

/**
 * Something that happened in a childhood, the child's or a parent's, and what it means for the child now (practice: childhood-experiences; visits
 * briefing, July 2024, box 4: ask what happened to them). Of a parent it is told in a part of its own, which fewer people read. There is no score.
 */
export const childhoodExperience = kind({
  name: 'childhood-experience',
  words: 'what happened in childhood',
  of: ['person'],
  title: facts =>
    `Childhood of ${childhoodOfWords[facts.whose]}: ${facts.whose === 'child' ? experienceWords[facts.what] : isGood(facts.what) ? 'something good' : 'something hard'}`,
  record: {
    facts: z.strictObject({
      whose: choice(childhoodOfWords, 'Say whose childhood it is'),
      what: choice(experienceWords, 'Choose what happened'),
    }),
    narrative: z.strictObject({ happened: words(4000).optional(), meansForChild: words(4000).optional() }),
  },
  also: {
    'third-party': { facts: z.strictObject({}), narrative: z.strictObject({ happened: words(4000).optional() }) },
  },
  retention: 'child-in-need',
})
