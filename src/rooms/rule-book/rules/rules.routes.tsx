import { z } from 'zod'
import { matrix } from '../../../kernel/access/matrix.ts'
import { NotFound, show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { Book, Chapter } from '../../../thread/book.ts'
import { isAllMade } from '../settings/setting.routes.tsx'
import { setValues } from '../settings/values.ts'
import { RulesPage } from './rules.page.tsx'
import { toldRules } from './told-rule.ts'

/** The roles that may go over the gate of each rule, as the access matrix names them. */
const overridesIn = (): Map<string, string[]> => {
  const found = new Map<string, string[]>()
  for (const { what, names, roles } of matrix())
    if (what === 'override')
      for (const name of names) found.set(name, [...(found.get(name) ?? []), ...roles.map(role => `a ${role.replaceAll('-', ' ')}`)])
  return found
}

/** The page of every rule. `rooms`: what each room brings to the book. */
export const rulesRoutes = (rooms: () => { book: Book; chapters: readonly Chapter[] }): Route[] => {
  const overrides = overridesIn()
  return [
    route({
      method: 'GET',
      url: '/rules',
      words: 'the rules',
      query: z.object({ room: z.string().max(80).optional() }),
      handle: async ask => {
        const { book, chapters } = rooms()
        const withRules = chapters.filter(({ rules }) => rules.length > 0)
        const room = ask.query.room ?? null
        if (room !== null && !withRules.some(chapter => chapter.room === room)) throw new NotFound()
        const { set, allMade } = await ask.tx(async tx => ({ set: await setValues(tx), allMade: await isAllMade(tx, book) }))
        const rules = toldRules(
          withRules.filter(chapter => room === null || chapter.room === room),
          set,
          ask.today,
          overrides,
        )
        return show(
          ask.page({
            title: 'The rules',
            wide: true,
            children: (
              <RulesPage
                rules={rules}
                rooms={withRules.map(chapter => chapter.room)}
                room={room}
                mayChange={ask.actor().grants.has('anyone/append:setting')}
                allMade={allMade}
              />
            ),
          }),
          { json: { rules, allMade } },
        )
      },
    }),
  ]
}
