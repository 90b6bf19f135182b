import { statement } from '../kernel/db/statement.ts'
import { NotFound, show } from '../kernel/http/reply.ts'
import { type RoomRoutes, route } from '../kernel/http/route.ts'
import type { SubjectId } from '../thread/ids.ts'
import { demonstrationPartnership } from './organisation.ts'
import { ToldByHandPage } from './told-by-hand.page.tsx'
import { type ToldByHand, toldByHand } from './told-by-hand.ts'

const reachedOf = statement<{ subject_id: SubjectId }>(
  'demonstration-reached',
  row => ({ subjects: [row.subject_id] }),
  `select distinct r.subject_id from gt.reach r
   where r.partnership_id = $1 and r.holder_id = any ($2) and r.subject_id = any ($3) and r.relation = any ($4) and r.until_at = 'infinity'`,
)

let kept: readonly ToldByHand[] | undefined
const families = (): readonly ToldByHand[] => {
  kept ??= toldByHand()
  return kept
}

/** The list of the families told by hand: a page of the demonstration alone. In any other partnership there is no such page. */
export const demonstrationRoutes: RoomRoutes = {
  routes: [
    route({
      method: 'GET',
      url: '/demonstration',
      words: 'the families of the demonstration that were told by hand',
      handle: async ask => {
        const reached = await ask.tx(async tx => {
          if (tx.actor.partnership !== demonstrationPartnership) throw new NotFound()
          const children = families().flatMap(family => family.children.map(child => child.id))
          const { partnership, holders, grants } = tx.actor
          // Who may read who a person is: a relation that opens nothing of the record makes no link either.
          const relations = [...grants].flatMap(grant => (grant.endsWith('/identity') ? [grant.slice(0, -'/identity'.length)] : []))
          return new Set((await tx.run(reachedOf, [partnership, holders, children, relations])).map(row => row.subject_id))
        })
        return show(ask.page({ title: 'Families told by hand', children: <ToldByHandPage families={families()} reached={reached} /> }), {
          json: {
            families: families().map(({ story, title, about, children, worksWith }) => ({
              ...{ story, title, about, worksWith },
              children: children.map(child => child.id).filter(id => reached.has(id)),
            })),
          },
        })
      },
    }),
  ],
  navigation: [],
}
