import { addDays, type Day, dayOf, dueInWords, type Moment, moment, weekdayOf } from '../../../guidance/index.ts'
import { safeguardingLeads } from '../../../kernel/access/matrix.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { relations, wholeName } from '../../../thread/own-kinds/index.ts'
import { type MeetingsWaiting, meetingsWaiting, type NoticesWaiting, noticesWaiting } from '../../commands.ts'
import { sayOf, sayReasons } from '../../family/index.ts'
import { draftWords } from '../drafts/drafts.ts'
import { unreadNews } from '../news/news.ts'
import { ageOf, asRead, type Counts, countsOf, pressing } from '../worked-with.ts'
import { myWork, type ToldRow, type WorkedWith } from './my-work.queries.ts'

/** One thing that is asked of the reader about a person. */
export type Task = {
  readonly id: string
  readonly rule: string
  readonly level: ToldRow['level']
  readonly says: string
  readonly when: string | null
  readonly dueOn: Day | null
  readonly because: readonly string[]
}

/** A person the reader works with, and what is asked of the reader about them. */
export type Worked = {
  readonly subject: SubjectId
  readonly name: string
  readonly age: string | null
  readonly lead: string | null
  readonly tasks: readonly Task[]
}

/** People of one household: what concerns one of them is read beside what concerns the others. */
export type Family = { readonly people: readonly Worked[] }

/** When something is to be done, in the order in which a day is worked through. */
export const stretches = ['unsafe', 'overdue', 'decide', 'today', 'this week', 'later'] as const
export type Stretch = (typeof stretches)[number]

/** What is to be done in one stretch of time, the earliest first. */
export type Stretched = { readonly of: Stretch; readonly tasks: readonly { readonly person: Omit<Worked, 'tasks'>; readonly task: Task }[] }

/** Everything the start page says: its HTML and its JSON are both made of this. */
export type MyWork = {
  readonly counts: Counts
  readonly byDay: readonly Stretched[]
  readonly families: readonly Family[]
  /** Those whose page the reader opened last, newest first. */
  readonly recent: readonly { readonly subject: SubjectId; readonly name: string }[]
  /** New things in the program that the reader has not read of. */
  readonly unreadNews: number
  /** Those of whom nothing is asked now: the reader's own first, and as many of the others as a page holds. */
  readonly quiet: readonly Worked[]
  readonly quietInAll: number
  /** More is held by the agency than this page looks through. */
  readonly more: boolean
  readonly workers: readonly ({ readonly name: string; readonly people: number } & Counts)[]
  readonly toAcknowledge: { readonly critical: number; readonly others: number; readonly passed: number }
  readonly drafts: readonly { readonly words: string; readonly href: string | null; readonly savedAt: Moment }[]
  readonly queue: { readonly waiting: number; readonly overdue: number; readonly today: number } | null
  readonly raised: number
  /** What meetings wait for from the reader. */
  readonly meetings: MeetingsWaiting
  /** Notices of the NHS that fit no child, for those who settle them. */
  readonly notices: NoticesWaiting
}

/**
 * Which duties a relation lays on its holder, of the relations in which this role may read findings: a social worker of a team is not its manager, though
 * the team holds that involvement. A duty of an office besides, for whoever has that office.
 */
const dutiesOf = (role: string, grants: ReadonlySet<string>): Record<string, string[]> => {
  const reads = relations.filter(relation => grants.has(`${relation}/finding`) || grants.has(`${relation}/finding-told`))
  const duties: Record<string, string[]> = Object.fromEntries(reads.map(relation => [relation, [relation]]))
  duties['co-worker']?.push('lead')
  if (role === 'bridge-manager') duties['screener']?.push('bridge-manager')
  if (safeguardingLeads.includes(role)) duties['agency']?.push('agency-safeguarding-lead')
  return duties
}

/** The most people of whom nothing is asked that one page names. */
const mostQuiet = 100

/** What is asked of the reader now, grouped by household, most pressing first, with exact counts for the person and the team. */
export const readMyWork = async (tx: Tx, book: Book, now: Moment): Promise<MyWork> => {
  const { partnership, account, agency, holders, role, queues, grants } = tx.actor
  const today = dayOf(now)
  const [row] = await tx.run(myWork, [
    partnership,
    account,
    holders.filter(holder => holder !== agency),
    agency,
    now,
    JSON.stringify(dutiesOf(role, grants)),
    queues,
    today,
  ])
  const meetings = await meetingsWaiting(tx)
  const notices = await noticesWaiting(tx)
  const rows = row?.people ?? []
  const people = rows.map(one => worked(book, one, today))
  const asked = people.filter(one => one.tasks.length > 0)
  const quietRows = rows.filter((_, at) => people[at]?.tasks.length === 0)
  const quiet = [...quietRows.filter(one => one.own), ...quietRows.filter(one => !one.own)]
  return {
    counts: countsOfAll(asked),
    byDay: byDayOf(asked, today),
    families: familiesOf(rows, people),
    quiet: quiet.slice(0, mostQuiet).map(one => worked(book, one, today)),
    quietInAll: quiet.length,
    more: row?.more ?? false,
    workers: role === 'team-manager' ? workersOf(people) : [],
    recent: (row?.recent ?? []).map(one => ({ subject: one.subject, name: wholeName(one) })),
    unreadNews: unreadNews(role, row?.news_read_to ?? null),
    toAcknowledge: row?.waiting ?? { critical: 0, others: 0, passed: 0 },
    drafts: (row?.drafts ?? []).map(draft => ({ ...draftWords(draft.form, draft.id), savedAt: moment(draft.saved_at) })),
    queue: row?.queue ?? null,
    raised: row?.raised ?? 0,
    meetings,
    notices,
  }
}

