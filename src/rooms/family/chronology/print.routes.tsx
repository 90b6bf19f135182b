import { z } from 'zod'
import type { Moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound, show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
import { type Asked, askedOf, personQuery } from '../people/asked.ts'
import { type PersonView, readPerson } from '../people/person-view.ts'
import { sayRole } from '../people/words.ts'
import { readWhoAndMay } from './may-write.queries.ts'
import { ChoosePrintPage, type Printed, PrintPage, printed } from './print.page.tsx'

const params = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})
const isPart = (text: string): text is Printed => Object.hasOwn(printed, text)
const printQuery = personQuery.extend({ part: z.union([z.string().max(40), z.array(z.string().max(40)).max(8)]).optional() })

/** The pages of the chronology that one print holds at most. */
const mostPages = 10

/** The record for a print: what happened from its first entry on, as many pages as a print holds. */
const readWhole = async (
  tx: Tx,
  book: Book,
  person: SubjectId,
  asked: Asked,
  now: Moment,
): Promise<{ view: PersonView; more: boolean }> => {
  let view = await readPerson(tx, book, person, asked, now)
  for (let page = 1; view.older !== null && page < mostPages; page += 1) {
    const [at = '', id = ''] = view.older.split('~')
    const next = await readPerson(tx, book, person, { ...asked, before: { at: at as Moment, id } }, now)
    view = { ...view, entries: [...view.entries, ...next.entries], older: next.older }
  }
  return { view, more: view.older !== null }
}

/** Printing a record by parts. `book`: the kinds and rules in force. */
export const printRoutes = (book: Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/print',
    words: 'a record, to be printed',
    params,
    query: printQuery,
    handle: async ask => {
      const { person } = ask.params
      const parts = [ask.query.part ?? []].flat().filter(isPart)
      const asked: Asked = {
        ...askedOf(ask.query, ask.today, ask.now, new Set()),
        known: null,
        // A protected address is asked for on the screen, and never leaves it on paper.
        addressesAsked: false,
        agency: null,
        kind: null,
        order: 'oldest',
        before: null,
      }
      const errors = asked.errors.filter(one => one.field !== 'known')
      if (parts.length === 0 || errors.length > 0) {
        const who = await ask.tx(async tx => {
          const found = await readWhoAndMay(tx, person, ask.now)
          if (!found) throw new NotFound()
          return found
        })
        const typed = {
          ...asked.typed,
          part: parts.length > 0 ? parts : Object.keys(printed),
          ...(asked.significantOnly ? { significant: 'only' } : {}),
        }
        return show(
          ask.page({
            title: 'Print a record',
            errors,
            way: { kind: 'back', href: `/people/${person}` },
            children: <ChoosePrintPage person={person} called={who.called} form={{ typed, errors }} />,
          }),
          { status: errors.length > 0 ? 422 : 200, json: { parts: Object.keys(printed), errors } },
        )
      }
      const { view, more } = await ask.tx(
        async tx => {
          const read = parts.includes('happened')
            ? await readWhole(tx, book, person, asked, ask.now)
            : { view: await readPerson(tx, book, person, asked, ask.now), more: false }
          if (!read.view.who) throw new NotFound()
          return read
        },
        `printed: ${parts.map(part => printed[part].toLowerCase()).join('; ')}`,
      )
      const { name, role, agencyName } = ask.actor()
      return show(
        ask.page({
          title: 'A record, to be printed',
          way: { kind: 'back', href: `/people/${person}/print` },
          wide: true,
          children: (
            <PrintPage
              view={view}
              asked={asked}
              parts={parts}
              more={more}
              by={{ name, role: sayRole(role).toLowerCase(), agency: agencyName }}
              at={ask.now}
            />
          ),
        }),
        { json: { parts, view, more } },
      )
    },
  }),
]
