import { z } from 'zod'
import { emptyForm, type FieldErrors, type FormState, type Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type AccountId, type AgencyId, type CommandId, type EntryId, isId } from '../../../thread/ids.ts'
import { addressOfMeeting } from '../page/address.ts'
import { boxesOf } from '../page/form-fields.ts'
import { readMatter } from '../page/matter.ts'
import { atMeeting, openMeeting } from '../page/meeting.routes.tsx'
import type { MeetingOnRecord } from '../page/on-record.ts'
import { accountByMail, agenciesToAsk } from './accounts.queries.ts'
import { action, meetingAction } from './action.ts'
import { actionForm, answerForm, doneForm, rightForm } from './action-form.ts'
import { ActionsPage, OneActionPage, type OwnerChoice } from './actions.page.tsx'
import { answerAction, askAction, type BothSides, EndedBefore, endAction, type Owner, putActionRight, saidBefore } from './ask-action.ts'
import { type ActionOnMeeting, actionOfMeeting, actionsOfMeeting } from './of-meeting.ts'

const atOne = atMeeting.extend({
  entry: z
    .string()
    .refine(isId)
    .transform(text => text as EntryId),
})

/** Whoever may be asked, as the form names them: those of the meeting first, then the agencies. */
const ownersOf = async (tx: Tx, meeting: MeetingOnRecord): Promise<OwnerChoice[]> => {
  const there = new Map<string, string>()
  for (const { holder, form, as, name, of } of meeting.holders)
    if (['meeting-chair', 'minutes', 'invited'].includes(as) && form !== 'team' && !there.has(`${form}:${holder}`))
      there.set(`${form}:${holder}`, [name, of].filter(Boolean).join(', '))
  for (const { agency, name } of await agenciesToAsk(tx))
    if (!there.has(`agency:${agency}`)) there.set(`agency:${agency}`, `${name} (the agency)`)
  return [...there].map(([value, text]) => ({ value, text }))
}

type Form = z.output<typeof actionForm.schema>

/** Who was chosen, or what is wrong with the choice. */
const ownerOf = async (
  tx: Tx,
  form: Form,
  owners: readonly OwnerChoice[],
): Promise<{ owner: Owner | undefined } | { errors: FieldErrors }> => {
  if (!form.owner) return { owner: undefined }
  if (form.owner === 'named') return { owner: { sort: 'named', name: form.ownerName?.trim() ?? '' } }
  if (form.owner === 'mail') {
    const found = await accountByMail(tx, form.ownerMail ?? '', 'action-owner')
    return found
      ? { owner: { sort: 'account', id: found.account, name: found.name } }
      : { errors: [{ field: 'ownerMail', message: 'Nobody signs in here with this address' }] }
  }
  const chosen = owners.find(one => one.value === form.owner)
  const [sort, id] = form.owner.split(':')
  if (!chosen || !id) return { errors: [{ field: 'owner', message: 'Choose who does it' }] }
  const name = chosen.text.replace(/ \(the agency\)$/, '')
  return { owner: sort === 'agency' ? { sort, id: id as AgencyId, name } : { sort: 'account', id: id as AccountId, name } }
}

const childOf = (meeting: MeetingOnRecord, child: string | undefined) => meeting.children.find(one => one.child === child)?.child

type PageAsk = Pick<Ask, 'page' | 'csrf' | 'newCommandId' | 'today'>

const jsonOf = (one: ActionOnMeeting) => ({
  entry: one.asked.root,
  what: one.asked.said['what'],
  measure: one.asked.said['measure'],
  risk: one.asked.said['risk'],
  owner: one.owner,
  dueOn: one.asked.facts.dueOn,
  accepted: one.answer?.facts.accepted ?? null,
  outcome: one.done?.facts.outcome ?? null,
  lacks: one.lacks,
})

const showList = (ask: PageAsk, meeting: MeetingOnRecord, owners: readonly OwnerChoice[], form: FormState): Reply =>
  show(
    ask.page({
      title: 'Actions of a meeting',
      errors: form.errors,
      way: { kind: 'back', href: addressOfMeeting(meeting.matter) },
      children: (
        <ActionsPage
          meeting={meeting}
          owners={owners}
          form={form}
          today={ask.today}
          marks={{ csrf: ask.csrf, commandId: ask.newCommandId() }}
        />
      ),
    }),
    { status: form.errors.length > 0 ? 422 : 200, json: { actions: actionsOfMeeting(meeting).map(jsonOf), errors: form.errors } },
  )

const typedFrom = ({ asked }: ActionOnMeeting): Typed => ({
  what: asked.said['what'],
  measure: asked.said['measure'],
  risk: asked.said['risk'],
  child: asked.facts.child,
  ...boxesOf('dueOn', asked.facts.dueOn),
})

const showOne = (ask: PageAsk, meeting: MeetingOnRecord, one: ActionOnMeeting, form: FormState): Reply =>
  show(
    ask.page({
      title: 'An action of a meeting',
      errors: form.errors,
      way: { kind: 'back', href: `${addressOfMeeting(meeting.matter)}/actions` },
      children: (
        <OneActionPage
          meeting={meeting}
          one={one}
          form={form}
          today={ask.today}
          mark={() => ({ csrf: ask.csrf, commandId: ask.newCommandId() })}
        />
      ),
    }),
    { status: form.errors.length > 0 ? 422 : 200, json: { ...jsonOf(one), errors: form.errors } },
  )

/** A meeting that the asker keeps, and one of its actions; otherwise there is nothing to be found. */
const openOne = async (tx: Tx, at: z.output<typeof atOne>): Promise<{ meeting: MeetingOnRecord; one: ActionOnMeeting }> => {
  const meeting = await openMeeting(tx, at.meeting)
  const one = actionOfMeeting(meeting, at.entry)
  if (!one || !meeting.may(meetingAction)) throw new NotFound()
  return { meeting, one }
}

