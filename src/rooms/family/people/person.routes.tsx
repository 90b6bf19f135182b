import { z } from 'zod'
import { go, show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
import { AsKnownBanner } from './as-known.tsx'
import { addressOf, askedOf, hasBoxes, personQuery } from './asked.ts'
import { PersonPage } from './person.page.tsx'
import { readPerson } from './person-view.ts'

const params = z.object({ person: z.string().refine(isId) })

/** The page about a person, for everybody who works with them: as known now, or as it was known on an earlier day. */
export const personRoutes = (book: Book): readonly Route[] => {
  const kinds = new Set(book.kinds.keys())
  return [
    route({
      method: 'GET',
      url: '/people/:person',
      words: 'a child’s page',
      params,
      query: personQuery,
      handle: async ask => {
        const person = ask.params.person as SubjectId
        const asked = askedOf(ask.query, ask.today, ask.now, kinds)
        if (hasBoxes(ask.query) && asked.errors.length === 0) return ask.tx(async () => go(addressOf(person, asked, { before: null })))
        const view = await ask.tx(
          tx => readPerson(tx, book, person, asked, ask.now),
          asked.addressesAsked
            ? 'a protected address, asked for'
            : asked.known
              ? `a child’s page, as known on ${asked.known.param}`
              : undefined,
        )
        if (view.keptIn) return go(addressOf(view.keptIn, asked))
        return show(
          ask.page({
            title: view.asKnownAt ? 'A child’s page, as known on an earlier day' : 'A child’s page',
            errors: asked.errors,
            notice: <AsKnownBanner view={view} asked={asked} />,
            wide: true,
            children: <PersonPage view={view} asked={asked} book={book} />,
          }),
          { status: asked.errors.length > 0 ? 422 : 200, json: view },
        )
      },
    }),
  ]
}
