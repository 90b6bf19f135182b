import { z } from 'zod'
import { emptyForm, type FieldError, type FormState } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Labels } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, isId, type SubjectId } from '../../../thread/ids.ts'
import { keptRoutes, todayIn } from '../on-record/kept-routes.tsx'
import { writeOne } from '../on-record/write-one.ts'
import { openVisit } from './around.queries.ts'
import { lackingIn } from './missing.ts'
import { PlanVisitPage, TriedPage } from './small.page.tsx'
import {
  answerForm,
  completeForm,
  keptPlannedVisit,
  keptTried,
  planForm,
  readForm,
  readPlanned,
  readTried,
  triedForm,
} from './small-forms.ts'
import { clockOf, visitRoutes } from './visit.routes.tsx'
import { visit, visitPlanned, visitQuestionAnswered, visitRead } from './visit.ts'
import { OneVisitPage, VisitsPage } from './visits.page.tsx'
import { readRecorded, readVisitsView, type VisitOnRecord, type VisitsView, visitIn } from './visits-view.ts'
import { completeVisit, planVisit, recordAttempt } from './write-small.ts'

const id = z.string().refine(isId)
const atPerson = z.object({ person: id.transform(text => text as SubjectId) })
const atVisit = z.object({ person: id.transform(text => text as SubjectId), visit: id.transform(text => text as EntryId) })
const anything = z.record(z.string(), z.unknown())
const addressOf = (person: SubjectId): string => `/people/${person}/visits`

type AnyAsk = Pick<Ask, 'page' | 'csrf' | 'newCommandId' | 'commandId' | 'today' | 'typed' | 'tx'> & {
  readonly params: { readonly person: SubjectId; readonly visit: EntryId }
}

const showOne = async (ask: AnyAsk, book: Book, wrong?: { name: string; form: FormState }): Promise<Reply> => {
  const { person } = ask.params
  const view = await ask.tx(tx => readVisitsView(tx, book, person, ask.today))
  const one = visitIn(view, ask.params.visit)
  const errors = wrong?.form.errors ?? []
  return show(
    ask.page({
      title: 'A visit',
      errors,
      way: { kind: 'back', href: addressOf(person) },
      children: (
        <OneVisitPage
          view={view}
          one={one}
          form={name => (wrong?.name === name ? wrong.form : emptyForm)}
          mark={() => ({ csrf: ask.csrf, commandId: ask.newCommandId() })}
        />
      ),
    }),
    {
      status: errors.length > 0 ? 422 : 200,
      json: { person, visit: one, lacking: lackingIn(one), reading: view.reading(one.root), errors },
    },
  )
}

type Sent = { readonly errors: readonly FieldError[] } | 'done'

/** One of the small forms about one visit: `send` writes it, or says what has to be put right. */
const aboutOne = (
  book: () => Book,
  spec: {
    readonly name: string
    readonly words: string
    readonly labels: Labels
    readonly send: (tx: Tx, view: VisitsView, one: VisitOnRecord, ask: AnyAsk) => Promise<Sent>
  },
): Route =>
  route({
    method: 'POST',
    url: `/people/:person/visits/:visit/${spec.name}`,
    words: spec.words,
    params: atVisit,
    body: anything,
    labels: spec.labels,
    handle: async ask => {
      const { person } = ask.params
      const sent = await ask.tx(async tx => {
        const view = await readVisitsView(tx, book(), person, ask.today)
        return spec.send(tx, view, visitIn(view, ask.params.visit), ask)
      })
      if (sent !== 'done') return showOne(ask, book(), { name: spec.name, form: { typed: ask.typed, errors: sent.errors } })
      return go(`${addressOf(person)}/${ask.params.visit}`)
    },
  })

