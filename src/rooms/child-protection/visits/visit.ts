import { z } from 'zod'
import { printDay } from '../../../guidance/index.ts'
import { agencyKinds } from '../../../thread/entry.ts'
import { choice, dayField, said, words, yesOrNo } from '../../../thread/fields.ts'
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

/** Why a child who was seen was not seen alone. */
export const notAloneWords = {
  'carer-refused': 'the carer would not allow it',
  'child-chose': 'the child did not want to be alone',
  'nowhere-private': 'there was nowhere to be alone',
  'too-young-asleep': 'too young to speak, and asleep',
  'too-young-carer-led': 'too young to speak, and the carer led',
  'needs-support': 'the child needs somebody there to communicate',
  other: 'another reason',
} as const

/** What happened where nobody was seen. */
export const attemptWords = {
  'no-answer': accessWords['no-answer'],
  refused: 'refused entry',
  'child-not-there': 'the child was not there',
  'alone-refused': 'not allowed to see the child alone',
} as const

/** How it was tried. */
export const attemptMethodWords = {
  unannounced: 'called unannounced',
  appointment: 'came at the agreed time',
  joint: 'came with another worker',
  police: 'came with the police',
} as const

/** What could be seen or heard from outside. */
export const signWords = {
  lights: 'lights or curtains moved',
  voices: 'voices or a television',
  car: 'a car of the household was there',
  animals: 'animals indoors',
  post: 'post or milk left outside',
  nothing: 'nothing to see or hear',
} as const

/** What of a home is looked at, each by itself. */
export const homePartWords = {
  food: 'food in the house',
  beds: 'beds and bedding',
  warm: 'warm and lit',
  clean: 'clean enough',
  safe: 'safe for this child',
} as const

export const homeGradeWords = { enough: 'good enough', worry: 'a worry', unsafe: 'unsafe', 'not-seen': 'not seen' } as const

const agencies = z
  .array(z.enum(agencyKinds, { error: `Choose the kind of organisation: ${agencyKinds.join(', ')}` }))
  .max(10)
  .optional()

/**
 * What a visit to this child is for and what is hoped of it, written before it (practice: session-purpose): one entry for each child, of one act. The visit or the
 * attempt that comes of it answers it. `for`: the day it is meant for; `with`: the organisations that come too.
 */
export const visitPlanned = kind({
  name: 'visit-planned',
  words: 'planned visit',
  of: ['person'],
  title: facts => `Visit planned for ${printDay(facts.for)}${facts.at ? ` at ${facts.at}` : ''}${facts.announced ? '' : ', unannounced'}`,
  record: {
    facts: z.strictObject({
      for: dayField,
      /** The time by the clock, as `14:05`, where one was set. */
      at: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter the time by the clock, as 09:30 or 14:05')
        .optional(),
      announced: yesOrNo('Say whether the family knows of the visit'),
      with: agencies,
    }),
    narrative: z.strictObject({
      purpose: said(4000, 'Write what the visit is for'),
      wished: said(4000, 'Write what you hope comes of it'),
    }),
  },
  retention: 'child-protection',
})

/**
 * A visit, as it was for this child: one entry for each child (practice: cp-visit). The record says what the child eats and where the child sleeps, and
 * from what it is known (visits briefing, July 2024, box 3). A visit by video sees nobody. `by`: a visit made together with others is the lead's where the lead was
 * there, a cover's where a covering social worker came instead (the reason is written), and otherwise restarts no clock (our own reading 5); `with`: the other
 * organisations that came. `observedAlone`: a child too young to speak, watched awake while no carer led; that is alone, and never spoken to (our own reading 4). It
 * may answer the plan of the visit. Adults who were there stand apart from the child's record, and on the register of adults.
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
        notAlone: choice(notAloneWords, 'Choose why the child was not seen alone').optional(),
        with: agencies,
        /** The purpose was written before the visit. */
        planBefore: yesOrNo('Say whether the purpose was written beforehand').optional(),
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
      purpose: words(4000).optional(),
      wished: words(4000).optional(),
      analysis: words(10_000).optional(),
      jointWith: words(1000).optional(),
    }),
  },
  also: {
    'third-party': {
      facts: z.strictObject({}),
      narrative: z.strictObject({ othersThere: words(4000).optional(), curiosity: words(10_000).optional() }),
    },
  },
  retention: 'child-protection',
})

