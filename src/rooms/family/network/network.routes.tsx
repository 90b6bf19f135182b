import { z } from 'zod'
import { EmptyState, NetworkPicture } from '../../../design-system/index.ts'
import { go, show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
import { aroundPeople } from '../details/details.queries.ts'
import { type DetailsView, readDetails } from '../details/details-view.ts'
import { networkOf } from './network.ts'

const params = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

const NetworkPage = ({ view, drawn }: { view: DetailsView; drawn: ReturnType<typeof networkOf> }) => (
  <>
    <h1 class="govuk-heading-l">
      <span class="govuk-caption-l">Family and network</span>
      {view.name}
    </h1>
    <p class="govuk-body">
      Who lives where and who sees whom, as far as it is on record and open to you. No address stands here. Ask the child and the family who
      is missing.
    </p>
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
      <a class="govuk-link" href={`/people/${view.person}/details`}>
        Put people and details right
      </a>
    </p>
  </>
)

/** The family of a person as a drawing, with the same as a table. */
export const networkRoutes = (): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/network',
    words: 'the family of a child as a drawing',
    params,
    handle: async ask => {
      const { view, drawn } = await ask.tx(async tx => {
        const view = await readDetails(tx, ask.params.person)
        const people = [view.person, ...[...view.people.values()].filter(one => one.is_a).map(one => one.subject)]
        const [around] = await tx.run(aroundPeople, [tx.actor.partnership, people, tx.actor.at])
        return { view, drawn: networkOf(view, around) }
      })
      if (view.who.keptIn) return go(`/people/${view.who.keptIn}/network`)
      return show(
        ask.page({
          title: 'Family and network',
          wide: true,
          way: {
            kind: 'breadcrumbs',
            items: [
              { text: 'The child’s page', href: `/people/${view.person}` },
              { text: 'People and details', href: `/people/${view.person}/details` },
              { text: 'Family and network' },
            ],
          },
          children: <NetworkPage view={view} drawn={drawn} />,
        }),
        { json: { person: view.person, network: drawn.network } },
      )
    },
  }),
]
