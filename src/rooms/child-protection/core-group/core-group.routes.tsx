import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Draft } from '../../../kernel/http/drafts.ts'
import { discardKept, draftShown, type KeptAt, keepTyped, sendKept } from '../../../kernel/http/kept-form.tsx'
import { NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { type Around, type HowFreshIs, readAround, readHowFresh } from '../../commands.ts'
import { adultInContact, adultsAsked, openChild, readFamily } from '../../family/index.ts'
import { safetyScaled } from '../safety/safety.ts'
import { type Agenda, readAgenda } from './agenda.ts'
import { AgendaPage, WriteCoreGroupPage } from './core-group.page.tsx'
import { coreGroup } from './core-group.ts'
import { coreGroupForm, keptCoreGroup, readCoreGroup } from './core-group-form.ts'
import { holdCoreGroup } from './hold-core-group.ts'

const atPerson = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})
const anything = z.record(z.string(), z.unknown())

const addressOf = (person: SubjectId): string => `/people/${person}/core-group`
const keptAt = (person: SubjectId): KeptAt => ({
  name: `core-group ${person}`,
  action: `${addressOf(person)}/new`,
  leave: addressOf(person),
})

const jsonOf = ({ view, ...facts }: Agenda) => ({ person: view.child.subject, due: view.due, ...facts })

type Opened = { readonly agenda: Agenda; readonly around: Around | null; readonly fresh: HowFreshIs | null }

/** The agenda and who is around the child, for whoever may write down a core group of this child. */
const openToWrite = async (tx: Tx, book: Book, person: SubjectId, today: Ask['today']): Promise<Opened> => {
  const agenda = await readAgenda(tx, book, person, today)
  const { child } = agenda.view
  if (!child.may(coreGroup)) throw new NotFound()
  const asked = [adultInContact, adultsAsked].every(child.may)
  return {
    agenda,
    around: asked ? await readAround(tx, [child], (await readFamily(tx, person, 'around'))?.others ?? []) : null,
    fresh: child.unborn ? null : await readHowFresh(tx, child, today),
  }
}

const showForm = (
  ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId'>,
  { agenda, around, fresh }: Opened,
  draft: Draft<Typed> | undefined,
  typed: Typed,
  errors: FieldErrors = [],
): Reply =>
  show(
    ask.page({
      title: 'Write down a core group',
      errors,
      way: { kind: 'back', href: addressOf(agenda.view.child.subject) },
      islands: ['autosave.js'],
      children: (
        <WriteCoreGroupPage
          agenda={agenda}
          around={around}
          fresh={fresh}
          form={{ typed, errors }}
          draft={draftShown(draft)}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { person: agenda.view.child.subject, typed, errors } },
  )

/** The core group of a child: its agenda, and writing down that it met. `book`: the kinds and rules in force. */
export const coreGroupRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/core-group',
    words: 'the agenda of a core group',
    params: atPerson,
    handle: async ask => {
      const agenda = await ask.tx(tx => readAgenda(tx, book(), ask.params.person, ask.today))
      return show(
        ask.page({
          title: 'A core group',
          way: { kind: 'back', href: `/people/${ask.params.person}/plan` },
          wide: true,
          children: <AgendaPage agenda={agenda} today={ask.today} />,
        }),
        { json: jsonOf(agenda) },
      )
    },
  }),
  route({
    method: 'GET',
    url: '/people/:person/core-group/new',
    words: 'write down a core group',
    params: atPerson,
    handle: async ask => {
      const { person } = ask.params
      const { opened, draft } = await ask.tx(async tx => ({
        opened: await openToWrite(tx, book(), person, ask.today),
        draft: await keptCoreGroup.of(tx, keptAt(person).name),
      }))
      const [year, month, day] = ask.today.split('-').map(Number)
      return showForm(ask, opened, draft, draft?.body ?? { 'on-day': String(day), 'on-month': String(month), 'on-year': String(year) })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/core-group/new',
    words: 'write down a core group',
    params: atPerson,
    body: anything,
    labels: coreGroupForm.labels,
    handle: ask => {
      const { person } = ask.params
      return sendKept(ask, keptCoreGroup, keptAt(person), {
        open: tx => openToWrite(tx, book(), person, ask.today),
        send: async (tx, { agenda, around }, typed) => {
          const worries = agenda.version?.risks.map(risk => risk.of) ?? []
          const form = readCoreGroup(typed, agenda.members, worries, ask.today, around ?? { adults: [] })
          if (!form.ok) return { errors: form.errors }
          const outcome = await holdCoreGroup(tx, book(), {
            id: ask.commandId as CommandId,
            person,
            form: form.data,
            scales: agenda.view.child.may(safetyScaled),
            around,
          })
          if (outcome.done === 'asked') throw new Error('a gate stood before a core group')
          return { to: addressOf(person) }
        },
        again: (opened, draft, errors) => showForm(ask, opened, draft, draft.body, errors),
      })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/core-group/new/keep',
    words: 'keep a core group while it is typed',
    params: atPerson,
    body: anything,
    handle: ask => keepTyped(ask, keptCoreGroup, keptAt(ask.params.person), tx => openChild(tx, ask.params.person, coreGroup)),
  }),
  route({
    method: 'POST',
    url: '/people/:person/core-group/new/discard',
    words: 'throw away a core group that is not recorded yet',
    params: atPerson,
    body: anything,
    handle: ask => discardKept(ask, keptCoreGroup, keptAt(ask.params.person), tx => openChild(tx, ask.params.person, coreGroup)),
  }),
]
