import { z } from 'zod'
import type { FormState } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { quietSeconds } from '../../../kernel/http/quiet.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type PageOf, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { codeForm, quietForm, writeForm } from './forms.ts'
import { writeBack } from './write-back.ts'
import { BeginPage, SentPage, SettingsPage, WritePage, YourItemPage, YoursPage } from './yours.page.tsx'
import { chooseSafe, itemRead, type OwnFamily, type OwnItem, ownFamily, ownItems, ownWords } from './yours.queries.ts'

const atItem = z.object({ item: z.string().refine(isId) })
const quiet = { quiet: { hiddenAfter: quietSeconds } } as const

type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page'>

/** One's own account. Whoever's has none, or one that has ended, finds nothing. */
const own = async (tx: Tx): Promise<OwnFamily> => {
  const family = await ownFamily(tx)
  if (!family) throw new NotFound()
  return family
}

/** A page in the frame that its reader chose: quiet, where they chose nothing. */
const framed = (ask: AnyAsk, family: Pick<OwnFamily, 'safe'>, page: PageOf): ReturnType<Ask['page']> =>
  ask.page(family.safe ? { ...page, ...quiet } : { ...page, plain: true })

const itemOf = async (tx: Tx, id: string): Promise<OwnItem> => {
  const [item] = await ownItems(tx, id)
  if (!item) throw new NotFound()
  return item
}

