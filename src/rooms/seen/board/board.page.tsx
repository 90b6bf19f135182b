import { EmptyState, LevelTag, Tag, WideTable } from '../../../design-system/index.ts'
import { ageOnList, type Day, printShort, spanInWords } from '../../../guidance/index.ts'
import { type Board, type BoardShow, type boardOfWhom, boardShows, type ChildSeen } from './board.ts'

/** What is asked of the board in its address. */
export type BoardAsked = { readonly show: BoardShow; readonly of: keyof typeof boardOfWhom }

/** The address of the board, or of its list to keep, with what is asked. */
export const boardHref = (asked: Partial<BoardAsked>, at = '/seen'): string => {
  const query = new URLSearchParams()
  if (asked.show && asked.show !== 'all') query.set('show', asked.show)
  if (asked.of && asked.of !== 'open') query.set('of', asked.of)
  return query.size > 0 ? `${at}?${query}` : at
}

const children = (count: number): string => (count === 1 ? '1 child' : `${count.toLocaleString('en-GB')} children`)

/** How many children, of whom what can be asked at a glance: each is the way to its list. */
const asks = {
  late: (n: number) => `${children(n)} of whom something is overdue`,
  home: (n: number) => `${children(n)} not seen at home in time, or with no record of it`,
  alone: (n: number) => `${children(n)} not seen alone in time, or with no record of it`,
  anyone: (n: number) => `${children(n)} seen by nobody in time, or with no record of it`,
  bedroom: (n: number) => `${children(n)} whose bedroom no visit has seen`,
  all: (n: number) => `${children(n)} in all`,
} as const satisfies Record<BoardShow, (count: number) => string>

/** When each child was last seen: what is overdue first, then the youngest. */
export const BoardPage = ({ board, asked, today, nextHref }: { board: Board; asked: BoardAsked; today: Day; nextHref: string | null }) => (
  <>
    <h1 class="govuk-heading-l">When each child was last seen</h1>
    {board.counts.all === 0 ? (
      <EmptyState
        wouldBe="Each child you work with stands here, with the day on which the child was last seen by anybody, alone, at home and where the child sleeps."
        action={{ text: 'Go to your work', href: '/' }}
      />
    ) : (
      <>
        <p class="govuk-body gt-narrative">
          Seen by anybody counts every agency. The other columns count visits by the social worker or a named cover. What has no record may
          have happened, and cannot be relied on.
        </p>
        <ul class="govuk-list gt-list-lines" aria-label="How many children">
          {(['late', 'home', 'alone', 'anyone', 'bedroom', 'all'] as const).map(show => (
            <li key={show}>
              {show === asked.show ? (
                <strong aria-current="true">{asks[show](board.counts[show])}</strong>
              ) : (
                <a class="govuk-link" href={`${boardHref({ ...asked, show })}#children`}>
                  {asks[show](board.counts[show])}
                </a>
              )}
            </li>
          ))}
        </ul>
        <p class="govuk-body">
          {asked.of === 'plan' ? 'Of children on a child protection plan. ' : 'Of every child with whom somebody works. '}
          <a class="govuk-link" href={boardHref({ ...asked, of: asked.of === 'plan' ? 'open' : 'plan' })}>
            {asked.of === 'plan' ? 'Show every open child' : 'Show only children on a child protection plan'}
          </a>
        </p>
        <h2 class="govuk-heading-m" id="children">
          {boardShows[asked.show]}
        </h2>
        {board.children.length === 0 ? (
          <EmptyState wouldBe="No child is like that today." action={{ text: 'Show every child', href: boardHref({ of: asked.of }) }} />
        ) : (
          <List board={board} asked={asked} today={today} nextHref={nextHref} />
        )}
      </>
    )}
  </>
)

const List = ({ board, asked, today, nextHref }: { board: Board; asked: BoardAsked; today: Day; nextHref: string | null }) => (
  <>
    <p class="govuk-body">
      <a class="govuk-link" href={boardHref(asked, '/seen/list')}>
        Save this list as a table (CSV)
      </a>
      . It names children: keep it where only you can read it.
    </p>
    <WideTable
      label="When each child was last seen"
      firstCellIsHeader
      caption="What is overdue first, then the youngest"
      captionClasses="govuk-table__caption--s"
      head={['Child', 'By anybody', 'By the social worker', 'Alone', 'At home', 'Bedroom']}
      rows={board.children.map(child => [
        { text: <Who child={child} today={today} /> },
        { text: <When on={child.anybody} late={child.late.anybody} today={today} /> },
        { text: <When on={child.worker} late={false} today={today} /> },
        { text: <When on={child.alone} late={child.late.alone} by={child.by.alone} today={today} /> },
        { text: <When on={child.home} late={child.late.home} by={child.by.home} today={today} /> },
        { text: <When on={child.bedroom} late={false} today={today} /> },
      ])}
    />
    {nextHref && (
      <p class="govuk-body">
        <a class="govuk-link" href={nextHref}>
          The next children
        </a>
      </p>
    )}
  </>
)

const Who = ({ child, today }: { child: ChildSeen; today: Day }) => (
  <>
    <a class="govuk-link" href={`/people/${child.subject}/seen`}>
      {child.name}
    </a>{' '}
    <span class="govuk-body-s gt-cell-line">
      {child.born ? ageOnList({ born: child.born }, today) : 'age not known'}
      {child.onPlan ? `, on a plan since ${printShort(child.since)}` : ''}
    </span>
    {child.underSchoolAge && (
      <span class="gt-cell-line">
        {' '}
        <Tag text="Under school age" classes="govuk-tag--grey" />
      </span>
    )}
  </>
)

/** A day with how long ago it was; where there is none, that there is no record. `by`: the last day by the child’s own plan. */
export const When = ({ on, late, by = null, today }: { on: Day | null; late: boolean; by?: Day | null; today: Day }) => (
  <>
    {on ? (
      <>
        {printShort(on)} <span class="govuk-body-s gt-cell-line">{spanInWords(on, today)}</span>
      </>
    ) : (
      <strong>No record</strong>
    )}
    {by && <span class="govuk-body-s gt-cell-line"> by the plan again by {printShort(by)}</span>}
    {late && (
      <>
        {' '}
        <span class="gt-cell-line">
          <LevelTag level="OVERDUE" />
        </span>
      </>
    )}
  </>
)
