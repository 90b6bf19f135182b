import { z } from 'zod'
import {
  Button,
  DateField,
  type FieldErrors,
  Form,
  LongTextField,
  smallLabel,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import { dayOf, printTimeOfDay } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { dayField, said, words } from '../../../thread/fields.ts'
import type { CommandId, SubjectId } from '../../../thread/ids.ts'
import { stands } from '../inviting/invited.section.tsx'
import { addressOfMeeting } from '../page/address.ts'
import type { MeetingOnRecord } from '../page/on-record.ts'
import { atMeeting, openMeeting } from '../page/open-meeting.ts'
import { ungated } from '../page/tell-on-meeting.ts'
import { clockField, momentAt } from './call-form.ts'
import { changeMeeting } from './change-meeting.ts'
import { meetingMoved } from './meeting.ts'

const moveForm = declareForm(
  z.object({
    on: dayField,
    time: clockField,
    place: words(500).optional(),
    reason: z.string({ error: 'Write why it is moved' }).pipe(said(2000, 'Write why it is moved')),
  }),
  { on: 'To which day?', time: 'At what time?', place: 'Where, if that changes too? (optional)', reason: 'Why is it moved?' },
)
const cancelForm = declareForm(
  z.object({ reason: z.string({ error: 'Write why it is not held' }).pipe(said(2000, 'Write why it is not held')) }),
  {
    reason: 'Why is it not held?',
  },
)

type AnyAsk = Pick<Ask, 'typed' | 'csrf' | 'newCommandId' | 'page'>

const open = async (tx: Tx, matter: SubjectId): Promise<MeetingOnRecord> => {
  const meeting = await openMeeting(tx, matter)
  if (!meeting.keeps || !stands(meeting) || !meeting.may(meetingMoved)) throw new NotFound()
  return meeting
}

const Heading = ({ meeting, text }: { meeting: MeetingOnRecord; text: string }) => (
  <>
    <span class="govuk-caption-l">
      {meeting.whom}: {meeting.words.toLowerCase()}
    </span>
    <h1 class="govuk-heading-l">{text}</h1>
  </>
)

const showMove = (ask: AnyAsk, meeting: MeetingOnRecord, errors: FieldErrors = []): Reply => {
  const on = dayOf(meeting.at)
  const now = { 'on-day': String(Number(on.slice(8))), 'on-month': String(Number(on.slice(5, 7))), 'on-year': on.slice(0, 4) }
  const form = { typed: { ...now, ...ask.typed }, errors }
  return show(
    ask.page({
      title: 'Move a meeting',
      errors,
      way: { kind: 'back', href: addressOfMeeting(meeting.matter) },
      children: (
        <>
          <Heading meeting={meeting} text="Move it to another time" />
          <Form action={`/meetings/${meeting.matter}/move`} csrf={ask.csrf} commandId={ask.newCommandId()}>
            <DateField name="on" form={form} fieldset={smallLegend(moveForm.labels.on)} />
            <TextField
              name="time"
              form={form}
              label={smallLabel(moveForm.labels.time)}
              hint={`It is at ${printTimeOfDay(meeting.at)} now`}
              classes="govuk-input--width-5"
            />
            <TextField name="place" form={form} label={smallLabel(moveForm.labels.place)} />
            <LongTextField name="reason" form={form} rows={3} label={smallLabel(moveForm.labels.reason)} />
            <Button text="Move it" preventDoubleClick />
          </Form>
        </>
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { errors } },
  )
}

const showCancel = (ask: AnyAsk, meeting: MeetingOnRecord, errors: FieldErrors = []): Reply =>
  show(
    ask.page({
      title: 'Cancel a meeting',
      errors,
      way: { kind: 'back', href: addressOfMeeting(meeting.matter) },
      children: (
        <>
          <Heading meeting={meeting} text="Cancel it" />
          <p class="govuk-body">It stays on the record, with the reason. Whoever was asked reads that it is not held.</p>
          <Form action={`/meetings/${meeting.matter}/cancel`} csrf={ask.csrf} commandId={ask.newCommandId()}>
            <LongTextField name="reason" form={{ typed: ask.typed, errors }} rows={3} label={smallLabel(cancelForm.labels.reason)} />
            <Button text="Cancel the meeting" classes="govuk-button--warning" preventDoubleClick />
          </Form>
        </>
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { errors } },
  )

/** Moving a meeting and calling it off. `book`: the kinds and rules in force. */
export const changingRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/meetings/:meeting/move',
    words: 'move a meeting',
    params: atMeeting,
    handle: async ask => showMove(ask, await ask.tx(tx => open(tx, ask.params.meeting), 'reading a meeting')),
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/move',
    words: 'move a meeting',
    params: atMeeting,
    body: moveForm.schema,
    labels: moveForm.labels,
    handle: async ask => {
      const { form } = ask
      const { meeting, errors } = await ask.tx(async tx => {
        const meeting = await open(tx, ask.params.meeting)
        if (!form.ok) return { meeting, errors: form.errors }
        const at = momentAt(form.data.on, form.data.time)
        if (typeof at !== 'string') return { meeting, errors: [at] }
        if (at <= ask.now) return { meeting, errors: [{ field: 'on', message: 'Enter a time that is still to come' }] }
        const { reason, place } = form.data
        await ungated(changeMeeting(tx, book(), { id: ask.commandId as CommandId, meeting, now: ask.now, to: at, reason, place }))
        return { meeting, errors: [] as FieldErrors }
      })
      return errors.length > 0 ? showMove(ask, meeting, errors) : go(addressOfMeeting(meeting.matter))
    },
  }),
  route({
    method: 'GET',
    url: '/meetings/:meeting/cancel',
    words: 'cancel a meeting',
    params: atMeeting,
    handle: async ask => showCancel(ask, await ask.tx(tx => open(tx, ask.params.meeting), 'reading a meeting')),
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/cancel',
    words: 'cancel a meeting',
    params: atMeeting,
    body: cancelForm.schema,
    labels: cancelForm.labels,
    handle: async ask => {
      const { form } = ask
      const meeting = await ask.tx(async tx => {
        const meeting = await open(tx, ask.params.meeting)
        if (!form.ok) return meeting
        const { reason } = form.data
        await ungated(changeMeeting(tx, book(), { id: ask.commandId as CommandId, meeting, now: ask.now, to: null, reason }))
        return meeting
      })
      return form.ok ? go(addressOfMeeting(meeting.matter)) : showCancel(ask, meeting, form.errors)
    },
  }),
]
