import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Labels } from '../../../kernel/http/declared.ts'
import type { Draft } from '../../../kernel/http/drafts.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { discardKept, draftShown, type KeptAt, keepTyped, type SentKept, sendKept } from '../../../kernel/http/kept-form.tsx'
import { type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { goodEnoughJudged } from './good-enough.ts'
import { formTitles, NeglectFormPage, NeglectPage } from './neglect.page.tsx'
import { enoughForm, type NeglectForm, neglectForms, signForm, toolForm } from './neglect-forms.ts'
import { neglectSign } from './neglect-sign.ts'
import { neglectTool } from './neglect-tool.ts'
import { type NeglectView, readNeglect } from './neglect-view.ts'
import { judgeEnough, recordSign, recordTool } from './record-neglect.ts'

const person = z
  .string()
  .refine(isId)
  .transform(text => text as SubjectId)
const atPerson = z.object({ person })
const atForm = z.object({ person, form: z.enum(['tool', 'good-enough', 'sign']) })
const anything = z.record(z.string(), z.unknown())
const labels: Labels = { ...toolForm.labels, ...enoughForm.labels, ...signForm.labels }

const kinds = { tool: neglectTool, 'good-enough': goodEnoughJudged, sign: neglectSign } as const

type At = { readonly person: SubjectId; readonly form: NeglectForm }
const keptAt = ({ person, form }: At): KeptAt => ({
  name: `neglect-${form} ${person}`,
  action: `/people/${person}/neglect/${form}`,
  leave: `/people/${person}/neglect`,
})

/** Recording and judging how a child is cared for where neglect is a worry. `book`: the kinds and rules in force. */
export const neglectRoutes = (book: () => Book): readonly Route[] => {
  const open = (tx: Tx, { person, form }: At) => readNeglect(tx, book(), person, kinds[form])
  const showForm = (
    ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId' | 'today'>,
    at: At,
    view: NeglectView,
    draft: Draft<Typed> | undefined,
    typed: Typed,
    errors: FieldErrors = [],
  ): Reply =>
    show(
      ask.page({
        title: formTitles[at.form],
        errors,
        way: { kind: 'back', href: `/people/${at.person}/neglect` },
        islands: ['autosave.js'],
        children: (
          <NeglectFormPage
            view={view}
            which={at.form}
            form={{ typed, errors }}
            draft={draftShown(draft)}
            csrf={ask.csrf}
            commandId={ask.newCommandId()}
            today={ask.today}
          />
        ),
      }),
      { status: errors.length > 0 ? 422 : 200, json: { form: at.form, typed, errors } },
    )

  const send = async (
    tx: Tx,
    ask: Pick<Ask, 'commandId' | 'today'>,
    { person, form }: At,
    view: NeglectView,
    typed: Typed,
  ): Promise<SentKept> => {
    const command = { id: ask.commandId as CommandId, person }
    const dated = (errors: FieldErrors): SentKept => ({
      errors: errors.map(one =>
        ['on', 'since'].includes(one.field) && /real date/.test(one.message) ? { ...one, message: 'Enter the day, such as 6 2 2024' } : one,
      ),
    })
    const notLater = (field: string, on: string | undefined): FieldErrors =>
      on && on > ask.today ? [{ field, message: 'The day must be today or earlier' }] : []
    const carry = async () => {
      if (form === 'tool') {
        const read = parseForm(toolForm.schema, typed)
        if (!read.ok) return dated(read.errors)
        const late = notLater('on', read.data.on)
        return late.length > 0 ? { errors: late } : recordTool(tx, book(), { ...command, form: read.data })
      }
      if (form === 'sign') {
        const read = parseForm(signForm.schema, typed)
        if (!read.ok) return dated(read.errors)
        const late = notLater('on', read.data.on)
        return late.length > 0 ? { errors: late } : recordSign(tx, book(), { ...command, form: read.data })
      }
      const read = parseForm(enoughForm.schema, typed)
      if (!read.ok) return dated(read.errors)
      const late = notLater('since', read.data.since)
      if (late.length > 0) return { errors: late }
      const tools = view.told.of(neglectTool)
      return judgeEnough(tx, book(), {
        ...command,
        form: read.data,
        today: ask.today,
        firstTool: tools[0]?.root,
        lastTool: tools.at(-1)?.root,
      })
    }
    const done = await carry()
    if ('errors' in done) return done
    if ('done' in done && done.done === 'asked') throw new Error('a gate stood before how a child is cared for')
    return { to: `/people/${person}/neglect` }
  }

  return [
    route({
      method: 'GET',
      url: '/people/:person/neglect',
      words: 'how a child is cared for where neglect is a worry',
      params: atPerson,
      handle: async ask => {
        const view = await ask.tx(tx => readNeglect(tx, book(), ask.params.person))
        return show(
          ask.page({
            title: 'How a child is cared for',
            way: { kind: 'back', href: `/people/${ask.params.person}` },
            children: <NeglectPage view={view} today={ask.today} />,
          }),
          {
            json: {
              due: view.due,
              tools: view.told.of(neglectTool),
              judged: view.told.of(goodEnoughJudged),
              signs: view.told.of(neglectSign),
            },
          },
        )
      },
    }),
    route({
      method: 'GET',
      url: '/people/:person/neglect/:form',
      words: 'record how a child is cared for',
      params: atForm,
      handle: async ask => {
        const { form } = ask.params
        const { view, draft } = await ask.tx(async tx => ({
          view: await open(tx, ask.params),
          draft: await neglectForms[form].kept.of(tx, keptAt(ask.params).name),
        }))
        const [year, month, day] = ask.today.split('-').map(Number)
        const today: Typed = form === 'good-enough' ? {} : { 'on-day': String(day), 'on-month': String(month), 'on-year': String(year) }
        return showForm(ask, ask.params, view, draft, draft?.body ?? today)
      },
    }),
    route({
      method: 'POST',
      url: '/people/:person/neglect/:form',
      words: 'record how a child is cared for',
      params: atForm,
      body: anything,
      labels,
      handle: ask =>
        sendKept(ask, neglectForms[ask.params.form].kept, keptAt(ask.params), {
          open: tx => open(tx, ask.params),
          send: (tx, view, typed) => send(tx, ask, ask.params, view, typed),
          again: (view, draft, errors) => showForm(ask, ask.params, view, draft, draft.body, errors),
        }),
    }),
    route({
      method: 'POST',
      url: '/people/:person/neglect/:form/keep',
      words: 'keep how a child is cared for while it is typed',
      params: atForm,
      body: anything,
      handle: ask => keepTyped(ask, neglectForms[ask.params.form].kept, keptAt(ask.params), tx => open(tx, ask.params)),
    }),
    route({
      method: 'POST',
      url: '/people/:person/neglect/:form/discard',
      words: 'throw away what is not sent yet of how a child is cared for',
      params: atForm,
      body: anything,
      handle: ask => discardKept(ask, neglectForms[ask.params.form].kept, keptAt(ask.params), tx => open(tx, ask.params)),
    }),
  ]
}
