import { Button, Form, type FormState, LongTextField, RadiosField, TextField } from '../../../design-system/index.ts'
import { dayOf, printShort } from '../../../guidance/index.ts'
import { historyAsked, historyReceived, livedElsewhere } from '../referral/other-authority.ts'
import { plainName } from '../referral/sources.ts'
import type { KnownPerson } from './concern.queries.ts'
import { historySteps } from './history.ts'

/** The names of the fields about one of the children on the page. */
export const historyFields = (at: number) => ({ authority: `authority-${at}`, step: `step-${at}`, words: `words-${at}` })

/** What is known of each other authority: since when, whether it was asked, what it answered. */
const authoritiesOf = ({ read }: KnownPerson) => {
  const { thread, part } = read
  const of = <E extends { facts: { authority: string } }>(entries: readonly E[], name: string): E | undefined =>
    entries.findLast(entry => plainName(entry.facts.authority) === plainName(name))
  const names = new Map(thread.of(livedElsewhere).map(entry => [plainName(entry.facts.authority), entry.facts.authority]))
  return [...names.values()].map(name => {
    const asked = of(thread.of(historyAsked), name)
    const received = of(thread.of(historyReceived), name)
    return { name, asked, received, said: received && part(received, 'record')?.narrative['summary'] }
  })
}

/** What other authorities know of a child, and writing down what comes of asking them. */
export const OtherAuthorities = ({
  person,
  at,
  who,
  matter,
  form,
  csrf,
  commandId,
}: {
  person: KnownPerson
  at: number
  who: string
  matter: string
  form: FormState
  csrf: string
  commandId: string
}) => {
  const names = historyFields(at)
  const wrong = form.errors.length > 0
  return (
    <>
      <h4 class="govuk-heading-s govuk-!-margin-bottom-1">Other authorities</h4>
      {authoritiesOf(person).map(({ name, asked, received, said }) => (
        <p key={name} class="govuk-body">
          {name}: {asked ? `asked ${printShort(dayOf(asked.at))}` : 'not asked yet'};{' '}
          {received
            ? `${received.facts.held ? 'history came' : 'holds nothing, it answered'} ${printShort(dayOf(received.at))}${said ? `: ${said}` : ''}`
            : 'no answer yet'}
          .
        </p>
      ))}
      <details class="govuk-details" open={wrong}>
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">
            Another authority may know more<span class="govuk-visually-hidden"> about {who}</span>
          </span>
        </summary>
        <div class="govuk-details__text">
          <Form action={`/bridge/${matter}/history`} csrf={csrf} commandId={commandId}>
            <input type="hidden" name="person" value={person.person} />
            <TextField form={form} name={names.authority} label="Name of the other authority" classes="govuk-input--width-20" />
            <RadiosField
              form={form}
              name={names.step}
              classes="govuk-radios--small"
              fieldset={{ legend: { text: 'What is new?', classes: 'govuk-fieldset__legend--s' } }}
              items={Object.entries(historySteps).map(([value, text]) => ({ value, text }))}
            />
            <LongTextField
              form={form}
              name={names.words}
              label="In a few words"
              rows={3}
              hint="Whom you asked and what, or what it sent."
            />
            <Button text="Write it down" classes="govuk-button--secondary" preventDoubleClick />
          </Form>
        </div>
      </details>
    </>
  )
}
