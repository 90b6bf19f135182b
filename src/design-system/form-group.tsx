import { ErrorMessage } from './error-message.tsx'
import { Hint } from './hint.tsx'
import { Label } from './label.tsx'
import type { Attributes, Content, LabelWording, Wording } from './wording.ts'
import { classNames, joinIds, optionsOf } from './wording.ts'

export type GroupOptions = { readonly classes?: string | undefined; readonly attributes?: Attributes }

/** What every single control takes: its name, its label, its help, and what is wrong with what was typed. */
export type ControlProps = {
  readonly name: string
  readonly id?: string | undefined
  readonly label: LabelWording
  readonly hint?: Wording | undefined
  readonly errorMessage?: Wording | undefined
  readonly describedBy?: string | undefined
  readonly disabled?: boolean | undefined
  readonly classes?: string | undefined
  readonly formGroup?: GroupOptions
  readonly attributes?: Attributes
}

/** The ids that describe a control: what the caller gave, then its hint, then its error, in the order GOV.UK reads them. */
export function describedByOf(
  id: string,
  parts: { describedBy?: string | undefined; hint?: unknown; errorMessage?: unknown },
): string | undefined {
  return joinIds(parts.describedBy, parts.hint ? `${id}-hint` : undefined, parts.errorMessage ? `${id}-error` : undefined)
}

/** The hint and the error of a control or a group of controls, with the ids `describedByOf` names. */
export function HintAndError({ id, hint, errorMessage }: { id: string; hint?: Wording | undefined; errorMessage?: Wording | undefined }) {
  return (
    <>
      {hint && <Hint {...optionsOf(hint)} id={`${id}-hint`} />}
      {errorMessage && <ErrorMessage {...optionsOf(errorMessage)} id={`${id}-error`} />}
    </>
  )
}

/** The box around a control that turns red at its edge when something in it has to be put right. */
export function GroupBox({ wrong, formGroup, children }: { wrong: boolean; formGroup?: GroupOptions | undefined; children: Content }) {
  return (
    <div {...formGroup?.attributes} class={classNames('govuk-form-group', wrong && 'govuk-form-group--error', formGroup?.classes)}>
      {children}
    </div>
  )
}

/** Label, hint, error and one control, as every single-control field of GOV.UK is laid out. */
export function FormGroup({
  id,
  label,
  hint,
  errorMessage,
  formGroup,
  children,
}: {
  id: string
  label: LabelWording
  hint?: Wording | undefined
  errorMessage?: Wording | undefined
  formGroup?: GroupOptions | undefined
  children: Content
}) {
  return (
    <GroupBox wrong={Boolean(errorMessage)} formGroup={formGroup}>
      <Label {...optionsOf(label)} for={id} />
      <HintAndError id={id} hint={hint} errorMessage={errorMessage} />
      {children}
    </GroupBox>
  )
}
