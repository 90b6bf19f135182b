import { CheckboxesField, type FieldErrors, type FormState, smallLegend, type Typed } from '../../../design-system/index.ts'
import type { NotReached } from './open-now.ts'

export const forWhomLabel = 'For which children?'

/** All of them, where nothing is typed yet. */
export const everyChild = (waiting: readonly NotReached[]): Typed => ({ children: waiting.map(one => one.child.subject) })

/** Which children it is written of; one alone needs no choice. */
export const ForWhom = ({ waiting, form }: { waiting: readonly NotReached[]; form: FormState }) =>
  waiting.length < 2 ? (
    <input type="hidden" name="children" value={waiting[0]?.child.subject} />
  ) : (
    <CheckboxesField
      name="children"
      form={form}
      fieldset={smallLegend(forWhomLabel)}
      hint={{ text: 'It stands on each child’s own record in these words: name no other child in them' }}
      items={waiting.map(one => ({ value: one.child.subject, text: one.child.name }))}
    />
  )

/** Those who were chosen among them. */
export const chosenOf = (
  waiting: readonly NotReached[],
  chosen: readonly string[],
): { readonly children: readonly NotReached[]; readonly errors: FieldErrors } => {
  const children = waiting.filter(one => chosen.includes(one.child.subject))
  return { children, errors: children.length > 0 ? [] : [{ field: 'children', message: 'Choose for which children' }] }
}
