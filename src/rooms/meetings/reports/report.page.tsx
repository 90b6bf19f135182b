import {
  Button,
  DateField,
  Details,
  Form,
  type FormState,
  InsetText,
  LongTextField,
  RadiosField,
  smallLabel,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import { type DraftShown, KeptState, keepsAt, ThrowKeptAway } from '../../../kernel/http/kept-form.tsx'
import type { MeetingOnRecord } from '../page/on-record.ts'
import { overCultureForm, reportForm } from './report-form.ts'

const { labels } = reportForm

/** The parts that fewer people read, which whoever writes may fill in. */
export type OwnGroups = ReadonlySet<'health' | 'police' | 'third-party'>

const opened = (form: FormState, names: readonly string[]): boolean =>
  names.some(name => form.typed[name] || form.errors.some(error => error.field === name))

/** What is asked about culture, so that nothing is assumed (practice: cultural-consciousness). */
const cultureHint =
  'In the family’s own words; food, dress, prayer, community, immigration; who interpreted (never somebody of the family); what you assumed and how you checked it'

/** Is it a meeting to which no family comes, and whose reports it does not read before? */
const isOfProfessionals = ({ type }: MeetingOnRecord): boolean => ['strategy', 'legal-planning', 'reflective-session'].includes(type)

/** Writing what one brings to a meeting: what works well first, then worries, then what needs to happen. */
export const ReportPage = (parts: {
  meeting: MeetingOnRecord
  form: FormState
  groups: OwnGroups
  draft: DraftShown
  correcting: boolean
  /** The report of children's social care has to say what culture means: of the reader's own, or as whoever chairs may let it go without. */
  culture: { readonly asked: boolean; readonly mayGoOver: boolean }
  csrf: string
  commandId: string
  overId: string
}) => {
  const { meeting, form, groups, draft, culture } = parts
  const action = `/meetings/${meeting.matter}/report`
  const long = (name: keyof typeof labels, rows: number, hint?: string) => (
    <LongTextField name={name} form={form} rows={rows} label={smallLabel(labels[name])} hint={hint} />
  )
  return (
    <>
      <span class="govuk-caption-l">
        {meeting.whom}: {meeting.words.toLowerCase()}
      </span>
      <h1 class="govuk-heading-l">What you bring</h1>
      <p class="govuk-body">
        {isOfProfessionals(meeting)
          ? 'Professionals alone read it before the meeting. Write it so that the family can read it one day. Bring it even if nobody of you can come.'
          : 'Write it as if the family will read it, because they should before the meeting. Bring it even if nobody of you can come.'}
      </p>
      {parts.correcting && <InsetText>You have written one. What you send now stands in its place; the first stays to be read.</InsetText>}
      <Form action={action} csrf={parts.csrf} commandId={parts.commandId} draft={keepsAt(action, draft)}>
        {meeting.children.length > 1 && (
          <RadiosField
            name="child"
            form={{ ...form, typed: { child: 'all', ...form.typed } }}
            fieldset={smallLegend(labels.child)}
            hint={{ text: 'One for each child says more than one for all' }}
            items={[{ value: 'all', text: 'All of them' }, ...meeting.children.map(one => ({ value: one.child, text: one.name }))]}
          />
        )}
        {long('workingWell', 6, 'What keeps the child safe, and who does it')}
        {long('worried', 6, 'What happened, to whom, how often and how bad; what you fear if nothing changes')}
        {long('needsToHappen', 4)}
        {long('livedExperience', 4, 'Waking, food, school, play, bedtime; what the child says of it')}
        {culture.asked && long('culture', 4, cultureHint)}
        <Details
          summary={culture.asked ? 'Home, and what happened when' : 'Home, culture and what happened when'}
          open={opened(form, ['household', ...(culture.asked ? [] : ['culture']), 'chronology'])}
        >
          {long('household', 3)}
          {!culture.asked && long('culture', 2, cultureHint)}
          {long('chronology', 6)}
        </Details>
        {groups.size > 0 && (
          <Details summary="What fewer people may read" open={opened(form, ['health', 'police', 'others'])}>
            {groups.has('health') && long('health', 4, 'Read by health and by those who weigh the whole')}
            {groups.has('police') && long('police', 4, 'Read by the police alone')}
            {groups.has('third-party') && long('others', 3, 'What concerns another person; read by those who weigh the whole')}
          </Details>
        )}
        <TextField
          name="scale"
          form={form}
          label={smallLabel(`${labels.scale} (optional)`)}
          classes="govuk-input--width-3"
          inputmode="numeric"
        />
        {!isOfProfessionals(meeting) && (
          <DateField name="familyReadOn" form={form} fieldset={smallLegend(`${labels.familyReadOn} (optional)`)} />
        )}
        <Button text={parts.correcting ? 'Put it right' : 'Send it'} preventDoubleClick />
        <KeptState draft={draft} />
      </Form>
      <ThrowKeptAway action={action} draft={draft} csrf={parts.csrf} />
      {culture.mayGoOver && (
        <Details summary="Let the report of children’s social care go without what it says of culture" open={opened(form, ['cultureWhy'])}>
          <p class="govuk-body">
            You chair this meeting: you may let somebody else’s report go without it. It stands on the record with your reason.
          </p>
          <Form action={`${action}/over`} csrf={parts.csrf} commandId={parts.overId}>
            <LongTextField name="cultureWhy" form={form} rows={3} label={smallLabel(overCultureForm.labels.cultureWhy)} />
            <Button text="Let it go without this" classes="govuk-button--secondary" preventDoubleClick />
          </Form>
        </Details>
      )}
    </>
  )
}
