import { z } from 'zod'
import { idField, momentField, words } from '../fields.ts'
import { kind } from '../kind.ts'

/**
 * How somebody stands to a child or a matter: the relationship column of the access matrix. `queue` and `screener` are The Bridge's before anybody is
 * allocated, `decided` is what it keeps of a matter afterwards; `referrer` sees what is fed back and nothing else; `advised` is what The Bridge was asked; `offered` is
 * a team that another team has asked to take the child on, until it answers; `agency` is an agency that works with the child; `conference-office` is the unit that
 * arranges the child's conferences; `legal` whoever advises on the law. Of a meeting: `meeting-chair`, `minutes` (who takes them and sends them out) and `invited`;
 * `asked-by-meeting` was asked to do something by a meeting of which they read nothing, and is `action-owner` of that one action. Of a professional challenge:
 * `challenger` raised it, `challenged` answers for what was decided. `adoption` works on the child's adoption and reads what is sealed; `sampled` reads a record for an audit or an inspection, until a day that was said at the beginning.
 */
export const relations = [
  'lead',
  'co-worker',
  'manager',
  'chair',
  'core-group',
  'agency',
  'referrer',
  'queue',
  'screener',
  'decided',
  'checked',
  'advised',
  'offered',
  'conference-office',
  'legal',
  'meeting-chair',
  'minutes',
  'invited',
  'asked-by-meeting',
  'action-owner',
  'challenger',
  'challenged',
  'adoption',
  'sampled',
] as const
export type Relation = (typeof relations)[number]

/** What holds an involvement: one person, a team, or a whole agency's named role. */
export const holderForms = ['account', 'team', 'agency'] as const

/** Somebody works with this child or on this matter, from the moment it tells of. Allocation is an entry like any other. */
export const involvement = kind({
  name: 'involvement',
  words: 'involvement',
  of: ['person', 'context', 'matter'],
  title: facts => relationWords[facts.as],
  record: {
    facts: z
      .strictObject({
        holder: idField(),
        form: z.enum(holderForms),
        as: z.enum(relations),
        /** Until when, where that is said at the beginning: nobody has to end it. */
        until: momentField.optional(),
      })
      .refine(({ as, until }) => as !== 'sampled' || until !== undefined, 'Say until when an audit or an inspection may read the record'),
    narrative: z.strictObject({ reason: words(2000).optional() }),
  },
  retention: 'oversight',
})

/** How an offer to another team ends: the team takes the child on, or does not, or whoever offered thinks again. */
export const offerEnds = ['taken-on', 'turned-down', 'taken-back'] as const
export type OfferEnd = (typeof offerEnds)[number]

const offerWords: Record<OfferEnd, string> = {
  'taken-on': 'Taken on by another team',
  'turned-down': 'Offer turned down by another team',
  'taken-back': 'Offer to another team taken back',
}

/** That involvement (named by what it answers) has ended; the very next request is refused. */
export const involvementEnd = kind({
  name: 'involvement-end',
  words: 'involvement ended',
  of: ['person', 'context', 'matter'],
  title: facts => (facts.offer ? offerWords[facts.offer] : 'Involvement ended'),
  record: { facts: z.strictObject({ offer: z.enum(offerEnds).optional() }), narrative: z.strictObject({ reason: words(2000).optional() }) },
  retention: 'oversight',
})

/** What each relation is called in a chronology. */
export const relationWords: Record<Relation, string> = {
  lead: 'Lead worker allocated',
  'co-worker': 'Second worker named',
  manager: 'Managed by a team',
  chair: 'Conference chair named',
  'core-group': 'Joined the core group',
  agency: 'Agency involved',
  referrer: 'Raised the concern',
  queue: 'Waiting at The Bridge',
  screener: 'Screened by The Bridge',
  decided: 'Decided by The Bridge',
  checked: 'Agency asked for a check',
  advised: 'Advised by The Bridge',
  offered: 'Offered to another team',
  'conference-office': 'Conferences arranged by the unit',
  legal: 'Legal adviser named',
  'meeting-chair': 'Chair of the meeting named',
  minutes: 'Minutes to be taken',
  invited: 'Invited to the meeting',
  'asked-by-meeting': 'Asked to do something by the meeting',
  'action-owner': 'Asked to do this',
  challenger: 'Raised the challenge',
  challenged: 'Answers for what is challenged',
  adoption: 'Works on the adoption',
  sampled: 'Opened to an audit or an inspection',
}
