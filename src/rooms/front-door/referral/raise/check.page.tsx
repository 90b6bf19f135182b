import type { AnswerSection, Typed } from '../../../../design-system/index.ts'
import { Button, CheckAnswers, Form } from '../../../../design-system/index.ts'
import { concernWords } from '../concerns.ts'
import { formWords, notToldWords } from '../referral-told.ts'
import type { ConcernDraft } from './concern-draft.ts'
import { personName } from './people.page.tsx'
import { type Step, titles } from './step.tsx'
import type { FormName } from './steps.ts'

const said = (typed: Typed | undefined, name: string, words?: Readonly<Record<string, string>>): string => {
  const value = typed?.[name]
  const all = value === undefined ? [] : typeof value === 'string' ? [value] : value
  return all
    .filter(Boolean)
    .map(one => (words ? (words[one] ?? one) : one))
    .join(', ')
}

const yes = { yes: 'Yes', no: 'No', 'not-known': 'Not known' }

/** Everything that will be sent, each answer with the way back to it. */
export const answersOf = (draft: string, body: ConcernDraft): AnswerSection[] => {
  const { forms } = body
  const at = (page: string, what: string) => ({ href: `/concerns/draft/${draft}/${page}`, what })
  const answer = (page: FormName, question: string, name: string, words?: Readonly<Record<string, string>>) => ({
    question,
    answer: said(forms[page], name, words),
    change: at(page, question.toLowerCase()),
  })
  return [
    {
      title: 'The worry',
      answers: [
        answer('danger', 'In danger now', 'inDangerNow', yes),
        answer('about', 'You are asking for', 'form', formWords),
        answer('about', 'About', 'concerns', concernWords),
      ],
    },
    {
      title: 'The children',
      answers: body.children.map((typed, n) => ({
        question: `Child ${n + 1}`,
        answer: personName('children', typed),
        change: at(`children/${n}`, `child ${n + 1}`),
      })),
    },
    {
      title: 'The adults',
      answers:
        body.adults.length === 0
          ? [{ question: 'Adults', answer: 'None added', change: at('adults', 'the adults') }]
          : body.adults.map((typed, n) => ({
              question: `Adult ${n + 1}`,
              answer: personName('adults', typed),
              change: at(`adults/${n}`, `adult ${n + 1}`),
            })),
    },
    {
      title: 'What has happened',
      answers: [
        answer('worry', 'Seen or heard', 'seenOrHeard'),
        answer('worry', 'If nothing changes', 'worry'),
        answer('worry', 'What it is like for the child', 'impact'),
        answer('worry', 'In the child’s words', 'childsWords'),
        answer('strengths', 'Working well', 'workingWell'),
        answer('strengths', 'Tried already', 'tried'),
        answer('strengths', 'Early help', 'earlyHelpTried', yes),
      ],
    },
    {
      title: 'The family',
      answers: [
        answer('family', 'The family knows', 'familyTold', yes),
        ...(said(forms.family, 'familyTold') === 'no' ? [answer('family', 'Why not', 'notToldReason', notToldWords)] : []),
        answer('family', 'Safe to contact the parents', 'safeToContactParents', yes),
        answer('family', 'Where the child is now', 'whereNow'),
      ],
    },
    { title: 'You', answers: [answer('you', 'Name', 'name'), answer('you', 'What you do', 'role'), answer('you', 'Telephone', 'phone')] },
  ]
}

/** The last page: check, then send. What is missing is said first, each with the way to it. */
export const CheckPage = ({
  step,
  body,
  missing,
}: {
  step: Step
  body: ConcernDraft
  missing: readonly { page: string; message: string }[]
}) => (
  <>
    <h1 class="govuk-heading-l">{titles.check}</h1>
    {missing.length > 0 && (
      <div class="govuk-inset-text">
        <p class="govuk-body">Before this can be sent:</p>
        <ul class="govuk-list govuk-list--bullet">
          {missing.map(one => (
            <li key={`${one.page}${one.message}`}>
              <a class="govuk-link" href={`/concerns/draft/${step.draft}/${one.page}`}>
                {one.message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    )}
    <CheckAnswers sections={answersOf(step.draft, body)} />
    {missing.length === 0 && (
      <Form action={`/concerns/draft/${step.draft}/send`} csrf={step.csrf} commandId={step.commandId}>
        <p class="govuk-body">When you send this, The Bridge sees it at once. It cannot be unsent; anything that changes can be added.</p>
        <Button text="Send to The Bridge" preventDoubleClick />
      </Form>
    )}
  </>
)
