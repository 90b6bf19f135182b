import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import { type Day, dayOf, isDay, printDate } from '../../../guidance/index.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { said } from '../../../thread/fields.ts'
import { type AccountId, type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { readTeam, type Team, type TeamChild, teamWorkOf } from '../team-work/team-work.ts'
import { changeLead, mostAtOnce } from './change-lead.ts'
import { LeadWorkerPage } from './lead-worker.page.tsx'

const list = z.preprocess(value => (typeof value === 'string' ? [value] : (value ?? [])), z.array(z.string().refine(isId)))
const chosenQuery = z.object({ child: list })
const form = z.object({
  child: list,
  to: z
    .string({ error: 'Choose who leads from now on' })
    .refine(isId, 'Choose who leads from now on')
    .transform(text => text as AccountId),
  on: z
    .string({ error: 'Enter the day from which they lead' })
    .refine(isDay, 'Enter a real date, such as 27 3 2026')
    .transform(text => text as Day),
  reason: said(2000, 'Write why the lead worker changes').prefault(''),
})

/** The chosen as they were sent, whatever else has to be put right. */
const chosenIn = ({ child }: Typed): readonly string[] => (child === undefined ? [] : typeof child === 'string' ? [child] : child)

type AnyAsk = Pick<Ask, 'csrf' | 'page' | 'today'>

/** The chosen among the children of the asker's teams; refuses one that is not among them, which nobody can tell from one that does not exist. */
const chosenOf = (team: Team, ids: readonly string[]): TeamChild[] => {
  const chosen = [...new Set(ids)].map(id => team.children.find(child => child.subject === id))
  if (chosen.some(child => child === undefined)) throw new NotFound()
  return chosen.filter(child => child !== undefined)
}

const page = (ask: AnyAsk, team: Team, chosen: readonly TeamChild[], typed: Typed, commandId: string, errors: FieldErrors = []): Reply => {
  const homes = new Set(chosen.flatMap(child => child.household ?? []))
  const siblings = team.children.filter(child => child.household !== null && homes.has(child.household) && !chosen.includes(child))
  const members = new Set(team.workers.map(worker => worker.account))
  const { loads } = teamWorkOf(team, { show: 'all', worker: null, sort: 'name', page: 1 })
  const workers = loads.flatMap(load => (load.account !== null && members.has(load.account) ? [{ ...load, account: load.account }] : []))
  return show(
    ask.page({
      title: 'Change lead worker',
      errors,
      way: { kind: 'back', href: '/team' },
      children: (
        <LeadWorkerPage
          chosen={chosen}
          siblings={siblings}
          workers={workers}
          form={{ typed, errors }}
          csrf={ask.csrf}
          commandId={commandId}
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { chosen, siblings, workers, errors } },
  )
}

/** What cannot be done with what was asked, field by field. */
const problems = (team: Team, chosen: readonly TeamChild[], to: AccountId, on: Day, today: Day): FieldErrors => {
  // A day that has passed lies after the day on which whoever leads now began; theirs who leads already do not change.
  const last = chosen
    .flatMap(child => (child.lead && child.lead.account !== to ? [dayOf(child.lead.since)] : []))
    .sort()
    .at(-1)
  return [
    ...(team.workers.some(worker => worker.account === to) ? [] : [{ field: 'to', message: 'Choose somebody of your team' }]),
    ...(on > today ? [{ field: 'on', message: 'Enter today or a day that has passed: the record tells what has happened' }] : []),
    ...(last !== undefined && on < today && on <= last
      ? [{ field: 'on', message: `Enter a day after ${printDate(last)}, on which somebody who leads now began, or today` }]
      : []),
  ]
}

const inBoxes = (on: Day): Typed => {
  const [year = '', month = '', date = ''] = on.split('-')
  return { 'on-day': `${Number(date)}`, 'on-month': `${Number(month)}`, 'on-year': year }
}

/** Giving children of one's team another lead worker. `book`: the kinds and rules in force. */
export const leadWorkerRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/team/lead-worker',
    words: 'change the lead worker',
    query: chosenQuery,
    handle: async ask => {
      const team = await ask.tx(tx => readTeam(tx, ask.now))
      const chosen = chosenOf(team, ask.query.child)
      if (chosen.length === 0 || chosen.length > mostAtOnce) return go('/team')
      return page(ask, team, chosen, inBoxes(ask.today), ask.newCommandId())
    },
  }),
  route({
    method: 'POST',
    url: '/team/lead-worker',
    words: 'change the lead worker',
    body: form,
    handle: ask =>
      ask.tx(async tx => {
        const team = await readTeam(tx, ask.now)
        const chosen = chosenOf(team, chosenIn(ask.typed))
        if (chosen.length === 0 || chosen.length > mostAtOnce) return go('/team')
        if (!ask.form.ok) return page(ask, team, chosen, ask.typed, ask.commandId, ask.form.errors)
        const { to, on, reason } = ask.form.data
        const errors = problems(team, chosen, to, on, ask.today)
        if (errors.length > 0) return page(ask, team, chosen, ask.typed, ask.commandId, errors)
        const people = chosen.map(child => child.subject as SubjectId).sort()
        const passed = await changeLead(tx, book(), { id: ask.commandId as CommandId, people, to, on, reason })
        return go(`/team?passed=${passed}`)
      }),
  }),
]
