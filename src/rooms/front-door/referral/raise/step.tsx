import type { VNode } from 'preact'
import type { FormState } from '../../../../design-system/index.ts'
import { Button, Form, SaveState } from '../../../../design-system/index.ts'
import type { PublishedSettings } from '../../../../kernel/http/frame.ts'
import type { PageName } from './steps.ts'

/** What every page of the journey is given: where it posts, its marks, and what was typed. */
export type Step = {
  readonly draft: string
  readonly version: number
  readonly savedAt: string | undefined
  readonly csrf: string
  readonly commandId: string
  readonly form: FormState
  readonly settings: PublishedSettings
}

/** The choices of a field, from words by code. */
export const items = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text: text.replace(/^./, first => first.toUpperCase()) }))

/** What each page is called: its heading and its title. */
export const titles: Record<PageName, string> = {
  danger: 'Is a child in danger now?',
  about: 'What are you worried about?',
  children: 'Which children is it about?',
  adults: 'Which adults are in the child’s life?',
  worry: 'What have you seen or heard?',
  strengths: 'What is working well, and what has been tried?',
  family: 'What does the family know?',
  you: 'Who are you?',
  home: 'Where does the child live?',
  tools: 'Which assessments and tools have been used?',
  agreement: 'What was agreed about telling the family?',
  check: 'Check your answers',
}

/** The form of one page: kept while it is typed, saved and gone on from, or saved for later. */
export const Frame = ({
  step,
  page,
  children,
  submit = 'Save and continue',
}: {
  step: Step
  page: string
  children: VNode | VNode[]
  submit?: string
}) => (
  <Form
    action={`/concerns/draft/${step.draft}/${page}`}
    csrf={step.csrf}
    commandId={step.commandId}
    draft={{ autosaveUrl: `/concerns/draft/${step.draft}/${page}/keep`, version: String(step.version) }}
  >
    {children}
    <Button text={submit} preventDoubleClick />
    <SaveState savedAt={step.savedAt} />
  </Form>
)

/** The question above a group of answers. */
