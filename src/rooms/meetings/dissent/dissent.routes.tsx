import { emptyForm, type FormState } from '../../../design-system/index.ts'
import { dayOf } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import type { AccountId, CommandId } from '../../../thread/ids.ts'
import { type Holder, raiseChallenge } from '../../commands.ts'
import { agencyOf } from '../actions/accounts.queries.ts'
import { addressOfMeeting } from '../page/address.ts'
import { atMeeting, openMeeting } from '../page/meeting.routes.tsx'
import type { MeetingOnRecord } from '../page/on-record.ts'
import { DissentPage, type WhoDisagrees } from './dissent.page.tsx'
import { dissentFrom, meetingDissent } from './dissent.ts'
import { dissentForm } from './dissent-form.ts'

/** Whoever may be named as not agreeing: the asker; for whoever keeps the meeting also each professional who was invited. */
type Named = WhoDisagrees & { readonly holder: Holder }

const namedBy = (tx: Tx, meeting: MeetingOnRecord): Named[] => {
  const { account, name } = tx.actor
  const own: Named = { value: 'me', text: `${name} (you)`, holder: { id: account, form: 'account' } }
  const invited = meeting.keeps
    ? meeting.invited.flatMap((one): Named[] => {
        const holder: Holder | undefined = one.account
          ? { id: one.account, form: 'account' }
          : one.agency
            ? { id: one.agency, form: 'agency' }
            : undefined
        return holder && holder.id !== account ? [{ value: one.entry, text: [one.name, one.of].filter(Boolean).join(', '), holder }] : []
      })
    : []
  return [own, ...invited]
}

const open = async (tx: Tx, matter: MeetingOnRecord['matter']): Promise<{ meeting: MeetingOnRecord; who: Named[] }> => {
  const meeting = await openMeeting(tx, matter)
  if (!meeting.may(meetingDissent)) throw new NotFound()
  return { meeting, who: namedBy(tx, meeting) }
}

const showDissent = (
  ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId'>,
  { meeting, who }: { meeting: MeetingOnRecord; who: readonly WhoDisagrees[] },
  form: FormState,
): Reply =>
  show(
    ask.page({
      title: 'Where somebody does not agree',
      errors: form.errors,
      way: { kind: 'back', href: addressOfMeeting(meeting.matter) },
      children: <DissentPage meeting={meeting} who={who} form={form} marks={{ csrf: ask.csrf, commandId: ask.newCommandId() }} />,
    }),
    {
      status: form.errors.length > 0 ? 422 : 200,
      json: { dissents: meeting.of(meetingDissent).map(one => ({ ...one.facts, ...one.said })), errors: form.errors },
    },
  )

/** Somebody does not agree with what a meeting decided: by name and agency, and a challenge is open with whoever chairs. `book`: the kinds and rules in force. */
export const dissentRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/meetings/:meeting/dissent',
    words: 'where somebody does not agree',
    params: atMeeting,
    handle: async ask => {
      const found = await ask.tx(tx => open(tx, ask.params.meeting), 'reading who did not agree')
      return showDissent(ask, found, emptyForm)
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/dissent',
    words: 'saying that somebody does not agree',
    params: atMeeting,
    body: dissentForm.schema,
    labels: dissentForm.labels,
    handle: async ask => {
      const { form } = ask
      const result = await ask.tx(async tx => {
        const found = await open(tx, ask.params.meeting)
        if (!form.ok) return { ...found, errors: form.errors }
        const { meeting, who } = found
        const dissenter = who.length === 1 ? who[0] : who.find(one => one.value === form.data.who)
        if (!dissenter) return { ...found, errors: [{ field: 'who', message: 'Choose who does not agree' }] }
        const { from, why, wants } = form.data
        const of = await agencyOf(tx, dissenter.holder.id)
        const decided = meeting.held?.at ?? meeting.at
        const outcome = await raiseChallenge(tx, book(), {
          id: ask.commandId as CommandId,
          raised: {
            about:
              meeting.type === 'strategy'
                ? 'strategy-decision'
                : meeting.type.endsWith('conference')
                  ? 'conference-decision'
                  : from === 'actions'
                    ? 'action'
                    : 'plan',
            decidedOn: decided < tx.actor.at ? dayOf(decided) : ask.today,
            urgent: false,
            children: meeting.children.map(one => one.child),
            meeting: meeting.matter,
            whom: meeting.chair ? `${meeting.chair.name} (chair)` : 'whoever chairs',
            decision: `${meeting.words}: ${dissentFrom[from]}`,
            situation: why,
            wants,
            challengers: [dissenter.holder],
            challenged: meeting.chair ? [{ id: meeting.chair.holder as AccountId, form: 'account' }] : [],
            tells: [],
          },
          beside: {
            kinds: [meetingDissent],
            writes: [meeting.matter],
            entries: ({ challenge, act }) => [
              {
                subject: meeting.matter,
                act,
                kind: meetingDissent,
                happened: { at: tx.actor.at, precision: 'moment' },
                audience: 'professionals',
                parts: {
                  record: {
                    facts: { ...(of ? { agency: of.agency } : {}), agencyKind: of?.kind ?? 'other-authority', from, challenge },
                    narrative: { name: dissenter.text.replace(/ \(you\)$/, ''), why, wants },
                  },
                },
              },
            ],
          },
        })
        if (outcome.done === 'asked') throw new Error('a gate stood before a dissent')
        return { ...found, errors: [] }
      })
      return result.errors.length > 0
        ? showDissent(ask, result, { typed: ask.typed, errors: result.errors })
        : go(addressOfMeeting(ask.params.meeting))
    },
  }),
]
