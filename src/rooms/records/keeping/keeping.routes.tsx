import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, type EntryId, isId, type SubjectId } from '../../../thread/ids.ts'
import { replyForm, requestForm } from '../access/access.forms.ts'
import { requestsWaiting } from '../access/access.queries.ts'
import { replyToRequest, takeRequest } from '../access/answer-request.ts'
import { copiesOf } from '../copy/copy.queries.ts'
import { agreeToErasure, askForErasure, type Erased, turnDownErasure } from './erase-record.ts'
import { endHold, holdRecord } from './hold-record.ts'
import { answerForm, askForm, endForm, findForm, holdForm } from './keeping.forms.ts'
import { KeptPage, KeptRecordPage } from './keeping.page.tsx'
import { endingsDecided, recordKeptOf, recordsEnded, recordsNamed } from './keeping.queries.ts'

const id = z.string().refine(isId)
const params = z.object({ record: id })
const purpose = 'how long records are kept'

const refusals: Readonly<Partial<Record<Erased, string>>> = {
  'not-yet': 'The time of this record is not over: something was told in it since, or a number was changed.',
  held: 'A legal hold stands or somebody waits for a copy: nothing of this record may be destroyed.',
  asked: 'Somebody has asked for this already.',
  'same-person': 'You asked for it yourself: somebody else has to agree.',
  'not-apart':
    'Whoever asked and you were brought in by one hand: one of you invited the other, or the same person invited both of you lately. Somebody else has to agree, or say of one of you that they know who it is.',
  'not-sealed': 'Something in this record was written so lately that it is not sealed yet. Try again in some minutes.',
  'merged-since': 'Another record was made one with this after it was asked for: turn it down, and ask again for all of it.',
}

type Asking = Pick<Ask, 'tx' | 'today' | 'csrf' | 'newCommandId' | 'page'>
type Sent = {
  which: 'hold' | 'end' | 'ask' | 'answer' | 'request' | 'reply'
  typed: Typed
  errors?: FieldErrors
  refused?: string | undefined
}

const showOne = async (ask: Asking, person: SubjectId, sent?: Sent): Promise<Reply> => {
  const { record, requests, copies } = await ask.tx(
    async tx => ({
      record: await recordKeptOf(tx, person),
      requests: await requestsWaiting(tx, person),
      copies: await copiesOf(tx, person),
    }),
    purpose,
  )
  if (!record) throw new NotFound()
  const errors = sent?.errors ?? []
  return show(
    ask.page({
      title: 'How long this record is kept',
      errors,
      way: { kind: 'back', href: '/kept' },
      children: (
        <KeptRecordPage
          record={record}
          requests={requests}
          copies={copies}
          today={ask.today}
          ended={!record.held && record.until !== null && record.until < ask.today}
          asked={sent?.which ?? null}
          form={{ typed: sent?.typed ?? {}, errors }}
          refused={sent?.refused ?? null}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
        />
      ),
    }),
    { status: sent ? 422 : 200, json: { record, requests, copies, errors, refused: sent?.refused ?? null } },
  )
}

