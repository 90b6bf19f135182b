import { SelectField } from '../../../../design-system/index.ts'
import { type FactProps, itemsOf } from '../fact.ts'

/** A choice out of a long list whose first line asks to choose. */
export const ChooseField = ({
  form,
  name,
  label,
  hint,
  of,
}: {
  form: FactProps['form']
  name: string
  label: string
  hint?: string
  of: Readonly<Record<string, string>>
}) => <SelectField form={form} name={name} label={label} hint={hint} items={[{ value: '', text: 'Choose' }, ...itemsOf(of)]} />
