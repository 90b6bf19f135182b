import { capital, EmptyState, LevelTag, Tag } from '../../../design-system/index.ts'
import { type Day, dueInWords, type Moment, printMoment } from '../../../guidance/index.ts'
import { show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { sayOf } from '../../family/index.ts'
import { meetingWords } from '../../meetings/index.ts'
import { type ChildAtDesk, type ConferenceSet, readDesk } from './desk.queries.ts'

const says = (book: Book, name: string, ask: ChildAtDesk['asks'][number]): string =>
  sayOf(book.rules.find(rule => rule.id === ask.rule)?.says(ask) ?? '', name)

const Asks = ({
  book,
  children,
  coming,
  today,
  arranges,
}: {
  book: Book
  children: readonly ChildAtDesk[]
  /** The conferences that are set and still to come, the next first. */
  coming: readonly ConferenceSet[]
  today: Day
  arranges: boolean
}) => (
  <ul class="govuk-list gt-list-lines">
    {children.map(one => (
      <li key={one.child}>
        <h3 class="govuk-heading-s govuk-!-margin-bottom-1">
          {one.name} {one.young && <Tag text={one.young} classes="govuk-tag--purple" />}
        </h3>
        {one.asks.map(ask => (
          <p key={`${ask.rule} ${ask.name}`} class="govuk-body govuk-!-margin-bottom-1">
            <LevelTag level={ask.level} /> {says(book, one.name, ask)}{' '}
            {ask.dueOn && <strong>{capital(dueInWords(ask.dueOn, today))}.</strong>}
          </p>
        ))}
        {coming
          .filter(set => set.children.includes(one.child))
          .map(set => (
            <p key={set.meeting} class="govuk-body govuk-!-margin-bottom-1">
              <a class="govuk-link" href={`/meetings/${set.meeting}/conference`}>
                {meetingWords[set.type]} set for {printMoment(set.at)}
                <span class="govuk-visually-hidden"> about {one.name}</span>
              </a>
            </p>
          ))}
        <p class="govuk-body">
          {arranges ? (
            <a class="govuk-link" href={`/people/${one.child}/meetings/new?type=${typeAsked(one)}`}>
              Set a day and say who is asked
              <span class="govuk-visually-hidden"> to the conference about {one.name}</span>
            </a>
          ) : (
            <a class="govuk-link" href={`/people/${one.child}${isEarlyAsked(one) ? '/conference/early' : ''}`}>
              {isEarlyAsked(one) ? `Say whether ${one.name}’s review is to be early` : `${one.name}’s record`}
            </a>
          )}
          {arranges && one.asks.some(ask => ask.rule === 'transfer-due') && (
            <>
              {' '}
              <a class="govuk-link" href={`/people/${one.child}/moves`}>
                {one.name}’s move between areas
              </a>
            </>
          )}
        </p>
      </li>
    ))}
  </ul>
)

/** Does an early review wait for the chair’s answer? */
const isEarlyAsked = ({ asks }: ChildAtDesk): boolean =>
  asks.some(one => one.rule === 'conference-to-arrange' && String(one.facts['what'] ?? '').includes('review'))

const typeAsked = ({ asks }: ChildAtDesk): string =>
  asks.some(one => one.rule === 'transfer-due')
    ? 'transfer-in-conference'
    : asks.some(one => one.rule.startsWith('rcpc') || String(one.facts['what'] ?? '').includes('review'))
      ? 'review-conference'
      : 'initial-conference'

const Conferences = ({ conferences, heading }: { conferences: readonly ConferenceSet[]; heading: string }) =>
  conferences.length === 0 ? null : (
    <section>
      <h2 class="govuk-heading-m">{heading}</h2>
      <ul class="govuk-list gt-list-lines">
        {conferences.map(one => (
          <li key={one.meeting}>
            <p class="govuk-body">
              <a class="govuk-link govuk-!-font-weight-bold" href={`/meetings/${one.meeting}/conference`}>
                {one.whom}: {meetingWords[one.type].toLowerCase()}
              </a>
              <br />
              {printMoment(one.at)}
              {one.chair && `, chaired by ${one.chair}`}
              <br />
              {one.invited === 0
                ? 'No professional is invited yet.'
                : `${one.answered} of ${one.invited} professionals have answered; ${one.reports} of ${one.invited} reports are in.`}{' '}
              <a class="govuk-link" href={`/meetings/${one.meeting}`}>
                Who is asked, and what they bring<span class="govuk-visually-hidden"> to the conference about {one.whom}</span>
              </a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )

const byTime = (a: ConferenceSet, b: ConferenceSet): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)

const DeskPage = ({
  book,
  children,
  conferences,
  today,
  now,
  arranges,
}: {
  book: Book
  children: readonly ChildAtDesk[]
  conferences: readonly ConferenceSet[]
  today: Day
  now: Moment
  arranges: boolean
}) => {
  const coming = conferences.filter(one => !one.held && one.at >= now).sort(byTime)
  return (
    <>
      <h1 class="govuk-heading-l">Conferences</h1>
      <h2 class="govuk-heading-m">What is asked now</h2>
      {children.length === 0 ? (
        <EmptyState wouldBe="Nothing is asked now. When a conference is asked for, is due or is late, the child stands here, with the day by which it is held." />
      ) : (
        <Asks book={book} children={children} coming={coming} today={today} arranges={arranges} />
      )}
      <Conferences heading="To come" conferences={coming} />
      <Conferences
        heading="The time has passed, and it is not written down as held"
        conferences={conferences.filter(one => !one.held && one.at < now).sort(byTime)}
      />
      <Conferences heading="Held" conferences={conferences.filter(one => one.held).sort((a, b) => byTime(b, a))} />
    </>
  )
}

/** The desk of whoever arranges or chairs conferences. `book`: the rules by whose words it says what is asked. */
export const deskRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/conferences',
    words: 'conferences to arrange and to hold',
    handle: async ask => {
      const desk = await ask.tx(readDesk)
      return show(
        ask.page({
          title: 'Conferences',
          children: <DeskPage book={book()} {...desk} today={ask.today} now={ask.now} arranges={ask.actor().role !== 'conference-chair'} />,
        }),
        { json: desk },
      )
    },
  }),
]
