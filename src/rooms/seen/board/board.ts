import { addYears, type Day, dueAfter, type Limit, type Moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { settingOn } from '../../../thread/derive.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'
import { type Setting, settingName } from '../../../thread/rule.ts'
import { liveLens } from '../../../thread/store/lens.ts'
import { visitRules } from '../../child-protection/index.ts'
import { unseenChild } from '../unseen/unseen-child.rules.ts'
import { boardOf, type SeenCounts, type SeenRow } from './board.queries.ts'

/** Which children the board shows. */
export const boardShows = {
  all: 'Every child',
  late: 'Something is overdue',
  home: 'Not seen at home',
  alone: 'Not seen alone',
  anyone: 'Seen by nobody',
  bedroom: 'Bedroom not seen',
} as const
export type BoardShow = keyof typeof boardShows

/** Of whom the board tells: every child whose case is open, or those on a child protection plan. */
export const boardOfWhom = { open: 'Every open child', plan: 'On a child protection plan' } as const

/** The last child of a page, after which the next one begins. */
export type After = { readonly late: boolean; readonly youngest: Day; readonly subject: SubjectId }

/** One child of the board. A day that is null has no record. */
export type ChildSeen = {
  readonly subject: SubjectId
  readonly name: string
  readonly born: Day | null
  readonly underSchoolAge: boolean
  readonly onPlan: boolean
  readonly since: Day
  readonly anybody: Day | null
  readonly worker: Day | null
  readonly alone: Day | null
  readonly home: Day | null
  readonly bedroom: Day | null
  readonly late: { readonly anybody: boolean; readonly alone: boolean; readonly home: boolean }
  /** The last day by the child's own plan, where one says how often. */
  readonly by: { readonly alone: Day | null; readonly home: Day | null }
}

export type Board = { readonly counts: SeenCounts; readonly children: readonly ChildSeen[]; readonly next: After | null }

/** From which birthday a child goes to school. */
const schoolAge = 5
const relations = ['lead', 'co-worker', 'manager', 'chair', 'core-group', 'agency', 'conference-office']

/** How many children stand on one page. */
export const onOnePage = 50
/** The most children in one download. */
export const mostInDownload = 5000

/**
 * The children whom the asker works with, or manages, or whose conferences they arrange, with when each was last seen; what is overdue first, then the youngest. `most`: how many. Not seen at
 * home (or alone, or by anybody) is whoever was not within the time that the rules give, or the child's own plan where that says sooner, and whoever has no record of it at all.
 */
export const readBoard = async (
  tx: Tx,
  asked: { show: BoardShow; of: keyof typeof boardOfWhom; after: After | null; most: number; today: Day; now: Moment },
): Promise<Board> => {
  const { today, after, most } = asked
  const { changed } = await liveLens(tx)
  const back = (rule: { readonly id: string; readonly settings: Readonly<Record<string, Setting>> }, name: string): Day => {
    const setting = rule.settings[name]
    if (!setting) throw new Error(`${rule.id} has no number ${name}`)
    const limit = settingOn(setting, changed.get(settingName(rule, name, setting)) ?? [], today) as Limit
    return dueAfter({ ...limit, count: -limit.count }, today).dueOn
  }
  const [row] = await tx.run(boardOf, [
    tx.actor.partnership,
    tx.actor.holders,
    asked.now,
    // A team's children are counted for whoever may open them: when a child was seen says nothing to somebody who may not know who it is.
    relations.filter(one => tx.actor.grants.has(`${one}/identity`)),
    asked.of === 'plan',
    back(unseenChild, 'onPlan'),
    back(unseenChild, 'open'),
    back(visitRules.alone, 'atMost'),
    back(visitRules.home, 'atMost'),
    asked.show,
    after?.late ?? null,
    after?.youngest ?? null,
    after?.subject ?? null,
    most + 1,
    today,
  ])
  const rows = row?.children ?? []
  const shown = rows.slice(0, most)
  const last = shown.at(-1)
  return {
    counts: row?.counts ?? { anyone: 0, all: 0, home: 0, alone: 0, bedroom: 0, late: 0 },
    children: shown.map(one => childOf(one, today)),
    next: rows.length > most && last ? { late: isLate(last), youngest: last.youngest, subject: last.subject } : null,
  }
}

const isLate = (row: SeenRow): boolean => row.late_any || row.late_alone || row.late_home

const childOf = (row: SeenRow, today: Day): ChildSeen => ({
  subject: row.subject,
  name: wholeName(row),
  born: row.born_on,
  underSchoolAge: row.born_on === null || addYears(row.born_on, schoolAge) > today,
  onPlan: row.on_plan,
  since: row.since,
  anybody: row.any_on,
  worker: row.worker_on,
  alone: row.alone_on,
  home: row.home_on,
  bedroom: row.bedroom_on,
  late: { anybody: row.late_any, alone: row.late_alone, home: row.late_home },
  by: { alone: row.alone_by, home: row.home_by },
})
