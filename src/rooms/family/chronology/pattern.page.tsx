import { Button, CheckboxesField, Form, type FormState, LongTextField, smallLabel } from '../../../design-system/index.ts'
import { type DraftShown, KeptState, keepsAt, ThrowKeptAway } from '../../../kernel/http/kept-form.tsx'
import type { SubjectId } from '../../../thread/ids.ts'
import type { ReadEntry } from './entries.queries.ts'
import { patternForm } from './entry-forms.ts'
import { lineOf } from './entry-on-thread.tsx'
import type { WhoAndMay } from './may-write.queries.ts'

export type PatternPageParts = {
  readonly person: SubjectId
  readonly who: WhoAndMay
  readonly choices: readonly ReadEntry[]
  readonly form: FormState
  readonly draft: DraftShown
  readonly csrf: string
  readonly commandId: string
}

const { labels } = patternForm

/** Where a manager writes down what the record says as a whole. */
export const PatternPage = ({ person, who, choices, form, draft, csrf, commandId }: PatternPageParts) => (
  <>
    <h1 class="govuk-heading-l">The pattern across {who.called}’s record</h1>
    <p class="govuk-body">
      What you write stands at the top of the chronology with your name and today’s date, for everybody who works with {who.called}, until
      another is written. Say what you see, what it rests on, and what would make you see it otherwise.
    </p>
    <Form action={`/people/${person}/pattern`} csrf={csrf} commandId={commandId} draft={keepsAt(`/people/${person}/pattern`, draft)}>
      <LongTextField
        name="pattern"
        form={form}
        rows={5}
        label={smallLabel(labels.pattern)}
        hint="What comes back, what grows, what has stopped, what is missing"
      />
      <CheckboxesField
        name="evidence"
        form={form}
        classes="govuk-checkboxes--small"
        fieldset={{ legend: { text: labels.evidence, classes: 'govuk-fieldset__legend--s' } }}
        hint={{ text: 'Significant entries and the newest. Mark an older entry as significant to find it here.' }}
        items={choices.map(({ entry }) => ({
          value: entry.root,
          text: `${entry.when}: ${lineOf(entry)}${entry.significant ? ' (significant)' : ''}`,
        }))}
      />
      <LongTextField name="means" form={form} rows={4} label={smallLabel(labels.means)} />
      <LongTextField name="next" form={form} rows={4} label={smallLabel(labels.next)} />
      <Button text="Write it into the record" preventDoubleClick />
      <KeptState draft={draft} />{' '}
    </Form>
    <ThrowKeptAway action={`/people/${person}/pattern`} draft={draft} csrf={csrf} />
  </>
)
