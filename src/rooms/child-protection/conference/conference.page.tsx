import type { VNode } from 'preact'
import { Details, type FormState, InsetText, SummaryList, Tag } from '../../../design-system/index.ts'
import { type Day, day, dayOf, printDay, printMoment } from '../../../guidance/index.ts'
import type { MeetingOnRecord } from '../../commands.ts'
import { meetingHeld } from '../../meetings/index.ts'
import { PapersTable } from '../papers/papers.page.tsx'
import type { PaperOfConference } from '../papers/papers.queries.ts'
import { categoryWords } from './conference.ts'
import { Invitations, type Marks, type Named, Opening } from './convening.tsx'
import type { ConferenceOfChild } from './of-meeting.queries.ts'
import { goesOnWords } from './request.ts'

const decidedWords = ({ decided }: ConferenceOfChild): string => {
  if (!decided) return 'Not decided yet'
  const category = categoryWords[decided.facts['category'] as keyof typeof categoryWords]
  return decided.facts['plan'] ? `On a child protection plan${category ? `: ${category}` : ''}` : 'No child protection plan'
}

/** What a conference needs before it, at it and after it, in order: who is told, who is here, what is decided of each child, what follows. */
export const ConferencePage = ({
  meeting,
  children,
  form,
  marks,
  mayInvite,
  mayChair,
  mayPutOff,
  says,
  papers,
  today,
}: {
  meeting: MeetingOnRecord
  children: readonly (ConferenceOfChild & Named)[]
  form: FormState
  marks: () => Marks
  /** May whoever asks send the invitations; may they open the conference and decide? */
  mayInvite: boolean
  mayChair: boolean
  mayPutOff: boolean
  says: (ask: ConferenceOfChild['asks'][number], name: string) => string
  /** What was made of it to go out, to whom, and who has it. */
  papers: readonly PaperOfConference[]
  today: Day
}): VNode => {
  const here = `/meetings/${meeting.matter}/conference`
  const opened = children.find(one => one.opened)?.opened
  const sent = children.every(one => one.invitations) && children.length > 0
  const asks = children.flatMap(one => one.asks.map(ask => ({ ...ask, child: one })))
  const session = asks.filter(ask => ask.rule === 'reflective-session-required')
  const stands = asks.filter(ask => ask.rule !== 'reflective-session-required')
  return (
    <>
      <span class="govuk-caption-l">{meeting.words}</span>
      <h1 class="govuk-heading-l">{children.map(one => one.name).join(', ')}</h1>
      <p class="govuk-body-l">
        {printMoment(meeting.at)}
        {meeting.chair && `, chaired by ${meeting.chair.name}`}
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/meetings/${meeting.matter}`}>
          Who is asked, what they bring, and what was agreed
        </a>
      </p>
      {mayPutOff && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${here}/put-off`}>
            Put it off, or say that it is not held
          </a>
        </p>
      )}
      <h2 class="govuk-heading-m">Before: the invitations</h2>
      {session.map(ask => (
        <InsetText key={`${ask.child.child}${ask.name}`}>
          <strong>The professionals reflect together first.</strong> {says(ask, ask.child.name)}
        </InsetText>
      ))}
      {sent && <p class="govuk-body">The invitations have gone out.</p>}
      {mayInvite && (
        <Invitations action={`${here}/invitations`} form={form} marks={marks()} needsSession={session.length > 0} sent={sent} />
      )}
      {!sent && !mayInvite && !opened && <p class="govuk-body">The unit that arranges conferences sends them.</p>}
      {mayChair && (
        <>
          <h2 class="govuk-heading-m">Right before: reflect together</h2>
          <ul class="govuk-list">
            {children.map(one => (
              <li key={one.child}>
                {one.session ? (
                  `The session about ${one.name} is written down.`
                ) : (
                  <a class="govuk-link" href={`/meetings/${meeting.matter}/conference/${one.child}/reflective`}>
                    Write down the reflective session about {one.name}
                  </a>
                )}
              </li>
            ))}
          </ul>
          <h2 class="govuk-heading-m">At the conference: who is here</h2>
          {opened && (
            <p class="govuk-body">
              Opened on {printMoment(opened.at)}:{' '}
              {goesOnWords[opened.facts['goesOn'] as keyof typeof goesOnWords] ?? 'the conference goes on'}.
            </p>
          )}
          {stands.map(ask => (
            <InsetText key={`${ask.child.child}${ask.rule}${ask.name}`}>{says(ask, ask.child.name)}</InsetText>
          ))}
          {dayOf(meeting.at) > today ? (
            <p class="govuk-body">It is opened on the day.</p>
          ) : (
            <Details
              summary={opened ? 'Open it again' : 'Open the conference'}
              open={!opened || form.errors.some(one => one.field === 'there')}
            >
              <Opening action={`${here}/open`} form={form} marks={marks()} meeting={meeting} />
            </Details>
          )}
        </>
      )}
      <h2 class="govuk-heading-m">The decision, for each child apart</h2>
      <SummaryList
        rows={children.map(one => ({
          key: { text: one.name },
          value: { text: one.decided ? decidedWords(one) : <Tag text={decidedWords(one)} classes="govuk-tag--yellow" /> },
          ...(one.decided
            ? {
                actions: {
                  items: [
                    { href: `/people/${one.child}/entries/${one.decided.entry}`, text: 'Read it', visuallyHiddenText: `: ${one.name}` },
                    ...(mayChair && one.decided.mine
                      ? [{ href: `${here}/${one.child}/put-right`, text: 'Put it right', visuallyHiddenText: `: ${one.name}` }]
                      : []),
                  ],
                },
              }
            : mayChair && opened
              ? { actions: { items: [{ href: `${here}/${one.child}`, text: 'Decide', visuallyHiddenText: ` about ${one.name}` }] } }
              : {}),
        }))}
      />
      {children.map(one => (
        <PutRight key={one.child} of={one} papers={papers} here={here} />
      ))}
      {children.some(one => one.decided) && <After meeting={meeting} children={children} mayChair={mayChair} />}
      <h2 class="govuk-heading-m">What is sent</h2>
      {papers.length > 0 ? (
        <PapersTable papers={papers} meeting={meeting} of={meeting.whom} linked={mayChair} />
      ) : (
        <p class="govuk-body">Nothing was sent yet.</p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`/meetings/${meeting.matter}/papers`}>
          The reports before it, and the letter of what was decided
        </a>
      </p>
    </>
  )
}

