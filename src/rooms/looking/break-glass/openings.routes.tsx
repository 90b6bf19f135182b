import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import { dayOf, plusHours } from '../../../guidance/index.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId } from '../../../thread/ids.ts'
import { OpeningPage, OpeningsPage } from './openings.page.tsx'
import { type Opening, openingOf, openingsRate, openingsTold, openingsToReview } from './openings.queries.ts'
import { reviewForm } from './review-form.ts'
import { type Reviewed, reviewOpening } from './review-opening.ts'

const params = z.object({ opening: z.string().refine(isId) })
const fourWeeks = 4 * 7 * 24

const refusals: Readonly<Partial<Record<Reviewed, string>>> = {
  'in-line': 'You opened or confirmed this, or work in a team with whoever did: somebody outside that team reviews it.',
  closed: 'This record is closed to all but named people: ask one of them to name you, or to have it reviewed by one of them.',
}

const showOne = (
  ask: Pick<Ask, 'actor' | 'csrf' | 'newCommandId' | 'page'>,
  opening: Opening,
  more: { typed?: Typed; errors?: FieldErrors; refused?: string } = {},
): Reply => {
  const { typed = {}, errors = [], refused = null } = more
  const { grants } = ask.actor()
  return show(
    ask.page({
      title: 'Opened in an emergency',
      errors,
      way: { kind: 'back', href: '/openings' },
      children: (
        <OpeningPage
          opening={opening}
          form={{ typed, errors }}
          mayReview={grants.has('anyone/page:POST /openings/:opening')}
          looks={grants.has('anyone/looks')}
          refused={refused}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
        />
      ),
    }),
    { status: errors.length > 0 || refused ? 422 : 200, json: { opening, errors, refused } },
  )
}

/** What was opened in an emergency, and its review. `book`: the kinds and rules in force. */
export const openingsRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/openings',
    words: 'what was opened in an emergency',
    handle: async ask => {
      const since = plusHours(ask.now, -fourWeeks)
      const { rate, total, waiting, others } = await ask.tx(async tx => {
        if (!tx.actor.grants.has('anyone/openings')) return { rate: null, total: 0, waiting: [], others: await openingsTold(tx) }
        const { total, waiting, reviewed } = await openingsToReview(tx, since)
        return { rate: await openingsRate(tx, since, dayOf(since)), total, waiting, others: reviewed }
      })
      return show(
        ask.page({
          title: 'Opened in an emergency',
          children: <OpeningsPage rate={rate} total={total} waiting={waiting} others={others} today={ask.today} />,
        }),
        { json: { rate, total, waiting, others } },
      )
    },
  }),
  route({
    method: 'GET',
    url: '/openings/:opening',
    words: 'one opening in an emergency',
    params,
    handle: async ask => {
      const opening = await ask.tx(tx => openingOf(tx, ask.params.opening))
      if (!opening) throw new NotFound()
      return showOne(ask, opening)
    },
  }),
  route({
    method: 'POST',
    url: '/openings/:opening',
    words: 'reviewing an opening in an emergency',
    params,
    body: reviewForm.schema,
    labels: reviewForm.labels,
    handle: async ask => {
      const { form } = ask
      const { opening, done } = await ask.tx(async tx => {
        const opening = await openingOf(tx, ask.params.opening)
        if (!opening) throw new NotFound()
        if (!form.ok) return { opening, done: null }
        return { opening, done: await reviewOpening(tx, book(), { id: ask.commandId as CommandId, opening, form: form.data }) }
      })
      if (!form.ok) return showOne(ask, opening, { typed: ask.typed, errors: form.errors })
      if (done === 'not-found') throw new NotFound()
      const refused = done ? refusals[done] : undefined
      return refused ? showOne(ask, opening, { typed: ask.typed, refused }) : go(`/openings/${opening.id}`)
    },
  }),
]
