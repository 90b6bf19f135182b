import type { AnswerSection, Typed } from '../../../../design-system/index.ts'
import { Button, CheckAnswers, Form } from '../../../../design-system/index.ts'
import { labelOf } from '../../../../kernel/http/declared.ts'
import { earlyHelpOutcomeWords } from '../../../early-help/index.ts'
import { outcomeWords } from '../../decision/outcomes.ts'
import { concernWords } from '../concerns.ts'
import { consentWords, formWords, notToldWords } from '../referral-told.ts'
import type { ConcernDraft } from './concern-draft.ts'
import { personName } from './people.page.tsx'
import { type Step, titles } from './step.tsx'
import { besides, forms as declared, type FormName, moreOfChild, sexWords } from './steps.ts'

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
  const answer = (page: FormName, name: string, words?: Readonly<Record<string, string>>) => {
    const question = labelOf(declared[page].labels, name)
    const typed = forms[page] ?? {}
    const date = printTyped(typed, name)
    return { question, answer: date ?? said(typed, name, words), change: at(page, question.toLowerCase()) }
  }
  const told = said(forms.family, 'familyTold')
  const besideRoad = [
    answer('home', 'address'),
    answer('home', 'postcode'),
    answer('tools', 'tools'),
    ...(told === 'yes' ? [answer('agreement', 'familyToldOn')] : []),
    ...(told === 'no' ? [answer('agreement', 'bridgeAgreedNotToTell', yes)] : []),
    answer('agreement', 'lawfulBasis'),
  ].filter(one => one.answer !== '')
  return [
    {
      title: 'The worry',
      answers: [
        answer('danger', 'inDangerNow', yes),
        ...(said(forms.danger, 'inDangerNow') === 'yes' ? [answer('danger', 'emergencyCall')] : []),
        answer('about', 'form', formWords),
        answer('about', 'concerns', concernWords),
        answer('about', 'askedFor', outcomeWords),
      ],
    },
    {
      title: 'The children',
      answers: body.children.flatMap((typed, n) => [
        {
          question: `Child ${n + 1}`,
          answer: [personName('children', typed), printTyped(typed, 'born') ?? said(typed, 'age'), said(typed, 'school')]
            .filter(Boolean)
            .join(', '),
          change: at(`children/${n}`, `child ${n + 1}`),
        },
        {
          question: `More about child ${n + 1}`,
          answer: Object.keys(moreOfChild.labels)
            .map(name => said(typed, name, name === 'sex' ? sexWords : undefined))
            .filter(Boolean)
            .join(', '),
          change: at(`more/${n}`, `more about child ${n + 1}`),
        },
      ]),
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
        ...(['seenOrHeard', 'worry', 'impact', 'childsWords'] as const).map(name => answer('worry', name)),
        answer('strengths', 'workingWell'),
        answer('strengths', 'tried'),
        answer('strengths', 'earlyHelpTried', yes),
        answer('strengths', 'assessed', yes),
        answer('strengths', 'assessedOn'),
        answer('strengths', 'assessedOutcome', earlyHelpOutcomeWords),
        answer('strengths', 'knownReferrals'),
        answer('strengths', 'previousAreas'),
      ],
    },
    {
      title: 'The family',
      answers: [
        answer('family', 'familyTold', yes),
        ...(told === 'yes' ? [answer('family', 'consent', consentWords)] : []),
        ...(told === 'no' ? [answer('family', 'notToldReason', notToldWords), answer('family', 'notToldWhy')] : []),
        answer('family', 'safeToContactParents', yes),
        answer('family', 'interpreter'),
        answer('family', 'whereNow'),
      ],
    },
    {
      title: 'You',
      answers: (['name', 'role', 'phone', 'email', 'relationship', 'riskToWorkers'] as const).map(name => answer('you', name)),
    },
    ...(besideRoad.length > 0 ? [{ title: 'What you added', answers: besideRoad }] : []),
  ]
}

/** A date that was typed in three boxes, as it stands in them; nothing where they are empty, or there are none. */
const printTyped = (typed: Typed, name: string): string | undefined => {
  const boxes = ['day', 'month', 'year'].map(box => said(typed, `${name}-${box}`)).filter(Boolean)
  return boxes.length > 0 ? boxes.join(' ') : undefined
}

const addWords: Record<(typeof besides)[number], string> = {
  home: 'where the child lives',
  tools: 'which assessments and tools have been used',
  agreement: 'what was agreed about telling the family',
}

/** The last page: check, then send. What is missing is said first, each with the way to it. */
export const CheckPage = ({
  step,
  body,
  missing,
  files,
}: {
  step: Step
  body: ConcernDraft
  /** How many files come with it so far. */
  files: number
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
    <h2 class="govuk-heading-m">You can add</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>
        <a class="govuk-link" href={`/concerns/draft/${step.draft}/files`}>
          files, such as a letter or a picture
        </a>
        {files > 0 ? ` (${files} added)` : ''}
      </li>
      {besides.map(page => (
        <li key={page}>
          <a class="govuk-link" href={`/concerns/draft/${step.draft}/${page}`}>
            {addWords[page]}
          </a>
        </li>
      ))}
    </ul>
    {missing.length === 0 && (
      <Form action={`/concerns/draft/${step.draft}/send`} csrf={step.csrf} commandId={step.commandId}>
        <p class="govuk-body">When you send this, The Bridge sees it at once. It cannot be unsent; anything that changes can be added.</p>
        <Button text="Send to The Bridge" preventDoubleClick />
      </Form>
    )}
  </>
)
