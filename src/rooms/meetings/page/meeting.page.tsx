import { capital, InsetText, SummaryList, Tag } from '../../../design-system/index.ts'
import { ageOnList, printMoment, printShort } from '../../../guidance/index.ts'
import { wayWords } from '../calling/meeting.ts'
import type { MeetingSection, SectionAsk } from './section.ts'

/** Whether a meeting is to come, is over or is not held, as a tag; nothing while it is simply to come. */
export const StateOf = ({ meeting, now }: Pick<SectionAsk, 'meeting' | 'now'>) =>
  meeting.cancelled ? (
    <Tag text="Not held" classes="govuk-tag--grey" />
  ) : meeting.held ? (
    <Tag text="Held" classes="govuk-tag--green" />
  ) : meeting.at < now ? (
    <Tag text="Not yet written down as held" classes="govuk-tag--yellow" />
  ) : null

const Children = ({ meeting, today }: Pick<SectionAsk, 'meeting' | 'today'>) => (
  <ul class="govuk-list">
    {meeting.children.map(one => (
      <li key={one.child}>
        {one.name}
        {one.born && `, ${ageOnList({ born: one.born }, today)} (born ${printShort(one.born)})`}
      </li>
    ))}
  </ul>
)

const Head = (ask: SectionAsk) => {
  const { meeting } = ask
  const { called } = meeting
  return (
    <SummaryList
      rows={[
        { key: { text: 'When' }, value: { text: printMoment(meeting.at) } },
        { key: { text: 'Where' }, value: { text: capital([meeting.place, wayWords[meeting.way]].filter(Boolean).join(', ')) } },
        ...(meeting.chair
          ? [{ key: { text: 'Chair' }, value: { text: [meeting.chair.name, meeting.chair.of].filter(Boolean).join(', ') } }]
          : []),
        ...(meeting.minutes
          ? [{ key: { text: 'Minutes' }, value: { text: [meeting.minutes.name, meeting.minutes.of].filter(Boolean).join(', ') } }]
          : []),
        {
          key: { text: meeting.children.length === 1 ? 'Child' : 'Children' },
          value: { text: <Children meeting={meeting} today={ask.today} /> },
        },
        ...(called.said['purpose']
          ? [{ key: { text: 'What it is for' }, value: { text: <span class="gt-narrative">{called.said['purpose']}</span> } }]
          : []),
        ...(called.said['access']
          ? [{ key: { text: 'Interpreter and access' }, value: { text: <span class="gt-narrative">{called.said['access']}</span> } }]
          : []),
        { key: { text: 'Called' }, value: { text: `${printMoment(called.at)}, by ${called.by}` } },
      ]}
    />
  )
}

/** The page of a meeting, for whoever may see it: whom it is about, when and where, and then each section in its order. */
export const MeetingPage = ({ sections, ...ask }: SectionAsk & { sections: readonly MeetingSection[] }) => {
  const { meeting } = ask
  return (
    <>
      <span class="govuk-caption-l">{meeting.words}</span>
      <h1 class="govuk-heading-l">{meeting.whom}</h1>
      <p class="govuk-body">
        <StateOf meeting={meeting} now={ask.now} />
      </p>
      {meeting.cancelled && <InsetText>It is not held: {meeting.cancelled.reason}</InsetText>}
      <Head {...ask} />
      {!meeting.held && !meeting.cancelled && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/meetings/${meeting.matter}/invitation.ics`} download>
            Put it into your calendar
          </a>{' '}
          (it says only that there is a meeting, and when)
        </p>
      )}
      {sections.map((Section, place) => (
        <Section key={place} {...ask} />
      ))}
    </>
  )
}
