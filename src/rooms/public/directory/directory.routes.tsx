import { z } from 'zod'
import type { FieldError, FormState } from '../../../design-system/index.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import { isId } from '../../../thread/ids.ts'
import { DirectoryPage, HelpFormPage, HelpPage } from './directory.page.tsx'
import { addHelp, allHelpKept, changeHelp, findHelp, helpKept } from './directory.queries.ts'
import { helpForm, isSort } from './help.ts'

const atService = z.object({ service: z.string().refine(isId) })
const anything = z.record(z.string(), z.unknown())
const wordsIn = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .slice(0, 8)
const changedMeanwhile = 'Somebody changed this service while you were writing. Open it again to see what it says now, then save'

type AnyAsk = Pick<Ask, 'page' | 'csrf' | 'newCommandId'>

const showForm = (ask: AnyAsk, action: string, seen: number | null, form: FormState, status?: number): Reply =>
  show(
    ask.page({
      title: seen === null ? 'Add a service' : 'Change a service',
      errors: form.errors,
      way: { kind: 'back', href: '/directory' },
      children: <HelpFormPage action={action} seen={seen} form={form} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    { status: status ?? (form.errors.length > 0 ? 422 : 200), json: { typed: form.typed, errors: form.errors } },
  )

/** The directory of services: for anybody to read, and for those who keep it. */
export const helpRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/services',
    words: 'services that families can go to',
    open: true,
    query: z.object({ q: z.string().max(200).catch('').default(''), sort: z.string().max(40).catch('').default('') }),
    handle: async ask => {
      const { q, sort } = ask.query
      const services = await findHelp(ask.visitor, wordsIn(q), isSort(sort) ? sort : null)
      const children = <HelpPage services={services} sought={q} sort={sort} settings={ask.settings} />
      return show(ask.page({ title: 'Find help near you', children }), { json: { services } })
    },
  }),
  route({
    method: 'GET',
    url: '/directory',
    words: 'the directory of services, to keep it',
    handle: async ask => {
      const services = await ask.tx(allHelpKept)
      return show(ask.page({ title: 'Directory of services', children: <DirectoryPage services={services} /> }), { json: { services } })
    },
  }),
  route({
    method: 'GET',
    url: '/directory/new',
    words: 'add a service',
    handle: async ask => {
      await ask.tx(async () => undefined)
      return showForm(ask, '/directory/new', null, { typed: {}, errors: [] })
    },
  }),
  route({
    method: 'POST',
    url: '/directory/new',
    words: 'add a service',
    body: anything,
    labels: helpForm.labels,
    handle: async ask => {
      const form = parseForm(helpForm.schema, ask.typed)
      await ask.tx(async tx => (form.ok ? addHelp(tx, isId(ask.commandId) ? ask.commandId : undefined, form.data) : undefined))
      return form.ok ? go('/directory') : showForm(ask, '/directory/new', null, { typed: ask.typed, errors: form.errors })
    },
  }),
  route({
    method: 'GET',
    url: '/directory/:service',
    words: 'a service, to change it',
    params: atService,
    handle: async ask => {
      const kept = await ask.tx(tx => helpKept(tx, ask.params.service))
      if (!kept) throw new NotFound()
      const { version, service, by: _by, direct, closed, ...typed } = kept
      const form = { typed: { ...typed, direct: direct ? 'yes' : 'no', closed: closed ? 'yes' : 'no' }, errors: [] }
      return showForm(ask, `/directory/${service}`, version, form)
    },
  }),
  route({
    method: 'POST',
    url: '/directory/:service',
    words: 'change a service',
    params: atService,
    body: anything,
    labels: helpForm.labels,
    handle: async ask => {
      const { service } = ask.params
      const form = parseForm(helpForm.schema, ask.typed)
      const seen = Number(ask.typed['seen'])
      const errors: readonly FieldError[] | null = await ask.tx(async tx => {
        if (!(await helpKept(tx, service))) throw new NotFound()
        if (!form.ok) return form.errors
        const changed = Number.isInteger(seen) && seen > 0 && seen < 2_000_000_000 && (await changeHelp(tx, service, seen, form.data))
        return changed ? null : [{ field: 'form', message: changedMeanwhile }]
      })
      if (errors === null) return go('/directory')
      const isConflict = errors.some(error => error.message === changedMeanwhile)
      return showForm(ask, `/directory/${service}`, seen || 0, { typed: ask.typed, errors }, isConflict ? 409 : 422)
    },
  }),
]
