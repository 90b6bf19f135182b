import {
  Button,
  capital,
  EmptyState,
  Form,
  type FormState,
  LevelTag,
  LongTextField,
  RadiosField,
  WarningText,
} from '../../../design-system/index.ts'
import { type Day, type Moment, printMoment } from '../../../guidance/index.ts'
import type { PublishedSettings } from '../../../kernel/http/frame.ts'
import { saySource } from '../referral/sources.ts'
import type { Concern } from '../screening/concern.ts'
import { WhatWasTold } from '../screening/told.tsx'
import { inOneLine, whoInWords } from '../screening/told-words.ts'
import { dutyDidWords } from './duty-handover.ts'
import { Handovers } from './handovers.tsx'

/** A concern on the duty desk. `opens`: when The Bridge opens and it is theirs; null where it stands only because a child may be in danger. */
export type OnDuty = { concern: Concern; announcement: string | null; opens: Moment | null }

const whoOf = ({ concern }: OnDuty, today: Day): string =>
  capital(
    whoInWords(
      concern.children.map(child => child.told),
      today,
    ),
  )

const isDanger = ({ concern }: OnDuty): boolean => concern.findings.some(finding => finding.rule === 'immediate-danger')

const untilWhen = ({ opens }: OnDuty): string =>
  opens ? `With the Emergency Duty Team until The Bridge opens, ${printMoment(opens)}` : 'A child may be in danger: nothing is decided yet'

const Row = ({ one, today }: { one: OnDuty; today: Day }) => (
  <li>
    <p class="govuk-body govuk-!-margin-bottom-1">
      <LevelTag level={isDanger(one) ? 'CRITICAL' : 'DUE'} /> {untilWhen(one)}
    </p>
    <h2 class="gt-queue__who">
      <a class="govuk-link" href={`/duty/${one.concern.matter}`}>
        {whoOf(one, today)}
      </a>
    </h2>
    <p class="govuk-body govuk-!-margin-bottom-1">
      {capital(saySource(one.concern.told.facts))} says: {inOneLine(one.concern.words['seenOrHeard'] ?? '')}
    </p>
    <p class="govuk-body-s">
      Received {printMoment(one.concern.told.at)} ·{' '}
      {one.concern.handovers.length > 0 ? 'a note is left for The Bridge' : 'no note is left for The Bridge yet'}
      {one.announcement ? ' · nobody has taken notice of the danger yet' : ''}
    </p>
  </li>
)

/** What came while The Bridge is closed: what may be dangerous first, then what waits longest for somebody to look at it. */
export const DutyPage = ({ desk, today, settings }: { desk: readonly OnDuty[]; today: Day; settings: PublishedSettings }) => (
  <>
    <h1 class="govuk-heading-l">Out of hours</h1>
    <p class="govuk-body">
      What comes while The Bridge is closed is yours until it opens. The time to decide runs from the moment it came, so leave a note for
      The Bridge about each: it stands at the head of its queue in the morning.
    </p>
    {desk.length === 0 ? (
      <EmptyState
        wouldBe="Each concern that comes while The Bridge is closed stands here until it opens. None waits now."
        action={{ text: 'Somebody rings: write a concern down', href: '/concerns/new' }}
      />
    ) : (
      <>
        <p class="govuk-body">
          <a class="govuk-link" href="/concerns/new">
            Somebody rings: write a concern down
          </a>
        </p>
        <ul class="govuk-list gt-list-lines">
          {desk.map(one => (
            <Row key={one.concern.matter} one={one} today={today} />
          ))}
        </ul>
      </>
    )}
    {settings.contacts && settings.contacts.length > 0 && (
      <ul class="govuk-list">
        {settings.contacts.map(contact => (
          <li key={contact.telephone}>
            {contact.name}: {contact.telephone}, {contact.hours}
          </li>
        ))}
      </ul>
    )}
  </>
)

/** One concern on the duty desk: all that was told, what was left already, and the note for The Bridge. */
export const OneOnDutyPage = ({
  one,
  form,
  today,
  csrf,
  commandId,
}: {
  one: OnDuty
  form: FormState
  today: Day
  csrf: string
  commandId: string
}) => {
  const { concern } = one
  return (
    <>
      <h1 class="govuk-heading-l">{whoOf(one, today)}</h1>
      {isDanger(one) && (
        <WarningText text="A child may be in danger now: whoever raised this concern says so. Ring the police on 999 if it has not been done." />
      )}
      <p class="govuk-body">{untilWhen(one)}.</p>
      {one.announcement && (
        <p class="govuk-body">
          <a class="govuk-button" href={`/announcements/${one.announcement}`}>
            Acknowledge the danger
          </a>
        </p>
      )}
      <h2 class="govuk-heading-m">What we are told</h2>
      <WhatWasTold concern={concern} today={today} matching={false} />
      <h2 class="govuk-heading-m">For The Bridge in the morning</h2>
      <Handovers handovers={concern.handovers} />
      <Form action={`/duty/${concern.matter}/hand-over`} csrf={csrf} commandId={commandId}>
        <RadiosField
          form={form}
          name="did"
          classes="govuk-radios--small"
          fieldset={{ legend: { text: 'What have you done?', classes: 'govuk-fieldset__legend--s' } }}
          items={Object.entries(dutyDidWords).map(([value, text]) => ({ value, text: capital(text) }))}
        />
        <LongTextField
          form={form}
          name="note"
          label={{ text: 'What does The Bridge need to know?', classes: 'govuk-label--s' }}
          hint="Whom you spoke with, how the child is and where, what you agreed, and what has to happen first. Your name and the time go with it."
          rows={6}
        />
        <Button text="Leave this note for The Bridge" preventDoubleClick />
      </Form>
    </>
  )
}
