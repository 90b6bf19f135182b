import { Panel } from './panel.tsx'
import type { Content } from './wording.ts'

export type ConfirmationProps = {
  readonly title: string
  readonly reference: string
  /** What happens next, in order: who does what by when. */
  readonly next: readonly Content[]
  /** Who was told, and how. Empty says plainly that nobody was. */
  readonly told: readonly { readonly who: string; readonly how: string }[]
  readonly children?: Content
}

/** The end of a journey: done, its reference, what happens next and who was told. */
export function Confirmation({ title, reference, next, told, children }: ConfirmationProps) {
  return (
    <div class="gt-confirmation">
      <Panel
        title={title}
        text={
          <>
            Reference
            <br />
            <strong class="gt-reference">{reference}</strong>
          </>
        }
      />
      <h2 class="govuk-heading-m">What happens next</h2>
      <ol class="govuk-list govuk-list--number">
        {next.map((step, index) => (
          <li key={index}>{step}</li>
        ))}
      </ol>
      <h2 class="govuk-heading-m">Who was told</h2>
      {told.length > 0 ? (
        <ul class="govuk-list govuk-list--bullet">
          {told.map(({ who, how }) => (
            <li key={who}>
              {who}, {how}
            </li>
          ))}
        </ul>
      ) : (
        <p class="govuk-body">Nobody has been told of this yet.</p>
      )}
      {children}
    </div>
  )
}
