import { Button } from './button.tsx'
import type { Content } from './wording.ts'

export type FiltersProps = {
  readonly action: string
  /** What is narrowed down: "Filter the chronology". */
  readonly label: string
  /** What must be kept when the filter changes, such as the order or the day as known on. */
  readonly keep?: Readonly<Record<string, string>> | undefined
  /** What is chosen now, in words, each with the address without it. */
  readonly chosen: readonly { readonly text: string; readonly removeHref: string }[]
  readonly clearHref: string
  readonly children: Content
}

/** A filter as a plain form that reads: its address can be kept and shared within the record. Folded away until something is chosen. */
export function Filters({ action, label, keep = {}, chosen, clearHref, children }: FiltersProps) {
  return (
    <search class="gt-filters" aria-label={label}>
      <details class="govuk-details" open={chosen.length > 0}>
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">{label}</span>
        </summary>
        <div class="govuk-details__text">
          <form method="get" action={action}>
            {Object.entries(keep).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            {children}
            <Button text="Apply filter" classes="govuk-button--secondary" />
          </form>
        </div>
      </details>
      {chosen.length > 0 && (
        <ul class="gt-filters__chosen" aria-label="Filtered by">
          {chosen.map(({ text, removeHref }) => (
            <li key={text}>
              <a class="govuk-link" href={removeHref}>
                <span class="govuk-visually-hidden">Remove the filter </span>
                {text}
                <span aria-hidden="true"> ×</span>
              </a>
            </li>
          ))}
          <li>
            <a class="govuk-link" href={clearHref}>
              Show everything
            </a>
          </li>
        </ul>
      )}
    </search>
  )
}
