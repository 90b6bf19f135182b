import { Button, EmptyState, Form, type FormState, LevelTag, LongTextField } from '../../../design-system/index.ts'
import { type Day, dueInWords, englandAndWales, printBecause, printDate, printMoment, printMomentShort } from '../../../guidance/index.ts'
import type { Duty } from '../../../thread/finding.ts'
import { dutyWords } from '../../rule-book/index.ts'
import type { Notice } from '../notices/notices.ts'
import { type About, hrefOf } from './about.ts'
import type { Waiting } from './announcements.ts'
import type { TakenNotice } from './taken-notice.ts'
import type { ToldToNobody } from './told-to-nobody.ts'

/** What a page of announcements needs beside them; `opens`: may the reader open the page with this address? */
export type Around = { readonly csrf: string; readonly today: Day; readonly opens: (url: string) => boolean }

/** What a matter that is no concern is called, by the duty of whoever is told. */
const ofDuty: Readonly<Partial<Record<Duty, string>>> = {
  'action-owner': 'Something you were asked to do',
  'meeting-chair': 'A meeting you chair',
  minutes: 'A meeting you take the minutes of',
  invited: 'A meeting you are invited to',
  challenger: 'A professional challenge',
  challenged: 'A professional challenge',
}

/** Whom or what something is about, and the way there where it opens to the reader. */
const Whom = ({ about, duty, around }: { about: About; duty: Duty; around: Around }) => {
  const href = hrefOf(about, duty, around.opens)
  const words =
    about.is !== 'concern' ? (about.name ?? 'A person') : about.name ? `Concern about ${about.name}` : (ofDuty[duty] ?? 'A concern')
  if (!href) return <span>{words}</span>
  return (
    <a class="govuk-link" href={href}>
      {words}
    </a>
  )
}

/** What one was told: how urgent, what, by when, because of what. */
const Told = ({ one, around }: { one: Waiting; around: Around }) => (
  <>
    <p class="govuk-body">
      <LevelTag level={one.level} /> {one.says}
    </p>
    <p class="govuk-body-s">
      {one.dueOn ? `${dueInWords(one.dueOn, around.today, englandAndWales).replace(/^./, first => first.toUpperCase())}. ` : ''}
      Told to you {printMoment(one.toldAt)}
      {one.passedOn ? ', because nobody else had acknowledged it in time' : ''}. Because:{' '}
      {one.because.map(printBecause).join('; ').replaceAll('because: ', '')}
    </p>
  </>
)

const Item = ({ one, around }: { one: Waiting; around: Around }) => (
  <>
    <Told one={one} around={around} />
    {one.byName ? (
      <p class="govuk-body">
        <a class="govuk-button" href={`/announcements/${one.id}`}>
          Acknowledge<span class="govuk-visually-hidden"> of: {one.says}</span>
        </a>
      </p>
    ) : (
      <Form action={`/announcements/${one.id}/aside`} csrf={around.csrf} commandId="">
        <Button
          text={
            <>
              Put aside<span class="govuk-visually-hidden">: {one.says}</span>
            </>
          }
          classes="govuk-button--secondary"
        />
      </Form>
    )}
  </>
)

/** All that one was told about one child or one concern. */
const OfOne = ({ items, around }: { items: readonly Waiting[]; around: Around }) => {
  const [first] = items
  if (!first) return null
  return (
    <li>
      <h2 class="govuk-heading-s">
        <Whom about={first.about} duty={first.duty} around={around} />
      </h2>
      {items.map(one => (
        <Item key={one.id} one={one} around={around} />
      ))}
      {first.about.is === 'person' && around.opens('/people/:person/alerts') && (
        <p class="govuk-body-s">
          <a class="govuk-link" href={`/people/${first.subject}/alerts`}>
            Who else was told<span class="govuk-visually-hidden"> about {first.about.name}</span>
          </a>
        </p>
      )}
    </li>
  )
}

