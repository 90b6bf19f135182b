import { z } from 'zod'
import { type FieldErrors, NotificationBanner, type Typed } from '../../../design-system/index.ts'
import { plural } from '../../../guidance/index.ts'
import { go, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type AccountId, type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { type Acknowledged, acknowledgeSeveral } from '../feedback/acknowledge-several.ts'
import { type Assigned, assignConcerns, mostAtOnce } from './assign.ts'
import { QueuePage } from './queue.page.tsx'
import { handsOfTheBridge, pageLength, readQueue, type Sought } from './queue.queries.ts'
import { askedOfQueue, queueHref } from './sought.ts'

const looked = z.object(askedOfQueue)
const query = looked.extend({
  assigned: z.coerce.number().int().min(0).max(mostAtOnce).optional().catch(undefined),
  told: z.coerce.number().int().min(0).max(mostAtOnce).optional().catch(undefined),
  left: z.coerce.number().int().min(0).max(mostAtOnce).catch(0),
})

type QueueAsk = Pick<Ask, 'tx' | 'page' | 'actor' | 'today' | 'csrf' | 'newCommandId'>

const showQueue = async (
  ask: QueueAsk,
  asked: z.output<typeof looked>,
  more: { errors?: FieldErrors; done?: string | undefined } = {},
): Promise<Reply> => {
  const { show: shown, stage, due, danger, form, source } = asked
  const sought: Sought = { stage, due, danger, form, source }
  const { read, page, hands } = await ask.tx(async tx => {
    const looking = (page: number) => readQueue(tx, { show: shown, page, ...sought, today: ask.today })
    const read = await looking(asked.page)
    // Decided meanwhile, a queue may have fewer pages than the one that is asked for: then its last is shown.
    const last = Math.max(1, Math.ceil(read.matching / pageLength))
    const beyond = asked.page > last
    return { read: beyond ? await looking(last) : read, page: beyond ? last : asked.page, hands: await handsOfTheBridge(tx) }
  })
  const errors = more.errors ?? []
  const children = QueuePage({
    ...read,
    hands,
    show: shown,
    sought,
    page,
    today: ask.today,
    account: ask.actor().account,
    errors,
    csrf: ask.csrf,
    commandId: ask.newCommandId(),
  })
  return show(
    ask.page({
      title: 'The Bridge: what waits',
      wide: true,
      errors,
      notice: more.done ? <NotificationBanner type="success" text={more.done} /> : undefined,
      children,
    }),
    {
      status: errors.length > 0 ? 422 : 200,
      json: { counts: read.counts, facets: read.facets, matching: read.matching, show: shown, sought, page, concerns: read.rows, errors },
    },
  )
}

const assignedInWords = ({ assigned, left }: Assigned): string => {
  const done =
    assigned === 0 ? 'Nothing was changed.' : `${assigned === 1 ? 'One concern has' : `${assigned} concerns have`} changed hands.`
  return left === 0 ? done : `${done} ${plural(left, 'other')} had it so already, or no longer ${left === 1 ? 'waits' : 'wait'}.`
}

const toldInWords = ({ acknowledged, left }: Acknowledged): string => {
  const done =
    acknowledged === 0
      ? 'Nobody had to be told.'
      : `${acknowledged === 1 ? 'One referrer is' : `${acknowledged} referrers are`} told that their concern has arrived.`
  return left === 0
    ? done
    : `${done} Of ${plural(left, 'other')} the referrer was told before, gave no name, or the concern no longer waits.`
}

const listed = (typed: Typed, name: string): string[] => {
  const value = typed[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : [...value]
}

/** What was looked at when the form was sent: the reader comes back to it. */
const lookedAt = (typed: Typed): z.output<typeof looked> =>
  looked.parse(Object.fromEntries(Object.keys(askedOfQueue).map(name => [name, listed(typed, `at-${name}`)[0]])))

/** What was asked for: one concern taken or handed back by its own button, or several given to somebody. */
const assignmentFrom = (typed: Typed, own: AccountId) => {
  const [take] = listed(typed, 'take')
  const [back] = listed(typed, 'back')
  const [to] = listed(typed, 'to')
  const matters = take ? [take] : back ? [back] : listed(typed, 'concern')
  const hands = take ? own : back || to === 'nobody' ? null : to
  return {
    matters: matters.filter(isId).slice(0, mostAtOnce) as SubjectId[],
    hands: hands as AccountId | null | undefined,
    onlyOwn: back !== undefined,
  }
}

/** The queue of The Bridge, and who takes what of it. `book`: the kinds and rules in force. */
export const queueRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/bridge',
    words: 'the queue of The Bridge',
    query,
    handle: ask => {
      const { assigned, told, left, ...asked } = ask.query
      if (told !== undefined) return showQueue(ask, asked, { done: toldInWords({ acknowledged: told, left }) })
      return showQueue(ask, asked, { done: assigned === undefined ? undefined : assignedInWords({ assigned, left }) })
    },
  }),
  route({
    method: 'POST',
    url: '/bridge/assign',
    words: 'assign concerns that wait',
    body: z.record(z.string(), z.unknown()),
    handle: async ask => {
      const asked = lookedAt(ask.typed)
      const done = await ask.tx(async (tx): Promise<Assigned | FieldErrors> => {
        const { matters, hands, onlyOwn } = assignmentFrom(ask.typed, tx.actor.account)
        if (matters.length === 0) return [{ field: 'to', message: 'Choose at least one concern' }]
        if (hands === undefined || (hands !== null && !(await handsOfTheBridge(tx)).some(one => one.account === hands)))
          return [{ field: 'to', message: 'Choose somebody who works at The Bridge' }]
        const outcome = await assignConcerns(tx, book(), { id: ask.commandId as CommandId, matters, to: hands, onlyOwn })
        if (outcome.done === 'asked') throw new Error('no gate asks about an assignment')
        return outcome.answer
      })
      if (!('assigned' in done)) return showQueue(ask, asked, { errors: done })
      const [from] = listed(ask.typed, 'from')
      if (from && isId(from)) return go(`/bridge/${from}?done=assigned`)
      return go(queueHref(asked, { assigned: String(done.assigned), ...(done.left > 0 ? { left: String(done.left) } : {}) }))
    },
  }),
  route({
    method: 'POST',
    url: '/bridge/acknowledge',
    words: 'tell the referrers of several concerns that they have arrived',
    body: z.record(z.string(), z.unknown()),
    handle: async ask => {
      const asked = lookedAt(ask.typed)
      const matters = listed(ask.typed, 'concern').filter(isId).slice(0, mostAtOnce) as SubjectId[]
      const done = await ask.tx(async tx => {
        if (matters.length === 0) return undefined
        const outcome = await acknowledgeSeveral(tx, book(), { id: ask.commandId as CommandId, matters })
        if (outcome.done === 'asked') throw new Error('no gate asks about an acknowledgement')
        return outcome.answer
      })
      if (!done) return showQueue(ask, asked, { errors: [{ field: 'to', message: 'Choose at least one concern' }] })
      return go(queueHref(asked, { told: String(done.acknowledged), ...(done.left > 0 ? { left: String(done.left) } : {}) }))
    },
  }),
]
