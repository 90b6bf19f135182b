import { EmptyState, Pagination, QueueList, type QueueRow, TabLinks } from '../../../design-system/index.ts'
import { type Day, dueInWords } from '../../../guidance/index.ts'
import type { AccountId } from '../../../thread/ids.ts'
import { saySource } from '../referral/sources.ts'
import { capital, inOneLine, sayKnown, whoInWords } from '../screening/told-words.ts'
import { type Counts, pageLength, type Shown, type Waiting } from './queue.queries.ts'

const filters: Record<Shown, string> = { all: 'All', mine: 'Mine', unassigned: 'Unassigned', waiting: 'Waiting for an agency' }

const wouldBe: Record<Shown, string> = {
  all: 'Concerns that wait for The Bridge stand here, what is due first at the top. None waits now.',
  mine: 'Concerns that you have taken stand here. Open one of the others and take it.',
  unassigned: 'Concerns that nobody has taken yet stand here. Every concern that waits has somebody.',
  waiting: 'Concerns for which an agency has been asked and has not answered stand here. None waits for an agency.',
}

export const queueHref = (show: Shown, page = 1): string => {
  const query = [...(show === 'all' ? [] : [`show=${show}`]), ...(page === 1 ? [] : [`page=${page}`])].join('&')
  return query === '' ? '/bridge' : `/bridge?${query}`
}

/** Until when a concern is to be decided, as it stands at the head of its row: 'Decide today', 'Decide by Thursday 4 June, 2 working days left'. */
export const decideBy = (dueOn: Day | null, today: Day): string => {
  if (dueOn === null) return 'To be decided'
  if (dueOn === today) return 'Decide today'
  const words = dueInWords(dueOn, today)
  return dueOn > today ? words.replace(/^due/, 'Decide by') : words.replace(/^was due/, 'Should have been decided by')
}

const rowOf = (concern: Waiting, today: Day, account: AccountId): QueueRow => ({
  id: concern.matter,
  href: `/bridge/${concern.matter}`,
  level: concern.danger ? 'CRITICAL' : concern.overdue ? 'OVERDUE' : 'DUE',
  by: `${concern.danger ? 'A child may be in danger now. ' : ''}${decideBy(concern.dueOn, today)}`,
  who: capital(whoInWords(concern.facts.children, today)),
  says: `${capital(saySource(concern.facts))} says: ${inOneLine(concern.seenOrHeard)}`,
  known: [...sayKnown(concern.findings), ...(concern.familyUnaware ? ['the family does not know'] : [])],
  asked: concern.checks.map(({ agency, answered }) => ({ agency, answered })),
  assigned: concern.screener === null ? 'nobody' : concern.screener.account === account ? 'you' : { name: concern.screener.name },
})

/** What waits at The Bridge: how much, and each concern with what is known of it at a glance. */
export const QueuePage = ({
  counts,
  rows,
  show,
  page,
  today,
  account,
}: {
  counts: Counts
  rows: readonly Waiting[]
  show: Shown
  page: number
  today: Day
  account: AccountId
}) => {
  const pages = Math.max(1, Math.ceil(counts[show] / pageLength))
  return (
    <>
      <h1 class="govuk-heading-l">The Bridge</h1>
      <p class="govuk-body-l">
        <strong>{counts.all}</strong> waiting · <strong>{counts.today}</strong> must be decided today · <strong>{counts.held}</strong> held
        over a day
      </p>
      <TabLinks
        label="Concerns"
        items={(Object.keys(filters) as Shown[]).map(one => ({
          text: filters[one],
          href: queueHref(one),
          current: one === show,
          count: counts[one],
        }))}
      />
      {rows.length === 0 ? (
        <EmptyState
          wouldBe={wouldBe[show]}
          action={show === 'all' ? undefined : { text: 'See every concern that waits', href: '/bridge' }}
        />
      ) : (
        <QueueList label="Concerns that wait, most pressing first" rows={rows.map(row => rowOf(row, today, account))} />
      )}
      {pages > 1 && (
        <Pagination
          landmarkLabel="Pages of the queue"
          previous={page > 1 ? { href: queueHref(show, page - 1) } : undefined}
          next={page < pages ? { href: queueHref(show, page + 1) } : undefined}
          items={Array.from({ length: pages }, (_, at) => ({ number: at + 1, href: queueHref(show, at + 1), current: at + 1 === page }))}
        />
      )}
    </>
  )
}
