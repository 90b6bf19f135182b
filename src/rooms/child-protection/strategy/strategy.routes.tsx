import { printMoment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { readAround } from '../../commands.ts'
import { adultInContact, adultsAsked, openChild, readByKind, readFamily } from '../../family/index.ts'
import { meetingAbout, meetingsStanding } from '../../meetings/index.ts'
import { keptRoutes, todayIn } from '../on-record/kept-routes.tsx'
import { siblingConsidered } from '../sibling-consideration/sibling-considered.ts'
import { decideStrategy } from './decide-strategy.ts'
import { type StrategyOpened, StrategyPage } from './strategy.page.tsx'
import { childrenIn, mostChildren } from './strategy.queries.ts'
import { strategyDecision } from './strategy-decision.ts'
import { keptStrategy, readStrategy, strategyForm } from './strategy-form.ts'

const open = async (tx: Tx, person: SubjectId): Promise<StrategyOpened> => {
  await openChild(tx, person, strategyDecision)
  const family = await readFamily(tx, person, 'around')
  const all = childrenIn(family)
  if (all.length === 0) throw new NotFound()
  const theirs = all.filter(one => one.may(strategyDecision) || one.may(siblingConsidered)).slice(0, mostChildren)
  const asked = theirs.filter(one => one.may(adultInContact) && one.may(adultsAsked))
  const about = (await readByKind(tx, person, [meetingAbout])).of(meetingAbout)
  const called = meetingsStanding(about).filter(one => one.facts.type === 'strategy')
  return {
    children: theirs,
    closed: all.length - theirs.length,
    around: asked.length > 0 ? await readAround(tx, asked, family?.others ?? []) : null,
    meetings: called
      .slice(-10)
      .reverse()
      .map(one => ({ value: one.facts.meeting, text: `The meeting called for ${printMoment(one.facts.at)}` })),
  }
}

/** What a strategy meeting decided, each child on its own on one screen. `book`: the kinds and rules in force. */
export const strategyRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<StrategyOpened>({
    at: 'strategy',
    name: 'strategy',
    title: 'What a strategy meeting decided',
    words: 'what a strategy meeting decided',
    labels: strategyForm.labels,
    kept: keptStrategy,
    leave: 'safety',
    open,
    fresh: (opened, today) => ({ ...todayIn('on', today), ...(opened.meetings[0] ? { meeting: opened.meetings[0].value } : {}) }),
    send: async (tx, opened, typed, ask) => {
      const form = readStrategy(typed, {
        children: opened.children.map(one => one.subject),
        meetings: opened.meetings.map(one => one.value as SubjectId),
        today: ask.today,
        known: opened.around ?? { adults: [] },
        now: ask.now,
      })
      if (!form.ok) return { errors: form.errors }
      const outcome = await decideStrategy(tx, book(), { id: ask.id, form: form.data, around: opened.around })
      if (outcome.done === 'asked') throw new Error('a gate stood before a strategy decision')
      return 'done'
    },
    page: (opened, parts) => <StrategyPage opened={opened} parts={parts} />,
  })