const showAll = async (
  ask: Asking,
  looked?: { typed: Typed; errors: FieldErrors; for: Parameters<typeof recordsNamed>[1] | null },
): Promise<Reply> => {
  const { ended, requests, decided, found } = await ask.tx(
    async tx => ({
      ended: await recordsEnded(tx, ask.today),
      requests: await requestsWaiting(tx, null),
      decided: await endingsDecided(tx),
      found: looked?.for ? await recordsNamed(tx, looked.for) : null,
    }),
    purpose,
  )
  const errors = looked?.errors ?? []
  return show(
    ask.page({
      title: 'What is kept',
      errors,
      wide: true,
      children: (
        <KeptPage
          ended={ended}
          requests={requests}
          today={ask.today}
          decided={decided}
          form={{ typed: looked?.typed ?? {}, errors }}
          found={found}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { ended, requests, decided, found, errors } },
  )
}

/** How long records are kept, what holds them, and their destruction by two people. `book`: the kinds and rules in force. */
export const keepingRoutes = (book: () => Book): readonly Route[] => [
  route({ method: 'GET', url: '/kept', words: 'what is kept and what has come to its end', handle: ask => showAll(ask) }),
  route({
    method: 'POST',
    url: '/kept/find',
    words: 'finding a record by a name',
    body: findForm.schema,
    labels: findForm.labels,
    handle: ask =>
      showAll(ask, {
        typed: ask.typed,
        errors: ask.form.ok ? [] : ask.form.errors,
        for: ask.form.ok ? ask.form.data : null,
      }),
  }),
  route({
    method: 'GET',
    url: '/kept/:record',
    words: 'how long one record is kept',
    params,
    handle: ask => showOne(ask, ask.params.record as SubjectId),
  }),
  route({
    method: 'POST',
    url: '/kept/:record/holds',
    words: 'keeping a record for a legal reason',
    params,
    body: holdForm.schema,
    labels: holdForm.labels,
    handle: async ask => {
      const person = ask.params.record as SubjectId
      const { form } = ask
      if (!form.ok) return showOne(ask, person, { which: 'hold', typed: ask.typed, errors: form.errors })
      const done = await ask.tx(tx => holdRecord(tx, book(), { id: ask.commandId as CommandId, person, form: form.data }), purpose)
      if (!done) throw new NotFound()
      return go(`/kept/${person}`)
    },
  }),
  route({
    method: 'POST',
    url: '/kept/:record/holds/:hold',
    words: 'ending a legal hold',
    params: params.extend({ hold: id }),
    body: endForm.schema,
    labels: endForm.labels,
    handle: async ask => {
      const person = ask.params.record as SubjectId
      const { form } = ask
      if (!form.ok) return showOne(ask, person, { which: 'end', typed: ask.typed, errors: form.errors })
      const command = { id: ask.commandId as CommandId, person, hold: ask.params.hold as EntryId, why: form.data.over }
      if (!(await ask.tx(tx => endHold(tx, book(), command), purpose))) throw new NotFound()
      return go(`/kept/${person}`)
    },
  }),
  route({
    method: 'POST',
    url: '/kept/:record/requests',
    words: 'writing down a request for a record',
    params,
    body: requestForm.schema,
    labels: requestForm.labels,
    handle: async ask => {
      const person = ask.params.record as SubjectId
      const { form } = ask
      if (!form.ok) return showOne(ask, person, { which: 'request', typed: ask.typed, errors: form.errors })
      if (form.data.on > ask.today)
        return showOne(ask, person, {
          which: 'request',
          typed: ask.typed,
          errors: [{ field: 'on', message: 'The request cannot have arrived in the future' }],
        })
      const done = await ask.tx(tx => takeRequest(tx, book(), { id: ask.commandId as CommandId, person, form: form.data }), purpose)
      if (!done) throw new NotFound()
      return go(`/kept/${person}`)
    },
  }),
  route({
    method: 'POST',
    url: '/kept/:record/requests/:request',
    words: 'answering a request for a record',
    params: params.extend({ request: id }),
    body: replyForm.schema,
    labels: replyForm.labels,
    handle: async ask => {
      const person = ask.params.record as SubjectId
      const { form } = ask
      if (!form.ok) return showOne(ask, person, { which: 'reply', typed: ask.typed, errors: form.errors })
      const command = { id: ask.commandId as CommandId, person, request: ask.params.request as EntryId, form: form.data }
      const done = await ask.tx(async tx => {
        // A copy that was begun goes by its own way: looked through by a second person, and handed over.
        if (
          form.data.reply === 'sent' &&
          (await copiesOf(tx, person)).some(one => one.request === command.request && one.state !== 'handed-over')
        )
          return 'copy-begun' as const
        return replyToRequest(tx, book(), command)
      }, purpose)
      if (done === 'copy-begun')
        return showOne(ask, person, {
          which: 'reply',
          typed: ask.typed,
          errors: [{ field: 'reply', message: 'A copy is being prepared: hand that over once a second person has let it go' }],
        })
      if (!done) throw new NotFound()
      return go(`/kept/${person}`)
    },
  }),
  route({
    method: 'POST',
    url: '/kept/:record/erasures',
    words: 'asking for a record to be destroyed',
    params,
    body: askForm.schema,
    labels: askForm.labels,
    handle: async ask => {
      const person = ask.params.record as SubjectId
      const { form } = ask
      if (!form.ok) return showOne(ask, person, { which: 'ask', typed: ask.typed, errors: form.errors })
      const done = await ask.tx(tx => askForErasure(tx, book(), { person, reason: form.data.reason }), purpose)
      if (done === 'not-found') throw new NotFound()
      return done === 'done' ? go(`/kept/${person}`) : showOne(ask, person, { which: 'ask', typed: ask.typed, refused: refusals[done] })
    },
  }),
  route({
    method: 'POST',
    url: '/kept/:record/erasures/:ending',
    words: 'agreeing that a record is destroyed, or not',
    params: params.extend({ ending: id }),
    body: answerForm.schema,
    labels: answerForm.labels,
    handle: async ask => {
      const person = ask.params.record as SubjectId
      const { form } = ask
      if (!form.ok) return showOne(ask, person, { which: 'answer', typed: ask.typed, errors: form.errors })
      const { ending } = ask.params
      const { answer, looked } = form.data
      const done = await ask.tx(
        tx =>
          answer === 'agree'
            ? agreeToErasure(tx, book(), { person, ending, answer: looked })
            : turnDownErasure(tx, { ending, answer: looked }),
        purpose,
      )
      if (done === 'not-found') throw new NotFound()
      return done === 'done' ? go('/kept') : showOne(ask, person, { which: 'answer', typed: ask.typed, refused: refusals[done] })
    },
  }),
]
