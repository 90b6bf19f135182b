import { Button, EmptyState, FileField, Form, type FormState } from '../../../design-system/index.ts'
import type { WorryFile } from './worry.ts'

/** The most files one sending brings, our own choice; the database holds to it too. */
export const mostFiles = 5

const inWords = (size: number): string =>
  size < 1024 * 1024 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`

/** The files of a worry: each to take away, and one more. */
export const FilesPage = ({
  files,
  form,
  csrf,
  commandId,
}: {
  files: readonly WorryFile[]
  form: FormState
  csrf: string
  commandId: string
}) => (
  <>
    <h1 class="govuk-heading-l">Pictures or other files</h1>
    <p class="govuk-body">
      You do not need any. If you have something that shows what you saw, such as a picture of a message or of the home, you can add it.
      Never take a picture of a child’s body, and do not put yourself at risk to get one.
    </p>
    {files.length === 0 ? (
      <EmptyState wouldBe="Files that you add stand here until you send. If you leave before that, they are gone." />
    ) : (
      <ul class="govuk-list gt-list-lines">
        {files.map(one => (
          <li key={one.file}>
            <strong>{one.name}</strong>, {inWords(one.size)}{' '}
            <Form action={`/worried/files/${one.file}/remove`} csrf={csrf} commandId="">
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
    {files.length < mostFiles ? (
      <Form action="/worried/files" csrf={csrf} commandId={commandId} files>
        <FileField
          name="file"
          form={form}
          label={{ text: 'Choose a file' }}
          hint={{ text: 'A picture, a PDF, a Word or text document, or a saved e-mail, up to 10 MB' }}
        />
        <Button text="Add the file" classes="govuk-button--secondary" preventDoubleClick />
      </Form>
    ) : (
      <p class="govuk-body">You can send up to {mostFiles} files. Keep the others, and say in your words that you have them.</p>
    )}
    <Button text="Continue" href="/worried/check" />
  </>
)
