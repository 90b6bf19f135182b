import {
  Button,
  Conflict,
  Form,
  type FormState,
  InsetText,
  LongTextField,
  RadiosField,
  SaveState,
  smallLegend,
  Tag,
  type Typed,
  WarningText,
} from '../../../design-system/index.ts'
import { printMoment } from '../../../guidance/index.ts'
import { actionsOfMeeting } from '../actions/of-meeting.ts'
import type { MeetingOnRecord } from '../page/on-record.ts'
import type { MeetingSection } from '../page/section.ts'
import type { StandsBefore } from './gates.queries.ts'
import { meetingMinutes } from './minutes.ts'
import { type MinutesPart, overForm, partsOf, partWords } from './minutes-form.ts'

type Marks = { readonly csrf: string; readonly commandId: string }

const hints: Readonly<Partial<Record<MinutesPart, string>>> = {
  shared: 'Agency by agency, as it was said, and who said it',
  risks: 'Each in plain words, and for which child',
  decided: 'For each child apart, where it differs. Write where somebody did not agree on the page for that.',
}

const Words = ({ meeting }: { meeting: MeetingOnRecord }) => {
  const minutes = meeting.of(meetingMinutes).at(-1)
  if (!minutes) return null
  const parts = (Object.keys(partWords) as MinutesPart[]).filter(part => minutes.said[part])
  const inOrder = [
    ...partsOf(meeting.type).filter(part => parts.includes(part)),
    ...parts.filter(part => !partsOf(meeting.type).includes(part)),
  ]
  return (
    <>
      {inOrder.map(part => (
        <section key={part}>
          <h3 class="govuk-heading-s">{partWords[part]}</h3>
          <p class="govuk-body gt-narrative">{minutes.said[part]}</p>
        </section>
      ))}
    </>
  )
}

const Missing = ({ meeting, stands }: { meeting: MeetingOnRecord; stands: readonly StandsBefore[] }) => {
  const waiting = actionsOfMeeting(meeting).filter(
    one => one.lacks.length > 0 && !stands.some(stand => stand.action === one.asked.root && stand.over),
  )
  if (waiting.length === 0) return null
  return (
    <section>
      <h2 class="govuk-heading-m">Before the minutes are final</h2>
      <ul class="govuk-list govuk-list--bullet">
        {waiting.map(one => (
          <li key={one.asked.root}>
            <a class="govuk-link" href={`/meetings/${meeting.matter}/actions/${one.asked.root}`}>
              {one.asked.said['what']}
            </a>{' '}
            still needs {one.lacks.join('; ')}
          </li>
        ))}
      </ul>
    </section>
  )
}

type Shown = {
  readonly meeting: MeetingOnRecord
  readonly stands: readonly StandsBefore[]
  readonly form: FormState
  readonly over: FormState
  readonly draft: { readonly version: number; readonly savedAt: string | undefined }
  readonly mark: () => Marks
  /** A gate has just stopped minutes that were to be final. */
  readonly stopped: boolean
  /** May the reader go over what is missing? */
  readonly mayGoOver: boolean
}

