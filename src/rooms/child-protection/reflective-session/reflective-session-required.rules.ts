import { type Day, day, months, ownChoice, partnershipNews, printDay, reading } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { type Gate, rule, setting } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import { meetingAbout } from '../../meetings/index.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { conferenceInvitations, conferenceRequested } from '../conference/request.ts'
import { reflectiveSession, reflectiveSessionSet } from './reflective-session.ts'
import { type Round, rounds, triggersOn } from './rounds.ts'

const askForSession: Gate<typeof conferenceInvitations> = {
  kinds: [conferenceInvitations],
  stops: ({ facts }) => facts.reflectiveAt === undefined,
  asks: 'Before the invitations go out, set when the professionals reflect together, right before the conference.',
}

/** Why, in words, from the plain facts of the finding. */
const why = (facts: { readonly [name: string]: unknown }): string =>
  [
    ...(typeof facts.planEndedOn === 'string' ? [`a plan ended on ${printDay(day(facts.planEndedOn))}, not long enough ago`] : []),
    ...(typeof facts.conferences === 'number' ? [`it is initial conference number ${facts.conferences} about this child`] : []),
  ].join(', and ')

/**
 * Before an initial conference the professionals reflect together where this child returns within twelve months of a plan ending, the anniversary included, or comes to an
 * initial conference for the third time or more (practice: reflective-session). Each child apart; the day compared is the day of the conference, and it is asked again when
 * the conference moves. The invitations wait for it; a conference held without it is told to the chair and the unit.
 */
export const reflectiveSessionRequired = rule({
  id: 'reflective-session-required',
  says: ({ name, facts }) =>
    name === 'held-without'
      ? `The conference about this child was held, and the professionals had not reflected together before it: ${why(facts)}.`
      : `Before the conference about this child the professionals reflect together: ${why(facts)}.`,
  because: [
    partnershipNews.reflectiveSession,
    reading(10),
    reading(11),
    reading(12),
    reading(13),
    ownChoice('whether the sessions go on has no published date: they do, until an authority sets this to nought'),
  ],
  kinds: [conferenceRequested, meetingAbout, reflectiveSessionSet, reflectiveSession, conference, planEnd, death],
  inForce: { from: day('2019-01-01') },
  settings: {
    within: setting(months(12), 'guidance', 'a return within twelve months of the plan ending'),
    third: setting(3, 'guidance', 'the third initial conference, or a later one'),
    goesOn: setting(1, 'our own choice', 'sessions are held (one), or not (nought), from a day on'),
  },
  gate: askForSession,
  findings: (child, { within, third, goesOn }, _home, holidays) => {
    const died = endOfLife(child)
    const hits = (round: Round, on: Day) =>
      goesOn(on) > 0 ? triggersOn(round, on, { within: within(on), third: third(on), holidays }) : []
    const factsOf = (round: Round, on: Day) => {
      const because = hits(round, on)
      return {
        planEndedOn: because.includes('return') ? (round.planEndedOn ?? null) : null,
        conferences: because.includes('third') ? round.before + 1 : null,
        conferenceOn: on,
      }
    }
    const tell = ['conference-office', 'chair'] as const
    return rounds(child).flatMap(round => {
      const { marks, set, session, held, late } = round
      const begins = marks.flatMap((mark, at) => {
        const before = marks[at - 1]
        const isSo = hits(round, mark.on).length > 0
        const wasSo = before !== undefined && hits(round, before.on).length > 0
        return isSo && !wasSo ? [at] : []
      })
      return [
        ...begins.flatMap(at => {
          const mark = marks[at]
          if (!mark) return []
          const moved = marks.slice(at + 1).find(later => hits(round, later.on).length === 0)
          const last = marks.findLast(later => !moved || later.entry.at < moved.entry.at) ?? mark
          return [
            so('GATE', {
              name: 'session',
              opened: mark.entry,
              until: [ends(set, 'met'), ends(session, 'met'), ends(held, 'lapsed'), ends(moved?.entry, 'lapsed'), died].reduce(earlier),
              tell,
              facts: factsOf(round, last.on),
            }),
          ]
        }),
        ...(held && !session && hits(round, held.on).length > 0
          ? [
              so('OVERDUE', {
                name: 'held-without',
                opened: held,
                until: earlier(ends(late, 'met'), died),
                tell,
                facts: factsOf(round, held.on),
              }),
            ]
          : []),
      ]
    })
  },
})
