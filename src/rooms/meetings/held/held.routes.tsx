import { z } from 'zod'
import {
  Button,
  DateField,
  type FieldErrors,
  Form,
  LongTextField,
  RadiosField,
  smallLabel,
  smallLegend,
  TextField,
  type Typed,
  WarningText,
} from '../../../design-system/index.ts'
import { dayOf, londonTimes, type Moment, printTimeOfDay, Temporal } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { dayField, words } from '../../../thread/fields.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../../../thread/ids.ts'
import { carryOut } from '../../../thread/store/append.ts'
import { clockField } from '../calling/call-form.ts'
import { addressOfMeeting } from '../page/address.ts'
import type { Invited, MeetingOnRecord } from '../page/on-record.ts'
import { atMeeting, openMeeting } from '../page/open-meeting.ts'
import { ungated } from '../page/tell-on-meeting.ts'
import { meetingHeld } from './held.ts'

const anything = z.record(z.string(), z.unknown())
const heldForm = z.object({ on: dayField, time: clockField, absent: words(5000).optional(), alsoThere: words(2000).optional() })
const howWords = { came: 'Came', sent: 'Did not come, and sent what they know', neither: 'Did not come, and sent nothing' } as const
type How = keyof typeof howWords

type AnyAsk = Pick<Ask, 'typed' | 'csrf' | 'newCommandId' | 'page' | 'now'>

const fieldOf = (one: Invited): string => `there_${one.entry}`

/** Of whom it is asked whether they came: everybody who is not kept out of the whole of it. */
const asked = (meeting: MeetingOnRecord) => meeting.invited.filter(one => !one.keptOut || one.keptOut.part)

const open = async (tx: Tx, matter: SubjectId): Promise<MeetingOnRecord> => {
  const meeting = await openMeeting(tx, matter)
  if (!meeting.keeps || meeting.cancelled || !meeting.may(meetingHeld)) throw new NotFound()
  return meeting
}

const clockOf = (at: Moment): string => {
  const { hour, minute } = Temporal.Instant.from(at).toZonedDateTimeISO('Europe/London')
  return `${hour}:${String(minute).padStart(2, '0')}`
}

/** What stands already, or is most likely: who said they come is not ticked for them, since only whoever was there knows. */
const before = (meeting: MeetingOnRecord, now: Moment): Typed => {
  const at = meeting.held?.at ?? (meeting.at < now ? meeting.at : now)
  const on = dayOf(at)
  return {
    'on-day': String(Number(on.slice(8))),
    'on-month': String(Number(on.slice(5, 7))),
    'on-year': on.slice(0, 4),
    ...(meeting.held ? { time: clockOf(at) } : {}),
    absent: meeting.held?.said['absent'],
    alsoThere: meeting.held?.said['alsoThere'],
    ...Object.fromEntries(
      asked(meeting).map(one => [
        fieldOf(one),
        one.attended ? (one.attended.came ? 'came' : one.attended.sent ? 'sent' : 'neither') : undefined,
      ]),
    ),
  }
}

/** The agencies without which a strategy meeting should not go on, of whom nobody says that they come. */
const likelyMissing = (meeting: MeetingOnRecord): string[] =>
  meeting.type !== 'strategy' || meeting.held
    ? []
    : (['police', 'health'] as const).flatMap(kind => {
        const ofKind = asked(meeting).filter(one => one.agencyKind === kind)
        const comes = ofKind.some(one => one.reply && one.reply.reply !== 'apologies')
        return comes ? [] : [kind === 'police' ? 'the police' : 'health']
      })

