import { type Day, dayOf, type Moment, moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AccountId, SubjectId } from '../../../thread/ids.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'
import { ageOf, asRead, type Counts, countsOf, type Pressing, pressing } from '../worked-with.ts'
import { type TeamChildRow, teamWork } from './team-work.queries.ts'

/** A child of the team. */
export type TeamChild = {
  readonly subject: SubjectId
  readonly name: string
  readonly age: string | null
  readonly household: SubjectId | null
  readonly lead: { readonly account: AccountId; readonly name: string; readonly since: Moment } | null
  /** The team the child is offered to, while that waits for an answer; the child is with this one until then. */
  readonly offered: string | null
  readonly counts: Counts
  /** The day on which the next of what is asked is due, or the longest overdue was. */
  readonly dueOn: Day | null
}

/** Somebody of the team and how much is asked of them: `late` are children with something overdue or who may be unsafe. */
export type Load = { readonly account: AccountId | null; readonly name: string; readonly children: number; readonly late: number } & Counts

export type Team = {
  readonly children: readonly TeamChild[]
  readonly workers: readonly { account: AccountId; name: string }[]
  /** How many children other teams offer to these. */
  readonly offeredHere: number
}

/** All children of the teams that the asker manages, by name, and those who may lead them. */
export const readTeam = async (tx: Tx, now: Moment): Promise<Team> => {
  const { partnership, agency, holders } = tx.actor
  const [row] = await tx.run(teamWork, [partnership, holders.filter(holder => holder !== agency), now])
  const today = dayOf(now)
  return {
    children: (row?.children ?? []).map(one => childOf(one, today)),
    workers: row?.workers ?? [],
    offeredHere: row?.offered_here ?? 0,
  }
}

const childOf = (row: TeamChildRow, today: Day): TeamChild => {
  const asked = asRead(row.asked ?? [])
  return {
    subject: row.subject,
    name: wholeName(row),
    age: ageOf(row, today),
    household: row.household,
    lead: row.lead && { ...row.lead, since: moment(row.lead.since) },
    offered: row.offered,
    counts: countsOf(asked.map(one => one.level)),
    dueOn:
      asked
        .flatMap(one => one.due_on ?? [])
        .sort()
        .at(0) ?? null,
  }
}

/** What the list of children may be narrowed to, in words. */
export const shows = {
  all: 'Every child',
  'no-lead': 'Without a lead worker',
  unsafe: 'May be unsafe',
  late: 'Something overdue',
  due: 'Something due',
} as const
export type Shows = keyof typeof shows

/** The orders the list may have, in words. */
export const sorts = { pressing: 'Most pressing first', name: 'By name', worker: 'By lead worker' } as const
export type Sort = keyof typeof sorts

/** What is asked of the page: which children, of whom (`none`: of nobody yet), in which order, which page. */
export type TeamAsked = { readonly show: Shows; readonly worker: string | null; readonly sort: Sort; readonly page: number }

/** As many children as one page lists. */
export const mostOnPage = 25

/** Everything the page says: its HTML and its JSON are both made of this. All counts are exact, whatever is chosen. */
export type TeamWork = {
  readonly counts: Counts & {
    readonly children: number
    /** Of whom something says that they may be unsafe. */
    readonly unsafe: number
    readonly withoutLead: number
    readonly offeredHere: number
    readonly offeredAway: number
  }
  readonly loads: readonly Load[]
  readonly listed: readonly TeamChild[]
  readonly found: number
  readonly page: number
  readonly pages: number
}

/** The team's children as asked for, with the workload of each worker. */
export const teamWorkOf = (team: Team, asked: TeamAsked): TeamWork => {
  const found = team.children.filter(child => isShown(child, asked)).sort(orderOf(asked.sort))
  const pages = Math.max(1, Math.ceil(found.length / mostOnPage))
  const page = Math.min(asked.page, pages)
  return {
    counts: {
      ...summed(team.children),
      children: team.children.length,
      unsafe: team.children.filter(child => child.counts.critical > 0).length,
      withoutLead: team.children.filter(child => child.lead === null).length,
      offeredHere: team.offeredHere,
      offeredAway: team.children.filter(child => child.offered !== null).length,
    },
    loads: loadsOf(team),
    listed: found.slice((page - 1) * mostOnPage, page * mostOnPage),
    found: found.length,
    page,
    pages,
  }
}

const isShown = ({ lead, counts }: TeamChild, { show, worker }: TeamAsked): boolean => {
  if (worker !== null && (lead?.account ?? 'none') !== worker) return false
  switch (show) {
    case 'all':
      return true
    case 'no-lead':
      return lead === null
    case 'unsafe':
      return counts.critical > 0
    case 'late':
      return counts.overdue > 0
    case 'due':
      return counts.due > 0
  }
}

const byName = (a: TeamChild, b: TeamChild): number => a.name.localeCompare(b.name, 'en-GB')

const orderOf = (sort: Sort): ((a: TeamChild, b: TeamChild) => number) => {
  if (sort === 'name') return byName
  if (sort === 'worker') return (a, b) => (a.lead?.name ?? '').localeCompare(b.lead?.name ?? '', 'en-GB') || byName(a, b)
  return (a, b) =>
    b.counts.critical - a.counts.critical ||
    b.counts.overdue - a.counts.overdue ||
    b.counts.decide - a.counts.decide ||
    b.counts.due - a.counts.due ||
    byName(a, b)
}

const summed = (children: readonly TeamChild[]): Counts => {
  const of = (count: (counts: Counts) => number) => children.reduce((sum, child) => sum + count(child.counts), 0)
  return { critical: of(one => one.critical), overdue: of(one => one.overdue), decide: of(one => one.decide), due: of(one => one.due) }
}

/** Everybody of the team, children or not, and everybody else who leads one of its children; first the children nobody leads. */
const loadsOf = ({ children, workers }: Team): Load[] => {
  const names = new Map<AccountId | null, string>(workers.map(({ account, name }) => [account, name]))
  for (const { lead } of children) names.set(lead?.account ?? null, lead?.name ?? 'No lead worker')
  const of = Map.groupBy(children, child => child.lead?.account ?? null)
  return [...names]
    .map(([account, name]) => {
      const own = of.get(account) ?? []
      const late = own.filter(({ counts }) => counts.critical + counts.overdue > 0).length
      return { account, name, children: own.length, late, ...summed(own) }
    })
    .sort((a, b) => Number(a.account !== null) - Number(b.account !== null) || b.children - a.children || (a.name < b.name ? -1 : 1))
}

/** The most pressing thing asked about a child; null where nothing is. */
export const mostPressing = ({ critical, overdue, decide, due }: Counts): Pressing | null =>
  pressing[[critical, overdue, decide, due].findIndex(count => count > 0)] ?? null
