import { day, recurringThemes, workingTogether2018 } from '../../../guidance/index.ts'
import type { AgencyKind, Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { rule } from '../../../thread/rule.ts'
import { earlier, ends, type So, so } from '../../../thread/say.ts'
import { agencyWords } from '../../front-door/index.ts'
import { meeting } from '../calling/meeting.ts'
import { meetingExcluded, meetingInvited } from '../inviting/invitation.ts'
import { meetingReport } from '../reports/report.ts'
import { meetingHeld } from './held.ts'

/** Without these nobody can weigh what is known of harm. */
const always: readonly AgencyKind[] = ['police', 'health']

/**
 * A strategy meeting was held, and an agency that was asked neither came nor sent what it knows. That the police or health are missing may leave a child unsafe, whether or
 * not they were asked; it stands until they have sent it (practice: strategy-meeting).
 */
export const strategyAttendeeMissing = rule({
  id: 'strategy-attendee-missing',
  says: ({ facts }) => {
    const who = String(facts.who)
    return `${who.replace(/^./, first => first.toUpperCase())} ${facts.asked ? 'did not come' : 'was not asked'} to the strategy meeting and sent nothing of what is known there.`
  },
  because: [recurringThemes.box(5), workingTogether2018.at('strategy discussion')],
  of: ['matter'],
  kinds: [meeting, meetingInvited, meetingExcluded, meetingHeld, meetingReport],
  inForce: { from: day('2018-07-01') },
  findings: matter => {
    const [called] = matter.of(meeting)
    if (called?.facts.type !== 'strategy') return []
    const asked = matter
      .where(meetingInvited, one => one.facts.as === 'professional')
      .filter(one => !matter.answering(meetingExcluded, one).some(kept => !kept.facts.part))
    const reports = new Map<AgencyKind, Entry[]>()
    for (const report of matter.of(meetingReport)) {
      const kind = report.facts.agencyKind ?? report.agencyKind
      reports.set(kind, [...(reports.get(kind)?.slice(0, 1) ?? []), report])
    }
    // A meeting that is broken off and taken up again is held twice; the second time stands in place of the first.
    const [first, second, third] = matter.of(meetingHeld)
    return [...(first ? missingAt(first, second, asked, reports) : []), ...(second ? missingAt(second, third, asked, reports) : [])]
  },
})

type Held = Entry<FactsOf<typeof meetingHeld>>
type Asked = Entry<FactsOf<typeof meetingInvited>>

/** Who was missing when it was held, until what they know comes or it is held again. `reports`: the first and the last of each kind of agency. */
const missingAt = (
  held: Held,
  again: Held | undefined,
  asked: readonly Asked[],
  reports: ReadonlyMap<AgencyKind, readonly Entry[]>,
): So[] => {
  const there = new Set(held.facts.attendance.filter(one => one.came || one.sent).map(one => one.invited))
  const kinds = (of: readonly Asked[]) => of.flatMap(one => (one.facts.agencyKind ? [one.facts.agencyKind] : []))
  const came = new Set<AgencyKind>([held.agencyKind, ...kinds(asked.filter(one => there.has(one.root)))])
  const wanted = new Set<AgencyKind>([...always, ...kinds(asked)])
  const shared = { opened: held, tell: ['meeting-chair', 'manager'] } as const
  const others = asked.filter(one => !one.facts.agencyKind && !there.has(one.root)).length
  return [
    ...[...wanted].flatMap(kind => {
      const sent = reports.get(kind) ?? []
      if (came.has(kind) || sent.some(report => report.at <= held.at)) return []
      return [
        so(always.includes(kind) ? 'CRITICAL' : 'DUE', {
          ...shared,
          name: kind,
          until: earlier(ends(sent[0], 'met'), ends(again)),
          facts: { who: agencyWords[kind], asked: asked.some(one => one.facts.agencyKind === kind) },
        }),
      ]
    }),
    ...(others > 0
      ? [
          so('DUE', {
            ...shared,
            name: 'others',
            until: ends(again),
            facts: { who: others === 1 ? 'somebody who was asked' : 'others who were asked', asked: true },
          }),
        ]
      : []),
  ]
}