/** The visits to a child: read, planned, tried, written down, and read by the manager. `book`: the kinds and rules in force. */
export const visitsRoutes = (book: () => Book): readonly Route[] => [
  ...visitRoutes(book),
  ...keptRoutes({
    at: 'visits/plan',
    name: 'visit-plan',
    words: 'plan a visit',
    title: 'Plan a visit',
    kept: keptPlannedVisit,
    labels: planForm.labels,
    open: async (tx, person) => {
      const opened = await openVisit(tx, person)
      if (!opened.children[0].may(visitPlanned)) throw new NotFound()
      return opened
    },
    fresh: ({ children }) => ({ children: children.filter((one, at) => at === 0 || one.onPlan).map(one => one.child) }),
    page: ({ children }, parts) => <PlanVisitPage children={children} {...parts} />,
    send: async (tx, { children }, typed, ask) => {
      const read = readPlanned(typed, { children, today: ask.today, now: ask.now })
      if (!read.ok) return { errors: read.errors }
      const outcome = await planVisit(tx, book(), { id: ask.id, form: read.data })
      if (outcome.done === 'asked') throw new Error('a gate stood before the plan of a visit')
      return 'done'
    },
    leave: 'visits',
  }),
  ...keptRoutes({
    at: 'visits/tried',
    name: 'visit-tried',
    words: 'write down a visit that was tried',
    title: 'A visit that was tried',
    kept: keptTried,
    labels: triedForm.labels,
    open: async (tx, person, ask) => ({ ...(await openVisit(tx, person)), today: ask.today, now: tx.actor.at }),
    fresh: ({ children, today, now }) => ({
      children: children.filter((one, at) => at === 0 || one.onPlan).map(one => one.child),
      ...todayIn('on', today),
      time: clockOf(now),
      place: 'home',
    }),
    page: ({ children }, parts) => <TriedPage children={children} {...parts} />,
    send: async (tx, { children }, typed, ask) => {
      const read = readTried(typed, { children, today: ask.today, now: ask.now })
      if (!read.ok) return { errors: read.errors }
      const outcome = await recordAttempt(tx, book(), { id: ask.id, form: read.data, children })
      if (outcome.done === 'asked') throw new Error('a gate stood before an attempt')
      return { to: `visits?recorded=${outcome.answer.act}` }
    },
    leave: 'visits',
  }),
  route({
    method: 'GET',
    url: '/people/:person/visits',
    words: 'the visits to a child',
    params: atPerson,
    query: z.object({
      recorded: id
        .transform(text => text as ActId)
        .optional()
        .catch(undefined),
    }),
    handle: async ask => {
      const { person } = ask.params
      const { view, recorded } = await ask.tx(async tx => {
        const view = await readVisitsView(tx, book(), person, ask.today)
        return { view, recorded: ask.query.recorded ? await readRecorded(tx, view, ask.query.recorded) : [] }
      })
      return show(
        ask.page({
          title: 'Visits to a child',
          way: { kind: 'back', href: `/people/${person}` },
          wide: true,
          children: <VisitsPage view={view} recorded={recorded} today={ask.today} />,
        }),
        {
          json: {
            person,
            clocks: view.child.clocks,
            due: view.due,
            planned: view.child.plan,
            visits: view.visits.map(one => ({ ...one, lacking: lackingIn(one), reading: view.reading(one.root) })),
            attempts: view.attempts,
            homes: view.homes,
            recorded,
          },
        },
      )
    },
  }),
  route({
    method: 'GET',
    url: '/people/:person/visits/:visit',
    words: 'one visit to a child',
    params: atVisit,
    handle: ask => showOne(ask, book()),
  }),
  aboutOne(book, {
    name: 'read',
    words: 'read a visit as its manager: sign it, or give it back with a question',
    labels: readForm.labels,
    send: async (tx, view, one, ask) => {
      // One's own visit is not one's own to sign; what is signed is signed.
      if (!view.child.may(visitRead) || one.author === tx.actor.account || view.reading(one.root).state === 'signed') throw new NotFound()
      const form = parseForm(readForm.schema, ask.typed)
      if (!form.ok) return { errors: form.errors }
      const { signed, says } = form.data
      await writeOne(tx, book(), {
        id: ask.commandId as CommandId,
        person: ask.params.person,
        entry: { kind: visitRead, answers: one.root, parts: { record: { facts: { signed: signed === 'yes' }, narrative: { says } } } },
      })
      return 'done'
    },
  }),
  aboutOne(book, {
    name: 'answer',
    words: 'answer the manager’s question about a visit',
    labels: answerForm.labels,
    send: async (tx, view, one, ask) => {
      if (!view.child.may(visitQuestionAnswered) || view.reading(one.root).state !== 'returned') throw new NotFound()
      const form = parseForm(answerForm.schema, ask.typed)
      if (!form.ok) return { errors: form.errors }
      await writeOne(tx, book(), {
        id: ask.commandId as CommandId,
        person: ask.params.person,
        entry: { kind: visitQuestionAnswered, answers: one.root, parts: { record: { facts: {}, narrative: { says: form.data.answer } } } },
      })
      return 'done'
    },
  }),
  aboutOne(book, {
    name: 'complete',
    words: 'add what was left out of one’s own visit',
    labels: completeForm.labels,
    send: async (tx, view, one, ask) => {
      if (!view.child.may(visit) || one.author !== tx.actor.account) throw new NotFound()
      const form = parseForm(completeForm.schema, ask.typed)
      if (!form.ok) return { errors: form.errors }
      await completeVisit(tx, book(), { id: ask.commandId as CommandId, one, form: form.data })
      return 'done'
    },
  }),
]
