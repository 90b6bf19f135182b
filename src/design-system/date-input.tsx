import type { FieldsetOptions } from './choices.tsx'
import { Fieldset } from './fieldset.tsx'
import type { GroupOptions } from './form-group.tsx'
import { describedByOf, GroupBox, HintAndError } from './form-group.tsx'
import { InputBox } from './input.tsx'
import { Label } from './label.tsx'
import type { Attributes, Wording } from './wording.ts'
import { classNames } from './wording.ts'
import { capital } from './words.ts'

/** One box of a date. `error` true marks this box, false leaves it unmarked whatever the group says. */
export type DateBox = {
  readonly name: string
  readonly id?: string | undefined
  readonly label?: string | undefined
  readonly value?: string | number | undefined
  readonly classes?: string | undefined
  readonly error?: boolean | undefined
  readonly autocomplete?: string | undefined
  readonly pattern?: string | undefined
  readonly inputmode?: 'numeric' | 'text' | undefined
  readonly attributes?: Attributes
}

export type DateInputProps = {
  readonly id: string
  readonly namePrefix?: string | undefined
  readonly fieldset?: FieldsetOptions | undefined
  readonly hint?: Wording | undefined
  readonly errorMessage?: Wording | undefined
  /** The boxes in their order; day, month and year where left out. */
  readonly items?: readonly DateBox[]
  /** What was typed, by the full name of the box (prefix included). */
  readonly values?: Readonly<Record<string, string | number | undefined>>
  readonly classes?: string | undefined
  readonly formGroup?: GroupOptions
  readonly attributes?: Attributes
}

const wholeDate: readonly DateBox[] = [{ name: 'day' }, { name: 'month' }, { name: 'year' }]
const hasOwnError = (box: DateBox) => Boolean(box.error || box.classes?.includes('govuk-input--error'))

/** A date people know by heart, in three boxes: day, month, year. A date is never asked with a calendar alone. */
export function DateInput(props: DateInputProps) {
  const items = props.items?.length ? props.items : wholeDate
  const anyOwnError = items.some(hasOwnError)
  const describedBy = describedByOf(props.id, { ...props, describedBy: props.fieldset?.describedBy })
  const inside = (
    <>
      <HintAndError id={props.id} hint={props.hint} errorMessage={props.errorMessage} />
      <div {...props.attributes} class={classNames('govuk-date-input', props.classes)} id={props.id}>
        {items.map(box => {
          const name = props.namePrefix ? `${props.namePrefix}-${box.name}` : box.name
          const wrong = hasOwnError(box) || (box.error !== false && Boolean(props.errorMessage) && !anyOwnError)
          const id = box.id ?? `${props.id}-${box.name}`
          return (
            <div key={id} class="govuk-date-input__item">
              <GroupBox wrong={false}>
                <Label for={id} text={box.label ?? capital(box.name)} classes="govuk-date-input__label" />
                <InputBox
                  id={id}
                  name={name}
                  classes={classNames(
                    'govuk-date-input__input',
                    wrong && !box.classes?.includes('govuk-input--error') && 'govuk-input--error',
                    !box.classes?.includes('govuk-input--width-') && `govuk-input--width-${box.name === 'year' ? 4 : 2}`,
                    box.classes,
                  )}
                  value={box.value ?? props.values?.[name]}
                  inputmode={box.inputmode ?? 'numeric'}
                  autocomplete={box.autocomplete}
                  pattern={box.pattern}
                  attributes={box.attributes ?? {}}
                />
              </GroupBox>
            </div>
          )
        })}
      </div>
    </>
  )
  return (
    <GroupBox wrong={Boolean(props.errorMessage)} formGroup={props.formGroup}>
      {props.fieldset ? (
        <Fieldset {...props.fieldset} role="group" describedBy={describedBy}>
          {inside}
        </Fieldset>
      ) : (
        inside
      )}
    </GroupBox>
  )
}
