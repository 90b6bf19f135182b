import type { Typed } from '../../../design-system/index.ts'
import { type Day, type Moment, Temporal } from '../../../guidance/index.ts'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { parentalFactor } from '../../family/index.ts'
import { keptRoutes, todayIn } from '../on-record/kept-routes.tsx'
import { openVisit } from './around.queries.ts'
import { recordVisit } from './record-visit.ts'
import { VisitPage } from './visit.page.tsx'
import { childFields, keptVisit, readVisit, visitForm } from './visit-form.ts'

type Opened = Awaited<ReturnType<typeof openVisit>> & { readonly today: Day; readonly now: Moment }

/** The time by the clock in London, as it is typed. */
export const clockOf = (at: Moment): string => {
  const { hour, minute } = Temporal.Instant.from(at).toZonedDateTimeISO('Europe/London')
  return `${hour}:${String(minute).padStart(2, '0')}`
}

/** What stands in the form of a visit before anything is typed: now, at home, as it was planned; nothing of how a child was seen. */
export const freshVisit = ({ children, today, now }: Opened): Typed => {
  const plan = children.find(one => one.plan !== null)?.plan
  return {
    ...todayIn('on', today),
    time: clockOf(now),
    place: 'home',
    ...(plan ? { announced: plan.announced ? 'yes' : 'no' } : {}),
    ...Object.fromEntries(children.map((one, at) => [childFields(at + 1).child, one.child])),
  }
}

/** Writing down a visit to the children of a home. `book`: the kinds and rules in force. */
export const visitRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<Opened>({
    at: 'visits/record',
    name: 'visit',
    words: 'write down a visit',
    title: 'Write down a visit',
    kept: keptVisit,
    labels: visitForm.labels,
    open: async (tx, person, ask) => ({ ...(await openVisit(tx, person)), today: ask.today, now: tx.actor.at }),
    fresh: freshVisit,
    page: (opened, parts) => <VisitPage {...opened} {...parts} />,
    send: async (tx, opened, typed, ask) => {
      const read = readVisit(typed, { children: opened.children, around: opened.around, today: ask.today, now: ask.now })
      if (!read.ok) return { errors: read.errors }
      const outcome = await recordVisit(tx, book(), {
        id: ask.id,
        told: read.data,
        around: opened.around,
        mayWeigh: child => opened.children.some(one => one.child === child && one.may(parentalFactor)),
      })
      if (outcome.done === 'asked') throw new Error('a gate stood before a visit')
      return { to: `visits?recorded=${outcome.answer.act}` }
    },
    leave: 'visits',
  })
