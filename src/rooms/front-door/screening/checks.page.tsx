import {
  Button,
  capital,
  EmptyState,
  Form,
  type FormState,
  InsetText,
  LongTextField,
  RadiosField,
  SelectField,
  Table,
} from '../../../design-system/index.ts'
import { ageOnList, type Day, dayOf, printMoment, printShort, spanInWords } from '../../../guidance/index.ts'
import type { PublishedSettings } from '../../../kernel/http/frame.ts'
import { partApart } from './answer-check.ts'
import type { Plea } from './check-pleaded.ts'
import type { OpenCheck } from './checks.queries.ts'

const childWords = (child: OpenCheck['children'][number], today: Day): string =>
  capital(
    child.born
      ? `${child.name}, ${ageOnList({ born: child.born }, today)}, born ${printShort(child.born)}`
      : `${child.name}, date of birth not known`,
  )

/** What The Bridge has asked the reader's agency and waits for. */
export const ChecksPage = ({ checks, today }: { checks: readonly OpenCheck[]; today: Day }) => (
  <>
    <h1 class="govuk-heading-l">What The Bridge asks your agency</h1>
    {checks.length === 0 ? (
      <EmptyState wouldBe="When The Bridge asks what your agency holds about a child, it stands here until you answer. Nothing waits now." />
    ) : (
      <Table
        head={['About', 'Asked', 'Answer']}
        firstCellIsHeader
        rows={checks.map(check => [
          { text: check.children.map(child => childWords(child, today)).join('; ') },
          { text: `${printMoment(check.at)} (${spanInWords(dayOf(check.at), today)})` },
          {
            text: (
              <a class="govuk-link" href={`/checks/${check.matter}/${check.asked}`}>
                Answer<span class="govuk-visually-hidden"> about {check.children.map(child => child.name).join(', ')}</span>
              </a>
            ),
          },
        ])}
      />
    )}
  </>
)

/** Reasons for not answering. The first four are never a reason where a child may be at risk (recurring themes, September 2023, box 1). */
export const refusalWords = {
  'data-protection': 'Data protection law',
  'own-protocol': 'Our own protocol or procedure',
  'human-rights': 'Human rights',
  'no-consent': 'The family has not agreed',
  other: 'Another reason',
} as const

export type Refusal = keyof typeof refusalWords

/** Is this never a reason to keep back what may keep a child safe? */
export const isNoBarrier = (reason: Refusal): reason is Plea => reason !== 'other'

const NoBarrier = () => (
  <InsetText>
    <h2 class="govuk-heading-s">This is no reason to keep it back</h2>
    <p class="govuk-body">
      Data protection law, human rights, an agency’s own protocol and the lack of consent never stand in the way of telling what may keep a
      child safe: the child comes first. You may share this with The Bridge without consent.
    </p>
    <p class="govuk-body">
      If you are not sure, speak with your agency’s safeguarding lead or information governance lead now, and tell The Bridge what you can.
      Nothing you have written is lost, and the question stays open until it is answered. Your agency’s safeguarding lead and The Bridge are
      told that it was refused for this reason.
    </p>
  </InsetText>
)

/** One check: whom it is about, what is asked, and the answer. */
export const CheckPage = ({
  check,
  form,
  noBarrier,
  today,
  csrf,
  commandId,
  settings,
}: {
  check: OpenCheck
  form: FormState
  noBarrier: boolean
  today: Day
  csrf: string
  commandId: string
  settings: PublishedSettings
}) => {
  const apart = partApart(check.kind)
  const bridge = settings.contacts?.[0]
  return (
    <>
      <h1 class="govuk-heading-l">{check.own ? 'The Bridge asks what your agency holds' : `What ${check.name} says`}</h1>
      {!check.own && <p class="govuk-body">You write down what {check.name} tells you by telephone. Say in your words who told you.</p>}
      <h2 class="govuk-heading-m">About</h2>
      <ul class="govuk-list govuk-list--bullet">
        {check.children.map(child => (
          <li key={child.name}>{childWords(child, today)}</li>
        ))}
      </ul>
      {check.question && (
        <>
          <h2 class="govuk-heading-m">What is asked</h2>
          <p class="govuk-body">{check.question}</p>
        </>
      )}
      <p class="govuk-body">
        Asked {printMoment(check.at)}. The Bridge decides within one working day of hearing of a concern, so answer today if you can.
      </p>
      {check.answered ? (
        <InsetText text="This has been answered. If you know more, ring The Bridge." />
      ) : (
        <Form action={`/checks/${check.matter}/${check.asked}`} csrf={csrf} commandId={commandId}>
          {noBarrier && <NoBarrier />}
          <RadiosField
            form={form}
            name="answer"
            fieldset={{
              legend: {
                text: check.own ? 'What does your agency hold?' : `What does ${check.name} hold?`,
                classes: 'govuk-fieldset__legend--m',
              },
            }}
            items={[
              {
                value: 'held',
                text: 'Something that may matter',
                conditional: (
                  <>
                    <LongTextField
                      form={form}
                      name="summary"
                      label="What The Bridge needs to know"
                      hint="Facts first, then what you make of them. What worries you, and what is working well. Everybody who screens the concern reads this."
                      rows={5}
                    />
                    {apart && (
                      <LongTextField
                        form={form}
                        name="apart"
                        label={apart === 'health' ? 'Health detail' : 'Police intelligence'}
                        hint={
                          apart === 'health'
                            ? 'The social workers and the manager of The Bridge, and health, read this; nobody else.'
                            : 'Stays with the police: nobody else reads this. What The Bridge needs to know goes above.'
                        }
                        rows={4}
                      />
                    )}
                  </>
                ),
              },
              { value: 'nothing', text: 'Nothing' },
              {
                value: 'refused',
                text: 'We will not say',
                conditional: (
                  <>
                    <SelectField
                      form={form}
                      name="reason"
                      label="Why?"
                      items={[{ value: '', text: 'Choose' }, ...Object.entries(refusalWords).map(([value, text]) => ({ value, text }))]}
                    />
                    <LongTextField form={form} name="why" label="Say more" rows={3} />
                  </>
                ),
              },
            ]}
          />
          <Button text="Send the answer" preventDoubleClick />
        </Form>
      )}
      {bridge && (
        <p class="govuk-body">
          {bridge.name}: {bridge.telephone}
        </p>
      )}
    </>
  )
}
