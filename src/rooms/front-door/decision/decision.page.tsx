import {
  Button,
  Confirmation,
  capital,
  Form,
  type FormState,
  InsetText,
  LongTextField,
  RadiosField,
  SaveState,
  SelectField,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import { addWorkingDays, dayOf, moment, printDay, printMoment } from '../../../guidance/index.ts'
import { toldHowWords } from '../feedback/referrer-feedback.ts'
import { referenceOf } from '../referral/raise/raise-concern.ts'
import type { Concern } from '../screening/concern.ts'
import { unmatched } from '../screening/concern.ts'
import { howToChallenge, type Taker } from './decide.ts'
import type { DecidedConcern } from './decided.queries.ts'
import { stagesToChoose } from './decision-form.ts'
import { isPrinted, type Outcome, outcomeWords } from './outcomes.ts'

/** The form as it stands: what was typed or kept, its errors, and the version of the draft it was opened with. */
export type DecisionOnPage = {
  form: FormState
  takers: readonly Taker[]
  /** The services of the directory that a family can be told of. */
  services: readonly { service: string; name: string }[]
  /** A gate stands on one of the children, or has asked. */
  asksForReview: boolean
  draft: { version: number; savedAt: string | undefined }
  csrf: string
  commandId: string
}

const outcomes = (Object.keys(outcomeWords) as Outcome[]).sort((a, b) => Number(isPrinted(b)) - Number(isPrinted(a)))

/** The decision, at the foot of the concern: what, why, what argued against it, who is told. Whatever was typed is kept. */
export const DecisionFormPart = ({ concern, decision }: { concern: Concern; decision: DecisionOnPage }) => {
  const { form, takers, draft, csrf, commandId } = decision
  const { facts } = concern.told
  const waiting = unmatched(concern).length
  const path = `/bridge/${concern.matter}/decision`
  return (
    <Form action={path} csrf={csrf} commandId={commandId} draft={{ autosaveUrl: `${path}/keep`, version: String(draft.version) }}>
      {waiting > 0 && (
        <InsetText>
          {waiting === concern.children.length
            ? 'No child is matched'
            : `${waiting} of ${concern.children.length} children are not matched`}{' '}
          to a person on record yet, so this decision could not stand on the child’s own record.{' '}
          <a class="govuk-link" href={`/bridge/${concern.matter}/children`}>
            Match the children first
          </a>
          . What you write here is kept.
        </InsetText>
      )}
      <RadiosField
        form={form}
        name="outcome"
        classes="govuk-radios--small"
        fieldset={smallLegend('What is decided?')}
        items={outcomes.map(outcome => ({
          value: outcome,
          text: capital(outcomeWords[outcome]),
          ...(outcome === 'another-authority'
            ? { conditional: <TextField form={form} name="toAuthority" label="Which authority?" classes="govuk-input--width-20" /> }
            : {}),
        }))}
      />
      <LongTextField
        form={form}
        name="reasons"
        label={{ text: 'Reasons', classes: 'govuk-label--s' }}
        hint="What the evidence is and what it means for the child. Written as if the child will read it."
        rows={6}
      />
      <LongTextField
        form={form}
        name="arguedOtherWay"
        label={{ text: 'What argued the other way', classes: 'govuk-label--s' }}
        hint="What would have spoken for another decision, and why it did not weigh enough. If nothing did, say so."
        rows={4}
      />
      {decision.asksForReview && (
        <LongTextField
          form={form}
          name="cumulativeReview"
          label={{ text: 'Review of everything raised before', classes: 'govuk-label--s' }}
          hint="Needed before deciding that nothing more is done: what all the concerns about this child and household say together, not one by one. Where it truly cannot be written now, another manager of The Bridge may let your decision go on without it: from the child’s page, under What is asked first, with a reason."
          rows={6}
        />
      )}
      <SelectField
        form={form}
        name="goesTo"
        label={{ text: 'Who takes it on', classes: 'govuk-label--s' }}
        hint="Where the decision leads to work. They see the children from now on."
        items={[
          { value: '', text: 'Nobody: it leads to no work here' },
          ...takers.map(taker => ({ value: taker.value, text: taker.name === taker.of ? taker.name : `${taker.name}, ${taker.of}` })),
        ]}
      />
      {decision.services.length > 0 && (
        <SelectField
          form={form}
          name="signpostTo"
          label={{ text: 'Service the family was told of (optional)', classes: 'govuk-label--s' }}
          hint="From the directory, with information and advice or beside anything else. It goes onto the record of each child; whether they went is asked at the next contact."
          items={[{ value: '', text: 'None' }, ...decision.services.map(one => ({ value: one.service, text: one.name }))]}
        />
      )}
      <SelectField
        form={form}
        name="stage"
        label={{ text: 'Stage of support from now on', classes: 'govuk-label--s' }}
        hint="It goes onto the record of each child of this concern, with your reasons."
        items={[{ value: '', text: 'Leave it as it is' }, ...Object.entries(stagesToChoose).map(([value, text]) => ({ value, text }))]}
      />
      <RadiosField
        form={form}
        name="stageDiscussed"
        classes="govuk-radios--small"
        fieldset={smallLegend('Was the stage talked through with the family?')}
        hint="Only where you set a stage."
        items={[
          { value: 'yes', text: 'Yes' },
          {
            value: 'no',
            text: 'No',
            conditional: (
              <LongTextField form={form} name="stageNotDiscussedWhy" label="Why not?" hint="Such as that it would not be safe." rows={2} />
            ),
          },
        ]}
      />
      <RadiosField
        form={form}
        name="familyTold"
        classes="govuk-radios--small"
        fieldset={smallLegend('Has the family been told of the decision?')}
        items={[
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No, not yet' },
        ]}
      />
      {facts.anonymous ? (
        <p class="govuk-body">Whoever told this gave no name, so nobody can be told the outcome.</p>
      ) : (
        <>
          <LongTextField
            form={form}
            name="message"
            label={{ text: 'Message to the referrer', classes: 'govuk-label--s' }}
            hint={
              facts.referrerIs === 'professional'
                ? 'They read the outcome and this message: the reason as far as they may know it, and what they can do now.'
                : 'A member of the public reads this message and not the outcome: say that it was looked at, and nothing about the family.'
            }
            rows={4}
          />
          <SelectField
            form={form}
            name="toldHow"
            label={{ text: 'How they are told', classes: 'govuk-label--s' }}
            items={Object.entries(toldHowWords).map(([value, text]) => ({ value, text: capital(text) }))}
          />
          {facts.askedFor && (
            <p class="govuk-body">
              They asked for: {outcomeWords[facts.askedFor]}. If you decide on less, this is added: “{howToChallenge}”
            </p>
          )}
        </>
      )}
      <SaveState savedAt={draft.savedAt} />
      <Button text="Decide" preventDoubleClick />
    </Form>
  )
}

/** How a strategy meeting comes to be called: by whoever takes the children on, from their own pages. */
const callIt =
  'It is called from the page of any of the children: “Call the strategy meeting” brings the children and everybody who is expected.'

/** What follows each outcome, in the order it is done. `who` takes it on; `by`: the last day of a strategy meeting. */
const next: Record<Outcome, (who: string, by: string) => readonly string[]> = {
  'early-help': who => [`${who} talks with the family and, with their agreement, begins an Early Help Assessment.`],
  'child-in-need': who => [
    `${who} allocates a social worker, who sees the child and talks with the family.`,
    'The Child and Family Assessment is finished within 45 working days of the concern.',
  ],
  'section-47': (who, by) => [
    `${who} holds a strategy discussion with the police and health the same day, by ${by} at the latest.`,
    callIt,
    'A social worker sees the child alone where the child is old enough.',
  ],
  'emergency-protection': (who, by) => [
    `${who}, the police and legal services act now, so that the child is safe tonight.`,
    `A strategy discussion follows the same day, by ${by} at the latest.`,
    callIt,
  ],
  'no-further-action': () => [
    'Nothing more is done now. The concern and this decision stay on the child’s record and count if another comes.',
  ],
  'information-and-advice': () => [
    'The advice is given. The concern and this decision stay on the child’s record and count if another comes.',
  ],
  'disability-team': who => [`${who} looks at what the child needs.`],
  'private-fostering': who => [`${who} visits the child and the carers within seven working days.`],
  'homeless-16-17': who => [`${who} and housing assess together, today.`],
  'secure-estate': who => [`${who} speaks with the secure establishment.`],
  'complex-safeguarding': who => [`${who} looks at who and what puts the child at risk outside the home.`],
  'another-authority': () => ['The other authority is rung and is sent what is known. Keep the name of whoever took it.'],
}

/** After the decision: what happens next, and who was told. */
export const DecidedPage = ({ concern }: { concern: DecidedConcern }) => {
  const { facts, feedback } = concern
  const who = concern.takenOn.join(' and ') || 'Whoever takes it on'
  return (
    <>
      <Confirmation
        title={`Decided: ${outcomeWords[facts.outcome]}`}
        reference={referenceOf(concern.matter)}
        next={[
          ...next[facts.outcome](who, printDay(addWorkingDays(dayOf(moment(concern.at)), 1))),
          ...(facts.familyTold ? [] : ['The family is told of the decision, unless that would put the child at more risk.']),
          ...(feedback || !facts.referrerTold ? [] : ['The referrer is told.']),
        ]}
        told={[
          ...(feedback ? [{ who: 'The referrer', how: toldHowWords[feedback.how as keyof typeof toldHowWords] }] : []),
          ...(facts.familyTold ? [{ who: 'The family', how: 'by The Bridge' }] : []),
          ...concern.takenOn.map(name => ({
            who: name,
            how: concern.children === 1 ? 'who see the child from now on' : `who see the ${concern.children} children from now on`,
          })),
        ]}
      />
      {feedback && (
        <>
          <h2 class="govuk-heading-m">What the referrer reads</h2>
          <InsetText>
            <p class="govuk-body">
              <strong>{feedback.outcome}</strong>
            </p>
            <p class="govuk-body">{feedback.message}</p>
            {feedback.howToChallenge && <p class="govuk-body">{feedback.howToChallenge}</p>}
          </InsetText>
        </>
      )}
      <p class="govuk-body">
        Decided by {concern.byName ?? 'a manager'} on {printMoment(concern.at)}.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/bridge">
          Back to what waits
        </a>
      </p>
    </>
  )
}
