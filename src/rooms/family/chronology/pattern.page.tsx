import { CheckboxesField, LongTextField, smallLabel } from '../../../design-system/index.ts'
import { KeptFields, type KeptPage } from '../../../kernel/http/kept-routes.tsx'
import type { ReadEntry } from './entries.queries.ts'
import { patternForm } from './entry-forms.ts'
import { lineOf } from './entry-on-thread.tsx'
import type { WhoAndMay } from './may-write.queries.ts'

export type PatternsOpened = { readonly who: WhoAndMay; readonly choices: readonly ReadEntry[] }

const { labels } = patternForm

/** Where a manager writes down what the record says as a whole. */
export const PatternPage = ({ opened: { who, choices }, parts }: { opened: PatternsOpened; parts: KeptPage }) => (
  <>
    <h1 class="govuk-heading-l">The pattern across {who.called}’s record</h1>
    <p class="govuk-body">
      What you write stands at the top of the chronology with your name and today’s date, for everybody who works with {who.called}, until
      another is written. Say what you see, what it rests on, and what would make you see it otherwise.
    </p>
    <KeptFields parts={parts} send="Write it into the record">
      <LongTextField
        name="pattern"
        form={parts.form}
        rows={5}
        label={smallLabel(labels.pattern)}
        hint="What comes back, what grows, what has stopped, what is missing"
      />
      <CheckboxesField
        name="evidence"
        form={parts.form}
        classes="govuk-checkboxes--small"
        fieldset={{ legend: { text: labels.evidence, classes: 'govuk-fieldset__legend--s' } }}
        hint={{ text: 'Significant entries and the newest. Mark an older entry as significant to find it here.' }}
        items={choices.map(({ entry }) => ({
          value: entry.root,
          text: `${entry.when}: ${lineOf(entry)}${entry.significant ? ' (significant)' : ''}`,
        }))}
      />
      <LongTextField name="means" form={parts.form} rows={4} label={smallLabel(labels.means)} />
      <LongTextField name="next" form={parts.form} rows={4} label={smallLabel(labels.next)} />
    </KeptFields>
  </>
)
