import { SummaryList } from './summary-list.tsx'
import type { Content } from './wording.ts'

export type AnswerSection = {
  readonly title: string
  readonly answers: readonly {
    readonly question: string
    readonly answer: Content
    /** Where it is changed; the words say what for those who hear links alone. */
    readonly change?: { readonly href: string; readonly what: string } | undefined
  }[]
}

/** Everything that was said, before it is sent: each answer with the way back to it. An empty answer is shown as such, never left out. */
export function CheckAnswers({ sections, children }: { sections: readonly AnswerSection[]; children?: Content }) {
  return (
    <div class="gt-check">
      {sections.map(section => (
        <section key={section.title} aria-label={section.title}>
          <h2 class="govuk-heading-m">{section.title}</h2>
          <SummaryList
            rows={section.answers.map(({ question, answer, change }) => ({
              key: question,
              value: {
                text: answer === '' || answer === undefined || answer === null ? <span class="gt-quiet">Not answered</span> : answer,
              },
              ...(change ? { actions: { items: [{ href: change.href, text: 'Change', visuallyHiddenText: change.what }] } } : {}),
            }))}
          />
        </section>
      ))}
      {children}
    </div>
  )
}
