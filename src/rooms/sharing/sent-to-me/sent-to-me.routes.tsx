import { z } from 'zod'
import { EmptyState, Table } from '../../../design-system/index.ts'
import { type Moment, printMomentShort } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import { headersFor } from '../../../kernel/documents/index.ts'
import { hand, NotFound, show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import { enqueue } from '../../../kernel/jobs/index.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
import { book } from '../../book.ts'
import { bytesOf } from '../disclosure/disclosure.queries.ts'
import { tellOpened } from '../opened/tell-opened.ts'

type Sent = {
  readonly id: string
  readonly person: SubjectId
  readonly by: string | null
  readonly sentAt: Moment
  readonly openedAt: Moment | null
}

const sentToMe = statement<Sent>(
  'sent-to-me',
  row => ({ subjects: [row.person] }),
  `select o.outgoing_id as id, o.subject_id as person, o.opens_at as "sentAt", o.opened_at as "openedAt",
     (select a.name || ', ' || g.name from gt.account a join gt.agency g on g.partnership_id = $1 and g.agency_id = a.agency_id
       where a.partnership_id = $1 and a.account_id = o.released_by) as by
   from gt.outgoing o where o.partnership_id = $1 and o.to_account = $2 and o.state = 'released' and o.opens_at <= $3
     and gt.still_goes($1, o.outgoing_id) order by o.opens_at desc, o.outgoing_id limit 50`,
)
const opened = statement<{ opened: boolean }>('sent-to-me-opened', null, 'select gt.open_outgoing($1, $2) as opened')

/** What was sent to whoever is signed in: a list that names nobody, and the exact bytes of each. */
export const sentToMeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/sent-to-me',
    words: 'what was sent to oneself',
    handle: async ask => {
      const sent = await ask.tx(tx => tx.run(sentToMe, [tx.actor.partnership, tx.actor.account, tx.actor.at]))
      return show(
        ask.page({
          title: 'Sent to you',
          children: (
            <>
              <h1 class="govuk-heading-l">Sent to you</h1>
              {sent.length === 0 ? (
                <EmptyState wouldBe="Nothing has been sent to you. What somebody shares with you from a record waits here." />
              ) : (
                <Table
                  head={['From', 'Sent', 'Open it']}
                  firstCellIsHeader
                  rows={sent.map(one => [
                    { text: one.by ?? 'Somebody' },
                    { text: printMomentShort(one.sentAt) },
                    {
                      text: (
                        <a class="govuk-link" href={`/sent-to-me/${one.id}`} download>
                          {one.openedAt ? 'Open it again' : 'Open it'}
                          <span class="govuk-visually-hidden"> (PDF), sent {printMomentShort(one.sentAt)}</span>
                        </a>
                      ),
                    },
                  ])}
                />
              )}
            </>
          ),
        }),
        { json: { sent } },
      )
    },
  }),
  route({
    method: 'GET',
    url: '/sent-to-me/:outgoing',
    words: 'a document that was sent to oneself',
    params: z.object({ outgoing: z.string().refine(isId) }),
    handle: async ask => {
      const found = await ask.tx(async tx => {
        const [mine] = await tx.run(opened, [tx.actor.partnership, ask.params.outgoing])
        if (!mine?.opened) return undefined
        await enqueue(
          tx,
          tellOpened(() => book),
          { outgoing: ask.params.outgoing },
          { key: `opened ${ask.params.outgoing}` },
        )
        return bytesOf(tx, ask.params.outgoing)
      }, 'opening a document that was sent')
      if (!found) throw new NotFound()
      return hand({ content: found.content, headers: headersFor('document.pdf', 'pdf', found.content.length) })
    },
  }),
]
