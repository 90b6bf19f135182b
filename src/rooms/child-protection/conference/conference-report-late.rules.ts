import { day, dayOf, type Limit, localPractice, ownChoice, workingDays } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { rule, type SettingOn, setting } from '../../../thread/rule.ts'
import { dayAfter, earlier, ends, lastFifth, within } from '../../../thread/say.ts'
import { inOrder } from '../../../thread/thread.ts'
import { meeting, meetingCancelled, meetingHeld, meetingInvited, meetingMoved, meetingReport } from '../../meetings/index.ts'

const before =
  (limit: SettingOn<Limit>): SettingOn<Limit> =>
  on => ({ ...limit(on), count: 0 - limit(on).count })

/**
 * Every agency that is invited to a conference brings a report, also when it cannot come, and it is there in time for the family to read it: two working days before an
 * initial conference, five before a review (practice: icpc-report, dl-icpc-report, dl-rcpc-report). A report answers the invitation, or comes from the same kind of agency.
 */
export const conferenceReportLate = rule({
  id: 'conference-report-late',
  says: ({ facts }) =>
    `A report from ${String(facts.from)} for this conference is to be in before the day, in time for the family to read it.`,
  because: [
    localPractice.quoracy.at('report'),
    localPractice.portsmouthConferences.at('report'),
    localPractice.northYorkshirePlans.at('report'),
    ownChoice('the days that Salford asks for were not found: those of neighbours'),
  ],
  of: ['matter'],
  kinds: [meeting, meetingMoved, meetingCancelled, meetingInvited, meetingReport, meetingHeld],
  inForce: { from: day('2018-07-01') },
  settings: {
    initial: setting(workingDays(2), 'our own choice', 'so long before an initial conference, as neighbours ask'),
    review: setting(workingDays(5), 'our own choice', 'so long before a review conference, as neighbours ask'),
  },
  findings: (matter, { initial, review }) => {
    const called = matter.where(
      meeting,
      ({ facts: { type } }) => type === 'initial-conference' || type === 'transfer-in-conference' || type === 'review-conference',
    )[0]
    if (!called) return []
    const at = matter.answering(meetingMoved, called).at(-1)?.facts.at ?? called.facts.at
    const held: Entry = { ...called, at, on: dayOf(at), precision: 'day' }
    const over = earlier(ends(matter.of(meetingHeld)[0], 'lapsed'), ends(matter.answering(meetingCancelled, called)[0], 'lapsed'))
    const byKind = new Map<string, Entry>()
    for (const report of matter.of(meetingReport)) {
      const kind = report.facts.agencyKind ?? report.agencyKind
      if (!byKind.has(kind)) byKind.set(kind, report)
    }
    return matter
      .where(meetingInvited, ({ facts }) => facts.as === 'professional')
      .map(of => {
        const kind = of.facts.agencyKind
        const [report] = [matter.answering(meetingReport, of)[0], kind && byKind.get(kind)].filter(one => one !== undefined).sort(inOrder)
        return within(before(called.facts.type === 'review-conference' ? review : initial), {
          name: 'report',
          of,
          countedFrom: held,
          metBy: report,
          stop: over,
          shows: { DUE: lastFifth, OVERDUE: dayAfter },
          tell: [
            { to: 'agency-safeguarding-lead', from: lastFifth },
            { to: 'meeting-chair', from: dayAfter },
            { to: 'minutes', from: dayAfter },
          ],
          facts: {
            from: kind ? kind.replaceAll('-', ' ').replace('childrens social care', 'social care') : 'somebody who is invited',
            ...(of.facts.agency ? { askedAgency: of.facts.agency } : {}),
          },
        })
      })
  },
})