const worked = (book: Book, row: WorkedWith, today: Day): Worked => ({
  subject: row.subject,
  name: wholeName(row),
  age: ageOf(row, today),
  lead: row.lead,
  tasks: tasksOf(book, row.told ?? [], row.known_as || row.given || null, today),
})

/** What is told, in the words of its rule, most pressing first; what an agency's own entries change stands in place of what everybody sees. */
const tasksOf = (book: Book, told: readonly ToldRow[], name: string | null, today: Day): Task[] => {
  return asRead(told)
    .flatMap(one => {
      const rule = book.rules.find(rule => rule.id === one.rule)
      if (!rule) return []
      return [
        {
          id: `${one.rule} ${one.key}`,
          rule: one.rule,
          level: one.level,
          says: sayOf(rule.says({ name: one.name, facts: one.facts, dueOn: one.due_on }), name),
          dueOn: one.due_on,
          when: one.due_on ? dueInWords(one.due_on, today) : null,
          because: sayReasons(rule.because),
        },
      ]
    })
    .sort((a, b) => pressing.indexOf(a.level) - pressing.indexOf(b.level))
}

const countsOfAll = (people: readonly Worked[]): Counts => countsOf(people.flatMap(one => one.tasks.map(task => task.level)))

/** In which stretch of time something is to be done; a week ends with its Sunday. */
export const stretchOf = ({ level, dueOn }: Pick<Task, 'level' | 'dueOn'>, today: Day): Stretch => {
  if (level === 'CRITICAL') return 'unsafe'
  if (level === 'OVERDUE') return 'overdue'
  if (level === 'GATE') return 'decide'
  if (dueOn === null) return 'later'
  if (dueOn <= today) return 'today'
  const sunday = addDays(today, (7 - weekdayOf(today)) % 7)
  return dueOn <= sunday ? 'this week' : 'later'
}

/** What is asked, by when it is to be done; stretches with nothing in them are left out. */
const byDayOf = (people: readonly Worked[], today: Day): Stretched[] => {
  const all = people.flatMap(({ tasks, ...person }) => tasks.map(task => ({ person, task })))
  const of = Map.groupBy(all, one => stretchOf(one.task, today))
  return stretches.flatMap(stretch => {
    const tasks = of
      .get(stretch)
      ?.sort((a, b) => ((a.task.dueOn ?? '9') < (b.task.dueOn ?? '9') ? -1 : a.task.dueOn === b.task.dueOn ? 0 : 1))
    return tasks ? [{ of: stretch, tasks }] : []
  })
}

/** Households with something to do, most pressing first; those of one household stand together, and a person without one stands alone. */
const familiesOf = (rows: readonly WorkedWith[], people: readonly Worked[]): Family[] => {
  const homes = new Map<string, Worked[]>()
  people.forEach((one, at) => {
    if (one.tasks.length === 0) return
    const home = rows[at]?.household ?? one.subject
    homes.set(home, [...(homes.get(home) ?? []), one])
  })
  const rank = (family: Worked[]) => Math.min(...family.flatMap(one => one.tasks.map(task => pressing.indexOf(task.level))))
  return [...homes.values()].sort((a, b) => rank(a) - rank(b)).map(of => ({ people: of.sort((a, b) => rank([a]) - rank([b])) }))
}

/** How much is asked for each lead worker of the team's children, the most pressed first. */
const workersOf = (people: readonly Worked[]): MyWork['workers'] => {
  const byLead = new Map<string, Worked[]>()
  for (const one of people) byLead.set(one.lead ?? 'Nobody yet', [...(byLead.get(one.lead ?? 'Nobody yet') ?? []), one])
  return [...byLead]
    .map(([name, of]) => ({ name, people: of.length, ...countsOfAll(of) }))
    .sort((a, b) => b.critical - a.critical || b.overdue - a.overdue || b.due - a.due || (a.name < b.name ? -1 : 1))
}
