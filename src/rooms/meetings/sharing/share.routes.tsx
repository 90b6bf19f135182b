import { z } from 'zod'
import type { FormState } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import { enqueue } from '../../../kernel/jobs/index.ts'
import type { Book } from '../../../thread/book.ts'
import { words } from '../../../thread/fields.ts'
import { type CommandId, type EntryId, isId } from '../../../thread/ids.ts'
import { addressOfMeeting } from '../page/address.ts'
import { picked } from '../page/form-fields.ts'
import { atMeeting, openMeeting } from '../page/meeting.routes.tsx'
import type { MeetingOnRecord } from '../page/on-record.ts'
import { accountsNotOpened, type Shared, sharedOf } from './opened.queries.ts'
import { reachable, SharePage } from './share.page.tsx'
import { shareOfMeeting } from './share.ts'
import { meetingShared, sharedOfMeeting } from './shared.ts'
import { tellSharedOfMeeting } from './tell-shared.ts'

const shareForm = declareForm(
  z.object({
    what: picked(sharedOfMeeting, 'Choose what you share'),
    with: z.preprocess(
      value => (typeof value === 'string' ? [value] : value),
      z.array(z.string(), { error: 'Choose with whom' }).min(1, 'Choose with whom').max(200, 'Choose no more than two hundred'),
    ),
    words: words(2000).optional(),
  }),
  { what: 'What do you share?', with: 'With whom?', words: 'A word to them' },
)
const remindForm = z.object({
  entry: z
    .string()
    .refine(isId)
    .transform(text => text as EntryId),
})

/** The meeting of which the asker shares something; otherwise there is nothing to be found. */
const open = async (tx: Tx, matter: z.output<typeof atMeeting>['meeting']): Promise<{ meeting: MeetingOnRecord; shared: Shared[] }> => {
  const meeting = await openMeeting(tx, matter)
  if (!meeting.may(meetingShared)) throw new NotFound()
  return { meeting, shared: await sharedOf(tx, meeting) }
}

const showShare = (
  ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId'>,
  { meeting, shared }: { meeting: MeetingOnRecord; shared: readonly Shared[] },
  form: FormState,
): Reply =>
  show(
    ask.page({
      title: 'Shared with those invited',
      errors: form.errors,
      way: { kind: 'back', href: addressOfMeeting(meeting.matter) },
      children: (
        <SharePage meeting={meeting} shared={shared} form={form} mark={() => ({ csrf: ask.csrf, commandId: ask.newCommandId() })} />
      ),
    }),
    { status: form.errors.length > 0 ? 422 : 200, json: { shared, errors: form.errors } },
  )

/** Sharing what a meeting decided with those invited, and who has opened it since. `book`: the kinds and rules in force. */
export const shareRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/meetings/:meeting/share',
    words: 'what was shared with those invited, and who has opened it',
    params: atMeeting,
    handle: async ask => {
      const found = await ask.tx(tx => open(tx, ask.params.meeting), 'reading what was shared of a meeting')
      return showShare(ask, found, { typed: { with: reachable(found.meeting).map(one => one.entry) }, errors: [] })
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/share',
    words: 'sharing something of a meeting',
    params: atMeeting,
    body: shareForm.schema,
    labels: shareForm.labels,
    handle: async ask => {
      const { form } = ask
      const result = await ask.tx(async tx => {
        const found = await open(tx, ask.params.meeting)
        if (!form.ok) return { ...found, errors: form.errors }
        const chosen = reachable(found.meeting).flatMap(one => (form.data.with.includes(one.entry) ? [one.entry] : []))
        if (chosen.length === 0) return { ...found, errors: [{ field: 'with', message: 'Choose with whom' }] }
        const outcome = await shareOfMeeting(tx, book(), {
          id: ask.commandId as CommandId,
          meeting: found.meeting,
          what: form.data.what,
          with: chosen,
          words: form.data.words,
        })
        if (outcome.done === 'asked') throw new Error('a gate stood before what is shared')
        if (outcome.done === 'now')
          await enqueue(
            tx,
            tellSharedOfMeeting,
            { meeting: found.meeting.matter, entry: outcome.answer.entry, round: ask.commandId },
            { key: outcome.answer.entry },
          )
        return { ...found, errors: [] }
      })
      if (result.errors.length > 0) return showShare(ask, result, { typed: ask.typed, errors: result.errors })
      return go(`${addressOfMeeting(ask.params.meeting)}/share`)
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/share/remind',
    words: 'telling those again who have not opened what was shared',
    params: atMeeting,
    body: remindForm,
    labels: { entry: 'What was shared' },
    handle: async ask => {
      const { form } = ask
      await ask.tx(async tx => {
        const { meeting, shared } = await open(tx, ask.params.meeting)
        const one = form.ok ? shared.find(of => of.entry === form.data.entry) : undefined
        if (!one) throw new NotFound()
        const only = await accountsNotOpened(tx, meeting.matter, one)
        if (only.length > 0)
          await enqueue(
            tx,
            tellSharedOfMeeting,
            { meeting: meeting.matter, entry: one.entry, only, round: ask.commandId },
            { key: `${one.entry} ${ask.commandId}` },
          )
      })
      return go(`${addressOfMeeting(ask.params.meeting)}/share`)
    },
  }),
]
