import { z } from 'zod'
import type { FieldErrors } from '../../../design-system/index.ts'
import { addDays, dayOf, startOfDay } from '../../../guidance/index.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, grantOf, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { said } from '../../../thread/fields.ts'
import { type CommandId, isId } from '../../../thread/ids.ts'
import { noticeRead, noticesFor } from '../notices/notices.ts'
import { acknowledge, putAside, putFactsAside } from './acknowledge.ts'
import { AnnouncementsPage, type Around, TakeNoticePage } from './announcements.page.tsx'
import { announcementsFor } from './announcements.ts'
import { takenNotice } from './taken-notice.ts'
import { toldToNobody } from './told-to-nobody.ts'

const id = z.object({ announcement: z.string().refine(isId) })
const reason = z.object({ reason: said(4000, 'Write what you will do about it').prefault('') })
const notice = z.object({ notice: z.string().refine(isId) })

type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page' | 'today' | 'now' | 'typed' | 'tx' | 'actor'>

const aroundOf = (ask: AnyAsk): Around => ({
  csrf: ask.csrf,
  today: ask.today,
  opens: url => ask.actor().grants.has(grantOf({ method: 'GET', url })),
})

/** How long what one took notice of stays on one's page. */
const daysShown = 30

/** Those who can see to it that a duty is held. */
const answerForDuties = ['team-manager', 'bridge-manager']

const takeNotice = async (ask: AnyAsk, book: Book, announcement: string, errors: FieldErrors = []): Promise<Reply> => {
  const { items } = await ask.tx(tx => announcementsFor(tx, book))
  const one = items.find(item => item.id === announcement)
  if (!one?.byName) throw new NotFound()
  const form = { typed: ask.typed, errors }
  const children = <TakeNoticePage one={one} form={form} commandId={ask.newCommandId()} around={aroundOf(ask)} />
  const page = { title: 'Acknowledge an alert', errors, way: { kind: 'back', href: '/announcements' } as const, children }
  return show(ask.page(page), { status: errors.length > 0 ? 422 : 200, json: { one, errors } })
}

const listed = async (ask: AnyAsk, book: Book): Promise<Reply> => {
  const since = startOfDay(addDays(dayOf(ask.now), -daysShown))
  const all = await ask.tx(async tx => ({
    ...(await announcementsFor(tx, book)),
    notices: await noticesFor(tx),
    unheard: answerForDuties.includes(tx.actor.role) ? await toldToNobody(tx, book, ask.now) : [],
    taken: await takenNotice(tx, book, ask.now, since),
  }))
  return show(ask.page({ title: 'What you were told', children: <AnnouncementsPage {...all} around={aroundOf(ask)} /> }), { json: all })
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
    words: 'acknowledge what one was told',
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
  route({
    method: 'POST',
    url: '/announcements/facts/aside',
    words: 'put aside what is only worth knowing',
    handle: async ask => {
      await ask.tx(putFactsAside)
      return go('/announcements')
    },
  }),
  route({
    method: 'POST',
    url: '/announcements/passed-on/:notice/aside',
    words: 'put aside that children were passed on',
    params: notice,
    handle: async ask => {
      await ask.tx(tx => noticeRead(tx, ask.params.notice))
      return go('/announcements')
    },
  }),
]
