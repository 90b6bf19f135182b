import type { FormState } from '../../../design-system/index.ts'
import type { PublishedSettings } from '../../../kernel/http/frame.ts'

/** What every page of the journey is given: its marks, what was typed, whom to ring. */
export type Step = {
  readonly csrf: string
  readonly commandId: string
  readonly form: FormState
  readonly settings: PublishedSettings
}

/** Where the button "Exit this page" leads: it forgets what was typed, and goes on to a page that says nothing of why. */
export const wayOut = '/worried/leave'

/** Where leaving ends, and the one place to which the program ever sends anybody away: a page that anybody may look at at any time. */
export const elsewhere = 'https://www.bbc.co.uk/weather'

/** The choices of a field, from words by code. */
export const choices = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, text]) => ({ value, text }))

/** The question above a group of answers, where the heading of the page asks it already. */
export const asked = (text: string) => ({ legend: { text, classes: 'govuk-visually-hidden' } })