/** Writing minutes, in the fixed order; they keep themselves while they are written. */
export const MinutesPage = ({ meeting, stands, form, over, draft, mark, stopped, mayGoOver }: Shown) => {
  const here = `/meetings/${meeting.matter}/minutes`
  const minutes = meeting.of(meetingMinutes).at(-1)
  const open = stands.filter(one => !one.over)
  return (
    <>
      <span class="govuk-caption-l">{meeting.words}</span>
      <h1 class="govuk-heading-l">{meeting.whom}: minutes</h1>
      {stopped && <WarningText text="The minutes are not final yet: an action still needs something. What you wrote is kept." />}
      {minutes?.facts.final && (
        <InsetText>
          These minutes are final since {printMoment(minutes.at)}. What you change is a new version, and what stood before can still be
          read.
        </InsetText>
      )}
      <Missing meeting={meeting} stands={stands} />
      <Form action={here} {...mark()} draft={{ autosaveUrl: `${here}/keep`, version: String(draft.version) }}>
        {partsOf(meeting.type).map(part => (
          <LongTextField
            key={part}
            name={part}
            form={form}
            rows={part === 'shared' || part === 'decided' ? 8 : 5}
            label={{ text: partWords[part], classes: 'govuk-label--s' }}
            {...(hints[part] ? { hint: hints[part] } : {})}
          />
        ))}
        <div class="govuk-button-group">
          {!minutes?.facts.final && (
            <Button
              text="Keep this version for those invited"
              name="as"
              value="version"
              classes="govuk-button--secondary"
              preventDoubleClick
            />
          )}
          <Button
            text={minutes?.facts.final ? 'Save as the new version' : 'These are the final minutes'}
            name="as"
            value="final"
            preventDoubleClick
          />
        </div>
        <SaveState savedAt={draft.savedAt} />
      </Form>
      {draft.version > 0 && (
        <form method="post" action={`${here}/discard`}>
          <input type="hidden" name="csrf" value={mark().csrf} />
          <Button text="Throw this draft away" classes="govuk-button--warning" preventDoubleClick />
        </form>
      )}
      {mayGoOver && open.length > 0 && (
        <section>
          <h2 class="govuk-heading-m">Let the minutes be final all the same</h2>
          <p class="govuk-body">
            You chair this meeting: you may let somebody else make them final without what is missing. It stands on the record with your
            reason.
          </p>
          <Form action={`${here}/over`} {...mark()}>
            <RadiosField
              name="which"
              form={over}
              fieldset={smallLegend(overForm.labels.which)}
              items={open.map(one => ({
                value: one.key,
                text: actionsOfMeeting(meeting).find(of => of.asked.root === one.action)?.asked.said['what'] ?? 'An action',
              }))}
            />
            <LongTextField name="reason" form={over} rows={3} label={{ text: overForm.labels.reason, classes: 'govuk-label--s' }} />
            <Button text="Let them be final without this" classes="govuk-button--secondary" preventDoubleClick />
          </Form>
        </section>
      )}
    </>
  )
}

/** Minutes for those who were invited. */
export const MinutesRead = ({ meeting }: { meeting: MeetingOnRecord }) => {
  const minutes = meeting.of(meetingMinutes).at(-1)
  return (
    <>
      <span class="govuk-caption-l">{meeting.words}</span>
      <h1 class="govuk-heading-l">{meeting.whom}: minutes</h1>
      {minutes ? (
        <p class="govuk-body">
          {minutes.facts.final ? <Tag text="Final" classes="govuk-tag--green" /> : <Tag text="Not final" classes="govuk-tag--yellow" />}{' '}
          {printMoment(minutes.at)}, {minutes.by}
        </p>
      ) : (
        <p class="govuk-body">Nothing is written yet.</p>
      )}
      <Words meeting={meeting} />
    </>
  )
}

/** Minutes that were written in another window since this one was opened: both versions, nothing lost. */
export const MinutesConflict = ({
  meeting,
  theirs,
  savedAt,
  version,
  yours,
  marks,
}: {
  meeting: MeetingOnRecord
  theirs: Typed
  savedAt: string
  version: number
  yours: Typed
  marks: Marks
}) => (
  <>
    <h1 class="govuk-heading-l">These minutes were written on elsewhere</h1>
    <Form action={`/meetings/${meeting.matter}/minutes`} {...marks}>
      <input type="hidden" name="draftVersion" value={String(version)} />
      <input type="hidden" name="resolve" value="yes" />
      <Conflict
        by="You, in another window,"
        at={savedAt}
        fields={partsOf(meeting.type).map(part => ({
          name: part,
          label: partWords[part],
          yours: String(yours[part] ?? ''),
          theirs: String(theirs[part] ?? ''),
        }))}
      >
        <Button text="Keep these answers" />
      </Conflict>
    </Form>
  </>
)

/** On the page of a meeting: the minutes as they stand. */
export const MinutesSection: MeetingSection = ({ meeting }) => {
  const minutes = meeting.of(meetingMinutes).at(-1)
  const writes = meeting.may(meetingMinutes)
  if (!minutes && !writes) return null
  return (
    <section>
      <h2 class="govuk-heading-m">Minutes</h2>
      {minutes ? (
        <>
          <p class="govuk-body">
            {minutes.facts.final ? <Tag text="Final" classes="govuk-tag--green" /> : <Tag text="Not final" classes="govuk-tag--yellow" />}{' '}
            {printMoment(minutes.at)}
          </p>
          <Words meeting={meeting} />
        </>
      ) : (
        <p class="govuk-body">They are not written yet.</p>
      )}
      {writes && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/meetings/${meeting.matter}/minutes`}>
            {minutes?.facts.final ? 'Write a new version' : 'Write the minutes'}
          </a>
        </p>
      )}
    </section>
  )
}
