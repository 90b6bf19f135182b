import {
  Button,
  CheckboxesField,
  EmptyState,
  Form,
  type FormState,
  LongTextField,
  RadiosField,
  smallLegend,
  Table,
} from '../../../design-system/index.ts'
import { printMoment, printMomentShort } from '../../../guidance/index.ts'
import { itemsOf } from '../page/form-fields.ts'
import type { MeetingOnRecord } from '../page/on-record.ts'
import type { MeetingSection } from '../page/section.ts'
import type { Shared } from './opened.queries.ts'
import { meetingShared, sharedOfMeeting } from './shared.ts'

type Marks = { readonly csrf: string; readonly commandId: string }

/** Whoever can be told here: somebody with an account, or an agency. What families may read is shared with them item by item. */
export const reachable = (meeting: MeetingOnRecord) => meeting.invited.filter(one => (one.account || one.agency) && !one.keptOut)

const capital = (text: string): string => text.replace(/^./u, first => first.toUpperCase())

type Shown = {
  readonly meeting: MeetingOnRecord
  readonly shared: readonly Shared[]
  readonly form: FormState
  readonly mark: () => Marks
}

/** What was shared with whom, when each opened it, and sharing more. */
export const SharePage = ({ meeting, shared, form, mark }: Shown) => {
  const here = `/meetings/${meeting.matter}/share`
  const people = reachable(meeting)
  return (
    <>
      <span class="govuk-caption-l">{meeting.words}</span>
      <h1 class="govuk-heading-l">{meeting.whom}: shared with those invited</h1>
      {people.length === 0 ? (
        <EmptyState wouldBe="Nobody who is invited has an account here. Whoever is invited with one can be told." />
      ) : (
        <Form action={here} {...mark()}>
          <RadiosField name="what" form={form} fieldset={smallLegend('What do you share?')} items={itemsOf(sharedOfMeeting)} />
          <CheckboxesField
            name="with"
            form={form}
            fieldset={smallLegend('With whom?')}
            hint={{ text: 'Everybody invited, unless there is a reason. They are told by mail that something waits, and no more.' }}
            items={people.map(one => ({ value: one.entry, text: [one.name, one.of].filter(Boolean).join(', ') }))}
          />
          <LongTextField name="words" form={form} rows={2} label={{ text: 'A word to them (optional)', classes: 'govuk-label--s' }} />
          <Button text="Share" preventDoubleClick />
        </Form>
      )}
      {shared.map(one => (
        <section key={one.entry}>
          <h2 class="govuk-heading-m">
            {capital(sharedOfMeeting[one.what])}, {printMoment(one.at)}
          </h2>
          {one.words && <p class="govuk-body gt-narrative">{one.words}</p>}
          <Table
            caption={`Who has opened the meeting since then`}
            captionClasses="govuk-visually-hidden"
            head={['With', 'Opened']}
            firstCellIsHeader
            rows={one.with.map(who => [
              { text: [who.name, who.of].filter(Boolean).join(', ') },
              { text: who.openedAt ? printMomentShort(who.openedAt) : 'Not yet' },
            ])}
          />
          {one.with.some(who => !who.openedAt) && (
            <Form action={`${here}/remind`} {...mark()}>
              <input type="hidden" name="entry" value={one.entry} />
              <Button
                text={
                  <>
                    Tell those again who have not opened it<span class="govuk-visually-hidden">: {sharedOfMeeting[one.what]}</span>
                  </>
                }
                classes="govuk-button--secondary"
                preventDoubleClick
              />
            </Form>
          )}
        </section>
      ))}
    </>
  )
}

/** On the page of a meeting: what was shared, and the way to share more. */
export const SharingSection: MeetingSection = ({ meeting }) => {
  const shared = meeting.of(meetingShared)
  const shares = meeting.may(meetingShared)
  if (shared.length === 0 && !shares) return null
  return (
    <section>
      <h2 class="govuk-heading-m">Shared</h2>
      {shared.length > 0 ? (
        <ul class="govuk-list govuk-list--bullet">
          {shared.map(one => (
            <li key={one.root}>
              {capital(sharedOfMeeting[one.facts.what])}, {printMoment(one.at)}, {one.by}
              {one.said['words'] && `: ${one.said['words']}`}
            </li>
          ))}
        </ul>
      ) : (
        <p class="govuk-body">Nothing has been shared yet.</p>
      )}
      {shares && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/meetings/${meeting.matter}/share`}>
            Share something, or see who has opened it
          </a>
        </p>
      )}
    </section>
  )
}
