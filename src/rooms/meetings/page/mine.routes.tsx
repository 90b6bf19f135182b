import { EmptyState, Tag } from '../../../design-system/index.ts'
import { type Moment, printMoment } from '../../../guidance/index.ts'
import { show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import { type MyMeeting, myMeetings } from './mine.queries.ts'

const asWhat = ({ chairs, minutes }: MyMeeting): string =>
  chairs && minutes ? 'You chair it and take the minutes.' : chairs ? 'You chair it.' : minutes ? 'You take the minutes.' : ''

const List = ({ meetings, heading }: { meetings: readonly MyMeeting[]; heading: string }) =>
  meetings.length === 0 ? null : (
    <section>
      <h2 class="govuk-heading-m">{heading}</h2>
      <ul class="govuk-list gt-list-lines">
        {meetings.map(one => (
          <li key={one.meeting}>
            <p class="govuk-body">
              <a class="govuk-link govuk-!-font-weight-bold" href={`/meetings/${one.meeting}`}>
                {one.whom}: {one.words.toLowerCase()}
              </a>{' '}
              {one.cancelled && <Tag text="Not held" classes="govuk-tag--grey" />}
              {one.unanswered && <Tag text="Please answer" classes="govuk-tag--yellow" />}
              <br />
              {printMoment(one.at)}
              {one.place && `, ${one.place}`}
              {asWhat(one) && (
                <>
                  <br />
                  {asWhat(one)}
                </>
              )}
              {!one.held && !one.cancelled && !one.chairs && !one.reported && (
                <>
                  <br />
                  <a class="govuk-link" href={`/meetings/${one.meeting}/report`}>
                    Write what you bring
                    <span class="govuk-visually-hidden">
                      {' '}
                      to the meeting about {one.whom} on {printMoment(one.at)}
                    </span>
                  </a>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )

const byTime = (a: MyMeeting, b: MyMeeting): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)

const MyMeetingsPage = ({ meetings, now }: { meetings: readonly MyMeeting[]; now: Moment }) => {
  const stands = meetings.filter(one => !one.held && !one.cancelled)
  const next = stands.filter(one => one.at >= now).sort(byTime)
  const past = stands.filter(one => one.at < now).sort(byTime)
  const over = meetings.filter(one => one.held || one.cancelled).sort((a, b) => byTime(b, a))
  return (
    <>
      <h1 class="govuk-heading-l">Your meetings</h1>
      {meetings.length === 0 && (
        <EmptyState wouldBe="You are asked to no meeting. When you are, it stands here: when and where it is, whom it is about, and what you are asked to bring." />
      )}
      <List meetings={next} heading="Next" />
      <List meetings={past} heading="The time has passed, and it is not written down as held" />
      <List meetings={over} heading="Over" />
    </>
  )
}

/** The meetings of whoever asks: next first, then what is over. */
export const mineRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/meetings',
    words: 'one’s meetings',
    handle: async ask => {
      const meetings = await ask.tx(tx => myMeetings(tx), 'reading one’s meetings')
      return show(ask.page({ title: 'Your meetings', children: <MyMeetingsPage meetings={meetings} now={ask.now} /> }), {
        json: { meetings },
      })
    },
  }),
]