const showHeld = (ask: AnyAsk, meeting: MeetingOnRecord, errors: FieldErrors = []): Reply => {
  const form = { typed: { ...before(meeting, ask.now), ...ask.typed }, errors }
  const missing = likelyMissing(meeting)
  return show(
    ask.page({
      title: 'A meeting was held',
      errors,
      way: { kind: 'back', href: addressOfMeeting(meeting.matter) },
      children: (
        <>
          <span class="govuk-caption-l">
            {meeting.whom}: {meeting.words.toLowerCase()}
          </span>
          <h1 class="govuk-heading-l">{meeting.held ? 'Put right who was there' : 'Write down that it was held'}</h1>
          {missing.length > 0 && (
            <WarningText
              text={`Nobody of ${missing.join(' and ')} has said that they come. Ring them before it begins: without them nobody knows the whole.`}
            />
          )}
          <Form action={`/meetings/${meeting.matter}/held`} csrf={ask.csrf} commandId={ask.newCommandId()}>
            <DateField name="on" form={form} fieldset={smallLegend('On which day did it end?')} />
            <TextField
              name="time"
              form={form}
              label={smallLabel('At what time did it end?')}
              hint={`It was set for ${printTimeOfDay(meeting.at)}`}
              classes="govuk-input--width-5"
            />
            {asked(meeting).map(one => (
              <RadiosField
                key={one.entry}
                name={fieldOf(one)}
                form={form}
                classes="govuk-radios--small"
                fieldset={smallLegend([one.name, one.of].filter(Boolean).join(', '))}
                items={Object.entries(howWords).map(([value, text]) => ({ value, text }))}
              />
            ))}
            <LongTextField name="alsoThere" form={form} rows={2} label={smallLabel('Who else was there? (optional)')} />
            <LongTextField
              name="absent"
              form={form}
              rows={3}
              label={smallLabel('Why was somebody not there, and what is done about it? (optional)')}
            />
            <Button text={meeting.held ? 'Put it right' : 'It was held'} preventDoubleClick />
          </Form>
        </>
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { asked: asked(meeting), errors } },
  )
}

/** Writing down that a meeting was held and who was there, and putting that right. `book`: the kinds and rules in force. */
export const heldRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/meetings/:meeting/held',
    words: 'write down that a meeting was held',
    params: atMeeting,
    handle: async ask => showHeld(ask, await ask.tx(tx => open(tx, ask.params.meeting), 'reading a meeting')),
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/held',
    words: 'write down that a meeting was held',
    params: atMeeting,
    body: anything,
    handle: async ask => {
      const { meeting, errors } = await ask.tx(async tx => {
        const meeting = await open(tx, ask.params.meeting)
        const parsed = parseForm(heldForm, ask.typed)
        const errors = parsed.ok ? [] : [...parsed.errors]
        const attendance = asked(meeting).flatMap(one => {
          const how = ask.typed[fieldOf(one)]
          if (typeof how !== 'string' || !Object.hasOwn(howWords, how)) {
            errors.push({ field: fieldOf(one), message: `Say whether ${one.name} came` })
            return []
          }
          return [{ invited: one.entry, came: (how as How) === 'came', sent: (how as How) === 'sent' }]
        })
        const at = parsed.ok ? londonTimes(parsed.data.on, parsed.data.time.replace('.', ':').padStart(5, '0'))[0] : undefined
        if (parsed.ok && (!at || at > ask.now)) errors.push({ field: 'time', message: 'Enter a time that has passed' })
        if (!parsed.ok || !at || errors.length > 0) return { meeting, errors }
        await ungated(
          carryOut<null>(tx, book(), {
            id: ask.commandId as CommandId,
            asked: { matter: meeting.matter, form: parsed.data, attendance },
            writes: [meeting.matter],
            kinds: [meetingHeld],
            decide: () => ({
              answer: null,
              entries: [
                {
                  subject: meeting.matter,
                  act: newId<ActId>(),
                  happened: { at, precision: 'moment' },
                  audience: 'professionals',
                  kind: meetingHeld,
                  ...(meeting.held ? { corrects: meeting.held.root } : { answers: meeting.called.root }),
                  parts: {
                    record: { facts: { attendance }, narrative: { absent: parsed.data.absent, alsoThere: parsed.data.alsoThere } },
                  },
                },
              ],
            }),
          }),
        )
        return { meeting, errors }
      })
      return errors.length > 0 ? showHeld(ask, meeting, errors) : go(addressOfMeeting(meeting.matter))
    },
  }),
]