const showItem = (ask: AnyAsk, opened: { family: OwnFamily; item: OwnItem }, form: FormState): Reply =>
  show(
    framed(ask, opened.family, {
      title: 'To read',
      errors: form.errors,
      way: { kind: 'back', href: '/yours' },
      children: <YourItemPage {...opened} form={form} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    { status: form.errors.length > 0 ? 422 : 200, json: { item: opened.item, errors: form.errors } },
  )

/** The children for whom somebody may write, by the names that what was shared calls them. */
const childrenOf = (family: OwnFamily, items: readonly OwnItem[]): { id: SubjectId; called: string }[] =>
  family.children.map((id, at) => ({ id, called: items.find(one => one.child === id)?.called ?? `Child ${at + 1}` }))

const showWrite = (ask: AnyAsk, family: OwnFamily, items: readonly OwnItem[], form: FormState): Reply =>
  show(
    framed(ask, family, {
      title: 'Write',
      errors: form.errors,
      way: { kind: 'back', href: '/yours' },
      children: (
        <WritePage family={family} children={childrenOf(family, items)} form={form} csrf={ask.csrf} commandId={ask.newCommandId()} />
      ),
    }),
    { status: form.errors.length > 0 ? 422 : 200, json: { errors: form.errors } },
  )

const sent = (ask: AnyAsk, family: OwnFamily): Reply =>
  show(framed(ask, family, { title: 'Sent', children: <SentPage /> }), { json: { sent: true } })

const showBegin = (ask: AnyAsk, form: FormState): Reply =>
  show(
    ask.page({
      title: 'Begin',
      errors: form.errors,
      ...quiet,
      children: <BeginPage form={form} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    { status: form.errors.length > 0 ? 422 : 200, json: { errors: form.errors } },
  )

/** An advocate is for a young person to ask for. */
const notForParents = (family: OwnFamily, sort: string): boolean => family.sort !== 'young-person' && sort === 'advocate'

/** The pages of families: what was shared with them, and writing back. `book`: the kinds and rules in force. */
export const yoursRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/yours',
    words: 'what is shared with oneself',
    handle: async ask => {
      const shown = await ask.tx(async tx => ({ family: await own(tx), items: await ownItems(tx), words: await ownWords(tx) }))
      return show(framed(ask, shown.family, { title: 'Yours', children: <YoursPage {...shown} today={ask.today} /> }), {
        json: { items: shown.items, words: shown.words },
      })
    },
  }),
  route({
    method: 'GET',
    url: '/yours/items/:item',
    words: 'one thing that is shared with oneself',
    params: atItem,
    handle: async ask => {
      const opened = await ask.tx(async tx => {
        const opened = { family: await own(tx), item: await itemOf(tx, ask.params.item) }
        await itemRead(tx, ask.params.item)
        return opened
      })
      return showItem(ask, opened, { typed: {}, errors: [] })
    },
  }),
  route({
    method: 'POST',
    url: '/yours/items/:item',
    words: 'writing back about what is shared with oneself',
    params: atItem,
    body: writeForm.schema,
    labels: writeForm.labels,
    handle: async ask => {
      const { form, typed } = ask
      const opened = await ask.tx(async tx => {
        const opened = { family: await own(tx), item: await itemOf(tx, ask.params.item) }
        if (!form.ok) return opened
        const { sort, words } = form.data
        if (notForParents(opened.family, sort)) throw new NotFound()
        const one = { family: opened.family, child: opened.item.child, about: opened.item, sort, words }
        if (!(await writeBack(tx, book(), ask.commandId as CommandId, one))) throw new NotFound()
        return opened
      })
      return form.ok ? sent(ask, opened.family) : showItem(ask, opened, { typed, errors: form.errors })
    },
  }),
  route({
    method: 'GET',
    url: '/yours/write',
    words: 'writing to those who work with one’s child',
    handle: async ask => {
      const { family, items } = await ask.tx(async tx => ({ family: await own(tx), items: await ownItems(tx) }))
      if (family.children.length === 0) throw new NotFound()
      return showWrite(ask, family, items, { typed: {}, errors: [] })
    },
  }),
  route({
    method: 'POST',
    url: '/yours/write',
    words: 'writing to those who work with one’s child',
    body: writeForm.schema,
    labels: writeForm.labels,
    handle: async ask => {
      const { form, typed } = ask
      const result = await ask.tx(async tx => {
        const family = await own(tx)
        const items = await ownItems(tx)
        const child = family.children.length === 1 ? family.children[0] : family.children.find(one => form.ok && one === form.data.child)
        if (!form.ok || !child) return { family, items, done: false }
        const { sort, words } = form.data
        if (notForParents(family, sort)) throw new NotFound()
        if (!(await writeBack(tx, book(), ask.commandId as CommandId, { family, child, about: undefined, sort, words })))
          throw new NotFound()
        return { family, items, done: true }
      })
      if (result.done) return sent(ask, result.family)
      if (result.family.children.length === 0) throw new NotFound()
      const errors = form.ok ? [{ field: 'child', message: 'Choose about whom' }] : form.errors
      return showWrite(ask, result.family, result.items, { typed, errors })
    },
  }),
  route({
    method: 'GET',
    url: '/yours/settings',
    words: 'how one’s own pages behave',
    handle: async ask => {
      const family = await ask.tx(own)
      return show(
        framed(ask, family, {
          title: 'Yours',
          way: { kind: 'back', href: '/yours' },
          children: (
            <SettingsPage
              family={family}
              form={{ typed: family.safe ? { quiet: 'yes' } : {}, errors: [] }}
              csrf={ask.csrf}
              commandId={ask.newCommandId()}
            />
          ),
        }),
        { json: { quiet: family.safe, mail: family.mail !== null } },
      )
    },
  }),
  route({
    method: 'POST',
    url: '/yours/settings',
    words: 'how one’s own pages behave',
    body: quietForm.schema,
    labels: quietForm.labels,
    handle: async ask => {
      const { form } = ask
      await ask.tx(async tx => {
        await own(tx)
        if (form.ok) await chooseSafe(tx, form.data.quiet === 'yes', form.data.mail === 'no')
      })
      return go('/yours')
    },
  }),
  route({
    method: 'GET',
    url: '/yours/begin',
    words: 'beginning by a code',
    open: true,
    handle: async ask => showBegin(ask, { typed: {}, errors: [] }),
  }),
  route({
    method: 'POST',
    url: '/yours/begin',
    words: 'beginning by a code',
    open: true,
    body: codeForm.schema,
    labels: codeForm.labels,
    handle: async ask =>
      ask.form.ok ? go(`/begin/${ask.form.data.begin}`) : showBegin(ask, { typed: ask.typed, errors: ask.form.errors }),
  }),
]