/** Where an action stands on both of its matters, for whoever keeps the meeting. Refuses (not found) whoever has not come into the action's own. */
const sidesOf = async (tx: Tx, meeting: MeetingOnRecord, one: ActionOnMeeting): Promise<BothSides> => {
  const matter = await readMatter(tx, one.asked.facts.action)
  const [own] = matter?.of(action) ?? []
  if (!own) throw new NotFound()
  return { meeting: meeting.matter, asked: one.asked.root, matter: one.asked.facts.action, own: own.root }
}

/** What a meeting asks for: the list with what each still needs, asking for more, putting one right and ending it. `book`: the kinds and rules in force. */
export const actionsRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/meetings/:meeting/actions',
    words: 'what a meeting asks for',
    params: atMeeting,
    handle: async ask => {
      const { meeting, owners } = await ask.tx(async tx => {
        const found = await openMeeting(tx, ask.params.meeting)
        return { meeting: found, owners: found.may(meetingAction) ? await ownersOf(tx, found) : [] }
      }, 'reading the actions of a meeting')
      return showList(ask, meeting, owners, emptyForm)
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/actions',
    words: 'asking for something at a meeting',
    params: atMeeting,
    body: actionForm.schema,
    labels: actionForm.labels,
    handle: async ask => {
      const { form } = ask
      const result = await ask.tx(async tx => {
        const meeting = await openMeeting(tx, ask.params.meeting)
        if (!meeting.may(meetingAction)) throw new NotFound()
        const owners = await ownersOf(tx, meeting)
        if (!form.ok) return { meeting, owners, errors: form.errors }
        const chosen = await ownerOf(tx, form.data, owners)
        if ('errors' in chosen) return { meeting, owners, errors: chosen.errors }
        const { what, measure, risk, dueOn, child } = form.data
        const outcome = await askAction(tx, book(), {
          id: ask.commandId as CommandId,
          meeting,
          asked: { what, measure, risk, dueOn, owner: chosen.owner, child: childOf(meeting, child) },
        })
        return outcome.done === 'kept-out'
          ? { meeting, owners, errors: [{ field: 'owner', message: `${outcome.names.join(', ')} cannot be asked: ask somebody else` }] }
          : { meeting }
      })
      if (result.errors) return showList(ask, result.meeting, result.owners, { typed: ask.typed, errors: result.errors })
      return go(`${addressOfMeeting(ask.params.meeting)}/actions`)
    },
  }),
  route({
    method: 'GET',
    url: '/meetings/:meeting/actions/:entry',
    words: 'an action of a meeting, for whoever keeps it',
    params: atOne,
    handle: async ask => {
      const { meeting, one } = await ask.tx(tx => openOne(tx, ask.params), 'reading an action of a meeting')
      return showOne(ask, meeting, one, { typed: typedFrom(one), errors: [] })
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/actions/:entry',
    words: 'putting an action right',
    params: atOne,
    body: rightForm.schema,
    labels: rightForm.labels,
    handle: async ask => {
      const { form } = ask
      const { meeting, one } = await ask.tx(async tx => {
        const found = await openOne(tx, ask.params)
        if (form.ok && !found.one.done) {
          const { what, measure, risk, dueOn, child } = form.data
          await putActionRight(tx, book(), {
            id: ask.commandId as CommandId,
            sides: await sidesOf(tx, found.meeting, found.one),
            asked: { what, measure, risk, dueOn, child: childOf(found.meeting, child) },
            before: found.one.asked,
          })
        }
        return found
      })
      return form.ok
        ? go(`${addressOfMeeting(meeting.matter)}/actions`)
        : showOne(ask, meeting, one, { typed: ask.typed, errors: form.errors })
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/actions/:entry/answer',
    words: 'what somebody without an account says of an action',
    params: atOne,
    body: answerForm.schema,
    labels: answerForm.labels,
    handle: async ask => {
      const { form } = ask
      const { meeting, one } = await ask.tx(async tx => {
        const found = await openOne(tx, ask.params)
        // Whoever has an account, or works for the agency that was asked, answers themselves.
        if (!found.one.asked.facts.named) throw new NotFound()
        if (form.ok && !found.one.done)
          await answerAction(tx, book(), {
            id: ask.commandId as CommandId,
            sides: await sidesOf(tx, found.meeting, found.one),
            accepted: form.data.accepted === 'yes',
            words: form.data.words,
          })
        return found
      })
      return form.ok
        ? go(`${addressOfMeeting(meeting.matter)}/actions`)
        : showOne(ask, meeting, one, { typed: { ...typedFrom(one), ...ask.typed }, errors: form.errors })
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/actions/:entry/done',
    words: 'ending an action of a meeting',
    params: atOne,
    body: doneForm.schema,
    labels: doneForm.labels,
    handle: async ask => {
      const { form } = ask
      const end = ask.tx(async tx => {
        const found = await openOne(tx, ask.params)
        if (form.ok)
          await endAction(tx, book(), {
            id: ask.commandId as CommandId,
            sides: await sidesOf(tx, found.meeting, found.one),
            outcome: form.data.outcome,
            words: form.data.became,
          })
        return { ...found, errors: form.ok ? [] : form.errors }
      })
      const { meeting, one, errors } = await end.catch(async (error: unknown) => {
        if (!(error instanceof EndedBefore)) throw error
        return { ...(await ask.tx(tx => openOne(tx, ask.params))), errors: [saidBefore] }
      })
      return errors.length === 0
        ? go(`${addressOfMeeting(meeting.matter)}/actions`)
        : showOne(ask, meeting, one, { typed: { ...typedFrom(one), ...ask.typed }, errors })
    },
  }),
]
