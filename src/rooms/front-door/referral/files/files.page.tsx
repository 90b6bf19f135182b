import { Button, EmptyState, type FormState } from '../../../../design-system/index.ts'
import { allowedInWords, type Listed } from '../../../../kernel/documents/index.ts'
import { type DraftFile, mostFiles } from './draft-files.queries.ts'
import { FilesSoFar, sizeInWords } from './files-so-far.tsx'

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
    <FilesSoFar
      files={files}
      most={mostFiles}
      allowed={allowedInWords}
      at={`/concerns/draft/${draft}/files`}
      none="Files that you add stand here until you send the concern."
      full={`One concern brings up to ${mostFiles} files. Keep the others, and tell The Bridge of them.`}
      form={form}
      csrf={csrf}
      commandId={commandId}
    />
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
            , {one.kind}, {sizeInWords(one.size)}
            {one.closed !== null && <p class="govuk-body-s">{one.closed}</p>}
          </li>
        ))}
      </ul>
    )}
  </>
)
