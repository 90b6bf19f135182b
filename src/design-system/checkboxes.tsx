import type { ChoicesProps } from './choices.tsx'
import { Choices } from './choices.tsx'

export type CheckboxesProps = ChoicesProps & { readonly values?: readonly (string | number)[] | undefined }

/** Any number of answers out of a few. */
export function Checkboxes({ values = [], ...props }: CheckboxesProps) {
  const chosen = new Set(values.map(String))
  return <Choices {...props} kind="checkbox" isChosen={candidate => chosen.has(String(candidate))} />
}
