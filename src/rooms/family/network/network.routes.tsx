import { z } from 'zod'
import { EmptyState, InsetText, NetworkPicture } from '../../../design-system/index.ts'
import { go, show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
import { aroundPeople } from '../details/details.queries.ts'
import { readDetailsKnown } from '../details/details-known.ts'
import { type DetailsView, readDetails } from '../details/details-view.ts'
import { KnownBanner } from '../people/as-known.tsx'
import { askedOf, knownParam, personQuery } from '../people/asked.ts'
import { RecordClosedNote } from '../people/record-closed.tsx'
import { networkOf } from './network.ts'

const params = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

const NetworkPage = ({ view, drawn, known }: { view: DetailsView; drawn: ReturnType<typeof networkOf>; known: string }) => (
  <>
    <h1 class="govuk-heading-l">
      <span class="govuk-caption-l">Family and network</span>
      {view.name}
    </h1>
    <RecordClosedNote open={view.reads('record')} />
    <p class="govuk-body">
      Who lives where and who sees whom, as far as it is on record and open to you. No address stands here. Ask the child and the family who
      is missing.
    </p>
    {drawn.caredForByNobody && (
      <InsetText>
        No adult is on record in {view.called}’s home, as far as it is open to you. Somebody cares for {view.called}: find out who, and put
        it on record.
      </InsetText>
    )}
    {drawn.network.people.length < 2 ? (
      <EmptyState wouldBe="Those who live with this person, the family, and every adult in regular contact are drawn here once they are on record." />
    ) : (
      <NetworkPicture
        id="network"
        title="Family and network"
        description={drawn.description}
        network={drawn.network}
        head={['Who', 'Who they are', 'Where', 'Contact']}
        rows={drawn.rows}
      />
    )}
    <p class="govuk-body">
      <a class="govuk-link" href={`/people/${view.person}/details${known}`}>
        {known ? 'People and details as known then' : 'Put people and details right'}
      </a>
    </p>
  </>
)

/** The family of a person as a drawing, with the same as a table. */
export const networkRoutes = (book: Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/network',
    words: 'the family of a child as a drawing',
    params,
    query: personQuery.pick({ known: true }),
    handle: async ask => {
      const asked = askedOf(ask.query, ask.today, ask.now, new Set())
      const { known } = asked
      const { view, drawn, keptAs } = await ask.tx(
        async tx => {
          if (known) {
            const { view, around, keptAs } = await readDetailsKnown(tx, book, ask.params.person, known.at)
            return { view, keptAs, drawn: networkOf(view, around) }
          }
          const view = await readDetails(tx, ask.params.person)
          const people = [view.person, ...[...view.people.values()].filter(one => one.is_a).map(one => one.subject)]
          const [around] = await tx.run(aroundPeople, [tx.actor.partnership, people, tx.actor.at])
          return { view, keptAs: view.who.keptIn ?? view.person, drawn: networkOf(view, around) }
        },
        known ? `the family as a drawing, as known on ${known.param}` : undefined,
      )
      if (keptAs !== view.person) return go(`/people/${keptAs}/network${knownParam(asked)}`)
      return show(
        ask.page({
          title: known ? 'Family and network, as known on an earlier day' : 'Family and network',
          errors: asked.errors,
          ...(known ? { notice: <KnownBanner known={known} now={`/people/${view.person}/network`} /> } : {}),
          wide: true,
          way: {
            kind: 'breadcrumbs',
            items: [
              { text: 'The child’s page', href: `/people/${view.person}${knownParam(asked)}` },
              { text: 'People and details', href: `/people/${view.person}/details${knownParam(asked)}` },
              { text: 'Family and network' },
            ],
          },
          children: <NetworkPage view={view} drawn={drawn} known={knownParam(asked)} />,
        }),
        { status: asked.errors.length > 0 ? 422 : 200, json: { person: view.person, network: drawn.network } },
      )
    },
  }),
]
