import { z } from 'zod'
import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import { isId } from '../../../thread/ids.ts'
import { findPeople } from '../matching/find-people.ts'
import { keepSearch, ownSearch } from './own-search.ts'
import { readSearch } from './read-search.ts'
import { type Results, SearchPage, searchLabel } from './search.page.tsx'
import { concernReferred, readBeside } from './search.queries.ts'

/** How many people a search shows: as many as somebody reads, and no more are named than are shown. */
const most = 20
/** As long as anybody's search; what is longer is cut. */
const longest = 200

const form = declareForm(
  z.object({
    q: z
      .string()
      .transform(text => text.slice(0, longest).toWellFormed().trim())
      .catch(''),
  }),
  { q: searchLabel },
)
const params = z.object({ search: z.string().refine(isId) })

const resultsOf = async (tx: Tx, words: string, today: Day): Promise<Results> => {
  const read = readSearch(words, today)
  const found = await findPeople(tx, read.looked, { most, today })
  const beside = await readBeside(tx, found)
  return {
    words,
    search: read,
    people: found.map(one => ({ ...one, beside: beside.get(one.person) })),
    concern: read.reference ? await concernReferred(tx, read.reference) : undefined,
  }
}

const page = (ask: Pick<Ask, 'actor' | 'csrf' | 'page' | 'today'>, results: Results | undefined): Reply =>
  show(
    ask.page({
      title: results ? 'Search results' : 'Search',
      children: (
        <SearchPage
          results={results}
          today={ask.today}
          csrf={ask.csrf}
          compares={ask.actor().grants.has('anyone/page:GET /people/duplicates')}
          asksIfKnown={ask.actor().grants.has('anyone/page:GET /known')}
        />
      ),
    }),
    {
      json: results
        ? {
            words: results.words,
            read: results.search.read,
            unread: results.search.unread,
            people: results.people,
            concern: results.concern ?? null,
          }
        : null,
    },
  )

/** The search box of every page. What is looked for is posted and kept, and its results stand at an address that names nobody. */
export const searchRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/search',
    words: 'search for people and concerns',
    handle: async ask => page(ask, await ask.tx(async () => undefined)),
  }),
  route({
    method: 'POST',
    url: '/search',
    words: 'search for people and concerns',
    body: form.schema,
    labels: form.labels,
    handle: async ask => {
      const words = ask.form.ok ? ask.form.data.q : ''
      const search = await ask.tx(async tx => (words === '' ? undefined : keepSearch(tx, words)))
      return go(search ? `/search/${search}` : '/search')
    },
  }),
  route({
    method: 'GET',
    url: '/search/:search',
    words: 'what a search of one’s own found',
    params,
    handle: async ask => {
      const results = await ask.tx(async tx => {
        const words = await ownSearch(tx, ask.params.search)
        return words === undefined ? undefined : resultsOf(tx, words, ask.today)
      })
      if (!results) throw new NotFound()
      return page(ask, results)
    },
  }),
]