/** That a decision was put right, and what does not follow from it by itself. */
const PutRight = ({ of, papers, here }: { of: ConferenceOfChild & Named; papers: readonly PaperOfConference[]; here: string }) => {
  const putRight = of.decided?.putRight
  if (!putRight) return null
  const letters = papers.filter(one => one.child === of.child && one.kind === 'conference-decisions' && one.state === 'released')
  const before = letters.filter(one => one.saysBefore && !letters.some(other => !other.saysBefore && other.to === one.to))
  const have = [...new Set(before.filter(one => !one.stopped).map(one => one.reader))]
  return (
    <InsetText>
      <p class="govuk-body">
        <strong>
          What was decided about {of.name} was put right on {printMoment(putRight.at)}.
        </strong>{' '}
        {putRight.why}
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {before.length > 0 && (
          <li>
            {have.length > 0 && `The letter that went to ${have.join(', ')} says what stood before. `}
            {have.length < before.length && 'A letter that nobody had opened yet is stopped. '}
            <a class="govuk-link" href={`${here.replace(/conference$/, 'papers')}/${of.child}`}>
              Send it again<span class="govuk-visually-hidden"> about {of.name}</span>
            </a>
          </li>
        )}
        <li>
          <a class="govuk-link" href={`/people/${of.child}/plan`}>
            Look whether the plan for {of.name} says the same
          </a>
        </li>
        <li>
          <a class="govuk-link" href={`/people/${of.child}/cp-is`}>
            Look what the NHS was told of {of.name}
          </a>
        </li>
      </ul>
    </InsetText>
  )
}

const onDay = (facts: { readonly [name: string]: unknown }, name: string): string | null =>
  typeof facts[name] === 'string' ? printDay(day(String(facts[name]))) : null

const After = ({
  meeting,
  children,
  mayChair,
}: {
  meeting: MeetingOnRecord
  children: readonly (ConferenceOfChild & Named)[]
  mayChair: boolean
}) => (
  <>
    <h2 class="govuk-heading-m">What follows</h2>
    <ul class="govuk-list govuk-list--bullet">
      {children.flatMap(one => {
        const { decided } = one
        if (!decided) return []
        if (!decided.facts['plan'])
          return [<li key={one.child}>{one.name}: no plan. Write down what help follows instead, as a child in need or by early help.</li>]
        return [
          <li key={one.child}>
            {one.name} is on a plan from today.{' '}
            {onDay(decided.facts, 'coreGroupOn') && `The core group first meets on ${onDay(decided.facts, 'coreGroupOn')}. `}
            {onDay(decided.facts, 'reviewOn') && `The review conference is on ${onDay(decided.facts, 'reviewOn')}. `}
            {decided.facts['visitEvery'] !== undefined && `Visits are at most ${String(decided.facts['visitEvery'])} days apart. `}
            <a class="govuk-link" href={`/people/${one.child}/meetings/new?type=core-group`}>
              Call the core group<span class="govuk-visually-hidden"> of {one.name}</span>
            </a>
          </li>,
        ]
      })}
    </ul>
    <p class="govuk-body">
      The letter of what was decided, with the outline plan and how to complain, goes to everybody who was asked, by the next working day.{' '}
      {mayChair && (
        <a class="govuk-link" href={`/meetings/${meeting.matter}/papers`}>
          Make the letter ready
        </a>
      )}
    </p>
    {mayChair && !meeting.held && meeting.may(meetingHeld) && (
      <p class="govuk-body">
        Until it is written down as held, nobody is told that the letter or the minutes are late.{' '}
        <a class="govuk-link" href={`/meetings/${meeting.matter}/held`}>
          Write down who came, and that it was held
        </a>
      </p>
    )}
  </>
)
