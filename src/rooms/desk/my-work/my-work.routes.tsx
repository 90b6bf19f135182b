import { z } from 'zod'
import { quietHome, readsQuietly } from '../../../kernel/http/quiet.ts'
import { go, show } from '../../../kernel/http/reply.ts'
import { grantOf, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { groupings, MyWorkPage } from './my-work.page.tsx'
import { readMyWork } from './my-work.ts'

const isOpen = (grants: ReadonlySet<string>, url: string): boolean => grants.has(grantOf({ method: 'GET', url }))

/** The start page of everybody who signs in: their own work. */
export const myWorkRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/',
    words: 'my work',
    query: z.object({ by: z.enum(groupings).catch('day') }),
    handle: async ask => {
      const work = await ask.tx(async tx => (readsQuietly(tx.actor) ? null : readMyWork(tx, book(), ask.now)))
      if (work === null) return go(quietHome)
      const { grants, name } = ask.actor()
      const open = {
        bridge: isOpen(grants, '/bridge'),
        concerns: isOpen(grants, '/concerns'),
        raise: isOpen(grants, '/concerns/new'),
        announcements: isOpen(grants, '/announcements'),
        team: isOpen(grants, '/team'),
        meetings: isOpen(grants, '/meetings'),
        actions: isOpen(grants, '/actions'),
        notices: isOpen(grants, '/cp-is/unmatched'),
      }
      return show(
        ask.page({
          title: 'My work',
          children: <MyWorkPage work={work} open={open} reader={name.split(' ')[0] ?? name} by={ask.query.by} />,
        }),
        {
          json: work,
        },
      )
    },
  }),
]
