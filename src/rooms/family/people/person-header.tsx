import { ChildHeader } from '../../../design-system/index.ts'
import { type Asked, addressOf } from './asked.ts'
import type { Housemate } from './person.ts'
import type { PersonParts } from './person-view.ts'

/** The head of the page: who, how old, with whom, who works with the child, when last seen. */
export const Header = ({ view, asked }: Pick<PersonParts, 'view' | 'asked'>) => {
  const { who } = view
  if (!who) return null
  return (
    <ChildHeader
      name={who.name}
      knownAs={who.knownAs ?? undefined}
      age={ageFor(who.age)}
      lives={<Lives view={view} asked={asked} />}
      tags={who.tags.map(tag => ({ text: tag.text, ...(tag.strong ? { weight: 'strong' as const } : {}) }))}
      workers={view.workers.map(worker => ({ role: worker.as, name: worker.name, agency: worker.agency ?? undefined }))}
      lastSeen={view.lastSeen}
    />
  )
}

const ageFor = (age: string | null): { kind: 'age'; text: string } | { kind: 'due'; text: string } =>
  age === null
    ? { kind: 'age', text: 'age not known' }
    : age.startsWith('due ')
      ? { kind: 'due', text: age.slice(4) }
      : { kind: 'age', text: age }

const Lives = ({ view, asked }: Pick<PersonParts, 'view' | 'asked'>) => {
  if (view.homes.length === 0) return <>Where and with whom: not on record, or not open to you</>
  return (
    <>
      {view.homes.map((home, at) => (
        <>
          {at > 0 && '; '}
          {home.others.length > 0 ? (
            <>
              {at > 0 ? 'also lives with ' : 'Lives with '}
              <Housemates others={home.others} asked={asked} />
            </>
          ) : (
            `${at > 0 ? 'also l' : 'L'}ives with nobody else you can see on record`
          )}
          {home.where && (
            <>
              {', '}
              {home.where.hidden ? (
                <>
                  at an address that is protected.{' '}
                  <a class="govuk-link" href={addressOf(view.person, asked, { address: 'shown' })}>
                    Show the protected address
                  </a>
                </>
              ) : (
                <>
                  at {[home.where.address, home.where.postcode].filter(Boolean).join(', ') || 'an address not written down'}
                  {home.where.protected && <strong> (protected: do not pass it on)</strong>}
                </>
              )}
            </>
          )}
        </>
      ))}
    </>
  )
}

const Housemates = ({ others, asked }: { others: readonly Housemate[]; asked: Asked }) => (
  <>
    {others.map((one, at) => (
      <>
        {at === 0 ? '' : at === others.length - 1 ? ' and ' : ', '}
        {one.name ? (
          <a class="govuk-link" href={`/people/${one.subject}${asked.known ? `?known=${encodeURIComponent(asked.known.param)}` : ''}`}>
            {one.name}
          </a>
        ) : (
          'a person'
        )}
        {one.relation && ` (${one.relation})`}
      </>
    ))}
  </>
)
