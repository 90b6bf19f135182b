import { z } from 'zod'
import type { FieldErrors } from '../../../design-system/index.ts'
import { Button, EmptyState, Form, LevelTag, LongTextField } from '../../../design-system/index.ts'
import { dueInWords, englandAndWales, printBecause, printMoment } from '../../../guidance/index.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { said } from '../../../thread/fields.ts'
import { type CommandId, isId } from '../../../thread/ids.ts'
import { acknowledge, putAside } from './acknowledge.ts'
import { announcementsFor, type Waiting } from './announcements.ts'

const id = z.object({ announcement: z.string().refine(isId) })
const reason = z.object({ reason: said(4000, 'Write what you will do about it').prefault('') })

type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page' | 'today' | 'typed' | 'tx'>

/** What one was told: how urgent, what, by when, because of what. */
const Told = ({ one, ask }: { one: Waiting; ask: AnyAsk }) => (
  <>
    <p class="govuk-body">
      <LevelTag level={one.level} />
    </p>
    <p class="govuk-body">{one.says}</p>
    <p class="govuk-body-s">
      {one.dueOn ? `${dueInWords(one.dueOn, ask.today, englandAndWales).replace(/^./, first => first.toUpperCase())}. ` : ''}
      Told to you {printMoment(one.toldAt)}
      {one.passedOn ? ', because nobody else had taken notice in time' : ''}. Because:{' '}
      {one.because.map(printBecause).join('; ').replaceAll('because: ', '')}
    </p>
  </>
)

const Row = ({ one, ask }: { one: Waiting; ask: AnyAsk }) => (
  <li>
    <Told one={one} ask={ask} />
    {one.byName ? (
      <p class="govuk-body">
        <a class="govuk-button" href={`/announcements/${one.id}`}>
          Take notice<span class="govuk-visually-hidden"> of: {one.says}</span>
        </a>
      </p>
    ) : (
      <Form action={`/announcements/${one.id}/aside`} csrf={ask.csrf} commandId="">
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

/** One critical thing, taken notice of by name: the alert stands, and is not passed on to somebody else. */
const takeNotice = async (ask: AnyAsk, book: Book, announcement: string, errors: FieldErrors = []): Promise<Reply> => {
  const { items } = await ask.tx(tx => announcementsFor(tx, book))
  const one = items.find(item => item.id === announcement)
  if (!one?.byName) throw new NotFound()
  const form = (
    <>
      <h1 class="govuk-heading-l">Take notice</h1>
      <Told one={one} ask={ask} />
      <Form action={`/announcements/${one.id}/acknowledge`} csrf={ask.csrf} commandId={ask.newCommandId()}>
        <LongTextField
          name="reason"
          form={{ typed: ask.typed, errors }}
          rows={3}
          label={{ text: 'What will you do, and by when?' }}
          hint={{ text: 'Your name and your words go on the record. The alert stays until what it asks for is done.' }}
        />
        <Button text="I take notice" preventDoubleClick />
      </Form>
    </>
  )
  const page = { title: 'Take notice', errors, way: { kind: 'back', href: '/announcements' } as const, children: form }
  return show(ask.page(page), { status: errors.length > 0 ? 422 : 200, json: { one, errors } })
}

const listed = async (ask: AnyAsk, book: Book): Promise<Reply> => {
  const { total, items } = await ask.tx(tx => announcementsFor(tx, book))
  const list = (
    <>
      <h1 class="govuk-heading-l">What you were told</h1>
      {total === 0 ? (
        <EmptyState
          wouldBe="Nothing waits for you. What is due, late or may put a child at risk is told to you here."
          action={{ text: 'Go to your work', href: '/' }}
        />
      ) : (
        <>
          <p class="govuk-body">{total === 1 ? 'One thing waits' : `${total} things wait`} for you, what may be dangerous first.</p>
          <ul class="govuk-list gt-list-lines">
            {items.map(one => (
              <Row key={one.id} one={one} ask={ask} />
            ))}
          </ul>
        </>
      )}
    </>
  )
  return show(ask.page({ title: 'What you were told', children: list }), { json: { total, items } })
}

/** What one was told, and taking notice of it. `book`: the kinds and rules in force. */
export const announcementRoutes = (book: () => Book): Route[] => [
  route({ method: 'GET', url: '/announcements', words: 'what one was told', handle: ask => listed(ask, book()) }),
  route({
    method: 'GET',
    url: '/announcements/:announcement',
    words: 'one thing one was told',
    params: id,
    handle: ask => takeNotice(ask, book(), ask.params.announcement),
  }),
  route({
    method: 'POST',
    url: '/announcements/:announcement/acknowledge',
    words: 'take notice of what one was told',
    params: id,
    body: reason,
    handle: async ask => {
      const { form } = ask
      if (!form.ok) return takeNotice(ask, book(), ask.params.announcement, form.errors)
      await ask.tx(tx =>
        acknowledge(tx, book(), { command: ask.commandId as CommandId, announcement: ask.params.announcement, reason: form.data.reason }),
      )
      return go('/announcements')
    },
  }),
  route({
    method: 'POST',
    url: '/announcements/:announcement/aside',
    words: 'put aside what one was told',
    params: id,
    handle: async ask => {
      await ask.tx(tx => putAside(tx, ask.params.announcement))
      return go('/announcements')
    },
  }),
]
