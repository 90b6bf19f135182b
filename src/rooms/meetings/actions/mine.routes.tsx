import { z } from 'zod'
import { emptyForm, type FormState } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { type MatterOnRecord, readMatter } from '../page/matter.ts'
import { action, actionAnswered, actionDone } from './action.ts'
import { answerForm, doneForm } from './action-form.ts'
import { answerAction, type BothSides, EndedBefore, endAction, type OwnSide, saidBefore } from './ask-action.ts'
import { ActionPage, MyActionsPage } from './mine.page.tsx'
import { myActions } from './mine.queries.ts'

const atAction = z.object({
  action: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

/** The action of an address, for its owner alone; whoever chairs reads it on the meeting. */
const open = async (tx: Tx, matter: SubjectId): Promise<MatterOnRecord> => {
  const found = await readMatter(tx, matter)
  if (!found?.relations.includes('action-owner') || found.of(action).length === 0) throw new NotFound()
  return found
}

/** The action where its owner sees it. */
const ownSideOf = (matter: MatterOnRecord): OwnSide => {
  const [asked] = matter.of(action)
  if (!asked) throw new NotFound()
  return { matter: matter.matter, own: asked.root }
}

/** Where an action stands: on the meeting that asked for it, where one did, and on its own matter. */
const sidesOf = (matter: MatterOnRecord): BothSides | OwnSide => {
  const { askedBy: meeting, askedAs: asked } = matter.of(action)[0]?.facts ?? {}
  return meeting && asked ? { meeting, asked, ...ownSideOf(matter) } : ownSideOf(matter)
}

const showAction = (ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId' | 'today'>, matter: MatterOnRecord, form: FormState): Reply => {
  const [asked] = matter.of(action)
  return show(
    ask.page({
      title: 'What you were asked to do',
      errors: form.errors,
      way: { kind: 'back', href: '/actions' },
      children: (
        <ActionPage matter={matter} form={form} today={ask.today} mark={() => ({ csrf: ask.csrf, commandId: ask.newCommandId() })} />
      ),
    }),
    {
      status: form.errors.length > 0 ? 422 : 200,
      json: {
        action: matter.matter,
        what: asked?.said['what'],
        measure: asked?.said['measure'],
        risk: asked?.said['risk'],
        dueOn: asked?.facts.dueOn,
        accepted: matter.of(actionAnswered).at(-1)?.facts.accepted ?? null,
        outcome: matter.of(actionDone).at(-1)?.facts.outcome ?? null,
        errors: form.errors,
      },
    },
  )
}

/** What somebody was asked to do: their list, one of it, whether they can, and what became of it. `book`: the kinds and rules in force. */
export const myActionsRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/actions',
    words: 'what one was asked to do',
    handle: async ask => {
      const actions = await ask.tx(myActions, 'reading what one was asked to do')
      return show(ask.page({ title: 'What you were asked to do', children: <MyActionsPage actions={actions} today={ask.today} /> }), {
        json: { actions },
      })
    },
  }),
  route({
    method: 'GET',
    url: '/actions/:action',
    words: 'one thing that one was asked to do',
    params: atAction,
    handle: async ask => showAction(ask, await ask.tx(tx => open(tx, ask.params.action), 'reading what one was asked to do'), emptyForm),
  }),
  route({
    method: 'POST',
    url: '/actions/:action/answer',
    words: 'saying whether it can be done',
    params: atAction,
    body: answerForm.schema,
    labels: answerForm.labels,
    handle: async ask => {
      const { form } = ask
      const matter = await ask.tx(async tx => {
        const found = await open(tx, ask.params.action)
        if (form.ok && found.of(actionDone).length === 0)
          await answerAction(tx, book(), {
            id: ask.commandId as CommandId,
            sides: sidesOf(found),
            accepted: form.data.accepted === 'yes',
            words: form.data.words,
          })
        return found
      })
      return form.ok ? go(`/actions/${matter.matter}`) : showAction(ask, matter, { typed: ask.typed, errors: form.errors })
    },
  }),
  route({
    method: 'POST',
    url: '/actions/:action/done',
    words: 'saying what became of it',
    params: atAction,
    body: doneForm.schema,
    labels: doneForm.labels,
    handle: async ask => {
      const { form } = ask
      const end = ask.tx(async tx => {
        const found = await open(tx, ask.params.action)
        if (form.ok)
          await endAction(tx, book(), {
            id: ask.commandId as CommandId,
            // Whoever has said so has left the meeting by it: what is sent again is looked for on the action alone.
            sides: found.of(actionDone).length > 0 ? ownSideOf(found) : sidesOf(found),
            outcome: form.data.outcome,
            words: form.data.became,
          })
        return { found, errors: form.ok ? [] : form.errors }
      })
      const { found, errors } = await end.catch(async (error: unknown) => {
        if (!(error instanceof EndedBefore)) throw error
        return { found: await ask.tx(tx => open(tx, ask.params.action)), errors: [saidBefore] }
      })
      return errors.length === 0 ? go('/actions') : showAction(ask, found, { typed: ask.typed, errors })
    },
  }),
]
