import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import { isId } from '../../../thread/ids.ts'
import { UnusualLookPage, UnusualPage } from './unusual.page.tsx'
import { settleUnusual, type Unusual, unusualLook, unusualLooks } from './unusual.queries.ts'
import { unusualForm } from './unusual-form.ts'

const params = z.object({ unusual: z.string().refine(isId) })

const showOne = (ask: Pick<Ask, 'csrf' | 'newCommandId' | 'page'>, look: Unusual, typed: Typed = {}, errors: FieldErrors = []): Reply =>
  show(
    ask.page({
      title: 'An unusual look',
      errors,
      way: { kind: 'back', href: '/unusual' },
      children: <UnusualLookPage look={look} form={{ typed, errors }} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    { status: errors.length > 0 ? 422 : 200, json: { look, errors } },
  )

/** Looks that whoever answers for records goes through, and what became of each. */
export const unusualRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/unusual',
    words: 'unusual looks',
    handle: async ask => {
      const looks = await ask.tx(unusualLooks)
      return show(ask.page({ title: 'Unusual looks', children: <UnusualPage {...looks} /> }), { json: looks })
    },
  }),
  route({
    method: 'GET',
    url: '/unusual/:unusual',
    words: 'an unusual look',
    params,
    handle: async ask => {
      const look = await ask.tx(tx => unusualLook(tx, ask.params.unusual))
      if (!look) throw new NotFound()
      return showOne(ask, look)
    },
  }),
  route({
    method: 'POST',
    url: '/unusual/:unusual',
    words: 'what became of an unusual look',
    params,
    body: unusualForm.schema,
    labels: unusualForm.labels,
    handle: async ask => {
      const { form } = ask
      const look = await ask.tx(async tx => {
        const found = await unusualLook(tx, ask.params.unusual)
        if (!found) throw new NotFound()
        if (form.ok) await settleUnusual(tx, found.id, form.data.outcome, form.data.words)
        return found
      })
      return form.ok ? go('/unusual') : showOne(ask, look, ask.typed, form.errors)
    },
  }),
]
