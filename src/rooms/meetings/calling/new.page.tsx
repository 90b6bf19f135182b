import {
  Button,
  CheckboxesField,
  capital,
  DateField,
  Form,
  type FormState,
  InsetText,
  LongTextField,
  RadiosField,
  SelectField,
  smallLabel,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import type { Day } from '../../../guidance/index.ts'
import { type DraftShown, KeptState, keepsAt, ThrowKeptAway } from '../../../kernel/http/kept-form.tsx'
import { todayIn } from '../../commands.ts'
import type { AroundMeeting } from './around.queries.ts'
import { callForm, expectedFields } from './call-form.ts'
import { type Expected, expectedInvitees } from './expected.ts'
import { type MeetingType, meetingWords, oneOf, wayWords } from './meeting.ts'

const { labels } = callForm

const items = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([value, text]) => ({ value, text: capital(text) }))

const typedOr = (form: FormState, defaults: FormState['typed']): FormState => ({ ...form, typed: { ...defaults, ...form.typed } })

const OneExpected = ({ one, form }: { one: Expected; form: FormState }) => {
  const { ask, why, which } = expectedFields(one.key)
  return (
    <RadiosField
      name={ask}
      form={typedOr(form, { [ask]: 'yes' })}
      fieldset={smallLegend([one.name, one.of].filter(Boolean).join(', '))}
      hint={{ text: `${capital(one.why)}.` }}
      classes="govuk-radios--small"
      items={[
        {
          value: 'yes',
          text: 'Ask them',
          ...(one.choose.length > 0
            ? {
                conditional: (
                  <SelectField
                    name={which}
                    form={form}
                    label="Which agency?"
                    items={[{ value: '', text: 'Choose' }, ...one.choose.map(agency => ({ value: agency.agency, text: agency.name }))]}
                  />
                ),
              }
            : {}),
        },
        {
          value: 'no',
          text: 'Do not ask them',
          conditional: <LongTextField name={why} form={form} rows={2} label={`Why is ${one.name} not asked?`} />,
        },
      ]}
    />
  )
}

/** Calling a meeting: who is expected stands on it with the reason, and leaving somebody out needs one. */
export const NewMeetingPage = ({
  type,
  action,
  around,
  form: sent,
  draft,
  self,
  due,
  today,
  marks,
}: {
  type: MeetingType
  action: string
  around: AroundMeeting
  form: FormState
  draft: DraftShown
  self: string
  /** What asks for this meeting, and by when; nothing where nothing does. */
  due: readonly { readonly text: string; readonly when: string }[]
  today: Day
  marks: { csrf: string; commandId: string }
}) => {
  const expected = expectedInvitees(type, around.around)
  const chairs = around.hosts.filter(host => host.chairs)
  const form = typedOr(sent, {
    children: around.children.map(one => one.child),
    chair: chairs.some(host => host.account === self) ? self : '',
    minutes: around.hosts.some(host => host.account === self) ? self : '',
    way: 'in-person',
    // It is held the day harm is suspected wherever that can be.
    ...(type === 'strategy' ? todayIn('on', today) : {}),
  })
  const [child] = around.children
  return (
    <>
      <span class="govuk-caption-l">{child?.name}</span>
      <h1 class="govuk-heading-l">Call {oneOf(type)}</h1>
      {due.map(one => (
        <InsetText key={one.text}>
          {one.text} <strong>{one.when}</strong>
        </InsetText>
      ))}
      <Form action={`${action}?type=${type}`} {...marks} draft={keepsAt(action, draft, `type=${type}`)}>
        <CheckboxesField
          name="children"
          form={form}
          fieldset={smallLegend(labels.children)}
          hint={{ text: 'Every child of the home is thought of' }}
          items={around.children.map(one => ({ value: one.child, text: one.name }))}
        />
        <DateField name="on" form={form} fieldset={smallLegend(labels.on)} hint="For example, 6 2 2027" />
        <TextField
          name="time"
          form={form}
          label={smallLabel(labels.time)}
          hint="For example, 9:30 or 14:05"
          classes="govuk-input--width-5"
        />
        <RadiosField name="way" form={form} fieldset={smallLegend(labels.way)} items={items(wayWords)} />
        <TextField name="place" form={form} label={smallLabel(`${labels.place} (optional)`)} hint="Only those who are asked read it" />
        <LongTextField
          name="purpose"
          form={form}
          rows={4}
          label={smallLabel(`${labels.purpose} (optional)`)}
          hint="Everybody who is asked reads this"
        />
        <LongTextField name="access" form={form} rows={2} label={smallLabel(`${labels.access} (optional)`)} />
        <SelectField
          name="chair"
          form={form}
          label={smallLabel(labels.chair)}
          items={[{ value: '', text: 'Choose' }, ...chairs.map(host => ({ value: host.account, text: host.name }))]}
        />
        <SelectField
          name="minutes"
          form={form}
          label={smallLabel(labels.minutes)}
          items={[{ value: '', text: 'Choose' }, ...around.hosts.map(host => ({ value: host.account, text: host.name }))]}
        />
        <h2 class="govuk-heading-m">Who is expected</h2>
        {expected.length === 0 ? (
          <p class="govuk-body">Nobody else is on record as working with this family. Name everybody who has to be asked below.</p>
        ) : (
          <InsetText>
            Worked out from who has to do with this family. Each is asked unless you say why not; whoever is asked reads this meeting and
            nothing else of the record.
          </InsetText>
        )}
        {expected.map(one => (
          <OneExpected key={one.key} one={one} form={form} />
        ))}
        <LongTextField
          name="more"
          form={form}
          rows={3}
          label={smallLabel(`${labels.more} (optional)`)}
          hint="Their e-mail addresses, one on each line. They are told by a mail that says nothing of whom or what."
        />
        <LongTextField
          name="others"
          form={form}
          rows={3}
          label={smallLabel(`${labels.others} (optional)`)}
          hint="Name and agency, one on each line. You ask them yourself."
        />
        <Button text="Call the meeting" preventDoubleClick />
        <KeptState draft={draft} />
      </Form>
      <ThrowKeptAway action={action} query={`type=${type}`} draft={draft} csrf={marks.csrf} />
    </>
  )
}

/** Which meeting is to be called about a child. */
export const WhichMeetingPage = ({ name, action, types }: { name: string; action: string; types: readonly MeetingType[] }) => (
  <>
    <span class="govuk-caption-l">{name}</span>
    <h1 class="govuk-heading-l">Call a meeting</h1>
    <ul class="govuk-list">
      {types.map(type => (
        <li key={type}>
          <a class="govuk-link" href={`${action}?type=${type}`}>
            {meetingWords[type]}
          </a>
        </li>
      ))}
    </ul>
  </>
)