/** Facts worth knowing ask for nothing: all of them are put aside in one go. */
const AsideFacts = ({ facts, csrf }: { facts: number; csrf: string }) => (
  <Form action="/announcements/facts/aside" csrf={csrf} commandId="">
    <Button text={`Put aside the ${facts} that are only worth knowing`} classes="govuk-button--secondary" />
  </Form>
)

const childrenInWords = (count: number): string => (count === 1 ? 'One child' : `${count} children`)

const noticeWords = (one: Notice): string => {
  const from = `from ${printDate(one.on)}`
  const team = one.team ?? 'another team'
  const are = one.count === 1 ? 'is' : 'are'
  switch (one.about) {
    case 'offered':
      return `${childrenInWords(one.count)} ${are} offered to your team by ${team}. Until you answer they stay there.`
    case 'taken-on':
      return `${childrenInWords(one.count)} you offered to ${team} ${are} with that team now${one.other ? `; ${one.other} leads` : ''}.`
    case 'turned-down':
      return `${team} does not take on ${one.count === 1 ? 'the child' : `the ${one.count} children`} you offered. They stay with your team.`
    case 'taken-back':
      return `${childrenInWords(one.count)} ${are} offered to your team by ${team} no more.`
    case 'closed':
      return `The ${one.count === 1 ? 'case of one child' : `cases of ${one.count} children`} you worked with ${one.count === 1 ? 'was' : 'were'} closed on ${printDate(one.on)}. What you wrote stays readable to you.`
    case 'lead-worker':
      break
  }
  if (one.came) return `${childrenInWords(one.count)} came to you ${from}${one.other ? `; until then with ${one.other}` : ''}.`
  return `${childrenInWords(one.count)} went from you to ${one.other ?? 'somebody else'} ${from}.`
}

/** Word that children came to the reader or went to somebody else. */
const Notices = ({ notices, csrf }: { notices: readonly Notice[]; csrf: string }) => (
  <section aria-labelledby="passed-on">
    <h2 class="govuk-heading-m" id="passed-on">
      Children passed on
    </h2>
    <ul class="govuk-list gt-list-lines">
      {notices.map(one => (
        <li key={one.id}>
          <p class="govuk-body">
            <strong>{noticeWords(one)}</strong>
          </p>
          {one.about === 'offered' && (
            <p class="govuk-body">
              <a class="govuk-link" href="/team/offers">
                Answer the offer
              </a>
            </p>
          )}
          {one.people.length > 0 && (
            <ul class="govuk-list govuk-list--bullet">
              {one.people.map(person => (
                <li key={person.subject}>
                  <a class="govuk-link" href={`/people/${person.subject}`}>
                    {person.name}
                  </a>
                </li>
              ))}
            </ul>
          )}
          <p class="govuk-body gt-narrative">
            {one.by} wrote: {one.reason}
          </p>
          <p class="govuk-body-s">Told to you {printMoment(one.toldAt)}.</p>
          <Form action={`/announcements/passed-on/${one.id}/aside`} csrf={csrf} commandId="">
            <Button
              text={
                <>
                  Put aside<span class="govuk-visually-hidden">: {noticeWords(one)}</span>
                </>
              }
              classes="govuk-button--secondary"
            />
          </Form>
        </li>
      ))}
    </ul>
  </section>
)

/** Alerts that reach nobody: for those who can see to it that somebody has the duty. */
const Unheard = ({ unheard, around }: { unheard: readonly ToldToNobody[]; around: Around }) => (
  <section aria-labelledby="unheard">
    <h2 class="govuk-heading-m" id="unheard">
      Nobody holds this duty
    </h2>
    <p class="govuk-body">These alerts are for a duty that nobody has been given. They wait here for you until somebody has it.</p>
    <ul class="govuk-list gt-list-lines">
      {unheard.map(one => (
        <li key={`${one.about.subject} ${one.says} ${one.duty}`}>
          <h3 class="govuk-heading-s">
            <Whom about={one.about} duty="manager" around={around} />
          </h3>
          <p class="govuk-body">
            <LevelTag level={one.level} /> {one.says}
          </p>
          <p class="govuk-body-s">To be told to {dutyWords[one.duty]}: nobody holds this duty.</p>
        </li>
      ))}
    </ul>
  </section>
)

