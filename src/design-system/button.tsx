import type { Attributes, Content } from './wording.ts'
import { classNames } from './wording.ts'

type Shared = {
  readonly text?: Content
  readonly id?: string | undefined
  readonly classes?: string | undefined
  readonly isStartButton?: boolean
  readonly attributes?: Attributes
}

/** A button acts; a button-like link goes somewhere. They share no other option. */
export type ButtonProps =
  | (Shared & {
      readonly href?: undefined
      readonly type?: 'submit' | 'button' | 'reset'
      readonly name?: string | undefined
      readonly value?: string | undefined
      readonly disabled?: boolean
      readonly preventDoubleClick?: boolean
    })
  | (Shared & { readonly href: string })

const StartIcon = () => (
  <svg
    class="govuk-button__start-icon"
    xmlns="http://www.w3.org/2000/svg"
    width="17.5"
    height="19"
    viewBox="0 0 33 40"
    aria-hidden="true"
    focusable="false"
  >
    <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
  </svg>
)

/** The one thing to do next. `classes` gives the variants: govuk-button--secondary, --warning, --inverse. */
export function Button(props: ButtonProps) {
  const { text, id, classes, isStartButton = false, attributes } = props
  const shared = {
    ...attributes,
    class: classNames('govuk-button', classes, isStartButton && 'govuk-button--start'),
    'data-module': 'govuk-button',
    id,
  }
  // Start buttons are flex boxes, which eat the spaces between elements: content that is more than text is kept together.
  const inside = isStartButton && typeof text !== 'string' ? <span>{text}</span> : text
  if (props.href !== undefined) {
    return (
      <a href={props.href} role="button" draggable={false} {...shared}>
        {inside}
        {isStartButton && <StartIcon />}
      </a>
    )
  }
  return (
    <button
      type={props.type ?? 'submit'}
      value={props.value || undefined}
      name={props.name || undefined}
      {...(props.disabled ? { disabled: true, 'aria-disabled': 'true' } : {})}
      data-prevent-double-click={props.preventDoubleClick === undefined ? undefined : String(props.preventDoubleClick)}
      {...shared}
    >
      {inside}
      {isStartButton && <StartIcon />}
    </button>
  )
}
