import { Hint } from './hint.tsx'
import type { TextareaProps } from './textarea.tsx'
import { Textarea } from './textarea.tsx'
import { classNames } from './wording.ts'

/** How much may be written: by words, or by characters (as people count them, or as JavaScript does: `length`). */
export type TextLimit =
  | { readonly maxwords: number; readonly countType?: 'words' | undefined }
  | { readonly maxlength: number; readonly countType?: 'words' | 'characters' | 'length' | undefined }

export type CharacterCountProps = Omit<TextareaProps, 'describedBy' | 'after' | 'disabled' | 'autocomplete'> & {
  readonly limit: TextLimit
  /** Per cent of the limit at which the count begins to show. */
  readonly threshold?: number | undefined
}

/** A text area that says how much may be written; with JavaScript it also counts down. */
export function CharacterCount({ limit, threshold, ...area }: CharacterCountProps) {
  const id = area.id ?? area.name
  const [attribute, most] = 'maxwords' in limit ? ['data-maxwords', limit.maxwords] : ['data-maxlength', limit.maxlength]
  const countType = limit.countType ?? ('maxwords' in limit ? 'words' : undefined)
  return (
    <Textarea
      {...area}
      id={id}
      describedBy={`${id}-info`}
      classes={classNames('govuk-js-character-count', area.classes)}
      formGroup={{
        classes: classNames('govuk-character-count', area.formGroup?.classes),
        attributes: {
          'data-module': 'govuk-character-count',
          [attribute]: most,
          'data-threshold': threshold,
          'data-count-type': countType,
          ...area.formGroup?.attributes,
        },
      }}
      after={
        <Hint
          id={`${id}-info`}
          classes="govuk-character-count__message"
          text={`You can enter up to ${most} ${countType === 'words' ? 'words' : 'characters'}`}
        />
      }
    />
  )
}
