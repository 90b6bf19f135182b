import { z } from 'zod'
import { CheckboxesField, DateField, LongTextField, RadiosField, smallLabel, smallLegend } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { dayField, said, words } from '../../../thread/fields.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import { type ChildOnRecord, openChild } from '../../family/index.ts'
import { agencyWords } from '../../front-door/index.ts'
import { choices, oneOf, someOf } from '../on-record/form-fields.ts'
import { KeptFields, type KeptPage, keptRoutes, todayIn } from '../on-record/kept-routes.tsx'
import { writeOne } from '../on-record/write-one.ts'
import { enquiry, enquirySeenWords, parentsSeenWords } from './enquiry.ts'
import { openEnquiry } from './safety.queries.ts'

/** The agencies that an enquiry asks, each once. */
const asked = [
  'police',
  'health',
  'education',
  'early-help',
  'housing',
  'probation',
  'domestic-abuse-service',
  'substance-misuse-service',
] as const
const askedWords = Object.fromEntries(asked.map(kind => [kind, agencyWords[kind]])) as Record<(typeof asked)[number], string>
const medicals = { 'not-needed': 'not needed', done: 'done', waiting: 'to be done' } as const
const yesNo = { yes: 'yes', no: 'no' } as const
const text = words(20_000).optional()

const form = declareForm(
  z.object({
    seen: oneOf(enquirySeenWords, 'Choose how the child was seen'),
    seenOn: dayField.optional(),
    childsWords: text,
    notSeenWhy: words(4000).optional(),
    homeSeen: oneOf(yesNo, 'Say whether the home was seen'),
    home: text,
    parentsSeen: oneOf(parentsSeenWords, 'Choose who was spoken to'),
    parents: text,
    told: someOf(askedWords, 'Choose the agencies that told what they know'),
    nothing: someOf(askedWords, 'Choose the agencies that know nothing'),
    waiting: someOf(askedWords, 'Choose the agencies that have not answered'),
    refused: someOf(askedWords, 'Choose the agencies that would not say'),
    checks: text,
    medical: oneOf(medicals, 'Choose whether a doctor saw the child'),
    medicalWords: text,
    otherChildren: text,
    others: text,
    history: text,
    analysis: said(20_000, 'Write what it all means for this child').prefault(''),
  }),
  {
    seen: 'How was the child seen?',
    seenOn: 'On which day was the child last seen?',
    childsWords: 'What did the child say or show?',
    notSeenWhy: 'Why was the child not seen alone?',
    homeSeen: 'Was the home seen?',
    home: 'What is the home like for the child?',
    parentsSeen: 'Who of those who care for the child was spoken to?',
    parents: 'What did they say?',
    told: 'Agencies that told what they know',
    nothing: 'Agencies that know nothing',
    waiting: 'Agencies that have not answered yet',
    refused: 'Agencies that would not say',
    checks: 'What do the agencies know?',
    medical: 'Did a doctor see the child?',
    medicalWords: 'What did the doctor find?',
    otherChildren: 'How are the other children?',
    others: 'What concerns somebody else?',
    history: 'What happened before?',
    analysis: 'What does it all mean for this child?',
  },
)

const kept = keptForm(form, {
  lists: ['told', 'nothing', 'waiting', 'refused'],
  longTexts: ['childsWords', 'notSeenWhy', 'home', 'parents', 'checks', 'medicalWords', 'otherChildren', 'others', 'history', 'analysis'],
})

type Opened = { readonly child: ChildOnRecord; readonly began: EntryId }

const open = async (tx: Tx, person: SubjectId): Promise<Opened> => {
  const child = await openChild(tx, person, enquiry)
  const running = await openEnquiry(tx, person)
  if (!running) throw new NotFound()
  return { child, began: running.entry }
}

