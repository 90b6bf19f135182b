import type { AnswerSection, Typed } from '../../../design-system/index.ts'
import { Button, CheckAnswers, Form } from '../../../design-system/index.ts'
import type { Step } from './pieces.tsx'
import { childName } from './step.page.tsx'
import {
  agreedChoices,
  concernChoices,
  dangerWords,
  type FormName,
  familyChoices,
  formChoices,
  forms,
  namingChoices,
  notToldChoices,
  titles,
} from './steps.ts'
import type { Missing, Worry } from './worry.ts'

const said = (typed: Typed | undefined, name: string, words: Readonly<Record<string, string>> = {}): string => {
  const value = typed?.[name]
  return (value === undefined ? [] : typeof value === 'string' ? [value] : value)
    .filter(Boolean)
    .map(one => words[one] ?? one)
    .join('; ')
}

/** Everything that will be sent, each answer with the way back to it. */
const answersOf = (worry: Worry): AnswerSection[] => {
  const answer = (page: FormName, name: string, words?: Readonly<Record<string, string>>) => {
    const question = (forms[page].labels as Readonly<Record<string, string>>)[name] ?? name
    return {
      question,
      answer: said(worry.forms[page], name, words),
      change: { href: `/worried/${page}`, what: question.toLowerCase() },
    }
  }
  const chosen = (page: FormName, name: string, value: string): boolean => said(worry.forms[page], name) === value
  return [
    {
      title: 'The worry',
      answers: [
        answer('danger', 'inDangerNow', dangerWords),
        ...(chosen('danger', 'inDangerNow', 'yes') ? [answer('ring', 'emergencyCall')] : []),
        answer('about', 'form', formChoices),
        answer('worry', 'seenOrHeard'),
        answer('worry', 'childsWords'),
        answer('themes', 'concerns', concernChoices),
        {
          question: 'Pictures or other files (optional)',
          answer: worry.files.map(one => one.name).join('; '),
          change: { href: '/worried/files', what: 'the files' },
        },
      ],
    },
    {
      title: worry.children.length > 1 ? 'The children' : 'The child',
      answers: [
        ...worry.children.map((typed, at) => ({
          question: worry.children.length > 1 ? `Child ${at + 1}` : 'Who',
          answer: childName(typed),
          change: { href: `/worried/children/${at}`, what: `child ${at + 1}` },
        })),
        answer('where', 'address'),
        answer('where', 'postcode'),
        answer('where', 'whereNow'),
        answer('where', 'riskToWorkers'),
        answer('adults', 'adults'),
      ],
    },
    {
      title: 'The family',
      answers: [
        answer('family', 'familyTold', familyChoices),
        ...(chosen('family', 'familyTold', 'yes') ? [answer('family', 'consent', agreedChoices)] : []),
        ...(chosen('family', 'familyTold', 'no') ? [answer('family', 'notToldReason', notToldChoices)] : []),
      ],
    },
    {
      title: 'You',
      answers: [
        answer('you', 'naming', namingChoices),
        answer('you', 'relationship'),
        ...(chosen('you', 'naming', 'anonymous')
          ? []
          : [answer('you', 'name'), answer('you', 'phone'), answer('you', 'whenToRing'), answer('you', 'email')]),
      ],
    },
  ]
}

/** The last page: check, then send. What is missing is said first, each with the way to it. */
export const CheckPage = ({ worry, missing, step }: { worry: Worry; missing: readonly Missing[]; step: Step }) => (
  <>
    <h1 class="govuk-heading-l">{titles.check}</h1>
    {missing.length > 0 && (
      <div class="govuk-inset-text">
        <p class="govuk-body">Before this can be sent:</p>
        <ul class="govuk-list govuk-list--bullet">
          {missing.map(one => (
            <li key={`${one.page}${one.message}`}>
              <a class="govuk-link" href={`/worried/${one.page}`}>
                {one.message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    )}
    <CheckAnswers sections={answersOf(worry)} />
    {missing.length === 0 && (
      <Form action="/worried/send" csrf={step.csrf} commandId={step.commandId}>
        <input type="hidden" name="sending" value={worry.sending} />
        <p class="govuk-body">The Bridge reads this and decides what to do to keep the child safe and help the family.</p>
        <Button text="Send to The Bridge" preventDoubleClick />
      </Form>
    )}
  </>
)
