import { Button, EmptyState, FileField, Form, type FormState } from '../../../../design-system/index.ts'
import { allowedInWords, type Listed } from '../../../../kernel/documents/index.ts'
import { type DraftFile, mostFiles } from './draft-files.queries.ts'

const inWords = (size: number): string =>
  size < 1024 * 1024 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`

/** The files of a concern that is still being written: each to take away, and one more. */
export const DraftFilesPage = ({
  draft,
  files,
  form,
  csrf,
  commandId,
}: {
  draft: string
  files: readonly DraftFile[]
  form: FormState
  csrf: string
  commandId: string
}) => (
  <>
    <h1 class="govuk-heading-l">Files</h1>
    <p class="govuk-body">
      Add what shows what you saw: a letter, a drawing, a picture of a message. Never take a picture of a child’s body.
    </p>
    {files.length === 0 ? (
      <EmptyState wouldBe="Files that you add stand here until you send the concern." />
    ) : (
      <ul class="govuk-list gt-list-lines">
        {files.map(one => (
          <li key={one.file}>
            <strong>{one.name}</strong>, {inWords(one.size)}{' '}
            <Form action={`/concerns/draft/${draft}/files/${one.file}/remove`} csrf={csrf} commandId="">
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
      <Form action={`/concerns/draft/${draft}/files`} csrf={csrf} commandId={commandId} files>
        <FileField name="file" form={form} label={{ text: 'Choose a file' }} hint={{ text: allowedInWords }} />
        <Button text="Add the file" classes="govuk-button--secondary" preventDoubleClick />
      </Form>
    ) : (
      <p class="govuk-body">One concern brings up to {mostFiles} files. Keep the others, and tell The Bridge of them.</p>
    )}
    <Button text="Continue" href={`/concerns/draft/${draft}/check`} />
  </>
)

/** The files that came with a concern; of those that cannot be opened, why. */
export const FilesPage = ({ matter, files }: { matter: string; files: readonly Listed[] }) => (
  <>
    <h1 class="govuk-heading-l">Files sent with a concern</h1>
    {files.length === 0 ? (
      <EmptyState wouldBe="Files that come with a concern stand here. None came with this one." />
    ) : (
      <ul class="govuk-list gt-list-lines">
        {files.map(one => (
          <li key={one.id}>
            {one.closed === null ? (
              <a class="govuk-link" href={`/concerns/${matter}/files/${one.id}`} download>
                {one.name}
              </a>
            ) : (
              <strong>{one.name}</strong>
            )}
            , {one.kind}, {inWords(one.size)}
            {one.closed !== null && <p class="govuk-body-s">{one.closed}</p>}
          </li>
        ))}
      </ul>
    )}
  </>
)
