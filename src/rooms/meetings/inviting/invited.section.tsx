import {
  Button,
  CheckboxesField,
  capital,
  emptyForm,
  Form,
  type FormState,
  RadiosField,
  smallLabel,
  smallLegend,
  Tag,
  TextField,
} from '../../../design-system/index.ts'
import { type Moment, printMomentShort } from '../../../guidance/index.ts'
import type { Invited, MeetingOnRecord } from '../page/on-record.ts'
import type { MeetingSection, SectionAsk } from '../page/section.ts'
import { replyWords } from './invitation.ts'
import { answerForm } from './invitation-forms.ts'

/** Is this meeting still to be answered, moved, cancelled? */
export const stands = (meeting: MeetingOnRecord): boolean => !meeting.held && !meeting.cancelled

const { labels } = answerForm

/** The fields of an answer: for oneself, or for somebody who told the chair. */
export const AnswerFields = ({ form, forSelf }: { form: FormState; forSelf: boolean }) => (
  <>
    <RadiosField
      name="reply"
      form={form}
      fieldset={smallLegend(forSelf ? 'Are you coming?' : 'Are they coming?')}
      items={Object.entries(replyWords).map(([value, text]) => ({
        value,
        text: forSelf
          ? ({ coming: 'Yes', apologies: 'No, I send my apologies', 'sends-somebody': 'Somebody else comes in my place' }[value] ?? text)
          : capital(text),
      }))}
    />
    <CheckboxesField
      name="reportPromised"
      form={form}
      items={[
        {
          value: 'yes',
          text: forSelf ? 'I will send what we know before the meeting' : 'They will send what they know before the meeting',
        },
      ]}
    />
    <TextField name="words" form={form} label={smallLabel(labels.words)} />
  </>
)

const SayReply = ({ one }: { one: Invited }) => {
  if (one.keptOut) return <Tag text={one.keptOut.part ? 'kept out of a part' : 'kept out'} classes="govuk-tag--grey" />
  if (one.attended)
    return one.attended.came ? (
      <Tag text="came" classes="govuk-tag--green" />
    ) : one.attended.sent ? (
      <Tag text="sent what they know" classes="govuk-tag--green" />
    ) : (
      <Tag text="was not there" classes="govuk-tag--red" />
    )
  if (!one.reply) return <Tag text="no answer yet" classes="govuk-tag--yellow" />
  return <Tag text={replyWords[one.reply.reply]} classes={one.reply.reply === 'apologies' ? 'govuk-tag--grey' : 'govuk-tag--green'} />
}

const OneInvited = ({ one, ask, opened }: { one: Invited; ask: SectionAsk; opened: Moment | undefined }) => {
  const { meeting } = ask
  return (
    <li>
      <p class="govuk-body">
        <strong>{one.name}</strong>
        {one.of && `, ${one.of}`} <SayReply one={one} />
        {one.reply?.words && (
          <>
            <br />
            {one.reply.words}
          </>
        )}
        {one.reply?.reportPromised && !one.attended && (
          <>
            <br />A report is promised.
          </>
        )}
        {one.keptOut && (
          <>
            <br />
            Why: {one.keptOut.reason}
          </>
        )}
        {one.access && (
          <>
            <br />
            Needs: {one.access}
          </>
        )}
        {meeting.keeps && one.account && (
          <>
            <br />
            {opened ? `First opened ${printMomentShort(opened)}.` : 'Not opened yet.'}
          </>
        )}
        {meeting.keeps && stands(meeting) && !one.keptOut && (
          <>
            <br />
            <a class="govuk-link" href={`/meetings/${meeting.matter}/invitations/${one.entry}`}>
              {one.reply ? 'Change the answer' : 'Answer for them'}, or keep them out
              <span class="govuk-visually-hidden"> ({one.name})</span>
            </a>
          </>
        )}
      </p>
    </li>
  )
}

/** What whoever reads is asked: to answer an invitation of their own. */
export const MyInvitation: MeetingSection = ask => {
  const { meeting } = ask
  const mine = meeting.invited.find(one => one.mine && !one.keptOut)
  if (!mine || mine.reply || !stands(meeting)) return null
  return (
    <section>
      <h2 class="govuk-heading-m">Please answer</h2>
      <Form action={`/meetings/${meeting.matter}/invitations/${mine.entry}/answer`} {...ask.mark()}>
        <AnswerFields form={emptyForm} forSelf />
        <Button text="Answer" preventDoubleClick />
      </Form>
    </section>
  )
}

/** Who is asked and what each has said; who, though expected, is not, and why. */
export const InvitedSection: MeetingSection = ask => {
  const { meeting } = ask
  return (
    <section>
      <h2 class="govuk-heading-m">Who is asked</h2>
      {meeting.invited.length === 0 ? (
        <p class="govuk-body">Nobody else is asked yet.</p>
      ) : (
        <ul class="govuk-list gt-list-lines">
          {meeting.invited.map(one => (
            <OneInvited key={one.entry} one={one} ask={ask} opened={one.account ? ask.opened.get(one.account) : undefined} />
          ))}
        </ul>
      )}
      {meeting.leftOut.length > 0 && (
        <>
          <h3 class="govuk-heading-s">Expected, and not asked</h3>
          <ul class="govuk-list govuk-list--bullet">
            {meeting.leftOut.map(one => (
              <li key={one.expected}>
                {one.who}: {one.reason}
              </li>
            ))}
          </ul>
        </>
      )}
      {meeting.keeps && stands(meeting) && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/meetings/${meeting.matter}/invite`}>
            Ask somebody else to come
          </a>
        </p>
      )}
    </section>
  )
}