/**
 * Somebody tried to see this child and could not; each attempt is a record (Support and Safeguarding in Salford, Recording what we do). One entry for each child, of one
 * act. What rules read of it:
 *
 * - `place`: an attempt at `home` is a failed home attempt; anywhere else it is none.
 * - `access`: `refused`, somebody would not let the worker in, which is a refusal of access at once (our own reading 7); `no-answer` and `child-not-there`, nobody was seen
 *   and nobody refused: the first asks for a plan to try again, two in a row with no sighting of the child at home between them are treated as a refusal; `alone-refused`,
 *   the worker came in and the carer would not let the child be seen alone: the manager hears of it, it is no refusal of entry. A visit at which the child was seen with the
 *   carer there says that with its own `notAlone`.
 * - `by`: `lead` or `cover`; what `other` professionals tried is on record and counts for no clock.
 * - `nextOn`: when it is tried next, where that is known: it is the plan to try again.
 */
export const visitAttempted = kind({
  name: 'visit-attempted',
  words: 'attempted visit',
  of: ['person'],
  title: facts => `Visit attempted ${placeWords[facts.place]}: ${attemptWords[facts.access]}`,
  record: {
    facts: z.strictObject({
      by: choice(visitorWords, 'Choose who tried').default('lead'),
      place: choice(placeWords, 'Choose where').default('home'),
      access: choice(attemptWords, 'Choose what happened'),
      method: choice(attemptMethodWords, 'Choose how it was tried').optional(),
      signs: z.array(choice(signWords, 'Choose what could be seen or heard')).max(6).optional(),
      with: agencies,
      planned: yesOrNo('Say whether the visit was announced').optional(),
      cardLeft: yesOrNo('Say whether a card was left').optional(),
      nextOn: dayField.optional(),
    }),
    narrative: z.strictObject({ observed: words(10_000).optional(), whatWasSaid: words(10_000).optional() }),
  },
  retention: 'child-protection',
})

const homeGrade = choice(homeGradeWords, 'Choose how it was found')

const homeSeenByWords = { ...visitorWords, police: 'the police' } as const

/**
 * What the home is like for this child, and who saw it: a police entry shows it, and is no social worker's visit (our own reading 5). `childSeen`: this child was seen there; where nobody has
 * said so, the child was not.
 */
export const homeConditions = kind({
  name: 'home-conditions',
  words: 'home conditions',
  of: ['person'],
  title: facts => `Home seen by ${homeSeenByWords[facts.seenBy]}: ${facts.fit ? 'fit to live in' : 'not fit to live in'}`,
  record: {
    facts: z.strictObject({
      seenBy: choice(homeSeenByWords, 'Choose who saw the home'),
      fit: yesOrNo('Say whether a child can live there as it is'),
      parts: z
        .strictObject({
          food: homeGrade.optional(),
          beds: homeGrade.optional(),
          warm: homeGrade.optional(),
          clean: homeGrade.optional(),
          safe: homeGrade.optional(),
        })
        .optional(),
      childSeen: yesOrNo('Say whether this child was seen there').optional(),
    }),
    narrative: z.strictObject({ conditions: words(10_000).optional() }),
  },
  also: { police: { facts: z.strictObject({}), narrative: z.strictObject({ entry: words(10_000).optional() }) } },
  retention: 'child-protection',
})

/**
 * The manager has read the visit that this answers (practice: cp-visit, manager read-and-sign): signed, or given back with a question. Never by whoever wrote the visit.
 */
export const visitRead = kind({
  name: 'visit-read',
  words: 'visit read by the manager',
  of: ['person'],
  title: facts => (facts.signed ? 'Visit read and signed by the manager' : 'Visit given back by the manager with a question'),
  record: {
    facts: z.strictObject({ signed: yesOrNo('Say whether you sign the visit or give it back') }),
    narrative: z.strictObject({ says: words(10_000).optional() }),
  },
  retention: 'child-protection',
})

/** What the worker says to the question with which the manager gave back the visit that this answers; the visit waits for the manager again. */
export const visitQuestionAnswered = kind({
  name: 'visit-question-answered',
  words: 'answer to a question about a visit',
  of: ['person'],
  title: () => 'Question of the manager about a visit answered',
  record: { facts: z.strictObject({}), narrative: z.strictObject({ says: said(10_000, 'Write your answer') }) },
  retention: 'child-protection',
})
