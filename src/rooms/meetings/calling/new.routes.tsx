import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import { dueInWords } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Draft } from '../../../kernel/http/drafts.ts'
import { discardKept, draftShown, type KeptAt, keepTyped, sendKept } from '../../../kernel/http/kept-form.tsx'
import { NotFound, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type AccountId, type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { readStanding, sayOf } from '../../family/index.ts'
import { addressOfMeeting } from '../page/address.ts'
import { type AroundMeeting, readAroundMeeting } from './around.queries.ts'
import { callForm, isMeetingType, keptCall, readCall } from './call-form.ts'
import { callMeeting, type Invitee } from './call-meeting.ts'
import { expectedInvitees } from './expected.ts'
import { type MeetingType, meetingWords, oneOf } from './meeting.ts'
import { NewMeetingPage, WhichMeetingPage } from './new.page.tsx'

const id = z.string().refine(isId)
const atPerson = z.object({ person: id.transform(text => text as SubjectId) })
const anything = z.record(z.string(), z.unknown())
const types = Object.keys(meetingWords) as MeetingType[]
const ofType = z.object({ type: z.string().optional() })

const byMail = statement<{ account: AccountId; name: string; mail: string }>(
  'accounts-by-mail',
  null,
  `select account_id as account, name, lower(email) as mail from gt.account where partnership_id = $1 and lower(email) = any ($2) and active
     and gt.may_come($1, account_id, 'invited', '{}') limit 40`,
)

/** Those who sign in with these addresses and whose role comes to meetings, as they are invited; or the addresses that nobody such signs in with: of a family nobody is named by it. */
export const inviteesByMail = async (tx: Tx, mails: readonly string[]): Promise<{ invitees: Invitee[]; unknown: string[] }> => {
  const wanted = [...new Set(mails.map(mail => mail.toLowerCase()))]
  if (wanted.length === 0) return { invitees: [], unknown: [] }
  const rows = await tx.run(byMail, [tx.actor.partnership, wanted])
  return {
    invitees: rows.map((row): Invitee => ({ as: 'professional', name: row.name, account: row.account })),
    unknown: wanted.filter(mail => !rows.some(row => row.mail === mail)),
  }
}

type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page' | 'actor' | 'today'>

/** What asks for each meeting and by when, of those that one rule asks for. */
const asksFor: Readonly<Partial<Record<MeetingType, string>>> = { strategy: 'strategy-due' }

/** A meeting to be called: who is around the child, and what of the child asks for a meeting. */
type Opened = AroundMeeting & { readonly standing: Awaited<ReturnType<typeof readStanding>> }

const open = async (tx: Tx, person: SubjectId): Promise<Opened> => {
  const around = await readAroundMeeting(tx, person)
  if (!around) throw new NotFound()
  return { ...around, standing: await readStanding(tx, person, Object.values(asksFor)) }
}

const addressOf = (person: SubjectId): string => `/people/${person}/meetings/new`

const keptAt = (person: SubjectId, type: MeetingType): KeptAt => ({
  name: `meeting ${person} ${type}`,
  action: `${addressOf(person)}?type=${type}`,
  leave: `/people/${person}`,
})

/** The type in the address, or nothing to be found. */
const typeOf = ({ type = '' }: { readonly type?: string | undefined }): MeetingType => {
  if (!isMeetingType(type)) throw new NotFound()
  return type
}

const dueOf = (type: MeetingType, { standing, children }: Opened, book: Book, today: Ask['today']) =>
  standing.flatMap(row => {
    const rule = book.rules.find(one => one.id === row.rule)
    return rule && row.rule === asksFor[type] && row.due_on
      ? [{ text: sayOf(rule.says({ ...row, dueOn: row.due_on }), children[0]?.called ?? null), when: `${dueInWords(row.due_on, today)}.` }]
      : []
  })

const showNew = (
  ask: AnyAsk,
  person: SubjectId,
  type: MeetingType,
  around: Opened,
  book: Book,
  draft: Draft<Typed> | undefined,
  errors: FieldErrors = [],
) =>
  show(
    ask.page({
      title: `Call ${oneOf(type)}`,
      errors,
      way: { kind: 'back', href: `/people/${person}` },
      islands: ['autosave.js'],
      children: (
        <NewMeetingPage
          type={type}
          action={addressOf(person)}
          around={around}
          form={{ typed: draft?.body ?? {}, errors }}
          draft={draftShown(draft)}
          self={ask.actor().account}
          due={dueOf(type, around, book, ask.today)}
          today={ask.today}
          marks={{ csrf: ask.csrf, commandId: ask.newCommandId() }}
        />
      ),
    }),
    {
      status: errors.length > 0 ? 422 : 200,
      json: { type, children: around.children, expected: expectedInvitees(type, around.around), errors },
    },
  )

/** Calling a meeting about a child. `book`: the kinds and rules in force. */
export const callingRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/meetings/new',
    words: 'call a meeting about a child',
    params: atPerson,
    query: ofType,
    handle: async ask => {
      const { person } = ask.params
      const { type = '' } = ask.query
      const { around, draft } = await ask.tx(
        async tx => ({
          around: await open(tx, person),
          draft: isMeetingType(type) ? await keptCall.of(tx, keptAt(person, type).name) : undefined,
        }),
        'calling a meeting',
      )
      if (isMeetingType(type)) return showNew(ask, person, type, around, book(), draft)
      return show(
        ask.page({
          title: 'Call a meeting',
          way: { kind: 'back', href: `/people/${person}` },
          children: <WhichMeetingPage name={around.children[0]?.name ?? ''} action={addressOf(person)} types={types} />,
        }),
        { json: { types } },
      )
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/meetings/new',
    words: 'call a meeting about a child',
    params: atPerson,
    query: ofType,
    body: anything,
    labels: callForm.labels,
    handle: ask => {
      const { person } = ask.params
      const type = typeOf(ask.query)
      return sendKept(ask, keptCall, keptAt(person, type), {
        open: tx => open(tx, person),
        send: async (tx, around, typed) => {
          const read = readCall(typed, type, around, ask.now)
          const { invitees, unknown } = await inviteesByMail(tx, read.ok ? read.data.mails : [])
          const errors = [
            ...(read.ok ? [] : read.errors),
            ...unknown.map(mail => ({ field: 'more', message: `Nobody signs in here with ${mail}: check it, or name them below` })),
          ]
          if (!read.ok || errors.length > 0) return { errors }
          const { mails: _mails, ...call } = read.data
          const done = await callMeeting(tx, book(), {
            ...call,
            id: ask.commandId as CommandId,
            type,
            children: call.children.map(one => ({ child: one.child, name: one.name, ...(one.born ? { born: one.born } : {}) })),
            invitees: [...call.invitees, ...invitees.filter(one => !call.invitees.some(other => other.account === one.account))],
            // Of the children it is about: who manages the work with somebody else of the household has no part in it by that.
            managers: around.managers.filter(one => call.children.some(child => child.child === one.of)).map(one => one.team),
            now: ask.now,
          })
          if (done.done === 'kept-out') {
            const message = `${done.names.join(', ')} cannot come to this meeting: somebody of another name has to be asked, or nobody of them`
            return { errors: [{ field: 'more', message }] }
          }
          if (done.done === 'asked') throw new Error('a gate stood before the calling of a meeting')
          return { to: addressOfMeeting(done.answer.matter) }
        },
        again: (around, draft, errors) => showNew(ask, person, type, around, book(), draft, errors),
      })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/meetings/new/keep',
    words: 'keep the call of a meeting while it is typed',
    params: atPerson,
    query: ofType,
    body: anything,
    handle: ask => keepTyped(ask, keptCall, keptAt(ask.params.person, typeOf(ask.query)), tx => open(tx, ask.params.person)),
  }),
  route({
    method: 'POST',
    url: '/people/:person/meetings/new/discard',
    words: 'throw away the call of a meeting that is not sent yet',
    params: atPerson,
    query: ofType,
    body: anything,
    handle: ask => discardKept(ask, keptCall, keptAt(ask.params.person, typeOf(ask.query)), tx => open(tx, ask.params.person)),
  }),
]
