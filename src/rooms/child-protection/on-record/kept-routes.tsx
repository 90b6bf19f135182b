import { z } from 'zod'
import type { FieldErrors } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { SentKept } from '../../../kernel/http/kept-form.tsx'
import { type KeptFormSpec, keptFormRoutes } from '../../../kernel/http/kept-routes.tsx'
import type { Route } from '../../../kernel/http/route.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'

export { KeptFields, type KeptPage, todayIn } from '../../../kernel/http/kept-routes.tsx'

/** A page about one child. */
export const atPerson = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})
type AtPerson = typeof atPerson

/** What sending a form about a child came to: where it leads after the child where that is not where it is left for later, or elsewhere. */
type SentOfChild = { readonly errors: FieldErrors } | 'done' | { readonly to: string } | { readonly elsewhere: string }

/** A page about one child on which something is written down: one form, kept while it is typed. */
export type KeptPageSpec<Opened> = Omit<KeptFormSpec<AtPerson, Opened>, 'url' | 'params' | 'at' | 'open' | 'send'> & {
  /** What stands in the address after the child: `plan/ending`. */
  readonly at: string
  /** The name of its drafts, before the child. */
  readonly name: string
  /** What the page is about, for whoever may write; otherwise nothing to be found. */
  readonly open: (tx: Tx, person: SubjectId, ask: Parameters<KeptFormSpec<AtPerson, Opened>['open']>[2]) => Promise<Opened>
  /** Sends what was typed: what has to be put right, or `done`, or where else it leads. */
  readonly send: (...sent: Parameters<KeptFormSpec<AtPerson, Opened>['send']>) => Promise<SentOfChild>
  /** Where whoever has sent it, or leaves it for later, goes: after the child; empty for the child’s own page. */
  readonly leave: string
}

/** The four routes of such a page: reading it, sending it, keeping it, throwing it away. */
export const keptRoutes = <Opened,>({ at, name, open, send, leave, ...spec }: KeptPageSpec<Opened>): readonly Route[] => {
  const leaveOf = (person: SubjectId): string =>
    leave.startsWith('#') ? `/people/${person}${leave}` : [`/people/${person}`, leave].filter(Boolean).join('/')
  return keptFormRoutes<AtPerson, Opened>({
    ...spec,
    url: `/people/:person/${at}`,
    params: atPerson,
    at: ({ person }) => ({ name: `${name} ${person}`, action: `/people/${person}/${at}`, leave: leaveOf(person) }),
    open: (tx, { person }, ask) => open(tx, person, ask),
    send: async (tx, opened, typed, ask): Promise<SentKept> => {
      const sent = await send(tx, opened, typed, ask)
      if (sent === 'done') return { to: leaveOf(ask.at.person) }
      if ('elsewhere' in sent) return { to: sent.elsewhere }
      return 'to' in sent ? { to: `/people/${ask.at.person}/${sent.to}` } : sent
    },
  })
}
