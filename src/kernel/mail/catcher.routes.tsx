import { EmptyState, Table } from '../../design-system/index.ts'
import { printMoment } from '../../guidance/index.ts'
import { show } from '../http/reply.ts'
import { type RoomRoutes, route } from '../http/route.ts'
import type { Catcher } from './catcher.ts'

/** The page of the mail catcher: there only while trying things out, on a machine that nobody else can reach. It holds no word of any case. */
export const catcherRoutes = (catcher: Catcher): RoomRoutes => ({
  navigation: [],
  routes: [
    route({
      method: 'GET',
      url: '/mail-catcher',
      words: 'mail that was caught instead of sent',
      open: true,
      handle: async ask => {
        const mails = catcher.messages()
        const page = (
          <>
            <h1 class="govuk-heading-l">Mail that was caught</h1>
            <p class="govuk-body">No mail server is set, so nothing was sent. On a real installation these would have gone out.</p>
            {mails.length === 0 ? (
              <EmptyState wouldBe="Mails stand here as they would have been sent, the newest first." />
            ) : (
              <Table
                head={['When', 'To', 'What it says']}
                rows={mails.map(mail => [
                  { text: printMoment(mail.at) },
                  { text: mail.to.join(', ') },
                  { text: <span class="gt-narrative">{`${mail.subject}\n\n${mail.text}`}</span> },
                ])}
              />
            )}
          </>
        )
        return show(ask.page({ title: 'Mail that was caught', children: page }), { json: { mails } })
      },
    }),
  ],
})
