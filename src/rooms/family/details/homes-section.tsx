import { EmptyState, SummaryList } from '../../../design-system/index.ts'
import { printPartial } from '../../../guidance/index.ts'
import { residence, residenceEnd } from '../../../thread/own-kinds/index.ts'
import { listed } from '../people/words.ts'
import { type HomeNow, nameOfPerson } from './details-view.ts'
import { change, type DetailsProps, Section, to, Ways } from './section.tsx'

const Where = ({ view, home, addressesAsked, known = '' }: Omit<DetailsProps, 'tellable'> & { home: HomeNow }) => {
  if (!home.where) return <>Not on record, or not open to you</>
  const where = [home.where.address, home.where.postcode].filter(Boolean).join(', ') || 'an address that is not written down'
  if (!home.where.protected) return <>{where}</>
  return addressesAsked ? (
    <>
      {where} <strong>(protected: do not pass it on)</strong>
    </>
  ) : (
    <>
      The address is protected.{' '}
      <a class="govuk-link" href={`/people/${view.person}/details${known ? `${known}&` : '?'}address=shown#homes`}>
        Show the protected address
      </a>
    </>
  )
}

/** The homes they have now; a protected address only where it was asked for. */
export const Homes = ({ view, addressesAsked, known = '' }: DetailsProps) => (
  <Section id="homes" title="Where they live">
    {view.homes.length === 0 ? (
      <EmptyState wouldBe="The home and those who share it stand here, with the day since when." />
    ) : (
      view.homes.map((home, at) => (
        <SummaryList
          key={home.household}
          rows={[
            {
              key: view.homes.length > 1 ? `Home ${at + 1}` : 'Lives with',
              value:
                home.others.length > 0
                  ? listed(home.others.map(one => nameOfPerson(view.people.get(one))))
                  : 'nobody else you can see on record',
            },
            {
              key: 'Address',
              value: { text: <Where view={view} home={home} addressesAsked={addressesAsked} known={known} /> },
              ...change(view.may(residence) && view.reads('whereabouts'), to(view, 'address', home.entry), 'the address', 'Put right'),
            },
            { key: 'Since', value: printPartial({ on: home.since, precision: 'day' }) },
          ]}
        />
      ))
    )}
    <Ways
      links={[
        [view.may(residence), to(view, 'move'), 'Record a move, or another home'],
        [view.may(residenceEnd) && view.homes.length > 0, to(view, 'leave'), 'Record that they left a home'],
      ]}
    />
  </Section>
)
