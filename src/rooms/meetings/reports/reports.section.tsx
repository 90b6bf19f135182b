import { Details, SummaryList } from '../../../design-system/index.ts'
import { printMomentShort, printShort } from '../../../guidance/index.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { MeetingOnRecord, OnMeeting } from '../page/on-record.ts'
import type { MeetingSection } from '../page/section.ts'
import { meetingReport } from './report.ts'
import { reportForm } from './report-form.ts'

type Report = OnMeeting<FactsOf<typeof meetingReport>>

const { labels } = reportForm
const inOrder = [
  'workingWell',
  'worried',
  'needsToHappen',
  'livedExperience',
  'household',
  'culture',
  'chronology',
  'health',
  'police',
  'others',
] as const

/** What one report says, as far as whoever asks may read it. */
export const ReportInWords = ({ report, whom }: { report: Report; whom: string | null }) => (
  <SummaryList
    rows={[
      ...(whom ? [{ key: { text: labels.child }, value: { text: whom } }] : []),
      ...inOrder.flatMap(field =>
        report.said[field]
          ? [{ key: { text: labels[field] }, value: { text: <span class="gt-narrative">{report.said[field]}</span> } }]
          : [],
      ),
      ...(report.facts.scale === undefined ? [] : [{ key: { text: 'On the scale' }, value: { text: `${report.facts.scale} of 10` } }]),
      ...(report.facts.familyReadOn
        ? [{ key: { text: 'The family' }, value: { text: `read it on ${printShort(report.facts.familyReadOn)}` } }]
        : []),
    ]}
  />
)

const whomOf = (meeting: MeetingOnRecord, report: Report): string | null =>
  meeting.children.length < 2 ? null : (meeting.children.find(one => one.child === report.facts.child)?.name ?? meeting.whom)

/** What each agency brings, there or not; the way to write one's own. */
export const ReportsSection: MeetingSection = ({ meeting, account }) => {
  const reports = meeting.of(meetingReport)
  const own = reports.some(one => one.author === account)
  const may = meeting.may(meetingReport) && !meeting.cancelled
  if (reports.length === 0 && !may) return null
  return (
    <section>
      <h2 class="govuk-heading-m">What each agency brings</h2>
      {reports.length === 0 && <p class="govuk-body">Nobody has written anything yet.</p>}
      {reports.map(report => (
        <Details
          key={report.root}
          summary={`${report.of || report.by}: ${report.by}, ${printMomentShort(report.known)}${whomOf(meeting, report) ? `, about ${whomOf(meeting, report)}` : ''}`}
        >
          <ReportInWords report={report} whom={whomOf(meeting, report)} />
        </Details>
      ))}
      {may && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/meetings/${meeting.matter}/report`}>
            {own ? 'Write what you bring, or put it right' : 'Write what you bring'}
          </a>
        </p>
      )}
    </section>
  )
}
