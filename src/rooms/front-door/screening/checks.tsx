import { Button, CheckboxesField, Form, type FormState, LongTextField, SelectField, Tag } from '../../../design-system/index.ts'
import { printMoment } from '../../../guidance/index.ts'
import { type Agency, usuallyAsked } from './ask-agencies.ts'
import { pleaWords } from './check-pleaded.ts'
import type { Check, Concern } from './concern.ts'
import { Paragraphs } from './pieces.tsx'

/** What is asked unless somebody asks something else. */
export const usualQuestion =
  'What do you hold about these children and their family, now and in the past? What worries you, and what is working well?'

const Answer = ({ check, matter, own }: { check: Check; matter: string; own: boolean }) => {
  const { answer, asked } = check
  if (!answer)
    return (
      <>
        <p class="govuk-body">
          <Tag text="… waiting" classes="govuk-tag--yellow" /> asked {printMoment(asked.at)}
        </p>
        {check.pleaded.length > 0 && (
          <p class="govuk-body">
            <strong>
              {check.agency} pleaded {check.pleaded.map(plea => pleaWords[plea]).join(' and ')}.
            </strong>{' '}
            That is no reason to keep back what may keep a child safe: its safeguarding lead is told. Ring them, and challenge it.
          </p>
        )}
        <p class="govuk-body">
          <a class="govuk-link" href={`/checks/${matter}/${asked.root}`}>
            {own ? 'Write down what its record says' : `Write down what ${check.agency} says by telephone`}
          </a>
        </p>
      </>
    )
  const { facts } = answer.entry
  const said = answer.record?.narrative ?? {}
  const apart = [answer.health, answer.police].flatMap(part => (part?.narrative['summary'] ? [part.narrative['summary']] : []))
  return (
    <>
      <p class="govuk-body">
        {facts.refused ? (
          <Tag text="refused" classes="govuk-tag--red" />
        ) : facts.held ? (
          <Tag text="✓ something held" classes="govuk-tag--green" />
        ) : (
          <Tag text="✓ nothing held" classes="govuk-tag--grey" />
        )}{' '}
        answered {printMoment(answer.entry.at)} by {answer.by.name}, {answer.by.agency}
      </p>
      {said['summary'] && <Paragraphs text={said['summary']} />}
      {apart.map(text => (
        <Paragraphs key={text} text={text} />
      ))}
      {said['whyRefused'] && <Paragraphs text={`Why: ${said['whyRefused']}`} />}
      {facts.held && !said['summary'] && apart.length === 0 && (
        <p class="govuk-body">What is held is open to fewer people than you: ask {check.agency}, or the social worker who decides.</p>
      )}
    </>
  )
}

/** What the agencies were asked and answered, and asking more of them. */
export const Checks = ({
  concern,
  agencies,
  form,
  csrf,
  commandId,
}: {
  concern: Concern
  agencies: readonly Agency[]
  form: FormState
  csrf: string
  commandId: string
}) => {
  const waiting = new Set(concern.checks.filter(check => !check.answer).map(check => check.agency))
  const { facts } = concern.told
  const own = agencies.find(agency => agency.own)
  const asARule = usuallyAsked(agencies, [facts.sourceName ?? '', ...facts.children.map(child => child.school ?? '')])
  const usual = asARule.filter(agency => !waiting.has(agency.name))
  const answered = new Set(concern.checks.map(check => check.agency))
  const others = agencies.filter(agency => !asARule.includes(agency) && !waiting.has(agency.name))
  const asking: FormState = Object.keys(form.typed).some(name => name === 'agency' || name === 'question')
    ? form
    : {
        ...form,
        typed: {
          ...form.typed,
          agency: usual.filter(agency => !answered.has(agency.name) && agency.name !== facts.sourceName).map(agency => agency.id),
          question: usualQuestion,
        },
      }
  return (
    <>
      {concern.checks.length === 0 ? (
        <p class="govuk-body">No agency has been asked yet.</p>
      ) : (
        <ul class="govuk-list gt-plain">
          {concern.checks.map(check => (
            <li key={check.asked.root}>
              <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{check.agency}</h3>
              {check.question && check.question !== usualQuestion && <p class="govuk-body">Asked: {check.question}</p>}
              <Answer check={check} matter={concern.matter} own={own?.name === check.agency} />
            </li>
          ))}
        </ul>
      )}
      <details class="govuk-details" open={concern.checks.length === 0 || asking.errors.length > 0}>
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">Ask an agency what it holds</span>
        </summary>
        <div class="govuk-details__text">
          <Form action={`/bridge/${concern.matter}/checks`} csrf={csrf} commandId={commandId}>
            {usual.length > 0 && (
              <CheckboxesField
                form={asking}
                name="agency"
                classes="govuk-checkboxes--small"
                fieldset={{ legend: { text: 'Ask', classes: 'govuk-fieldset__legend--s' } }}
                hint="The five that The Bridge is made of. Each reads the children’s names, dates of birth and your question, and nothing else of the concern. A mail tells them only that something waits."
                items={usual.map(agency => ({
                  value: agency.id,
                  text: agency.own ? `${agency.name}: The Bridge looks into its own record` : agency.name,
                }))}
              />
            )}
            <SelectField
              form={asking}
              name="another"
              label="Another agency"
              items={[{ value: '', text: 'No other' }, ...others.map(agency => ({ value: agency.id, text: agency.name }))]}
            />
            <LongTextField form={asking} name="question" label="What is asked" rows={3} />
            <Button text="Ask" classes="govuk-button--secondary" preventDoubleClick />
          </Form>
        </div>
      </details>
    </>
  )
}
