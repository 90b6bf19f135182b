/** A list with nothing in it: what would be here, and what to do now. */
export function EmptyState({
  wouldBe,
  action,
}: {
  wouldBe: string
  action?: { readonly text: string; readonly href: string } | undefined
}) {
  return (
    <div class="gt-empty">
      <p class="govuk-body">{wouldBe}</p>
      {action && (
        <p class="govuk-body">
          <a class="govuk-link" href={action.href}>
            {action.text}
          </a>
        </p>
      )}
    </div>
  )
}
