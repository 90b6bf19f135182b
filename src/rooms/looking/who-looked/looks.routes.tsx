import { z } from 'zod'
import { isMoment } from '../../../guidance/index.ts'
import { NotFound, show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
import { LooksPage, OwnLooksPage } from './looks.page.tsx'
import { fromTheNewest, looksOnAPage, ownLooks, type Place, recordLookedAt, whoLooked } from './looks.queries.ts'

const params = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})
/** Where an older page begins; what is no such place begins with the newest. */
const query = z.object({
  at: z.string().refine(isMoment).optional().catch(undefined),
  line: z.string().refine(isId).optional().catch(undefined),
  person: z.string().refine(isId).optional().catch(undefined),
})
type Asked = z.output<typeof query>

const placeOf = ({ at, line, person }: Asked): Place => (at && line ? { at, line, ...(person ? { subject: person } : {}) } : fromTheNewest)

const olderThan = <One extends { readonly at: string; readonly line: string }>(
  here: string,
  found: readonly One[],
  more: (one: One) => Record<string, string> = () => ({}),
): string | null => {
  const last = found[looksOnAPage - 1]
  return found.length > looksOnAPage && last ? `${here}?${new URLSearchParams({ at: last.at, line: last.line, ...more(last) })}` : null
}

/** Who looked at a record, for those who answer for it; and what one looked at oneself. */
export const looksRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/people/:person/looks',
    words: 'who looked at a record',
    params,
    query,
    handle: async ask => {
      const { person } = ask.params
      const { record, found } = await ask.tx(async tx => {
        const record = await recordLookedAt(tx, person)
        if (!record) throw new NotFound()
        return { record, found: await whoLooked(tx, person, placeOf(ask.query)) }
      })
      const looks = found.slice(0, looksOnAPage)
      return show(
        ask.page({
          title: 'Who looked at a record',
          wide: true,
          ...(record.name ? { way: { kind: 'back' as const, href: `/people/${person}`, text: 'Back to the record' } } : {}),
          children: <LooksPage name={record.name} looks={looks} older={olderThan(`/people/${person}/looks`, found)} />,
        }),
        { json: { looks } },
      )
    },
  }),
  route({
    method: 'GET',
    url: '/looks',
    words: 'what one looked at oneself',
    query,
    handle: async ask => {
      const found = await ask.tx(tx => ownLooks(tx, placeOf(ask.query)))
      const looks = found.slice(0, looksOnAPage)
      return show(
        ask.page({
          title: 'What you looked at',
          children: (
            <OwnLooksPage
              looks={looks}
              older={olderThan('/looks', found, one => ({ person: one.person }))}
              opens={ask.actor().grants.has('anyone/page:GET /people/:person')}
            />
          ),
        }),
        { json: { looks } },
      )
    },
  }),
]
