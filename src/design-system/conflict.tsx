import { Radios } from './radios.tsx'
import type { Run } from './word-difference.ts'
import { wordDifference } from './word-difference.ts'
import type { Content } from './wording.ts'

export type ConflictField = {
  readonly name: string
  readonly label: string
  readonly yours: string
  readonly theirs: string
  /** How both are read, where what is sent is no plain English: a choice, or somebody chosen. */
  readonly read?: { readonly yours: string; readonly theirs: string }
}

export type ConflictProps = {
  /** Who saved in between, and when: "J Invented", "14:02". */
  readonly by: string
  readonly at: string
  readonly fields: readonly ConflictField[]
  /** The buttons, inside the caller's `Form`. */
  readonly children: Content
}

/** A run the other version does not have, marked; the spaces around it stay outside the mark. */
function Mark({ text }: { text: string }) {
  const words = text.trim()
  const from = text.indexOf(words)
  return (
    <>
      {text.slice(0, from)}
      {words && <mark>{words}</mark>}
      {text.slice(from + words.length)}
    </>
  )
}

/** A text with what the other version does not have marked. */
export const Marked = ({ runs, empty }: { runs: readonly Run[]; empty: boolean }) => (
  <p class="gt-conflict__text">
    {empty ? (
      <span class="gt-quiet">Nothing</span>
    ) : (
      runs.map((run, index) => (run.shared ? run.text : <Mark key={index} text={run.text} />))
    )}
  </p>
)

function Field({ field, by }: { field: ConflictField; by: string }) {
  const { name, label, yours, theirs, read = field } = field
  const difference = wordDifference(read.yours, read.theirs)
  const differs = yours !== theirs
  return (
    <section class="gt-conflict__field" aria-label={label}>
      <h2 class="govuk-heading-s">
        {label} <span class="gt-quiet">{differs ? '(different)' : '(the same)'}</span>
      </h2>
      {differs ? (
        <>
          <div class="gt-conflict__versions">
            <div class="gt-conflict__version">
              <h3 class="gt-conflict__whose">What you wrote</h3>
              <Marked runs={difference.yours} empty={yours === ''} />
            </div>
            <div class="gt-conflict__version">
              <h3 class="gt-conflict__whose">What {by} wrote</h3>
              <Marked runs={difference.theirs} empty={theirs === ''} />
            </div>
          </div>
          <input type="hidden" name={`yours.${name}`} value={yours} />
          <Radios
            name={`keep.${name}`}
            value="both"
            classes="govuk-radios--small govuk-radios--inline"
            fieldset={{ legend: { text: <>Which to keep for “{label}”</>, classes: 'govuk-fieldset__legend--s' } }}
            items={[
              { value: 'yours', text: 'What you wrote' },
              { value: 'theirs', text: `What ${by} wrote` },
              { value: 'both', text: 'Both, one after the other' },
            ]}
          />
        </>
      ) : (
        <p class="gt-conflict__text">{read.yours || <span class="gt-quiet">Nothing</span>}</p>
      )}
    </section>
  )
}

/**
 * Two people wrote in the same form. Both versions stand side by side, what differs is marked, and unless somebody chooses otherwise both are kept.
 * Posts `keep.<field>` (yours, theirs or both) and `yours.<field>`, for each field that differs.
 */
export function Conflict({ by, at, fields, children }: ConflictProps) {
  const different = fields.filter(({ yours, theirs }) => yours !== theirs).length
  return (
    <div class="gt-conflict">
      <p class="govuk-body">
        {by} saved this at {at}, while you were writing. Nothing is lost: both versions are here.{' '}
        {different === 1 ? 'One answer is different.' : `${different} answers are different.`}
      </p>
      {fields.map(field => (
        <Field key={field.name} field={field} by={by} />
      ))}
      {children}
    </div>
  )
}