const Taken = ({ taken, around }: { taken: readonly TakenNotice[]; around: Around }) => (
  <section aria-labelledby="taken">
    <h2 class="govuk-heading-m" id="taken">
      You acknowledged
    </h2>
    <ul class="govuk-list gt-list-lines">
      {taken.map(one => (
        <li key={`${one.about.subject} ${one.at}`}>
          <h3 class="govuk-heading-s">
            <Whom about={one.about} duty={one.duty} around={around} />
          </h3>
          <p class="govuk-body">{one.says}</p>
          <p class="govuk-body gt-narrative">You wrote: {one.willDo}</p>
          <p class="govuk-body-s">
            {printMomentShort(one.at)}. {one.stands ? 'It still stands.' : 'It is over.'}
          </p>
        </li>
      ))}
    </ul>
  </section>
)

export type AnnouncementsProps = {
  readonly total: number
  /** How many of all that waits is only worth knowing. */
  readonly facts: number
  readonly items: readonly Waiting[]
  readonly notices: readonly Notice[]
  readonly taken: readonly TakenNotice[]
  readonly unheard: readonly ToldToNobody[]
  readonly around: Around
}

/** Everything the reader was told: what waits, children passed on, what reaches nobody, what they took notice of. */
export const AnnouncementsPage = ({ total, facts, items, notices, taken, unheard, around }: AnnouncementsProps) => (
  <>
    <h1 class="govuk-heading-l">What you were told</h1>
    {total + notices.length === 0 ? (
      <EmptyState
        wouldBe="Nothing waits for you. What is due, late or may put a child at risk is told to you here."
        action={{ text: 'Go to your work', href: '/' }}
      />
    ) : (
      total > 0 && (
        <>
          <p class="govuk-body">{total === 1 ? 'One thing waits' : `${total} things wait`} for you, what may be dangerous first.</p>
          <ul class="govuk-list gt-list-lines">
            {[...Map.groupBy(items, one => one.subject).values()].map(of => (
              <OfOne key={of[0]?.subject} items={of} around={around} />
            ))}
          </ul>
          {facts > 1 && <AsideFacts facts={facts} csrf={around.csrf} />}
          {total > items.length && <p class="govuk-body">These are the first {items.length}. Put some aside to see the others.</p>}
        </>
      )
    )}
    {notices.length > 0 && <Notices notices={notices} csrf={around.csrf} />}
    {unheard.length > 0 && <Unheard unheard={unheard} around={around} />}
    {taken.length > 0 && <Taken taken={taken} around={around} />}
  </>
)

/** One critical thing, taken notice of by name: the alert stands, and is not passed on to somebody else. */
export const TakeNoticePage = ({ one, form, commandId, around }: { one: Waiting; form: FormState; commandId: string; around: Around }) => (
  <>
    <h1 class="govuk-heading-l">Acknowledge an alert</h1>
    <p class="govuk-body">
      <Whom about={one.about} duty={one.duty} around={around} />
    </p>
    <Told one={one} around={around} />
    <Form action={`/announcements/${one.id}/acknowledge`} csrf={around.csrf} commandId={commandId}>
      <LongTextField
        name="reason"
        form={form}
        rows={3}
        label={{ text: 'What will you do, and by when?' }}
        hint={{ text: 'Your name and your words go on the record. The alert stays until what it asks for is done.' }}
      />
      <Button text="Acknowledge" preventDoubleClick />
    </Form>
  </>
)
