import { Marked } from './conflict.tsx'
import { wordDifference } from './word-difference.ts'

/** One part of a text that was written again: what it is called, and both its versions. */
export type ComparedField = { readonly label: string; readonly earlier: string; readonly later: string }

export type ComparedProps = {
  /** What each version is called: "Written 15 January 2025". */
  readonly earlier: string
  readonly later: string
  readonly fields: readonly ComparedField[]
}

/**
 * Two versions of a text side by side, part by part: the words that the other does not have are marked. Parts that are the same are named below and not
 * repeated.
 */
export function Compared({ earlier, later, fields }: ComparedProps) {
  const different = fields.filter(field => field.earlier !== field.later)
  const same = fields.filter(field => field.earlier === field.later && field.earlier !== '')
  return (
    <div class="gt-conflict">
      {different.length === 0 && <p class="govuk-body">Both say the same.</p>}
      {different.map(field => {
        const difference = wordDifference(field.earlier, field.later)
        return (
          <section key={field.label} class="gt-conflict__field" aria-label={field.label}>
            <h2 class="govuk-heading-s">{field.label}</h2>
            <div class="gt-conflict__versions">
              <div class="gt-conflict__version">
                <h3 class="gt-conflict__whose">{earlier}</h3>
                <Marked runs={difference.yours} empty={field.earlier === ''} />
              </div>
              <div class="gt-conflict__version">
                <h3 class="gt-conflict__whose">{later}</h3>
                <Marked runs={difference.theirs} empty={field.later === ''} />
              </div>
            </div>
          </section>
        )
      })}
      {same.length > 0 && <p class="govuk-body">The same in both: {same.map(field => field.label).join('; ')}.</p>}
    </div>
  )
}
