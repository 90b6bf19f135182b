import { Button, CheckboxesField, DateField, DueList, type FormState, InsetText, Timeline } from '../../../design-system/index.ts'
import { type Moment, printDay, printMoment } from '../../../guidance/index.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import type { Asked } from '../people/asked.ts'
import { dueItem } from '../people/due-on-page.tsx'
import { Header } from '../people/person-header.tsx'
import type { PersonView } from '../people/person-view.ts'
import { onThread } from './entry-on-thread.tsx'
import { PatternOnRecord } from './pattern-on-record.tsx'

/** The parts of a record that can be printed, each by itself. */
export const printed = {
  who: 'Who the child is, where, and who works with them',
  due: 'What is due, and why',
  pattern: 'The pattern across the record',
  happened: 'What happened',
} as const
export type Printed = keyof typeof printed

/** Chooses what is printed: nothing more than is needed leaves the screen. */
export const ChoosePrintPage = ({ person, called, form }: { person: SubjectId; called: string; form: FormState }) => (
  <>
    <h1 class="govuk-heading-l">Print {called}’s record, or parts of it</h1>
    <p class="govuk-body">
      Print for your own work, and only what is needed. What goes to somebody else is shared from the record, where it is checked and each
      reader gets what they may have. Who printed it and when stands on the paper, and that it was printed is written down.
    </p>
    <form method="get" action={`/people/${person}/print`}>
      <CheckboxesField
        name="part"
        form={form}
        fieldset={{ legend: { text: 'Which parts?', classes: 'govuk-fieldset__legend--s' } }}
        items={Object.entries(printed).map(([value, text]) => ({ value, text }))}
      />
      <CheckboxesField
        name="significant"
        form={form}
        fieldset={{ legend: { text: 'Of what happened', classes: 'govuk-fieldset__legend--s' } }}
        items={[{ value: 'only', text: 'Only what is marked as significant' }]}
      />
      <DateField
        name="from"
        form={form}
        fieldset={{ legend: { text: 'From (optional)', classes: 'govuk-fieldset__legend--s' } }}
        hint="For example, 6 2 2024"
      />
      <DateField name="until" form={form} fieldset={{ legend: { text: 'Until (optional)', classes: 'govuk-fieldset__legend--s' } }} />
      <Button text="Show what will be printed" />
    </form>
  </>
)

export type PrintPageParts = {
  readonly view: PersonView
  readonly asked: Asked
  readonly parts: readonly Printed[]
  /** There is more than one print holds. */
  readonly more: boolean
  readonly by: { readonly name: string; readonly role: string; readonly agency: string }
  readonly at: Moment
}

/** What is printed: plain pages that a browser prints, nothing folded away, with who printed it and when at the head. */
export const PrintPage = ({ view, asked, parts, more, by, at }: PrintPageParts) => {
  const level = view.findings.filter(one => one.level !== null)
  return (
    <>
      <p class="govuk-body">
        Printed by {by.name}, {by.role}, {by.agency}, on {printMoment(at)}. What one reader may see another may not: pass it on to nobody
        who may not see it.
      </p>
      {parts.includes('who') ? <Header view={view} asked={asked} /> : <h1 class="govuk-heading-l">{view.who?.name}</h1>}
      {parts.includes('due') && (
        <section aria-labelledby="due">
          <h2 class="govuk-heading-m" id="due">
            What is due, and why
          </h2>
          {level.length > 0 ? (
            <DueList label="What is due, and why" items={level.map(one => dueItem(one, view))} />
          ) : (
            <p class="govuk-body">Nothing is due that {by.name} is told of.</p>
          )}
        </section>
      )}
      {parts.includes('pattern') && <PatternOnRecord view={view} whole />}
      {parts.includes('happened') && (
        <section aria-labelledby="happened">
          <h2 class="govuk-heading-m" id="happened">
            What happened
          </h2>
          <p class="govuk-body">
            {asked.significantOnly ? 'Only what is marked as significant' : 'Everything that may be read'}
            {asked.from ? `, from ${printDay(asked.from)}` : ''}
            {asked.until ? `, until ${printDay(asked.until)}` : ''}, oldest first.
          </p>
          {more && (
            <InsetText>
              There is more than one print holds. These are the first {view.entries.length} entries: choose fewer days to print the rest.
            </InsetText>
          )}
          {view.entries.length > 0 ? (
            <Timeline label="What happened, oldest first" entries={view.entries.map(entry => onThread(entry, { whole: true }))} />
          ) : (
            <p class="govuk-body">No entry fits what was chosen.</p>
          )}
        </section>
      )}
    </>
  )
}
