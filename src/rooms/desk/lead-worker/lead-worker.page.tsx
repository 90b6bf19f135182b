import { Button, DateField, Form, type FormState, InsetText, LongTextField, RadiosField } from '../../../design-system/index.ts'
import { dayOf, printShort } from '../../../guidance/index.ts'
import type { AccountId } from '../../../thread/ids.ts'
import type { Load, TeamChild } from '../team-work/team-work.ts'

export type LeadWorkerProps = {
  readonly chosen: readonly TeamChild[]
  /** Brothers and sisters of the chosen, of the same household and the same team, who are not chosen. */
  readonly siblings: readonly TeamChild[]
  readonly workers: readonly (Load & { readonly account: AccountId })[]
  readonly form: FormState
  readonly csrf: string
  readonly commandId: string
}

const leadOf = (child: TeamChild): string =>
  child.lead ? `now ${child.lead.name}, since ${printShort(dayOf(child.lead.since))}` : 'nobody now'

const holds = (load: Load): string =>
  load.children === 0
    ? 'No children now'
    : `${load.children === 1 ? '1 child' : `${load.children} children`} now${load.late > 0 ? `, ${load.late} of them late or unsafe` : ''}`

/** Another lead worker for the chosen children: who, from when, and why. */
export const LeadWorkerPage = ({ chosen, siblings, workers, form, csrf, commandId }: LeadWorkerProps) => (
  <>
    <h1 class="govuk-heading-l">Change lead worker</h1>
    <ul class="govuk-list govuk-list--bullet">
      {chosen.map(child => (
        <li key={child.subject}>
          {child.name}: {leadOf(child)}
        </li>
      ))}
    </ul>
    {siblings.length > 0 && (
      <InsetText>
        <p class="govuk-body">
          Of the same household and not chosen: {siblings.map(child => `${child.name} (${leadOf(child)})`).join('; ')}. Brothers and sisters
          are best with one worker.
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href={`/team/lead-worker?${[...chosen, ...siblings].map(child => `child=${child.subject}`).join('&')}`}>
            Choose them as well
          </a>
        </p>
      </InsetText>
    )}
    <Form action="/team/lead-worker" csrf={csrf} commandId={commandId}>
      {chosen.map(child => (
        <input key={child.subject} type="hidden" name="child" value={child.subject} />
      ))}
      <RadiosField
        name="to"
        form={form}
        fieldset={{ legend: { text: 'Who leads from now on?', classes: 'govuk-fieldset__legend--m' } }}
        items={workers.map(load => ({ value: load.account, text: load.name, hint: { text: holds(load) } }))}
      />
      <DateField
        name="on"
        form={form}
        fieldset={{ legend: { text: 'From which day?', classes: 'govuk-fieldset__legend--m' } }}
        hint={{ text: 'Today, or the day on which it was agreed' }}
      />
      <LongTextField
        name="reason"
        form={form}
        rows={3}
        label={{ text: 'Why?', classes: 'govuk-label--m' }}
        hint={{ text: 'It goes on the record of each child, and both workers read it. The child may read it one day.' }}
      />
      <p class="govuk-body">
        Both workers are told. Whoever led before can open these records no more from the moment you press the button, unless they work with
        the child in another way; what they wrote stays readable to them.
      </p>
      <Button text="Change lead worker" preventDoubleClick />
    </Form>
  </>
)
