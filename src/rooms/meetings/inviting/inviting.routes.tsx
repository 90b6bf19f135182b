import { z } from 'zod'
import {
  Button,
  capital,
  type FieldErrors,
  Form,
  LongTextField,
  RadiosField,
  SelectField,
  smallLabel,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, type EntryId, isId } from '../../../thread/ids.ts'
import type { Invitee } from '../calling/call-meeting.ts'
import { inviteesByMail } from '../calling/new.routes.tsx'
import { addressOfMeeting } from '../page/address.ts'
import type { Invited, MeetingOnRecord } from '../page/on-record.ts'
import { atMeeting, openMeeting } from '../page/open-meeting.ts'
import { ungated } from '../page/tell-on-meeting.ts'
import { inviteeWords, meetingAnswered, meetingExcluded, meetingInvited } from './invitation.ts'
import { answerForm, inviteForm, keepOutForm } from './invitation-forms.ts'
import { AnswerFields, stands } from './invited.section.tsx'
import { mailThoseInvited } from './mail-invited.ts'
import { answerInvitation, inviteFurther, keepOut } from './tell-invitation.ts'

const atInvitation = atMeeting.extend({
  invited: z
    .string()
    .refine(isId)
    .transform(text => text as EntryId),
})

type AnyAsk = Pick<Ask, 'typed' | 'csrf' | 'newCommandId' | 'page'>
type Opened = { readonly meeting: MeetingOnRecord; readonly invited: Invited }

/** An invitation that whoever asks may answer: their own, or any for whoever keeps the meeting. */
const openInvitation = async (tx: Tx, params: z.output<typeof atInvitation>): Promise<Opened> => {
  const meeting = await openMeeting(tx, params.meeting)
  const invited = meeting.invited.find(one => one.entry === params.invited)
  if (!invited || !stands(meeting) || invited.keptOut || !(meeting.keeps || invited.mine) || !meeting.may(meetingAnswered))
    throw new NotFound()
  return { meeting, invited }
}

