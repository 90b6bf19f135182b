import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Book } from '../../../thread/book.ts'
import type { AccountId, ActId, EntryId, SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { type OnChild, readByKind, type ToldByKind } from '../../family/index.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { type DueLine, readDueLines } from '../on-record/due-lines.ts'
import { type ChildAtHome, readChildrenAtHome } from './around.queries.ts'
import { type Lacking, lackingIn } from './missing.ts'
import { homeConditions, visit, visitAttempted, visitQuestionAnswered, visitRead } from './visit.ts'

export type VisitOnRecord = OnChild<FactsOf<typeof visit>>
export type Attempt = OnChild<FactsOf<typeof visitAttempted>>
export type HomeSeen = OnChild<FactsOf<typeof homeConditions>>

/** Where a visit stands with the manager: not read, given back with a question, answered and to be read again, or signed. */
export type Reading = {
  readonly state: 'unread' | 'returned' | 'answered' | 'signed'
  readonly said: readonly {
    readonly by: string
    readonly day: Day
    readonly what: 'signed' | 'returned' | 'answered'
    readonly text: string
  }[]
}

/** The visits to one child, as whoever asks may read them. */
export type VisitsView = {
  readonly child: ChildAtHome
  readonly others: readonly ChildAtHome[]
  readonly due: readonly DueLine[]
  /** Oldest first. */
  readonly visits: readonly VisitOnRecord[]
  readonly attempts: readonly Attempt[]
  readonly homes: readonly HomeSeen[]
  /** The times on a plan, as far as conferences may be read: for what the clocks are drawn. */
  readonly plans: readonly { readonly from: Day; readonly until: Day | null }[]
  readonly reading: (visit: EntryId) => Reading
  readonly account: AccountId
}

const kinds = [visit, visitAttempted, homeConditions, visitRead, visitQuestionAnswered, conference, planEnd] as const

/** The rules whose findings stand on the page of a child's visits. */
export const rulesOfVisits: readonly string[] = [
  'cp-visit-due',
  'not-seen-at-home',
  'visit-incomplete',
  'visit-unread',
  'visit-retry-due',
  'baby-visit-suggested',
  'baby-visit-due',
  'access-refused',
]

const plansFrom = (told: ToldByKind): VisitsView['plans'] => {
  const plans: { from: Day; until: Day | null }[] = []
  const acts = [...told.of(conference), ...told.of(planEnd)].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  for (const act of acts) {
    const last = plans.at(-1)
    const open = last?.until === null ? last : undefined
    const goesOn = !('ground' in act.facts) && act.facts.plan
    if (open && !goesOn) open.until = act.on
    else if (!open && goesOn) plans.push({ from: act.on, until: null })
  }
  return plans
}

const readingFrom =
  (told: ToldByKind): VisitsView['reading'] =>
  root => {
    const said = [
      ...told.of(visitRead).filter(one => one.answers === root),
      ...told.of(visitQuestionAnswered).filter(one => one.answers === root),
    ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    const lines = said.map(one => ({
      by: one.by,
      day: one.on,
      what:
        one.kind === visitQuestionAnswered.name
          ? ('answered' as const)
          : 'signed' in one.facts && one.facts.signed
            ? ('signed' as const)
            : ('returned' as const),
      text: one.said['says'] ?? '',
    }))
    return { state: lines.some(one => one.what === 'signed') ? 'signed' : (lines.at(-1)?.what ?? 'unread'), said: lines }
  }

/** Reads the visits to a child. Refuses (not found) whoever may not know the child. `today`: the day of the request, in London. */
export const readVisitsView = async (tx: Tx, book: Book, person: SubjectId, today: Day): Promise<VisitsView> => {
  const [child, ...others] = await readChildrenAtHome(tx, person)
  const told = await readByKind(tx, person, kinds)
  return {
    child,
    others,
    due: await readDueLines(tx, book, { subject: child.child, called: child.called }, rulesOfVisits, today),
    visits: told.of(visit),
    attempts: told.of(visitAttempted),
    homes: told.of(homeConditions),
    plans: plansFrom(told),
    reading: readingFrom(told),
    account: tx.actor.account,
  }
}

/** One visit of the child, or nothing to be found. */
export const visitIn = (view: VisitsView, root: EntryId): VisitOnRecord => {
  const found = view.visits.find(one => one.root === root)
  if (!found) throw new NotFound()
  return found
}

/** What one act of visiting brought for each child, and what it lacks. */
export type Recorded = {
  readonly child: SubjectId
  readonly called: string
  readonly visit: EntryId | null
  readonly attempted: boolean
  readonly lacking: readonly Lacking[]
}

/** What was written down in one act about a child and the others of the home, as far as whoever asks may read it. */
export const readRecorded = async (tx: Tx, view: VisitsView, act: ActId): Promise<readonly Recorded[]> => {
  const found: Recorded[] = []
  for (const child of [view.child, ...view.others]) {
    const told = child === view.child ? null : await readByKind(tx, child.child, [visit, visitAttempted])
    const one = (told ? told.of(visit) : view.visits).find(of => of.act === act)
    const tried = (told ? told.of(visitAttempted) : view.attempts).some(of => of.act === act)
    if (one || tried)
      found.push({
        child: child.child,
        called: child.called,
        visit: one?.root ?? null,
        attempted: !one,
        lacking: one && one.facts.by !== 'other' ? lackingIn(one) : [],
      })
  }
  return found
}