const RecordPage = ({ child, parts }: { child: ChildOnRecord; parts: KeptPage }) => {
  const { form: state } = parts
  const { labels } = form
  const { called } = child
  const agencies = choices(askedWords)
  return (
    <>
      <h1 class="govuk-heading-l">What the enquiry finds for {called}</h1>
      <p class="govuk-body">For {called} alone. What you write is kept while you type; recorded again, what was recorded before stays.</p>
      <KeptFields parts={parts} send="Record this">
        <h2 class="govuk-heading-m">{called}</h2>
        <RadiosField name="seen" form={state} fieldset={smallLegend(`How was ${called} seen?`)} items={choices(enquirySeenWords)} />
        <LongTextField name="notSeenWhy" form={state} rows={2} label={smallLabel(`${labels.notSeenWhy} (optional)`)} />
        <DateField name="seenOn" form={state} fieldset={smallLegend(`${labels.seenOn} (optional)`)} />
        <LongTextField
          name="childsWords"
          form={state}
          rows={4}
          label={smallLabel(`What did ${called} say or show? (optional)`)}
          hint="Their own words in quotation marks"
        />
        <h2 class="govuk-heading-m">The home and those who care for {called}</h2>
        <RadiosField
          name="homeSeen"
          form={state}
          classes="govuk-radios--inline"
          fieldset={smallLegend(labels.homeSeen)}
          items={choices(yesNo)}
        />
        <LongTextField name="home" form={state} rows={3} label={smallLabel(`${labels.home} (optional)`)} />
        <RadiosField name="parentsSeen" form={state} fieldset={smallLegend(labels.parentsSeen)} items={choices(parentsSeenWords)} />
        <LongTextField name="parents" form={state} rows={3} label={smallLabel(`${labels.parents} (optional)`)} />
        <h2 class="govuk-heading-m">What agencies know</h2>
        {(['told', 'nothing', 'waiting', 'refused'] as const).map(name => (
          <CheckboxesField
            key={name}
            name={name}
            form={state}
            classes="govuk-checkboxes--small"
            fieldset={smallLegend(`${labels[name]} (optional)`)}
            items={agencies}
          />
        ))}
        <LongTextField name="checks" form={state} rows={4} label={smallLabel(`${labels.checks} (optional)`)} />
        <RadiosField
          name="medical"
          form={state}
          classes="govuk-radios--inline"
          fieldset={smallLegend(labels.medical)}
          items={choices(medicals)}
        />
        <LongTextField
          name="medicalWords"
          form={state}
          rows={3}
          label={smallLabel(`${labels.medicalWords} (optional)`)}
          hint="Read by those who read health"
        />
        <h2 class="govuk-heading-m">The wider picture</h2>
        <LongTextField
          name="otherChildren"
          form={state}
          rows={3}
          label={smallLabel(`${labels.otherChildren} (optional)`)}
          hint="What has to do with this child; what is about another child stands on that child’s own record"
        />
        <LongTextField
          name="history"
          form={state}
          rows={4}
          label={smallLabel(`${labels.history} (optional)`)}
          hint="The story over time, with its dates"
        />
        <LongTextField
          name="others"
          form={state}
          rows={2}
          label={smallLabel(`${labels.others} (optional)`)}
          hint="Kept apart: what is about an adult and not about the child"
        />
        <LongTextField name="analysis" form={state} rows={6} label={smallLabel(`What does it all mean for ${called}?`)} />
      </KeptFields>
    </>
  )
}

/** What an enquiry finds, recorded as often as it is needed. `book`: the kinds and rules in force. */
export const enquiryRecordRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<Opened>({
    at: 'enquiry',
    name: 'enquiry',
    title: 'What the enquiry finds',
    words: 'what a section 47 enquiry finds',
    labels: form.labels,
    kept,
    leave: 'safety',
    open,
    fresh: (_opened, today) => todayIn('seenOn', today),
    send: async (tx, { child, began }, typed, ask) => {
      const read = parseForm(form.schema, typed)
      if (!read.ok) return { errors: read.errors }
      const { seen, seenOn, homeSeen, parentsSeen, told, nothing, waiting, refused, medical, medicalWords, others, ...narrative } =
        read.data
      if (seen !== 'not-seen' && !seenOn)
        return { errors: [{ field: 'seenOn', message: 'Enter the day on which the child was last seen' }] }
      if (seenOn && seenOn > ask.today) return { errors: [{ field: 'seenOn', message: 'The day must be today or earlier' }] }
      const outcome = await writeOne(tx, book(), {
        id: ask.id,
        person: child.subject,
        entry: {
          kind: enquiry,
          answers: began,
          parts: {
            record: {
              facts: {
                seen,
                ...(seen !== 'not-seen' && seenOn ? { seenOn } : {}),
                homeSeen: homeSeen === 'yes',
                parentsSeen,
                medical,
                othersConsidered: narrative.otherChildren !== undefined,
                checks: [
                  ...told.map(agencyKind => ({ agencyKind, came: 'told' })),
                  ...nothing.map(agencyKind => ({ agencyKind, came: 'nothing' })),
                  ...waiting.map(agencyKind => ({ agencyKind, came: 'waiting' })),
                  ...refused.map(agencyKind => ({ agencyKind, came: 'refused' })),
                ],
              },
              narrative,
            },
            ...(medicalWords ? { health: { narrative: { medical: medicalWords } } } : {}),
            ...(others ? { 'third-party': { narrative: { others } } } : {}),
          },
        },
      })
      if (outcome.done === 'asked') throw new Error('a gate stood before what an enquiry finds')
      return 'done'
    },
    page: ({ child }, parts) => <RecordPage child={child} parts={parts} />,
  })
