import { z } from 'zod'
import { choice, dayField, words, yesOrNo } from '../../../thread/fields.ts'
import { kind } from '../../../thread/kind.ts'

export const visitorWords = {
  lead: 'the lead social worker',
  cover: 'a named covering social worker',
  other: 'another professional',
} as const

export const placeWords = {
  home: 'at home',
  school: 'at school',
  nursery: 'at nursery',
  placement: 'where the child is placed',
  hospital: 'in hospital',
  custody: 'in custody',
  community: 'out and about',
  video: 'by video',
} as const

export const seenWords = {
  'seen-alone': 'seen alone',
  'seen-with-carer': 'seen with a carer present',
  'seen-not-spoken': 'seen, not spoken to',
  'not-seen': 'not seen',
} as const

export const basisWords = {
  seen: 'seen by the visitor',
  'told-by-child': 'told by the child',
  'told-by-parent': 'told by a parent',
  none: 'not recorded',
} as const

export const accessWords = {
  given: 'let in',
  delayed: 'let in after a delay',
  partial: 'let in, some rooms refused',
  refused: 'refused',
  'no-answer': 'no answer',
} as const

/**
 * A visit, as it was for this child: one entry for each child (practice: cp-visit). The record says what the child eats and where the child sleeps, and
 * from what it is known (visits briefing, July 2024, box 3). A visit by video sees nobody.
 */
export const visit = kind({
  name: 'visit',
  words: 'visit',
  of: ['person'],
  title: facts =>
    `${seenWords[facts.seen][0]?.toUpperCase()}${seenWords[facts.seen].slice(1)} ${placeWords[facts.place]} by ${visitorWords[facts.by]}`,
  record: {
    facts: z
      .strictObject({
        by: choice(visitorWords, 'Choose who visited'),
        place: choice(placeWords, 'Choose where'),
        seen: choice(seenWords, 'Choose how the child was seen'),
        observedAlone: yesOrNo('Say whether a child too young to speak was observed awake, the carer not leading').optional(),
        planned: yesOrNo('Say whether the visit was announced').optional(),
        access: choice(accessWords, 'Choose how access was given').optional(),
        meals: choice(basisWords, 'Choose how it is known what the child eats').default('none'),
        sleeping: choice(basisWords, 'Choose how it is known where the child sleeps').default('none'),
        bedroomSeen: yesOrNo('Say whether the bedroom was seen').default(false),
      })
      .refine(facts => facts.place !== 'video' || facts.seen === 'not-seen', {
        path: ['seen'],
        message: 'A visit by video does not count as seeing the child: choose not-seen',
      })
      .refine(facts => facts.place === 'home' || !facts.bedroomSeen, {
        path: ['bedroomSeen'],
        message: 'The bedroom can only be seen at home: choose no, or home as the place',
      }),
    narrative: z.strictObject({
      meals: words(10_000).optional(),
      sleeping: words(10_000).optional(),
      conditions: words(10_000).optional(),
      presentation: words(10_000).optional(),
      childsWords: words(10_000).optional(),
      gathered: words(10_000).optional(),
      whoElse: words(4000).optional(),
      notAloneWhy: words(4000).optional(),
      coverWhy: words(4000).optional(),
      actions: words(10_000).optional(),
    }),
  },
  retention: 'child-protection',
})

/** Somebody tried to see this child at home and could not; each attempt is a record (Support and Safeguarding in Salford, Recording what we do). */
export const visitAttempted = kind({
  name: 'visit-attempted',
  words: 'attempted visit',
  of: ['person'],
  title: facts => `Visit attempted ${placeWords[facts.place]}: ${accessWords[facts.access]}`,
  record: {
    facts: z.strictObject({
      by: choice(visitorWords, 'Choose who tried').default('lead'),
      place: choice(placeWords, 'Choose where').default('home'),
      access: choice({ refused: accessWords.refused, 'no-answer': accessWords['no-answer'] }, 'Choose what happened'),
      planned: yesOrNo('Say whether the visit was announced').optional(),
      cardLeft: yesOrNo('Say whether a card was left').optional(),
      nextOn: dayField.optional(),
    }),
    narrative: z.strictObject({ observed: words(10_000).optional(), whatWasSaid: words(10_000).optional() }),
  },
  retention: 'child-protection',
})

const homeSeenByWords = { ...visitorWords, police: 'the police' } as const

/** What the home is like for this child, and who saw it: a police entry shows it, and is no social worker's visit (our own reading 5). */
export const homeConditions = kind({
  name: 'home-conditions',
  words: 'home conditions',
  of: ['person'],
  title: facts => `Home seen by ${homeSeenByWords[facts.seenBy]}: ${facts.fit ? 'fit to live in' : 'not fit to live in'}`,
  record: {
    facts: z.strictObject({
      seenBy: choice(homeSeenByWords, 'Choose who saw the home'),
      fit: yesOrNo('Say whether a child can live there as it is'),
    }),
    narrative: z.strictObject({ conditions: words(10_000).optional() }),
  },
  also: { police: { facts: z.strictObject({}), narrative: z.strictObject({ entry: words(10_000).optional() }) } },
  retention: 'child-protection',
})
