import { day, days, neglectResponse, ownChoice, visitsBriefing } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { seeableFrom } from '../../../thread/life.ts'
import { birth, death, identity, involvement, involvementEnd, pregnancy } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, every } from '../../../thread/say.ts'
import { conference, planEnd } from '../../child-protection/index.ts'
import { sightingKinds, sightings } from '../sightings/sightings.ts'
import { openSpans } from './open-spans.ts'
import { sinceOf } from './since-of.ts'

/**
 * A child whose case is open is seen by somebody, of whatever agency, at least every fortnight on a child protection plan and every four weeks otherwise (practice: unseen-child). The time
 * begins with the plan or when somebody begins to work with the child, or at birth, and anew with every day on which somebody is on record as having seen the child.
 */
export const unseenChild = rule({
  id: 'unseen-child',
  says: ({ facts }) =>
    `This child is not on record as seen by anybody, of any agency, ${facts['first'] === true ? 'since work with the family began, ' : 'since '}${sinceOf(facts)}.`,
  because: [
    neglectResponse.case17Lessons,
    visitsBriefing.box(2),
    ownChoice('nobody says how long a child may go unseen by everybody: fourteen days on a plan, twenty-eight otherwise'),
  ],
  kinds: [...sightingKinds, conference, planEnd, involvement, involvementEnd, birth, pregnancy, identity, death],
  inForce: { from: day('2024-07-01') },
  settings: {
    onPlan: setting(days(14), 'our own choice', 'a child on a child protection plan is seen by somebody at least every fortnight'),
    open: setting(
      days(28),
      'our own choice',
      'any other child with whom children’s social care works is seen by somebody at least every four weeks',
    ),
  },
  findings: (child, { onPlan, open }) => {
    const who = child.of(identity).at(-1)
    if (who?.facts.is === 'adult') return []
    const notBefore = seeableFrom(child)
    const seen = sightings(child).map(one => one.entry)
    let next = 0
    return openSpans(child).map(span => {
      while (next < seen.length && (seen[next]?.on ?? span.since.on) < span.since.on) next += 1
      const during: Entry[] = []
      for (let at = next; at < seen.length; at += 1) {
        const act = seen[at]
        if (!act || (span.end && act.at > span.end.at)) break
        during.push(act)
      }
      return every(span.onPlan ? onPlan : open, {
        name: span.onPlan ? 'on-plan' : 'open',
        from: span.since,
        notBefore,
        metBy: during,
        stop: span.end,
        shows: { OVERDUE: dayAfter },
        tell: [
          { to: 'lead', from: dayAfter },
          { to: 'manager', from: dayAfter },
        ],
      })
    })
  },
})
