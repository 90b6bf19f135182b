import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { type FamilyMember, readAround } from '../note/people.queries.ts'
import { setStage } from './set-stage.ts'
import { StagePage } from './stage.page.tsx'
import { readStages } from './stage.queries.ts'
import { stageForm } from './stage-form.ts'
import { stageProposed, supportStage } from './support-stage.ts'

const atPerson = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page' | 'now' | 'today'>
type Opened = { readonly person: FamilyMember; readonly read: Awaited<ReturnType<typeof readStages>> }

const mayOf = (person: FamilyMember): 'confirm' | 'propose' | 'read' =>
  person.may(supportStage.name) ? 'confirm' : person.may(stageProposed.name) ? 'propose' : 'read'

/** The child of the page with the stages so far; nothing to be found where the child is not open to the asker, or the person is no child. */
const open = async (tx: Tx, person: SubjectId, ask: AnyAsk): Promise<Opened> => {
  const found = await readAround(tx, person, ask.now, ask.today)
  if (!found || found.person.isA === 'adult') throw new NotFound()
  return { person: found.person, read: await readStages(tx, person, ask.now) }
}

const showStage = (ask: AnyAsk, { person, read }: Opened, typed: Typed, errors: FieldErrors = []): Reply =>
  show(
    ask.page({
      title: 'Stage of support',
      errors,
      way: { kind: 'back', href: `/people/${person.subject}` },
      children: (
        <StagePage
          person={person}
          read={read}
          may={mayOf(person)}
          form={{ typed, errors }}
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
      const opened = await ask.tx(tx => open(tx, ask.params.person, ask))
      const [year, month, day] = ask.today.split('-').map(Number)
      return showStage(ask, opened, { 'on-day': String(day), 'on-month': String(month), 'on-year': String(year) })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/stage',
    words: 'a child’s stage of support',
    params: atPerson,
    body: z.record(z.string(), z.unknown()),
    labels: stageForm.labels,
    handle: async ask => {
      const { person } = ask.params
      const form = parseForm(stageForm.schema, ask.typed)
      const errors: FieldErrors = !form.ok
        ? form.errors.map(error =>
            error.field === 'on' ? { ...error, message: 'Enter the day from which it holds, such as 6 2 2024' } : error,
          )
        : form.data.on > ask.today
          ? [{ field: 'on', message: 'The day must be today or earlier' }]
          : []
      const result = await ask.tx(async tx => {
        const opened = await open(tx, person, ask)
        const may = mayOf(opened.person)
        if (may === 'read') throw new NotFound()
        if (!form.ok || errors.length > 0) return { opened }
        const outcome = await setStage(tx, book(), { id: ask.commandId as CommandId, person, confirms: may === 'confirm', form: form.data })
        if (outcome.done === 'asked') throw new Error('a gate stood before a stage of support')
        return { done: true }
      })
      return result.opened ? showStage(ask, result.opened, ask.typed, errors) : go(`/people/${person}/stage`)
    },
  }),
]
