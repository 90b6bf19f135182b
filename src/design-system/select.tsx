import type { ControlProps } from './form-group.tsx'
import { describedByOf, FormGroup } from './form-group.tsx'
import type { Attributes } from './wording.ts'
import { classNames } from './wording.ts'

export type SelectItem = {
  readonly text: string
  readonly value?: string | number | undefined
  readonly selected?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly attributes?: Attributes
}

export type SelectProps = ControlProps & { readonly items: readonly SelectItem[]; readonly value?: string | number | undefined }

const isSelected = (item: SelectItem, value: string | number | undefined): boolean =>
  item.selected || (item.selected !== false && value !== undefined && value !== '' && String(item.value ?? item.text) === String(value))

/** One choice from a long, known list. For a short list use radios. */
export function Select(props: SelectProps) {
  const id = props.id ?? props.name
  return (
    <FormGroup id={id} label={props.label} hint={props.hint} errorMessage={props.errorMessage} formGroup={props.formGroup}>
      <select
        {...props.attributes}
        class={classNames('govuk-select', props.classes, props.errorMessage ? 'govuk-select--error' : undefined)}
        id={id}
        name={props.name}
        disabled={props.disabled}
        aria-describedby={describedByOf(id, props)}
      >
        {props.items.map(item => (
          <option
            key={item.value ?? item.text}
            {...item.attributes}
            value={item.value}
            selected={isSelected(item, props.value)}
            disabled={item.disabled}
          >
            {item.text}
          </option>
        ))}
      </select>
    </FormGroup>
  )
}
