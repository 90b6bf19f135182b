import type { ChoicesProps } from './choices.tsx'
import { Choices } from './choices.tsx'

export type RadiosProps = ChoicesProps & { readonly value?: string | number | undefined }

/** One answer out of a few. `classes` gives the variants: govuk-radios--inline, --small. */
export function Radios({ value, ...props }: RadiosProps) {
  const chosen = value === undefined || value === '' ? undefined : String(value)
  return <Choices {...props} kind="radio" isChosen={candidate => String(candidate) === chosen} />
}
