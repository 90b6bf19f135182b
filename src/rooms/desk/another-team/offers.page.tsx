import {
  Button,
  CheckboxesField,
  EmptyState,
  Form,
  type FormState,
  LongTextField,
  RadiosField,
  SelectField,
} from '../../../design-system/index.ts'
import { dayOf, printDay } from '../../../guidance/index.ts'
import type { AccountId } from '../../../thread/ids.ts'
import { countsInWords } from '../worked-with.ts'
import type { OfferedChild, Offers } from './offers.ts'

export type OffersProps = {
  readonly offers: Offers
  readonly workers: readonly { readonly account: AccountId; readonly name: string }[]
  readonly form: FormState
  readonly csrf: string
  readonly commandIds: readonly [answer: string, back: string]
}

const called = (child: OfferedChild): string => (child.age ? `${child.name}, ${child.age}` : child.name)

const About = ({ child, whose }: { child: OfferedChild; whose: string }) => (
  <>
    {whose} on {printDay(dayOf(child.since))} by {child.by}: {child.reason}
    <br />
    {child.lead ? `${child.lead} leads` : 'Nobody leads'}.{' '}
    {countsInWords(child.counts).replace(/^./, first => first.toUpperCase()) || 'Nothing is asked today'}.{' '}
    <a class="govuk-link" href={`/people/${child.subject}`}>
      Open<span class="govuk-visually-hidden"> the record of {child.name}</span>
    </a>
  </>
)

/** Children offered to the asker's team, to be answered singly or together; those the team has offered; and what was answered lately. */
export const OffersPage = (props: OffersProps) => (
  <>
    <h1 class="govuk-heading-l">Children passed between teams</h1>
    <Here {...props} />
    <Away {...props} />
    {props.offers.answered.length > 0 && <AnsweredLately offers={props.offers} />}
  </>
)

const Here = ({ offers, workers, form, csrf, commandIds }: OffersProps) => (
  <section aria-labelledby="here">
    <h2 class="govuk-heading-m" id="here">
      Offered to your team
    </h2>
    {offers.here.length === 0 ? (
      <EmptyState wouldBe="No child is offered to your team. Children whom another team asks you to take on stand here until you answer." />
    ) : (
      <Form action="/team/offers" csrf={csrf} commandId={commandIds[0]}>
        <CheckboxesField
          name="child"
          form={form}
          classes="govuk-checkboxes--small gt-team"
          fieldset={{ legend: { text: 'Which children do you answer for now?', classes: 'govuk-fieldset__legend--s' } }}
          items={offers.here.map(child => ({
            value: child.subject,
            text: called(child),
            hint: { text: <About child={child} whose={`Offered by ${child.team}`} /> },
          }))}
        />
        <RadiosField
          name="answer"
          form={form}
          fieldset={{ legend: { text: 'Does your team take them on?', classes: 'govuk-fieldset__legend--s' } }}
          items={[
            {
              value: 'taken-on',
              text: 'Yes, from this moment',
              conditional: (
                <SelectField
                  form={form}
                  name="lead"
                  label={{ text: 'Who leads?' }}
                  items={[{ value: '', text: 'Choose' }, ...workers.map(worker => ({ value: worker.account, text: worker.name }))]}
                />
              ),
            },
            { value: 'turned-down', text: 'No: they stay with the team they are with' },
          ]}
        />
        <LongTextField
          name="reason"
          form={form}
          rows={3}
          label={{ text: 'Why?', classes: 'govuk-label--s' }}
          hint={{ text: 'It goes on the record of each child, and the manager who offered reads it.' }}
        />
        <Button text="Answer" preventDoubleClick />
      </Form>
    )}
  </section>
)

const Away = ({ offers, form, csrf, commandIds }: OffersProps) => (
  <section aria-labelledby="away">
    <h2 class="govuk-heading-m" id="away">
      Offered by your team and not answered yet
    </h2>
    {offers.away.length === 0 ? (
      <EmptyState
        wouldBe="Your team waits for no answer. Children you offer to another team stand here, and stay with you until that team takes them on."
        action={{ text: 'Go to team work', href: '/team' }}
      />
    ) : (
      <Form action="/team/offers/take-back" csrf={csrf} commandId={commandIds[1]}>
        <CheckboxesField
          name="back"
          form={form}
          classes="govuk-checkboxes--small gt-team"
          fieldset={{ legend: { text: 'They are with your team until they are taken on.', classes: 'govuk-fieldset__legend--s' } }}
          items={offers.away.map(child => ({
            value: child.subject,
            text: called(child),
            hint: { text: <About child={child} whose={`Offered to ${child.team}`} /> },
          }))}
        />
        <Button text="Take the offer back" classes="govuk-button--secondary" preventDoubleClick />
      </Form>
    )}
  </section>
)

const answers = { 'taken-on': 'took the child on', 'turned-down': 'does not take the child on', 'taken-back': 'was asked no more' } as const

const AnsweredLately = ({ offers }: Pick<OffersProps, 'offers'>) => (
  <section aria-labelledby="answered">
    <h2 class="govuk-heading-m" id="answered">
      Answered in the last four weeks
    </h2>
    <ul class="govuk-list gt-list-lines">
      {offers.answered.map(child => (
        <li key={child.offer}>
          <strong>{child.name}</strong>:{' '}
          {child.ended &&
            `${child.team} ${answers[child.ended.as]} on ${printDay(dayOf(child.ended.at))}${child.ended.reason ? `. ${child.ended.by} wrote: ${child.ended.reason}` : ''}`}
        </li>
      ))}
    </ul>
  </section>
)
