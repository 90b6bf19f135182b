import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Draft } from '../../../kernel/http/drafts.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { discardKept, draftShown, type KeptAt, keepTyped, sendKept } from '../../../kernel/http/kept-form.tsx'
import { NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { type FamilyMember, readFamily } from '../../family/index.ts'
import { setStage } from './set-stage.ts'
import { StagePage } from './stage.page.tsx'
import { readStages } from './stage.queries.ts'
import { keptStage, stageForm } from './stage-form.ts'
import { stageProposed, supportStage } from './support-stage.ts'

const atPerson = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

const anything = z.record(z.string(), z.unknown())

type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page' | 'now' | 'today'>
type Opened = { readonly person: FamilyMember; readonly read: Awaited<ReturnType<typeof readStages>> }

const mayOf = (person: FamilyMember): 'confirm' | 'propose' | 'read' =>
  person.may(supportStage) ? 'confirm' : person.may(stageProposed) ? 'propose' : 'read'

/** The child of the page with the stages so far; nothing to be found where the child is not open to the asker, or the person is no child. */
const open = async (tx: Tx, person: SubjectId, ask: AnyAsk): Promise<Opened> => {
  const found = await readFamily(tx, person, 'family')
  if (!found || found.person.isA === 'adult') throw new NotFound()
  return { person: found.person, read: await readStages(tx, person, ask.now) }
}

/** The same for whoever may tell or propose a stage; nothing to be found for those who may only read. */
const openToWrite = async (tx: Tx, person: SubjectId, ask: AnyAsk): Promise<Opened> => {
  const opened = await open(tx, person, ask)
  if (mayOf(opened.person) === 'read') throw new NotFound()
  return opened
}

const keptAt = (person: SubjectId): KeptAt => ({
  name: `stage ${person}`,
  action: `/people/${person}/stage`,
  leave: `/people/${person}`,
})

const showStage = (ask: AnyAsk, { person, read }: Opened, draft: Draft<Typed> | undefined, typed: Typed, errors: FieldErrors = []): Reply =>
  show(
    ask.page({
      title: 'Stage of support',
      errors,
      way: { kind: 'back', href: `/people/${person.subject}` },
      ...(mayOf(person) === 'read' ? {} : { islands: ['autosave.js'] }),
      children: (
        <StagePage
          person={person}
          read={read}
          may={mayOf(person)}
          form={{ typed, errors }}
          draft={draftShown(draft)}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { ...read, typed, errors } },
  )

/** A child's stage of support: its history, and telling or proposing another. `book`: the kinds and rules in force. */
export const stageRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/stage',
    words: 'a child’s stage of support',
    params: atPerson,
    handle: async ask => {
      const { person } = ask.params
      const { opened, draft } = await ask.tx(async tx => {
        const opened = await open(tx, person, ask)
        return { opened, draft: mayOf(opened.person) === 'read' ? undefined : await keptStage.of(tx, keptAt(person).name) }
      })
      const [year, month, day] = ask.today.split('-').map(Number)
      const today: Typed = { 'on-day': String(day), 'on-month': String(month), 'on-year': String(year) }
      return showStage(ask, opened, draft, draft?.body ?? today)
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/stage',
    words: 'a child’s stage of support',
    params: atPerson,
    body: anything,
    labels: stageForm.labels,
    handle: ask => {
      const { person } = ask.params
      return sendKept(ask, keptStage, keptAt(person), {
        open: tx => openToWrite(tx, person, ask),
        send: async (tx, opened, typed) => {
          const form = parseForm(stageForm.schema, typed)
          if (!form.ok)
            return {
              errors: form.errors.map(error =>
                error.field === 'on' ? { ...error, message: 'Enter the day from which it holds, such as 6 2 2024' } : error,
              ),
            }
          if (form.data.on > ask.today) return { errors: [{ field: 'on', message: 'The day must be today or earlier' }] }
          const confirms = mayOf(opened.person) === 'confirm'
          const outcome = await setStage(tx, book(), { id: ask.commandId as CommandId, person, confirms, form: form.data })
          if (outcome.done === 'asked') throw new Error('a gate stood before a stage of support')
          return { to: `/people/${person}/stage` }
        },
        again: (opened, draft, errors) => showStage(ask, opened, draft, draft.body, errors),
      })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/stage/keep',
    words: 'keep a stage of support while it is typed',
    params: atPerson,
    body: anything,
    handle: ask => keepTyped(ask, keptStage, keptAt(ask.params.person), tx => openToWrite(tx, ask.params.person, ask)),
  }),
  route({
    method: 'POST',
    url: '/people/:person/stage/discard',
    words: 'throw away a stage of support that is not sent yet',
    params: atPerson,
    body: anything,
    handle: ask => discardKept(ask, keptStage, keptAt(ask.params.person), tx => openToWrite(tx, ask.params.person, ask)),
  }),
]
