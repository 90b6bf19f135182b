import { z } from 'zod'
import {
  capital,
  DateField,
  Details,
  EmptyState,
  LongTextField,
  RadiosField,
  SelectField,
  SummaryCard,
  smallLabel,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import { type Day, printDay } from '../../../guidance/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { dayField, line, words } from '../../../thread/fields.ts'
import { type ActId, newId } from '../../../thread/ids.ts'
import { carryOut } from '../../../thread/store/append.ts'
import {
  answeredByWords,
  type ChildOnRecord,
  familyGroupConference,
  familyGroupConferenceWords,
  familyNetworkMeeting,
  openChild,
  readByKind,
  sayField,
  type ToldByKind,
} from '../../family/index.ts'
import { choices, isFilled, oneOf, yesAndNo } from '../on-record/form-fields.ts'
import { KeptFields, type KeptPage, keptRoutes, todayIn } from '../on-record/kept-routes.tsx'

const stepWords = { ...familyGroupConferenceWords, 'network-meeting': 'Family network meeting held' } as const
const yesNo = oneOf({ yes: 'Yes', no: 'No' }, 'Choose yes or no').optional()

const longTexts = [
  'howOffered',
  'whatWasSaid',
  'consentScope',
  'question',
  'bottomLines',
  'invited',
  'came',
  'familysPlan',
  'offers',
  'agenciesView',
] as const

const form = declareForm(
  z
    .object({
      step: oneOf(stepWords, 'Choose what happened'),
      on: dayField,
      by: oneOf(answeredByWords, 'Choose who answered').optional(),
      consentToShare: yesNo,
      coordinator: line(200).optional(),
      privateTime: yesNo,
      agreed: yesNo,
      childThere: yesNo,
      reviewOn: dayField.optional(),
      howOffered: words(4000).optional(),
      whatWasSaid: words(4000).optional(),
      consentScope: words(4000).optional(),
      question: words(4000).optional(),
      bottomLines: words(4000).optional(),
      invited: words(4000).optional(),
      came: words(4000).optional(),
      familysPlan: words(20_000).optional(),
      offers: words(10_000).optional(),
      agenciesView: words(4000).optional(),
    })
    .superRefine((one, context) => {
      const ask = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      if ((one.step === 'accepted' || one.step === 'declined') && !one.by) ask('by', 'Choose who answered')
      // Somebody with parental responsibility says yes to the request and to what is shared: without it nothing goes to the coordinator.
      if (one.step === 'accepted' && one.by === 'has-responsibility' && !one.consentToShare)
        ask('consentToShare', 'Say whether they agree to what is shared')
      if ((one.step === 'held' || one.step === 'network-meeting') && !one.familysPlan)
        ask('familysPlan', 'Write the plan that the family made, in its words')
    }),
  {
    step: 'What happened?',
    on: 'When?',
    by: 'Who answered?',
    consentToShare: 'Do they agree to what is shared?',
    coordinator: 'Who coordinates it?',
    privateTime: 'Did the family have time to itself?',
    agreed: 'Do the agencies agree with the family’s plan?',
    childThere: 'Was the child there?',
    reviewOn: 'When is it looked at again?',
    howOffered: 'How was it offered?',
    whatWasSaid: 'What was said?',
    consentScope: 'What may be shared?',
    question: 'What question does the family answer?',
    bottomLines: 'What must the plan not leave out?',
    invited: 'Who was asked?',
    came: 'Who came?',
    familysPlan: 'The plan that the family made',
    offers: 'What does each of them offer?',
    agenciesView: 'What do the agencies say of it?',
  },
)
const kept = keptForm(form, { longTexts: [...longTexts] })

type Opened = { readonly child: ChildOnRecord; readonly told: ToldByKind; readonly mayWrite: boolean }

const FamilyPlanPage = ({ opened: { child, told, mayWrite }, parts }: { opened: Opened; parts: KeptPage }) => {
  const steps = [
    ...told
      .of(familyGroupConference)
      .map(one => ({ one, title: familyGroupConferenceWords[one.facts.step], reviewOn: one.facts.reviewOn })),
    ...told.of(familyNetworkMeeting).map(one => ({ one, title: stepWords['network-meeting'], reviewOn: one.facts.reviewOn })),
  ].sort((a, b) => (a.one.on < b.one.on ? 1 : -1))
  return (
    <>
      <h1 class="govuk-heading-l">What {child.called}’s family plans</h1>
      <p class="govuk-body">
        Families often hold the answer. The wider family is asked, makes its own plan, and agencies say what the plan must not leave out.
      </p>
      {steps.length === 0 ? (
        <EmptyState wouldBe="Whether a family group conference was offered, what the family said, and the plan it made stand here." />
      ) : (
        steps.map(({ one, title, reviewOn }) => (
          <SummaryCard
            key={one.root}
            title={{ text: `${title}, ${printDay(one.on)}` }}
            rows={[
              { key: 'Written down by', value: { text: `${one.by}, ${one.of}` } },
              ...('by' in one.facts && one.facts.by
                ? [{ key: 'Who answered', value: { text: capital(answeredByWords[one.facts.by]) } }]
                : []),
              ...Object.entries(one.said).map(([name, text]) => ({
                key: sayField(name),
                value: { text: <span class="gt-narrative">{text}</span> },
              })),
              ...(reviewOn ? [{ key: 'Looked at again', value: { text: printDay(reviewOn) } }] : []),
            ]}
          />
        ))
      )}
      {mayWrite && <WriteForm parts={parts} called={child.called} />}
    </>
  )
}

const WriteForm = ({ parts, called }: { parts: KeptPage; called: string }) => {
  const { form: state } = parts
  return (
    <>
      <h2 class="govuk-heading-m">Write down what happened</h2>
      <KeptFields parts={parts} send="Write this down">
        <SelectField
          name="step"
          form={state}
          label={smallLabel('What happened?')}
          items={[{ value: '', text: 'Choose' }, ...choices(stepWords)]}
        />
        <DateField name="on" form={state} fieldset={smallLegend('When?')} hint="For example, 6 2 2024" />
        <LongTextField name="howOffered" form={state} rows={2} label={smallLabel('How was it offered? (optional)')} />
        <Details
          summary="The family’s answer"
          open={isFilled(state, ['by', 'consentToShare', 'consentScope', 'whatWasSaid', 'coordinator'])}
        >
          <RadiosField name="by" form={state} fieldset={smallLegend('Who answered?')} items={choices(answeredByWords)} />
          <LongTextField name="whatWasSaid" form={state} rows={2} label={smallLabel('What was said? (optional)')} />
          <RadiosField
            name="consentToShare"
            form={state}
            classes="govuk-radios--inline"
            fieldset={smallLegend('Do they agree to what is shared?')}
            items={yesAndNo}
          />
          <LongTextField name="consentScope" form={state} rows={2} label={smallLabel('What may be shared? (optional)')} />
          <TextField
            name="coordinator"
            form={state}
            label={smallLabel('Who coordinates it? (optional)')}
            hint="Somebody who does not work on the case"
          />
        </Details>
        <Details
          summary="The conference or the meeting"
          open={isFilled(state, [
            'question',
            'bottomLines',
            'invited',
            'came',
            'familysPlan',
            'offers',
            'agenciesView',
            'privateTime',
            'agreed',
            'childThere',
          ])}
        >
          <LongTextField name="question" form={state} rows={2} label={smallLabel('What question does the family answer? (optional)')} />
          <LongTextField name="bottomLines" form={state} rows={2} label={smallLabel('What must the plan not leave out? (optional)')} />
          <LongTextField name="invited" form={state} rows={2} label={smallLabel('Who was asked? (optional)')} />
          <LongTextField name="came" form={state} rows={2} label={smallLabel('Who came? (optional)')} />
          <RadiosField
            name="childThere"
            form={state}
            classes="govuk-radios--inline"
            fieldset={smallLegend(`Was ${called} there? (optional)`)}
            items={yesAndNo}
          />
          <RadiosField
            name="privateTime"
            form={state}
            classes="govuk-radios--inline"
            fieldset={smallLegend('Did the family have time to itself? (optional)')}
            items={yesAndNo}
          />
          <LongTextField
            name="familysPlan"
            form={state}
            rows={5}
            label={smallLabel('The plan that the family made')}
            hint="In the family’s words"
          />
          <LongTextField name="offers" form={state} rows={2} label={smallLabel('What does each of them offer? (optional)')} />
          <LongTextField name="agenciesView" form={state} rows={2} label={smallLabel('What do the agencies say of it? (optional)')} />
          <RadiosField
            name="agreed"
            form={state}
            classes="govuk-radios--inline"
            fieldset={smallLegend('Do the agencies agree with it? (optional)')}
            items={yesAndNo}
          />
        </Details>
        <DateField name="reviewOn" form={state} fieldset={smallLegend('When is it looked at again? (optional)')} />
      </KeptFields>
    </>
  )
}

const bool = (name: string, value: 'yes' | 'no' | undefined) => (value ? { [name]: value === 'yes' } : {})

/** What a child's family plans: read by whoever works with the child, written by whoever leads. `book`: the kinds and rules in force. */
export const familyPlanRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<Opened>({
    at: 'family-plan',
    name: 'family-plan',
    words: 'what a child’s family plans',
    title: 'What a family plans',
    kept,
    labels: form.labels,
    open: async (tx, person) => {
      const child = await openChild(tx, person)
      return {
        child,
        told: await readByKind(tx, person, [familyGroupConference, familyNetworkMeeting]),
        mayWrite: child.may(familyGroupConference),
      }
    },
    fresh: (_opened, today) => todayIn('on', today),
    page: (opened, parts) => <FamilyPlanPage opened={opened} parts={parts} />,
    send: async (tx, { child, mayWrite }, typed, { id, today }) => {
      if (!mayWrite) throw new NotFound()
      const read = parseForm(form.schema, typed)
      if (!read.ok)
        return {
          errors: read.errors.map(error => (error.field === 'on' ? { ...error, message: 'Enter the day, such as 6 2 2024' } : error)),
        }
      const {
        step,
        on,
        by,
        consentToShare,
        coordinator,
        privateTime,
        agreed,
        childThere,
        reviewOn,
        invited,
        came,
        offers,
        familysPlan,
        ...said
      } = read.data
      if (on > today) return { errors: [{ field: 'on', message: 'The day must be today or earlier' }] }
      const review = reviewOn ? { reviewOn: reviewOn as Day } : {}
      const isNetwork = step === 'network-meeting'
      const outcome = await carryOut(tx, book(), {
        id,
        asked: { person: child.subject, form: read.data },
        writes: [child.subject],
        kinds: [isNetwork ? familyNetworkMeeting : familyGroupConference],
        decide: () => ({
          answer: null,
          entries: [
            {
              subject: child.subject,
              act: newId<ActId>(),
              kind: isNetwork ? familyNetworkMeeting : familyGroupConference,
              happened: { on, precision: 'day' as const },
              audience: 'professionals' as const,
              parts: {
                record: isNetwork
                  ? { facts: { ...bool('childThere', childThere), ...review }, narrative: { invited, came, offers, familysPlan } }
                  : {
                      facts: {
                        step,
                        ...(by ? { by } : {}),
                        ...bool('consentToShare', consentToShare),
                        ...(coordinator ? { coordinator } : {}),
                        ...bool('privateTime', privateTime),
                        ...bool('agreed', agreed),
                        ...review,
                      },
                      narrative: { ...said, familysPlan },
                    },
              },
            },
          ],
        }),
      })
      if (outcome.done === 'asked') throw new Error('a gate stood before what a family plans')
      return 'done'
    },
    leave: 'family-plan',
  })
