import { Button, EmptyState, FileField, Form, type FormState } from '../../../../design-system/index.ts'

/** A file that was added and not sent yet. */
export type Added = { readonly file: string; readonly name: string; readonly size: number }

/** A size in bytes as people read it: '12 KB', '1.4 MB'. */
export const sizeInWords = (size: number): string =>
  size < 1024 * 1024 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`

/** What was added so far, each to take away, and a way to add one more until there are as many as may come. `at`: where all of it is sent; `allowed`: which files may come. */
export const FilesSoFar = ({
  files,
  most,
  at,
  allowed,
  none,
  full,
  form,
  csrf,
  commandId,
}: {
  files: readonly Added[]
  most: number
  at: string
  allowed: string
  none: string
  full: string
  form: FormState
  csrf: string
  commandId: string
}) => (
  <>
    {files.length === 0 ? (
      <EmptyState wouldBe={none} />
    ) : (
      <ul class="govuk-list gt-list-lines">
        {files.map(one => (
          <li key={one.file}>
            <strong>{one.name}</strong>, {sizeInWords(one.size)}{' '}
            <Form action={`${at}/${one.file}/remove`} csrf={csrf} commandId="">
              <Button
                text={
                  <>
                    Remove<span class="govuk-visually-hidden"> {one.name}</span>
                  </>
                }
                classes="govuk-button--secondary"
              />
            </Form>
          </li>
        ))}
      </ul>
    )}
    {files.length < most ? (
      <Form action={at} csrf={csrf} commandId={commandId} files>
        <FileField name="file" form={form} label={{ text: 'Choose a file' }} hint={{ text: allowed }} />
        <Button text="Add the file" classes="govuk-button--secondary" preventDoubleClick />
      </Form>
    ) : (
      <p class="govuk-body">{full}</p>
    )}
  </>
)
