import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
import { endForm, limitForm } from './limit-form.ts'
import { EndLimitPage, LimitsPage } from './limits.page.tsx'
import { accountWith, endLimit, type Limit, limitsOf, recordToLimit, type Said, sayLimit, sorts } from './limits.queries.ts'

const params = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})
const which = z.object({ sort: z.enum(sorts).optional().catch(undefined), account: z.string().refine(isId).optional().catch(undefined) })

type Opened = { readonly name: string | null; readonly limits: readonly Limit[] }

const open = async (tx: Tx, person: SubjectId): Promise<Opened> => {
  const record = await recordToLimit(tx, person)
  if (!record) throw new NotFound()
  return { name: record.name, limits: await limitsOf(tx, person) }
}

const hereOf = (person: SubjectId): string => `/people/${person}/limits`

type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page'>
const showLimits = (ask: AnyAsk, person: SubjectId, { name, limits }: Opened, typed: Typed = {}, errors: FieldErrors = []): Reply =>
  show(
    ask.page({
      title: 'Who may not see a record',
      errors,
      ...(name ? { way: { kind: 'back' as const, href: `/people/${person}`, text: 'Back to the record' } } : {}),
      children: (
        <LimitsPage
          here={hereOf(person)}
          name={name}
          limits={limits}
          form={{ typed, errors }}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { limits, errors } },
  )

const showEnd = (ask: AnyAsk, person: SubjectId, limit: Limit, typed: Typed = {}, errors: FieldErrors = []): Reply =>
  show(
    ask.page({
      title: 'Take back who may not see a record',
      errors,
      way: { kind: 'back', href: hereOf(person) },
      children: (
        <EndLimitPage here={hereOf(person)} limit={limit} form={{ typed, errors }} csrf={ask.csrf} commandId={ask.newCommandId()} />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { limit, errors } },
  )

const standing = ({ limits }: Opened, { sort, account }: z.output<typeof which>): Limit => {
  const found = limits.find(one => one.stands && one.sort === sort && one.account === (account ?? null))
  if (!found) throw new NotFound()
  return found
}

const refusals: Readonly<Record<Exclude<Said, 'done'>, string>> = {
  there: 'That holds already',
  self: 'Somebody else says this about you: ask your manager or the information governance lead',
  'not-found': 'Nobody has an account with this address',
}

/** Who may not see a record, for those who may say so: what holds, saying it, taking it back. */
export const limitsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/people/:person/limits',
    words: 'who may not see a record',
    params,
    handle: async ask => {
      const { person } = ask.params
      return showLimits(ask, person, await ask.tx(tx => open(tx, person)))
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/limits',
    words: 'saying who may not see a record',
    params,
    body: limitForm.schema,
    labels: limitForm.labels,
    handle: async ask => {
      const { person } = ask.params
      const { form } = ask
      const result = await ask.tx(async tx => {
        const opened = await open(tx, person)
        if (!form.ok) return { opened, done: null }
        const { sort, email, why } = form.data
        const account = sort === 'closed' ? null : await accountWith(tx, email ?? '')
        return { opened, done: account === undefined ? ('not-found' as const) : await sayLimit(tx, person, sort, account, why) }
      })
      if (!form.ok) return showLimits(ask, person, result.opened, ask.typed, form.errors)
      if (result.done === 'done' || !result.done) return go(hereOf(person))
      return showLimits(ask, person, result.opened, ask.typed, [
        { field: form.data.sort === 'closed' ? 'sort' : 'email', message: refusals[result.done] },
      ])
    },
  }),
  route({
    method: 'GET',
    url: '/people/:person/limits/end',
    words: 'taking back who may not see a record',
    params,
    query: which,
    handle: async ask => {
      const { person } = ask.params
      return showEnd(ask, person, standing(await ask.tx(tx => open(tx, person)), ask.query))
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/limits/end',
    words: 'taking back who may not see a record',
    params,
    body: endForm.schema,
    labels: endForm.labels,
    handle: async ask => {
      const { person } = ask.params
      const { form } = ask
      const asked = which.parse(ask.typed)
      const limit = await ask.tx(async tx => {
        const opened = await open(tx, person)
        const found = standing(opened, asked)
        if (form.ok) await endLimit(tx, person, found.sort, found.account, form.data.ended)
        return found
      })
      return form.ok ? go(hereOf(person)) : showEnd(ask, person, limit, ask.typed, form.errors)
    },
  }),
]
