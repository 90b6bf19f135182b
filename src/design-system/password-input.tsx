import { Button } from './button.tsx'
import type { ControlProps } from './form-group.tsx'
import { describedByOf, FormGroup } from './form-group.tsx'
import { InputBox } from './input.tsx'
import { classNames } from './wording.ts'

export type PasswordInputProps = ControlProps & {
  readonly autocomplete?: 'current-password' | 'new-password' | undefined
  readonly value?: string | undefined
}

/** A password, with a button to show it where there is JavaScript. */
export function PasswordInput({ label, hint, formGroup, autocomplete = 'current-password', ...box }: PasswordInputProps) {
  const id = box.id ?? box.name
  return (
    <FormGroup
      id={id}
      label={label}
      hint={hint}
      errorMessage={box.errorMessage}
      formGroup={{
        classes: classNames('govuk-password-input', formGroup?.classes),
        attributes: { 'data-module': 'govuk-password-input', ...formGroup?.attributes },
      }}
    >
      <div class="govuk-input__wrapper govuk-password-input__wrapper">
        <InputBox
          {...box}
          id={id}
          type="password"
          spellcheck={false}
          autocapitalize="none"
          autocomplete={autocomplete}
          classes={classNames('govuk-password-input__input govuk-js-password-input-input', box.classes)}
          describedBy={describedByOf(id, { ...box, hint })}
        />
        <Button
          type="button"
          classes="govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle"
          text="Show"
          attributes={{ 'aria-controls': id, 'aria-label': 'Show password', hidden: true }}
        />
      </div>
    </FormGroup>
  )
}
