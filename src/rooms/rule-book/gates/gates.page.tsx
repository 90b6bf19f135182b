import {
  Button,
  EmptyState,
  Form,
  type FormState,
  InsetText,
  LongTextField,
  RadiosField,
  smallLabel,
} from '../../../design-system/index.ts'
import { printBecause, printMoment } from '../../../guidance/index.ts'
import type { Gates, StandingGate } from './gates.queries.ts'

/** A gate as a form names it. */
export const nameOf = (gate: StandingGate): string => `${gate.rule.id} ${gate.key}`

/** What is needed before work goes on, and letting somebody else's work go on without it. */
export const GatesPage = ({ of, form, csrf, commandId }: { of: Gates; form: FormState; csrf: string; commandId: string }) => (
  <>
    <h1 class="govuk-heading-l">
      <span class="govuk-caption-l">{of.name}</span>
      What is needed first
    </h1>
    {of.gates.length === 0 ? (
      <EmptyState
        wouldBe={`Nothing is missing before work with ${of.called} goes on. What a plan, a review or a decision needs first would stand here.`}
      />
    ) : (
      <>
        {of.gates.map(gate => (
          <InsetText key={nameOf(gate)}>
            <p class="govuk-body">
              <strong>{gate.says}</strong>
            </p>
            <p class="govuk-body">{gate.asks}</p>
            <p class="govuk-body-s gt-quiet">
              Because: {gate.rule.because.map(one => printBecause(one).replace(/^because: /, '')).join('; ')}
            </p>
            {gate.over.map(one => (
              <p class="govuk-body" key={one.at}>
                {one.by} let work go on without it on {printMoment(one.at)}: {one.reason}
              </p>
            ))}
          </InsetText>
        ))}
        <h2 class="govuk-heading-m">Let somebody else’s work go on without it</h2>
        <p class="govuk-body">
          What you write stands on {of.called}’s record under your name. For work of your own you are still asked: ask somebody else to look
          at it.
        </p>
        <Form action={`/people/${of.person}/gates`} csrf={csrf} commandId={commandId}>
          {of.gates.length === 1 && form.errors.every(error => error.field !== 'which') ? (
            of.gates.map(gate => <input key={gate.key} type="hidden" name="which" value={nameOf(gate)} />)
          ) : (
            <RadiosField
              name="which"
              form={form}
              fieldset={{ legend: { text: 'Which of these?', classes: 'govuk-fieldset__legend--s' } }}
              items={of.gates.map(gate => ({ value: nameOf(gate), text: gate.says }))}
            />
          )}
          <LongTextField
            name="reason"
            form={form}
            rows={5}
            label={smallLabel('Why may it go on without this?')}
            hint="Whose work it is, why it cannot wait, and when what is asked for will be done"
          />
          <Button text="Let it go on" preventDoubleClick />
        </Form>
      </>
    )}
  </>
)
