import { Fieldset } from './fieldset.tsx'
import type { GroupOptions } from './form-group.tsx'
import { describedByOf, GroupBox, HintAndError } from './form-group.tsx'
import { Hint } from './hint.tsx'
import { Label } from './label.tsx'
import type { Attributes, Content, LabelWording, Wording } from './wording.ts'
import { classNames, joinIds, optionsOf } from './wording.ts'

export type FieldsetOptions = {
  readonly legend?: LabelWording
  readonly describedBy?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes
}

/** One thing that can be chosen, or the word ("or") that divides two groups of them. */
export type ChoiceItem =
  | { readonly divider: string }
  | {
      readonly divider?: undefined
      readonly value: string | number
      readonly text: Content
      readonly id?: string | undefined
      readonly name?: string | undefined
      readonly hint?: Wording | undefined
      readonly checked?: boolean | undefined
      readonly disabled?: boolean | undefined
      /** Asked only where this is chosen; shown to everyone where there is no JavaScript. */
      readonly conditional?: Content
      /** Checkboxes only: choosing this one unchecks the others ("None of these"). */
      readonly behaviour?: 'exclusive' | undefined
      readonly label?: { readonly classes?: string; readonly attributes?: Attributes }
      readonly attributes?: Attributes
    }

export type ChoicesProps = {
  readonly name: string
  readonly idPrefix?: string | undefined
  readonly fieldset?: FieldsetOptions | undefined
  readonly hint?: Wording | undefined
  readonly errorMessage?: Wording | undefined
  readonly describedBy?: string | undefined
  readonly items: readonly ChoiceItem[]
  readonly classes?: string | undefined
  readonly formGroup?: GroupOptions
  readonly attributes?: Attributes
}

type Kind = 'radio' | 'checkbox'

function Choice(props: {
  kind: Kind
  block: string
  item: Exclude<ChoiceItem, { divider: string }>
  id: string
  name: string
  checked: boolean
  describedBy: string | undefined
}) {
  const { kind, block, item, id } = props
  const hintId = item.hint ? `${id}-item-hint` : undefined
  const hint = item.hint ? optionsOf(item.hint) : undefined
  return (
    <>
      <div class={`${block}__item`}>
        <input
          {...item.attributes}
          class={`${block}__input`}
          id={id}
          name={item.name ?? props.name}
          type={kind}
          value={item.value}
          checked={props.checked}
          disabled={item.disabled}
          data-aria-controls={item.conditional ? `conditional-${id}` : undefined}
          data-behaviour={item.behaviour}
          aria-describedby={joinIds(props.describedBy, hintId)}
        />
        <Label
          for={id}
          text={item.text}
          classes={classNames(`${block}__label`, item.label?.classes)}
          attributes={item.label?.attributes ?? {}}
        />
        {hint && <Hint {...hint} id={hintId} classes={classNames(`${block}__hint`, 'classes' in hint ? hint.classes : undefined)} />}
      </div>
      {item.conditional && (
        <div class={classNames(`${block}__conditional`, !props.checked && `${block}__conditional--hidden`)} id={`conditional-${id}`}>
          {item.conditional}
        </div>
      )}
    </>
  )
}

/** What radios and checkboxes share: the question, its help and error, and the list of choices. */
export function Choices({ kind, isChosen, ...props }: ChoicesProps & { kind: Kind; isChosen: (value: string | number) => boolean }) {
  const block = kind === 'radio' ? 'govuk-radios' : 'govuk-checkboxes'
  const prefix = props.idPrefix ?? props.name
  const outer = props.fieldset?.describedBy ?? props.describedBy
  const describedBy = describedByOf(prefix, { ...props, describedBy: outer })
  const inside = (
    <>
      <HintAndError id={prefix} hint={props.hint} errorMessage={props.errorMessage} />
      <div {...props.attributes} class={classNames(block, props.classes)} data-module={block}>
        {props.items.map((item, index) => {
          if (item.divider !== undefined) {
            return (
              <div key={`divider-${item.divider}`} class={`${block}__divider`}>
                {item.divider}
              </div>
            )
          }
          // The first id carries no number, so that the error summary can link to it by the name of the field.
          const id = item.id ?? (index === 0 ? prefix : `${prefix}-${index + 1}`)
          return (
            <Choice
              key={id}
              kind={kind}
              block={block}
              item={item}
              id={id}
              name={props.name}
              checked={item.checked ?? isChosen(item.value)}
              describedBy={kind === 'checkbox' && !props.fieldset ? describedBy : undefined}
            />
          )
        })}
      </div>
    </>
  )
  return (
    <GroupBox wrong={Boolean(props.errorMessage)} formGroup={props.formGroup}>
      {props.fieldset ? (
        <Fieldset {...props.fieldset} describedBy={describedBy}>
          {inside}
        </Fieldset>
      ) : (
        inside
      )}
    </GroupBox>
  )
}
