import { Details, renderPart, SummaryList } from '../../design-system/index.ts'
import { type Day, dueInWords, type Moment } from '../../guidance/index.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import { grantOf } from '../../kernel/http/route.ts'
import type { Book } from '../../thread/book.ts'
import { type InShort, readInShort } from '../family/index.ts'
import type { TodaysFamily } from './todays-families.ts'

/** A family as it is taken along: how it is called, what presses most, the few facts as they will be read, and the forms to be fetched with them. */
export type FamilyAlong = {
  readonly title: string
  readonly pressing: string | null
  /** HTML of ours. */
  readonly facts: string
  readonly forms: readonly { readonly title: string; readonly page: string }[]
}

/** At most so many things of one child that are due: the page has the rest. */
const mostDue = 6

const whereOf = (home: InShort['homes'][number]): string =>
  !home.where
    ? 'Not on record, or not open to you'
    : home.where.hidden
      ? 'Protected, and not taken along'
      : `${[home.where.address, home.where.postcode].filter(Boolean).join(', ') || 'Not written down'}${home.where.protected ? ' (protected: do not pass it on)' : ''}`

const withWhom = (home: InShort['homes'][number]): string =>
  home.others.map(one => `${one.name ?? 'a person'}${one.relation ? ` (${one.relation})` : ''}`).join(', ') ||
  'Nobody else you can see on record'

const ChildAlong = ({ child }: { child: InShort }) => {
  const { who } = child
  if (!who) return null
  const rows = [
    ...child.homes.flatMap(home => [
      { key: { text: 'Where' }, value: { text: whereOf(home) } },
      { key: { text: 'Lives with' }, value: { text: withWhom(home) } },
    ]),
    ...child.lastSeen.map(seen => ({ key: { text: `Last seen ${seen.how}` }, value: { text: seen.when } })),
    ...(child.voice ? [{ key: { text: 'Last said or showed' }, value: { text: `${child.voice.words} (${child.voice.when})` } }] : []),
  ]
  return (
    <Details summary={[who.name, who.knownAs && `known as ${who.knownAs}`, who.age].filter(Boolean).join(', ')}>
      {who.tags.length > 0 && <p class="govuk-body">{who.tags.map(tag => tag.text).join(' · ')}</p>}
      <SummaryList rows={rows} />
      {child.findings.length > 0 && (
        <>
          <h3 class="govuk-heading-s">What is due, and asked</h3>
          <ul class="govuk-list govuk-list--bullet">
            {child.findings.slice(0, mostDue).map(one => (
              <li key={one.id}>
                {one.says} <span class="gt-quiet">({one.when})</span>
              </li>
            ))}
          </ul>
          {child.findings.length > mostDue && <p class="govuk-body-s">There is more on the child’s page.</p>}
        </>
      )}
    </Details>
  )
}

const Facts = ({ of }: { of: readonly InShort[] }) => (
  <div>
    {of.map(child => (
      <ChildAlong key={child.person} child={child} />
    ))}
  </div>
)

/** What is due of a family's visits, as a line of a list says it; null where nothing is. */
export const pressingOf = ({ dueOn }: Pick<TodaysFamily, 'dueOn'>, today: Day): string | null =>
  dueOn ? `Next visit: ${dueInWords(dueOn, today)}` : null

/** How a family is called in a list: the children by name. */
export const titleOfFamily = ({ children }: Pick<TodaysFamily, 'children'>): string => children.map(child => child.name).join(', ')

/**
 * Reads the few facts of a family that a visit needs; every child of it is a read, with its access line. `addresses`: are protected addresses taken along
 * too? Refuses (not found) a child that is not open to the asker.
 */
export const familyAlong = async (
  tx: Tx,
  book: Book,
  family: TodaysFamily,
  at: { readonly now: Moment; readonly today: Day; readonly addresses: boolean },
): Promise<FamilyAlong> => {
  const children: InShort[] = []
  for (const child of family.children) children.push(await readInShort(tx, book, child.subject, at.now, at.addresses))
  return {
    title: titleOfFamily(family),
    pressing: pressingOf(family, at.today),
    facts: renderPart(<Facts of={children} />),
    forms: tx.actor.grants.has(grantOf({ method: 'GET', url: '/people/:person/visits/record' }))
      ? [{ title: 'The visit', page: `/people/${family.id}/visits/record` }]
      : family.children.map(child => ({ title: `Record for ${child.name}`, page: `/people/${child.subject}/record` })),
  }
}
