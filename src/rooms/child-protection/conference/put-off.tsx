import { z } from 'zod'
import { DateField, InsetText, LongTextField, RadiosField, smallLabel, smallLegend, TextField } from '../../../design-system/index.ts'
import { type Day, dayOf, printDay, printMoment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { type KeptAt, keptForm } from '../../../kernel/http/kept-form.tsx'
import { KeptFields, type KeptPage, keptFormRoutes } from '../../../kernel/http/kept-routes.tsx'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { dayField, said, words } from '../../../thread/fields.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { changeMeeting } from '../../commands.ts'
import { readStanding } from '../../family/index.ts'
import { choices, clock, momentOn, oneOf } from '../on-record/form-fields.ts'
import { atMeeting, mayPutOff, type OpenConference, openMeetingOf } from './hold.routes.tsx'
import { conferencePostponed } from './request.ts'

const whatWords = { later: 'it is held on another day', 'not-held': 'it is not held' } as const

const form = declareForm(
  z
    .object({
      what: oneOf(whatWords, 'Choose what becomes of it'),
      on: dayField.optional(),
      time: clock.optional(),
      managersReason: said(5000, 'Write the reason of the manager').prefault(''),
      chairsReason: said(5000, 'Write the reason of the chair').prefault(''),
      safeMeanwhile: words(5000).optional(),
    })
    .superRefine((given, context) => {
      const ask = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      if (given.what === 'later' && !given.on) ask('on', 'Enter the day on which it is held')
      if (given.what === 'later' && !given.time) ask('time', 'Enter the time by the clock, for example 9:30 or 14:05')
      if (!given.safeMeanwhile) ask('safeMeanwhile', 'Write how each child is safe meanwhile')
    }),
  {
    what: 'What becomes of it?',
    on: 'To which day?',
    time: 'At what time?',
    managersReason: 'The manager’s reason',
    chairsReason: 'The chair’s reason',
    safeMeanwhile: 'How is each child safe meanwhile?',
  },
)
const kept = keptForm(form, { longTexts: ['managersReason', 'chairsReason', 'safeMeanwhile'] })

type PutOff = { readonly opened: OpenConference; readonly dueBy: Day | null }

const clocks = ['icpc-overdue', 'rcpc-due', 'rcpc-early-due', 'transfer-due']

const open = async (tx: Tx, matter: SubjectId): Promise<PutOff> => {
  const opened = await openMeetingOf(tx, matter)
  const { children } = opened
  if (!mayPutOff(opened)) throw new NotFound()
  const days: Day[] = []
  for (const { child } of children) for (const one of await readStanding(tx, child, clocks)) if (one.due_on) days.push(one.due_on)
  return { opened, dueBy: days.sort()[0] ?? null }
}

const addressOf = (matter: SubjectId): string => `/meetings/${matter}/conference`

const PutOffPage = ({ of, parts }: { of: PutOff; parts: KeptPage }) => {
  const { meeting } = of.opened
  const { form: state } = parts
  const { labels } = form
  return (
    <>
      <span class="govuk-caption-l">
        {meeting.whom}: {meeting.words.toLowerCase()}
      </span>
      <h1 class="govuk-heading-l">Put the conference off</h1>
      <p class="govuk-body">
        It is set for {printMoment(meeting.at)}. A conference is put off for the reasons of two people: whoever manages the work, and
        whoever chairs. Both stand on each child’s record.
      </p>
      {of.dueBy && (
        <InsetText>
          It was to be held by {printDay(of.dueBy)}. Putting it off does not move that day: a conference held later is late, and stays so on
          the record.
        </InsetText>
      )}
      <KeptFields parts={parts} send="Write it down, and tell everybody who was asked">
        <RadiosField
          name="what"
          form={state}
          fieldset={smallLegend(labels.what)}
          items={choices(whatWords).map(one =>
            one.value === 'later'
              ? {
                  ...one,
                  conditional: (
                    <>
                      <DateField name="on" form={state} fieldset={smallLegend(labels.on)} />
                      <TextField name="time" form={state} label={smallLabel(labels.time)} classes="govuk-input--width-5" />
                    </>
                  ),
                }
              : one,
          )}
        />
        <LongTextField name="managersReason" form={state} rows={3} label={smallLabel(labels.managersReason)} hint="Who said it, and why" />
        <LongTextField name="chairsReason" form={state} rows={3} label={smallLabel(labels.chairsReason)} hint="Who said it, and why" />
        <LongTextField name="safeMeanwhile" form={state} rows={4} label={smallLabel(labels.safeMeanwhile)} />
      </KeptFields>
    </>
  )
}

/** A conference is put off, or not held, for the reasons of manager and chair (practice: icpc-convene). What it was to be held by stays. `book`: the kinds and rules in force. */
export const putOffRoutes = (book: () => Book): readonly Route[] =>
  keptFormRoutes<typeof atMeeting, PutOff>({
    url: '/meetings/:meeting/conference/put-off',
    params: atMeeting,
    words: 'put a conference off',
    title: 'Put a conference off',
    labels: form.labels,
    kept,
    at: ({ meeting }): KeptAt => ({ name: `put-off ${meeting}`, action: `${addressOf(meeting)}/put-off`, leave: addressOf(meeting) }),
    open: (tx, { meeting }) => open(tx, meeting),
    fresh: () => ({}),
    send: async (tx, { opened: { meeting, children } }, typed, ask) => {
      const read = parseForm(form.schema, typed)
      if (!read.ok) return { errors: read.errors }
      const { what, on, time, managersReason, chairsReason, safeMeanwhile } = read.data
      const to = what === 'later' && on && time ? momentOn(on, time) : null
      if (to === undefined) return { errors: [{ field: 'time', message: 'The clocks skip this hour: enter another time' }] }
      if (to && to <= ask.now) return { errors: [{ field: 'on', message: 'Enter a time that is still to come' }] }
      const outcome = await changeMeeting(tx, book(), {
        id: ask.id,
        meeting,
        now: ask.now,
        to,
        reason: chairsReason.slice(0, 2000),
        also: {
          kinds: [conferencePostponed],
          children: children.map(one => one.child),
          asked: read.data,
          entry: shared => ({
            ...shared,
            kind: conferencePostponed,
            parts: {
              record: {
                facts: { meeting: meeting.matter, ...(to ? { to: dayOf(to) } : {}) },
                narrative: { managersReason, chairsReason, safeMeanwhile },
              },
            },
          }),
        },
      })
      if (outcome.done === 'asked') throw new Error('a gate stood before putting a conference off')
      return { to: to ? addressOf(meeting.matter) : '/conferences' }
    },
    page: (of, parts) => <PutOffPage of={of} parts={parts} />,
    json: ({ dueBy }) => ({ dueBy }),
  })
