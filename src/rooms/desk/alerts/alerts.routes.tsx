import { z } from 'zod'
import { NotFound, show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
import { AlertsPage } from './alerts.page.tsx'
import { readAlerts } from './alerts.ts'

const params = z.object({ person: z.string().refine(isId) })

/** The history of alerts about a person, for whoever works with them. `book`: the kinds and rules in force. */
export const alertsRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/alerts',
    words: 'alerts about a child',
    params,
    handle: async ask => {
      const subject = ask.params.person as SubjectId
      const alerts = await ask.tx(tx => readAlerts(tx, book(), subject, ask.now, ask.today))
      if (!alerts) throw new NotFound()
      return show(
        ask.page({
          title: 'Alerts about a child',
          way: { kind: 'back', href: `/people/${subject}`, text: 'Back to the record' },
          children: <AlertsPage alerts={alerts} />,
        }),
        { json: alerts },
      )
    },
  }),
]
