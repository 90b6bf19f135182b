import type { z } from 'zod'
import type { FormState } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import type { CommandId } from '../../../thread/ids.ts'
import { type AnyAsk, atChild, back, childAt, id, pathOf, statusOf } from './at.ts'
import { backForm } from './forms.ts'
import { takeBackFromFamily } from './share.ts'
import { TakeBackPage } from './with-the-family.page.tsx'
import { type ChildOfFamily, familyAccountsOf, type Shared, sharedOf } from './with-the-family.queries.ts'

const atItem = atChild.extend({ item: id })

const itemAt = async (tx: Tx, { person, item }: z.output<typeof atItem>): Promise<{ child: ChildOfFamily; item: Shared; name: string }> => {
  const child = await childAt(tx, person)
  const found = (await sharedOf(tx, person)).find(one => one.item === item)
  if (!found) throw new NotFound()
  return { child, item: found, name: (await familyAccountsOf(tx, person)).find(one => one.account === found.account)?.name ?? 'the family' }
}

/** Taking back one thing that was shared with the family: it is served to nobody from then on. */
export const takeBackRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/with-family/items/:item/back',
    words: 'taking back what was shared with the family',
    params: atItem,
    handle: async ask => {
      const opened = await ask.tx(tx => itemAt(tx, ask.params))
      if (opened.item.takenBackAt) return go(pathOf(ask.params.person))
      return showBack(ask, opened, { typed: {}, errors: [] })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/with-family/items/:item/back',
    words: 'taking back what was shared with the family',
    params: atItem,
    body: backForm.schema,
    labels: backForm.labels,
    handle: async ask => {
      const { form, typed } = ask
      const { person } = ask.params
      const opened = await ask.tx(async tx => {
        const opened = await itemAt(tx, ask.params)
        if (form.ok && !opened.item.takenBackAt)
          await takeBackFromFamily(tx, book(), ask.commandId as CommandId, { child: person, ...opened.item, why: form.data.why })
        return opened
      })
      return form.ok ? go(pathOf(person)) : showBack(ask, opened, { typed, errors: form.errors })
    },
  }),
]

const showBack = (ask: AnyAsk, opened: { child: ChildOfFamily; item: Shared; name: string }, form: FormState): Reply =>
  show(
    ask.page({
      title: 'Take back what was shared',
      errors: form.errors,
      way: back(opened.child.person),
      children: <TakeBackPage {...opened} form={form} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    { status: statusOf(form.errors), json: { item: opened.item, errors: form.errors } },
  )
