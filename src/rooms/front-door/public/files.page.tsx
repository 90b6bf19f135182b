import { Button, type FormState } from '../../../design-system/index.ts'
import { FilesSoFar } from '../referral/files/files-so-far.tsx'
import type { WorryFile } from './worry.ts'

/** The most files one sending brings, our own choice; the database holds to it too. */
export const mostFiles = 5

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
    <FilesSoFar
      files={files}
      most={mostFiles}
      at="/worried/files"
      allowed="A picture, a PDF, a Word or text document, or a saved e-mail, up to 10 MB"
      none="Files that you add stand here until you send. If you leave before that, they are gone."
      full={`You can send up to ${mostFiles} files. Keep the others, and say in your words that you have them.`}
      form={form}
      csrf={csrf}
      commandId={commandId}
    />
    <Button text="Continue" href="/worried/check" />
  </>
)
