import { addMonths, day, months, ownChoice, supportAndSafeguarding } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { End } from '../../../thread/finding.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { earlier, ends, so } from '../../../thread/say.ts'
import type { Thread } from '../../../thread/thread.ts'
import { preProceedings } from '../../cared-for/index.ts'
import { conference, planEnd, plans } from '../../child-protection/index.ts'
import { familyGroupConference } from './family-group-conference.ts'

/**
 * A family whose child is on a child protection plan, or in work before court proceedings, is offered a family group conference (practice: family-group-conference). It is due
 * until an offer is on file, or the plan and the work have ended; an offer of the year before counts.
 */
export const fgcNotOffered = rule({
  id: 'fgc-not-offered',
  says: ({ facts }) =>
    `This child’s family has not been offered a family group conference${facts.court ? ', and work before court proceedings goes on' : ''}.`,
  because: [
    supportAndSafeguarding.section('Family Network Meetings & Family Group Conferencing'),
    ownChoice('an offer is looked for from the day of the plan, and one of the twelve months before counts'),
  ],
  kinds: [conference, planEnd, preProceedings, familyGroupConference, death],
  inForce: { from: day('2018-01-01') },
  settings: { counts: setting(months(12), 'our own choice', 'a family that was asked within the year is not asked again at once') },
  findings: (child, { counts }) => {
    const offers = child.of(familyGroupConference)
    let next = 0
    return needsOf(child).flatMap(({ opened, until, court }) => {
      const after = addMonths(opened.on, -counts(opened.on).count)
      while (offers[next] && (offers[next]?.on ?? after) < after) next += 1
      const offer = offers[next]
      if (offer && offer.at <= opened.at) return []
      return [
        so('DUE', {
          name: court ? 'court' : 'plan',
          opened,
          until: earlier(ends(offer, 'met'), until),
          tell: ['lead', 'manager'],
          facts: { court },
        }),
      ]
    })
  },
})

type Need = { opened: Entry; until: End | undefined; court: boolean }

/** The plans, and the work before court proceedings, in the order they began. */
const needsOf = (child: Thread): Need[] => {
  const died = endOfLife(child)
  const court: Need[] = []
  for (const entry of child.of(preProceedings)) {
    const open = court.at(-1)
    if (entry.facts.step === 'begun') {
      if (!open || open.until) court.push({ opened: entry, until: undefined, court: true })
    } else if (entry.facts.step.startsWith('ended') && open && !open.until) open.until = ends(entry, 'lapsed')
  }
  return [
    ...plans(child).map(plan => ({ opened: plan.began as Entry, until: plan.ended, court: false })),
    ...court.map(one => ({ ...one, until: earlier(one.until, died) })),
  ].sort((a, b) => (a.opened.at < b.opened.at ? -1 : a.opened.at > b.opened.at ? 1 : 0))
}
