import { Button } from '../../../design-system/index.ts'
import { printMoment } from '../../../guidance/index.ts'
import { stands } from '../inviting/invited.section.tsx'
import type { MeetingSection, SectionAsk } from '../page/section.ts'
import { meetingHeld } from './held.ts'

const ways = [
  { to: 'move', text: 'Move it to another time' },
  { to: 'cancel', text: 'Cancel it' },
]
/** A conference is put off for the reasons of two people. */
const conferenceWays = [{ to: 'conference/put-off', text: 'Put it off, or say that it is not held' }]

/** Where what was decided is written down: on the record of each child, and not on the meeting. */
const WhatFollows = ({ meeting }: Pick<SectionAsk, 'meeting'>) => {
  const [first] = meeting.children
  if (meeting.type === 'strategy' && meeting.relations.includes('meeting-chair') && first)
    return (
      <p class="govuk-body">
        <a class="govuk-link" href={`/people/${first.child}/strategy`}>
          Write down what was decided, each child apart
        </a>
      </p>
    )
  if (meeting.type === 'core-group' && meeting.keeps)
    return (
      <ul class="govuk-list">
        {meeting.children.map(one => (
          <li key={one.child}>
            <a class="govuk-link" href={`/people/${one.child}/core-group/new`}>
              Write down what the core group said about {one.name}
            </a>
          </li>
        ))}
      </ul>
    )
  return null
}

/** That it was held and who was missing; before that, what whoever keeps the meeting may do with it. */
export const HeldSection: MeetingSection = ({ meeting, now }) => {
  if (meeting.held) {
    const away = meeting.invited.filter(one => one.as === 'professional' && one.attended && !one.attended.came && !one.attended.sent)
    return (
      <section>
        <h2 class="govuk-heading-m">It was held</h2>
        <p class="govuk-body">
          It ended on {printMoment(meeting.held.at)}.{' '}
          {away.length === 0
            ? 'Everybody who was asked came or sent what they know.'
            : `Missing, and sent nothing: ${away.map(one => one.name).join(', ')}.`}
          {meeting.held.said['alsoThere'] && ` Also there: ${meeting.held.said['alsoThere']}`}
        </p>
        {meeting.held.said['absent'] && <p class="govuk-body gt-narrative">{meeting.held.said['absent']}</p>}
        <WhatFollows meeting={meeting} />
        {meeting.keeps && (
          <p class="govuk-body">
            <a class="govuk-link" href={`/meetings/${meeting.matter}/held`}>
              Put right who was there
            </a>
          </p>
        )}
      </section>
    )
  }
  if (!meeting.keeps || !stands(meeting)) return null
  return (
    <section>
      <h2 class="govuk-heading-m">What you can do with it</h2>
      {meeting.may(meetingHeld) && (
        <Button
          text="Write down that it was held"
          href={`/meetings/${meeting.matter}/held`}
          classes={meeting.at > now ? 'govuk-button--secondary' : ''}
        />
      )}
      <ul class="govuk-list">
        {(meeting.type.endsWith('conference') ? conferenceWays : ways).map(way => (
          <li key={way.to}>
            <a class="govuk-link" href={`/meetings/${meeting.matter}/${way.to}`}>
              {way.text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
