import type { CharacterCountProps } from './character-count.tsx'
import { CharacterCount } from './character-count.tsx'
import type { CheckboxesProps } from './checkboxes.tsx'
import { Checkboxes } from './checkboxes.tsx'
import type { FieldsetOptions } from './choices.tsx'
import type { DateInputProps } from './date-input.tsx'
import { DateInput } from './date-input.tsx'
import type { FileUploadProps } from './file-upload.tsx'
import { FileUpload } from './file-upload.tsx'
import type { FormState } from './form-state.ts'
import { messageFor, typedList, typedText } from './form-state.ts'
import type { InputProps } from './input.tsx'
import { Input } from './input.tsx'
import type { PasswordInputProps } from './password-input.tsx'
import { PasswordInput } from './password-input.tsx'
import type { RadiosProps } from './radios.tsx'
import { Radios } from './radios.tsx'
import type { SelectProps } from './select.tsx'
import { Select } from './select.tsx'
import type { TextareaProps } from './textarea.tsx'
import { Textarea } from './textarea.tsx'
import type { Content, LabelWording } from './wording.ts'

export type FormProps = {
  readonly action: string
  /** Proves that the form came from our own page in this session. */
  readonly csrf: string
  /** Names this one act: sent twice, it is done once. A new form has a new one; a form shown again with errors keeps its own. */
  readonly commandId: string
  /** Where the draft of this form is kept while it is being written, and the version that was opened. */
  readonly draft?: { readonly autosaveUrl: string; readonly version: string } | undefined
  /** The form carries files. */
  readonly files?: boolean
  readonly children: Content
}

/** A form that changes something. Works without JavaScript; a double click is one act; with a draft it saves itself. */
export function Form({ action, csrf, commandId, draft, files = false, children }: FormProps) {
  return (
    <form
      method="post"
      action={action}
      novalidate
      enctype={files ? 'multipart/form-data' : undefined}
      data-autosave-url={draft?.autosaveUrl}
    >
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="commandId" value={commandId} />
      {draft && <input type="hidden" name="draftVersion" value={draft.version} />}
      {children}
    </form>
  )
}

/** A component as a field of a form: it takes the form's state in place of its value and its error, and its id is its name. */
type FieldOf<Props> = Omit<Props, 'id' | 'idPrefix' | 'namePrefix' | 'value' | 'values' | 'errorMessage'> & {
  readonly name: string
  readonly form: FormState
}

/** Several controls that answer one question cannot do without the question. */
type Asked = { readonly fieldset: FieldsetOptions & { readonly legend: LabelWording } }

/** One line of text. */
export const TextField = ({ form, ...props }: FieldOf<InputProps>) => (
  <Input {...props} value={typedText(form, props.name)} errorMessage={messageFor(form, props.name)} />
)

/** Several lines of text. */
export const LongTextField = ({ form, ...props }: FieldOf<TextareaProps>) => (
  <Textarea {...props} value={typedText(form, props.name)} errorMessage={messageFor(form, props.name)} />
)

/** Several lines of text up to a limit. */
export const CountedTextField = ({ form, ...props }: FieldOf<CharacterCountProps>) => (
  <CharacterCount {...props} value={typedText(form, props.name)} errorMessage={messageFor(form, props.name)} />
)

/** A password: never given back. */
export const PasswordField = ({ form, ...props }: FieldOf<PasswordInputProps>) => (
  <PasswordInput {...props} errorMessage={messageFor(form, props.name)} />
)

/** One choice from a long list. */
export const SelectField = ({ form, ...props }: FieldOf<SelectProps>) => (
  <Select {...props} value={typedText(form, props.name)} errorMessage={messageFor(form, props.name)} />
)

/** One answer out of a few. */
export const RadiosField = ({ form, ...props }: FieldOf<Omit<RadiosProps, 'fieldset'>> & Asked) => (
  <Radios {...props} value={typedText(form, props.name)} errorMessage={messageFor(form, props.name)} />
)

/** Any number of answers out of a few. */
export const CheckboxesField = ({ form, ...props }: FieldOf<CheckboxesProps>) => (
  <Checkboxes {...props} values={typedList(form, props.name)} errorMessage={messageFor(form, props.name)} />
)

/** A file: a browser never gives it back, so it is asked for again where the form is shown again. */
export const FileField = ({ form, ...props }: FieldOf<FileUploadProps>) => (
  <FileUpload {...props} errorMessage={messageFor(form, props.name)} />
)

const boxes = ['day', 'month', 'year'] as const

/**
 * A date in three boxes, posted as `<name>-day`, `<name>-month`, `<name>-year`. An error of `<name>` marks all three and leads to the first;
 * an error of one box marks that box alone.
 */
export function DateField({ form, name, ...props }: FieldOf<Omit<DateInputProps, 'items' | 'fieldset'>> & Asked) {
  const ofBox = boxes.map(box => messageFor(form, `${name}-${box}`))
  const ofAll = messageFor(form, name)
  const anyOfOne = ofBox.some(Boolean)
  return (
    <DateInput
      {...props}
      id={`${name}-date`}
      namePrefix={name}
      errorMessage={ofAll ?? ofBox.find(Boolean)}
      items={boxes.map((box, index) => ({
        name: box,
        // The error summary leads to the field by its name: to the first box, unless it names a box itself.
        id: box === 'day' && !ofBox[0] ? name : `${name}-${box}`,
        value: typedText(form, `${name}-${box}`),
        ...(ofAll || !anyOfOne ? {} : { error: Boolean(ofBox[index]) }),
      }))}
    />
  )
}
