import { z } from 'zod'
import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import { findPeople } from '../matching/find-people.ts'
import { readSearch } from './read-search.ts'
import { type Results, SearchPage } from './search.page.tsx'
import { concernReferred, readBeside } from './search.queries.ts'

/** How many people a search shows: as many as somebody reads, and no more are named than are shown. */
const most = 20
/** As long as anybody's search; what is longer is cut. */
const longest = 200

const query = z.object({
  q: z
    .string()
    .transform(text => text.toWellFormed().replaceAll('\u0000', '').slice(0, longest))
    .catch(''),
})

const search = async (tx: Tx, typed: string, today: Day): Promise<Results> => {
  const read = readSearch(typed, today)
  const found = await findPeople(tx, read.looked, { most, today })
  const beside = await readBeside(tx, found)
  return {
    search: read,
    people: found.map(one => ({ ...one, beside: beside.get(one.person) })),
    concern: read.reference ? await concernReferred(tx, read.reference) : undefined,
  }
}

/** The search box of every page. */
export const searchRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/search',
    words: 'search for people and concerns',
    query,
    handle: async ask => {
      const typed = ask.query.q.trim()
      const results = await ask.tx(async tx => (typed === '' ? undefined : search(tx, typed, ask.today)))
      return show(
        ask.page({
          title: typed === '' ? 'Search' : 'Search results',
          children: (
            <SearchPage
              typed={typed}
              results={results}
              today={ask.today}
              compares={ask.actor().grants.has('anyone/page:GET /people/duplicates')}
            />
          ),
        }),
        {
          json: results
            ? { read: results.search.read, unread: results.search.unread, people: results.people, concern: results.concern ?? null }
            : null,
        },
      )
    },
  }),
]
