import { Button, EmptyState, Form, type FormState, LevelTag, LongTextField } from '../../../design-system/index.ts'
import { type Day, dueInWords, englandAndWales, printBecause, printDate, printMoment, printMomentShort } from '../../../guidance/index.ts'
import { dutyWords } from '../../rule-book/index.ts'
import type { Notice } from '../notices/notices.ts'
import type { Waiting } from './announcements.ts'
import type { TakenNotice } from './taken-notice.ts'
import type { ToldToNobody } from './told-to-nobody.ts'

/** What a page of announcements needs beside them; `bridge`: may the reader open The Bridge's pages? */
export type Around = { readonly csrf: string; readonly today: Day; readonly bridge: boolean }

/** Where the record is that something is about: the person's page, or the concern's at The Bridge; nowhere for whoever may open neither. */
const hrefOf = ({ name, subject }: Pick<Waiting, 'name' | 'subject'>, bridge: boolean): string | null =>
  name !== null ? `/people/${subject}` : bridge ? `/bridge/${subject}` : null

const About = ({ one, bridge }: { one: Pick<Waiting, 'name' | 'subject'>; bridge: boolean }) => {
  const href = hrefOf(one, bridge)
  if (!href) return null
  return (
    <a class="govuk-link" href={href}>
      {one.name ?? 'Open the concern'}
    </a>
  )
}

/** What one was told: about whom, how urgent, what, by when, because of what. */
export const Told = ({ one, around }: { one: Waiting; around: Around }) => (
  <>
    <p class="govuk-body">
      <LevelTag level={one.level} /> <About one={one} bridge={around.bridge} />
    </p>
    <p class="govuk-body">{one.says}</p>
    <p class="govuk-body-s">
      {one.dueOn ? `${dueInWords(one.dueOn, around.today, englandAndWales).replace(/^./, first => first.toUpperCase())}. ` : ''}
      Told to you {printMoment(one.toldAt)}
      {one.passedOn ? ', because nobody else had taken notice in time' : ''}. Because:{' '}
      {one.because.map(printBecause).join('; ').replaceAll('because: ', '')}
    </p>
    {one.name !== null && (
      <p class="govuk-body-s">
        <a class="govuk-link" href={`/people/${one.subject}/alerts`}>
          Who else was told<span class="govuk-visually-hidden"> of this about {one.name}</span>
        </a>
      </p>
    )}
  </>
)

const Item = ({ one, around }: { one: Waiting; around: Around }) => (
  <li>
    <Told one={one} around={around} />
    {one.byName ? (
      <p class="govuk-body">
        <a class="govuk-button" href={`/announcements/${one.id}`}>
          Take notice<span class="govuk-visually-hidden"> of: {one.says}</span>
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
  </li>
)

const childrenInWords = (count: number): string => (count === 1 ? 'One child' : `${count} children`)

const noticeWords = (one: Notice): string => {
  const from = `from ${printDate(one.on)}`
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
const Unheard = ({ unheard, bridge }: { unheard: readonly ToldToNobody[]; bridge: boolean }) => (
  <section aria-labelledby="unheard">
    <h2 class="govuk-heading-m" id="unheard">
      Nobody holds this duty
    </h2>
    <p class="govuk-body">What follows was to be told to somebody whom nobody has named. Until somebody is, it waits here for you.</p>
    <ul class="govuk-list gt-list-lines">
      {unheard.map(one => (
        <li key={`${one.subject} ${one.says} ${one.duty}`}>
          <p class="govuk-body">
            <LevelTag level={one.level} /> <About one={one} bridge={bridge} />
          </p>
          <p class="govuk-body">{one.says}</p>
          <p class="govuk-body-s">To be told to {dutyWords[one.duty]}: nobody holds this duty.</p>
        </li>
      ))}
    </ul>
  </section>
)

const Taken = ({ taken, bridge }: { taken: readonly TakenNotice[]; bridge: boolean }) => (
  <section aria-labelledby="taken">
    <h2 class="govuk-heading-m" id="taken">
      You took notice of
    </h2>
    <ul class="govuk-list gt-list-lines">
      {taken.map(one => (
        <li key={`${one.subject} ${one.at}`}>
          <p class="govuk-body">
            <About one={one} bridge={bridge} /> {one.says}
          </p>
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
  readonly items: readonly Waiting[]
  readonly notices: readonly Notice[]
  readonly taken: readonly TakenNotice[]
  readonly unheard: readonly ToldToNobody[]
  readonly around: Around
}

/** Everything the reader was told: what waits, children passed on, what reaches nobody, what they took notice of. */
export const AnnouncementsPage = ({ total, items, notices, taken, unheard, around }: AnnouncementsProps) => (
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
            {items.map(one => (
              <Item key={one.id} one={one} around={around} />
            ))}
          </ul>
          {total > items.length && <p class="govuk-body">These are the first {items.length}. Put some aside to see the others.</p>}
        </>
      )
    )}
    {notices.length > 0 && <Notices notices={notices} csrf={around.csrf} />}
    {unheard.length > 0 && <Unheard unheard={unheard} bridge={around.bridge} />}
    {taken.length > 0 && <Taken taken={taken} bridge={around.bridge} />}
  </>
)

/** One critical thing, taken notice of by name: the alert stands, and is not passed on to somebody else. */
export const TakeNoticePage = ({ one, form, commandId, around }: { one: Waiting; form: FormState; commandId: string; around: Around }) => (
  <>
    <h1 class="govuk-heading-l">Take notice</h1>
    <Told one={one} around={around} />
    <Form action={`/announcements/${one.id}/acknowledge`} csrf={around.csrf} commandId={commandId}>
      <LongTextField
        name="reason"
        form={form}
        rows={3}
        label={{ text: 'What will you do, and by when?' }}
        hint={{ text: 'Your name and your words go on the record. The alert stays until what it asks for is done.' }}
      />
      <Button text="I take notice" preventDoubleClick />
    </Form>
  </>
)
