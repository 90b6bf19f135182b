import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { askForConference, readUnit } from './ask-for-conference.ts'
import { type ChildOfConference, readChildren } from './children.queries.ts'
import { RequestPage, requestForm } from './request.page.tsx'
import { conferenceRequested } from './request.ts'

export const atPerson = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})
const anything = z.record(z.string(), z.unknown())

type Opened = { readonly child: ChildOfConference; readonly children: readonly ChildOfConference[]; readonly fromAgency: boolean }
type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'commandId' | 'page'>

const socialCare = ['social-worker', 'team-manager', 'service-manager', 'conference-chair']

const open = async (tx: Tx, person: SubjectId): Promise<Opened> => {
  const children = (await readChildren(tx, [person], true)).filter(one => one.may(conferenceRequested.name))
  const child = children.find(one => one.child === person)
  if (!child) throw new NotFound()
  return { child, children, fromAgency: !socialCare.includes(tx.actor.role) }
}

const showRequest = (ask: AnyAsk, { child, children, fromAgency }: Opened, typed: Typed, errors: FieldErrors = []): Reply =>
  show(
    ask.page({
      title: 'Ask for a conference',
      errors,
      way: { kind: 'back', href: `/people/${child.child}` },
      children: (
        <RequestPage
          child={child}
          children={children}
          fromAgency={fromAgency}
          form={{ typed, errors }}
          marks={{ csrf: ask.csrf, commandId: errors.length > 0 ? ask.commandId : ask.newCommandId() }}
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { children, errors } },
  )

/** Asking for a conference about a child. `book`: the kinds and rules in force. */
export const requestRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/conference/request',
    words: 'ask for a conference about a child',
    params: atPerson,
    handle: async ask => {
      const opened = await ask.tx(tx => open(tx, ask.params.person))
      return showRequest(ask, opened, { children: [opened.child.child], what: opened.child.onPlan ? 'review-early' : 'initial' })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/conference/request',
    words: 'ask for a conference about a child',
    params: atPerson,
    body: anything,
    labels: requestForm.labels,
    handle: ask =>
      ask.tx(async tx => {
        const opened = await open(tx, ask.params.person)
        const form = parseForm(requestForm.schema, ask.typed)
        if (!form.ok) return showRequest(ask, opened, ask.typed, form.errors)
        const children = opened.children.map(one => one.child).filter(child => form.data.children.includes(child))
        if (children.length === 0) return showRequest(ask, opened, ask.typed, [{ field: 'children', message: 'Choose at least one child' }])
        const outcome = await askForConference(tx, book(), {
          id: ask.commandId as CommandId,
          children,
          form: form.data,
          unit: opened.fromAgency ? [] : await readUnit(tx),
          askedBy: undefined,
        })
        if (outcome.done === 'asked') throw new Error('a gate stood before asking for a conference')
        return go(`/people/${opened.child.child}`)
      }),
  }),
]
