import type { ControlProps } from './form-group.tsx'
import { describedByOf, FormGroup } from './form-group.tsx'
import type { Content, WordingOptions } from './wording.ts'
import { classNames } from './wording.ts'

export type InputProps = ControlProps & {
  readonly type?: 'text' | 'email' | 'tel' | 'number' | 'search' | 'password' | 'url'
  readonly value?: string | number | undefined
  readonly inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'search' | 'url'
  readonly autocomplete?: string | undefined
  readonly autocapitalize?: string | undefined
  readonly pattern?: string | undefined
  readonly spellcheck?: boolean | undefined
  readonly prefix?: WordingOptions
  readonly suffix?: WordingOptions
}

const Affix = ({ kind, affix }: { kind: 'prefix' | 'suffix'; affix: WordingOptions }) => (
  <div {...affix.attributes} class={classNames(`govuk-input__${kind}`, affix.classes)} aria-hidden="true">
    {affix.text}
  </div>
)

/** The bare text box, for components that bring their own wrapping. */
export function InputBox(props: Omit<InputProps, 'label' | 'hint' | 'prefix' | 'suffix' | 'formGroup'>) {
  return (
    <input
      {...props.attributes}
      class={classNames('govuk-input', props.classes, props.errorMessage ? 'govuk-input--error' : undefined)}
      id={props.id ?? props.name}
      name={props.name}
      type={(props.type ?? 'text') as 'text'}
      spellcheck={props.spellcheck === undefined ? undefined : (String(props.spellcheck) as unknown as boolean)}
      value={props.value}
      disabled={props.disabled}
      aria-describedby={props.describedBy}
      autocomplete={props.autocomplete as 'on' | undefined}
      autocapitalize={props.autocapitalize as 'none' | undefined}
      pattern={props.pattern}
      inputmode={props.inputmode}
    />
  )
}

/** One line of text with its label, hint and error. `classes` gives widths: govuk-input--width-2 to -30. */
export function Input({ label, hint, prefix, suffix, formGroup, ...box }: InputProps) {
  const id = box.id ?? box.name
  const input = <InputBox {...box} id={id} describedBy={describedByOf(id, { ...box, hint })} />
  const before: Content = prefix?.text ? <Affix kind="prefix" affix={prefix} /> : null
  const after: Content = suffix?.text ? <Affix kind="suffix" affix={suffix} /> : null
  return (
    <FormGroup id={id} label={label} hint={hint} errorMessage={box.errorMessage} formGroup={formGroup}>
      {before || after ? (
        <div class="govuk-input__wrapper">
          {before}
          {input}
          {after}
        </div>
      ) : (
        input
      )}
    </FormGroup>
  )
}
