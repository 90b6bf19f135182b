import { z } from 'zod'
import type { FieldErrors } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Labels } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import type { KeptAt, SentKept } from '../../../kernel/http/kept-form.tsx'
import { type KeptFormSpec, keptFormRoutes, todayIn } from '../../../kernel/http/kept-routes.tsx'
import { show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
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
const labels: Labels = { ...toolForm.labels, ...enoughForm.labels, ...signForm.labels }

const kinds = { tool: neglectTool, 'good-enough': goodEnoughJudged, sign: neglectSign } as const

type Opened = { readonly at: At; readonly view: NeglectView }
type At = { readonly person: SubjectId; readonly form: NeglectForm }
const keptAt = ({ person, form }: At): KeptAt => ({
  name: `neglect-${form} ${person}`,
  action: `/people/${person}/neglect/${form}`,
  leave: `/people/${person}/neglect`,
})

/** Recording and judging how a child is cared for where neglect is a worry. `book`: the kinds and rules in force. */
export const neglectRoutes = (book: () => Book): readonly Route[] => {
  const open = (tx: Tx, { person, form }: At) => readNeglect(tx, book(), person, kinds[form])
  const send: KeptFormSpec<typeof atForm, Opened>['send'] = async (
    tx,
    { view },
    typed,
    { id, at: { person, form }, today },
  ): Promise<SentKept> => {
    const command = { id, person }
    const dated = (errors: FieldErrors): SentKept => ({
      errors: errors.map(one =>
        ['on', 'since'].includes(one.field) && /real date/.test(one.message) ? { ...one, message: 'Enter the day, such as 6 2 2024' } : one,
      ),
    })
    const notLater = (field: string, on: string | undefined): FieldErrors =>
      on && on > today ? [{ field, message: 'The day must be today or earlier' }] : []
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
        today,
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
    ...keptFormRoutes<typeof atForm, Opened>({
      url: '/people/:person/neglect/:form',
      params: atForm,
      words: 'record how a child is cared for',
      title: at => formTitles[at.form],
      labels,
      kept: at => neglectForms[at.form].kept,
      at: keptAt,
      open: async (tx, at) => ({ at, view: await open(tx, at) }),
      fresh: ({ at }, today) => (at.form === 'good-enough' ? {} : todayIn('on', today)),
      send,
      page: (opened, parts) => <NeglectFormPage view={opened.view} which={opened.at.form} parts={parts} />,
    }),
  ]
}