const showInvitation = (ask: AnyAsk, { meeting, invited }: Opened, wrong: { answer?: FieldErrors; keepOut?: FieldErrors } = {}): Reply => {
  const errors = [...(wrong.answer ?? []), ...(wrong.keepOut ?? [])]
  const at = `/meetings/${meeting.matter}/invitations/${invited.entry}`
  const formOf = (own: FieldErrors | undefined) => ({ typed: own ? ask.typed : {}, errors: own ?? [] })
  const { labels } = keepOutForm
  return show(
    ask.page({
      title: 'An invitation',
      errors,
      way: { kind: 'back', href: addressOfMeeting(meeting.matter) },
      children: (
        <>
          <span class="govuk-caption-l">
            {meeting.whom}: {meeting.words.toLowerCase()}
          </span>
          <h1 class="govuk-heading-l">{invited.mine ? 'Your invitation' : invited.name}</h1>
          <Form action={`${at}/answer`} csrf={ask.csrf} commandId={ask.newCommandId()}>
            <AnswerFields form={formOf(wrong.answer)} forSelf={invited.mine} />
            <Button text={invited.mine ? 'Answer' : 'Answer for them'} preventDoubleClick />
          </Form>
          {meeting.may(meetingExcluded) && !invited.mine && (
            <>
              <h2 class="govuk-heading-m">Keep them out</h2>
              <p class="govuk-body">
                Whoever is kept out of the whole meeting reads nothing of it from now on, but what they wrote themselves.
              </p>
              <Form action={`${at}/keep-out`} csrf={ask.csrf} commandId={ask.newCommandId()}>
                <RadiosField
                  name="part"
                  form={formOf(wrong.keepOut)}
                  fieldset={smallLegend(labels.part)}
                  items={[
                    { value: 'whole', text: 'The whole meeting' },
                    { value: 'part', text: 'A part of it' },
                  ]}
                />
                <LongTextField
                  name="reason"
                  form={formOf(wrong.keepOut)}
                  rows={3}
                  label={smallLabel(labels.reason)}
                  hint="Stands on the meeting"
                />
                <Button text="Keep them out" classes="govuk-button--warning" preventDoubleClick />
              </Form>
            </>
          )}
        </>
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { invited, errors } },
  )
}

const openToInvite = async (tx: Tx, matter: MeetingOnRecord['matter']): Promise<MeetingOnRecord> => {
  const meeting = await openMeeting(tx, matter)
  if (!meeting.keeps || !stands(meeting) || !meeting.may(meetingInvited)) throw new NotFound()
  return meeting
}

const showInvite = (ask: AnyAsk, meeting: MeetingOnRecord, errors: FieldErrors = []): Reply => {
  const form = { typed: { as: 'professional', ...ask.typed }, errors }
  const { labels } = inviteForm
  return show(
    ask.page({
      title: 'Ask somebody to come',
      errors,
      way: { kind: 'back', href: addressOfMeeting(meeting.matter) },
      children: (
        <>
          <span class="govuk-caption-l">
            {meeting.whom}: {meeting.words.toLowerCase()}
          </span>
          <h1 class="govuk-heading-l">Ask somebody to come</h1>
          <Form action={`/meetings/${meeting.matter}/invite`} csrf={ask.csrf} commandId={ask.newCommandId()}>
            <TextField
              name="mail"
              form={form}
              label={smallLabel(labels.mail)}
              hint="They read this meeting from now on, and are told by a mail that says nothing of whom or what"
              autocomplete="off"
            />
            <TextField name="name" form={form} label={smallLabel(labels.name)} hint="You ask them yourself" />
            <SelectField
              name="as"
              form={form}
              label={smallLabel(labels.as)}
              items={Object.entries(inviteeWords).map(([value, text]) => ({ value, text: capital(text) }))}
            />
            <LongTextField name="access" form={form} rows={2} label={smallLabel(labels.access)} />
            <Button text="Ask them" preventDoubleClick />
          </Form>
        </>
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { errors } },
  )
}

/** Answering an invitation, keeping somebody out, asking somebody else. `book`: the kinds and rules in force. */
export const invitingRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/meetings/:meeting/invitations/:invited',
    words: 'an invitation to a meeting',
    params: atInvitation,
    handle: async ask => showInvitation(ask, await ask.tx(tx => openInvitation(tx, ask.params), 'reading a meeting')),
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/invitations/:invited/answer',
    words: 'answer an invitation to a meeting',
    params: atInvitation,
    body: answerForm.schema,
    labels: answerForm.labels,
    handle: async ask => {
      const { form } = ask
      const opened = await ask.tx(async tx => {
        const { meeting, invited } = await openInvitation(tx, ask.params)
        if (form.ok)
          await ungated(answerInvitation(tx, book(), { id: ask.commandId as CommandId, meeting, now: ask.now, invited, form: form.data }))
        return { meeting, invited }
      })
      return form.ok ? go(addressOfMeeting(opened.meeting.matter)) : showInvitation(ask, opened, { answer: form.errors })
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/invitations/:invited/keep-out',
    words: 'keep somebody out of a meeting',
    params: atInvitation,
    body: keepOutForm.schema,
    labels: keepOutForm.labels,
    handle: async ask => {
      const { form } = ask
      const opened = await ask.tx(async tx => {
        const { meeting, invited } = await openInvitation(tx, ask.params)
        if (!meeting.may(meetingExcluded) || invited.mine) throw new NotFound()
        const { account, agency } = invited
        if (form.ok && form.data.part === 'whole' && account && meeting.holders.some(one => one.as === 'invited' && one.holder === agency))
          return {
            meeting,
            invited,
            wrong: [{ field: 'part', message: 'Their whole agency is asked to this meeting: keep the agency out first' }],
          }
        if (form.ok) await ungated(keepOut(tx, book(), { id: ask.commandId as CommandId, meeting, now: ask.now, invited, form: form.data }))
        return { meeting, invited }
      })
      const wrong = form.ok ? (opened.wrong ?? []) : form.errors
      return wrong.length === 0 ? go(addressOfMeeting(opened.meeting.matter)) : showInvitation(ask, opened, { keepOut: wrong })
    },
  }),
  route({
    method: 'GET',
    url: '/meetings/:meeting/invite',
    words: 'ask somebody else to a meeting',
    params: atMeeting,
    handle: async ask => showInvite(ask, await ask.tx(tx => openToInvite(tx, ask.params.meeting), 'reading a meeting')),
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/invite',
    words: 'ask somebody else to a meeting',
    params: atMeeting,
    body: inviteForm.schema,
    labels: inviteForm.labels,
    handle: async ask => {
      const { form } = ask
      const { meeting, errors } = await ask.tx(async tx => {
        const meeting = await openToInvite(tx, ask.params.meeting)
        const wrong = (field: string, message: string) => ({ meeting, errors: [{ field, message }] })
        if (!form.ok) return { meeting, errors: form.errors }
        const { mail, name, as, access } = form.data
        if (!mail && !name) return wrong('mail', 'Enter an e-mail address or a name')
        const [found] = mail ? (await inviteesByMail(tx, [mail])).invitees : []
        if (mail && !found) return wrong('mail', 'Nobody signs in here with this address: check it, or give a name instead')
        if (found && meeting.invited.some(one => one.account === found.account && !one.keptOut))
          return wrong('mail', `${found.name} is asked already`)
        // The chair alone kept them out, and the chair alone asks them again.
        if (
          found &&
          !meeting.may(meetingExcluded) &&
          meeting.invited.some(one => one.account === found.account && one.keptOut?.part === false)
        )
          return wrong('mail', `${found.name} is kept out of this meeting: ask whoever chairs it`)
        const invitee: Invitee = found ? { ...found, as, access } : { as, name: name ?? '', access }
        const outcome = await inviteFurther(tx, book(), { id: ask.commandId as CommandId, meeting, now: ask.now, invitee })
        if (outcome.done === 'kept-out') return wrong('mail', `${outcome.names.join(', ')} cannot come to this meeting`)
        if (outcome.done === 'now' && found?.account) await mailThoseInvited(tx, meeting.matter, [found.account])
        return { meeting, errors: [] as FieldErrors }
      })
      return errors.length > 0 ? showInvite(ask, meeting, errors) : go(addressOfMeeting(meeting.matter))
    },
  }),
]
