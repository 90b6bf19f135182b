import { type Day, dayOf, printDay, printMoment, printPartial } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import type { AnyKind, FactsOf } from '../../../thread/kind.ts'
import { freshnessKinds, lastHeard, sayFreshness } from '../../commands.ts'
import {
  type ChildOnRecord,
  familyGroupConference,
  familyNetworkMeeting,
  type OnChild,
  openChild,
  readByKind,
  type ToldByKind,
} from '../../family/index.ts'
import { meetingAbout } from '../../meetings/index.ts'
import { categoryWords, conference, planEnd } from '../conference/conference.ts'
import { coreGroup } from '../core-group/core-group.ts'
import { type DueLine, readDueLines } from '../on-record/due-lines.ts'
import { planEndChecked } from '../reviews/plan-end-checked.ts'
import { safetyScaled } from '../safety/safety.ts'
import { visit } from '../visits/visit.ts'
import { actionFields, actionPlaces, cpPlan, cpPlanAgreed, riskFields, turnFields, turnPlaces } from './cp-plan.ts'

/** One action of a worry, as it is read. */
export type Action = { readonly does: string; readonly who: string; readonly measure: string; readonly dueOn: Day | null }

/** One worry of a plan, as it is read. */
export type Risk = {
  /** The danger statement that it is; none in versions from before worries were danger statements. */
  readonly of: EntryId | null
  readonly danger: string
  readonly goal: string
  readonly outcome: string
  readonly scale: number | null
  readonly actions: readonly Action[]
}

/** One version of a plan, as it is read. */
export type Version = {
  readonly root: EntryId
  readonly on: Day
  readonly day: string
  readonly by: string
  readonly role: string
  readonly risks: readonly Risk[]
  readonly turns: readonly { readonly happens: string; readonly does: string; readonly by: string }[]
  readonly said: Readonly<Record<string, string>>
  readonly visitEvery: number | null
  readonly unannounced: boolean | null
  readonly agreed: { readonly day: string; readonly by: string; readonly with: string; readonly familysView: string } | null
}

/** The rules whose findings a plan's page says: what belongs to the plan, and what nobody should have to look for elsewhere. */
const rulesOfPlan: readonly string[] = [
  'core-group-overdue',
  'core-group-absent-twice',
  'cp-visit-due',
  'not-seen-at-home',
  'safety-goal-missing',
  'child-voice-missing',
  'closure-gate',
  'fgc-not-offered',
  'rcpc-due',
  'rcpc-overdue',
  'post-birth-overdue',
  'access-refused',
]

/** A child's plan, as whoever asks may read it. */
export type PlanView = {
  readonly child: ChildOnRecord
  /** Since when the child is on a plan, and for what; nothing where there is none now. */
  readonly open: { readonly since: Day; readonly words: string } | null
  readonly due: readonly DueLine[]
  /** Oldest first. */
  readonly versions: readonly Version[]
  readonly told: ToldByKind
  /** When the child was last heard, how, by whom, and whether something has changed since. */
  readonly heard: string
}

const kinds = (): readonly AnyKind[] => [
  conference,
  planEnd,
  cpPlan,
  cpPlanAgreed,
  coreGroup,
  visit,
  planEndChecked,
  safetyScaled,
  familyGroupConference,
  familyNetworkMeeting,
  meetingAbout,
  ...freshnessKinds,
]

/** A version of a plan as it is read: each worry with its own actions. */
export const versionFrom = (one: OnChild<FactsOf<typeof cpPlan>>, agreed: OnChild<FactsOf<typeof cpPlanAgreed>> | undefined): Version => {
  const { said, facts } = one
  return {
    root: one.root,
    on: one.on,
    day: one.precision === 'moment' ? printMoment(one.at) : printDay(one.on),
    by: one.by,
    role: one.role.replaceAll('-', ' '),
    risks: facts.risks.map((risk, at) => {
      const fields = riskFields(at + 1)
      return {
        of: risk.danger ?? null,
        danger: said[fields.danger] ?? '',
        goal: said[fields.goal] ?? '',
        outcome: said[fields.outcome] ?? '',
        scale: risk.scale ?? null,
        actions: actionPlaces.flatMap((place): Action[] => {
          const names = actionFields(at + 1, place)
          const does = said[names.does]
          if (!does) return []
          return [{ does, who: said[names.who] ?? '', measure: said[names.measure] ?? '', dueOn: risk.actions[place - 1]?.dueOn ?? null }]
        }),
      }
    }),
    turns: turnPlaces.flatMap(place => {
      const names = turnFields(place)
      const happens = said[names.happens]
      return happens ? [{ happens, does: said[names.does] ?? '', by: said[names.by] ?? '' }] : []
    }),
    said,
    visitEvery: facts.visitEvery ?? null,
    unannounced: facts.unannounced ?? null,
    agreed: agreed
      ? { day: printDay(dayOf(agreed.at)), by: agreed.by, with: agreed.said['with'] ?? '', familysView: agreed.said['familysView'] ?? '' }
      : null,
  }
}

/** Is the child on a plan now, and since when? As far as whoever asks reads the conferences. */
const openPlan = (told: ToldByKind): PlanView['open'] => {
  type Open = { since: Day; precision: 'day' | 'month' | 'year'; category: string | undefined }
  const acts = [...told.of(conference), ...told.of(planEnd)].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const open = acts.reduce<Open | null>((before, act) => {
    if ('ground' in act.facts || !act.facts.plan) return null
    const category = act.facts.category ? categoryWords[act.facts.category] : before?.category
    return {
      since: before?.since ?? act.on,
      precision: before?.precision ?? (act.precision === 'moment' ? 'day' : act.precision),
      category,
    }
  }, null)
  return (
    open && {
      since: open.since,
      words: `since ${printPartial({ on: open.since, precision: open.precision })}${open.category ? `, for ${open.category}` : ''}`,
    }
  )
}

/** Reads a child's plan. Refuses (not found) whoever may not know the child. `today`: the day of the request, in London. */
export const readPlanView = async (tx: Tx, book: Book, person: SubjectId, today: Day): Promise<PlanView> => {
  const child = await openChild(tx, person)
  const told = await readByKind(tx, person, [...new Set(kinds())])
  const due = await readDueLines(tx, book, child, rulesOfPlan, today)
  const agreed = new Map(told.of(cpPlanAgreed).map(one => [one.facts.version, one] as const))
  return {
    child,
    open: openPlan(told),
    due,
    versions: told.of(cpPlan).map(one => versionFrom(one, agreed.get(one.root))),
    told,
    heard: sayFreshness(child.called, lastHeard(told), today),
  }
}
