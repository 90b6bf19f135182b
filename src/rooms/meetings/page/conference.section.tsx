import type { MeetingSection } from './section.ts'

const types: readonly string[] = ['initial-conference', 'review-conference', 'transfer-in-conference']

/** For whoever chairs a conference or sends its papers: the page on which it is arranged and held. */
export const ConferenceSection: MeetingSection = ({ meeting }) =>
  types.includes(meeting.type) && meeting.keeps && !meeting.cancelled ? (
    <>
      <h2 class="govuk-heading-m">The conference itself</h2>
      <p class="govuk-body">
        <a class="govuk-link" href={`/meetings/${meeting.matter}/conference`}>
          Send the invitations, open the conference, write down what is decided
        </a>
      </p>
    </>
  ) : null
