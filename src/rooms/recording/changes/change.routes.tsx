import { z } from 'zod'
import { emptyForm, type FormState, type Typed } from '../../../design-system/index.ts'
import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { type FamilyMember, readAround } from '../note/people.queries.ts'
import { ChangePage } from './change.page.tsx'
import { readWaiting } from './change.queries.ts'
import { changeForm, weighForm } from './change-form.ts'
import { changeWeighed, circumstancesChanged } from './circumstances.ts'
import { tellChange, weighChange } from './tell-change.ts'

const atPerson = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})
const anything = z.record(z.string(), z.unknown())

type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page' | 'now' | 'today'>
type Opened = {
  readonly person: FamilyMember
  readonly siblings: readonly FamilyMember[]
  readonly waiting: readonly { dueOn: Day; changes: number }[]
}

/** The child, whom the asker may tell of a change; or nothing to be found. */
const open = async (tx: Tx, person: SubjectId, ask: AnyAsk): Promise<Opened> => {
  const found = await readAround(tx, person, ask.now, ask.today)
  if (!found || found.person.isA === 'adult' || !found.person.may(circumstancesChanged.name)) throw new NotFound()
  return {
    person: found.person,
    siblings: found.others.filter(one => one.isA !== 'adult' && one.may(circumstancesChanged.name)),
    waiting: await readWaiting(tx, person, ask.now),
  }
}

const showChange = (ask: AnyAsk, opened: Opened, telling: FormState = emptyForm, weighing: FormState = emptyForm): Reply => {
  const errors = [...telling.errors, ...weighing.errors]
  const [year, month, day] = ask.today.split('-').map(Number)
  const today: Typed = { 'on-day': String(day), 'on-month': String(month), 'on-year': String(year) }
  return show(
    ask.page({
      title: 'What has changed around a child',
      errors,
      way: { kind: 'back', href: `/people/${opened.person.subject}` },
      children: (
        <ChangePage
          {...opened}
          today={ask.today}
          telling={telling === emptyForm ? { typed: today, errors: [] } : telling}
          weighing={weighing}
          csrf={ask.csrf}
          newCommandId={ask.newCommandId}
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { waiting: opened.waiting, errors } },
  )
}

/** Changes around a child: telling one, and what they mean. `book`: the kinds and rules in force. */
export const changeRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/change',
    words: 'what has changed around a child',
    params: atPerson,
    handle: async ask => showChange(ask, await ask.tx(tx => open(tx, ask.params.person, ask))),
  }),
  route({
    method: 'POST',
    url: '/people/:person/change',
    words: 'tell of a change around a child',
    params: atPerson,
    body: anything,
    labels: changeForm.labels,
    handle: async ask => {
      const { person } = ask.params
      const form = parseForm(changeForm.schema, ask.typed)
      const errors = !form.ok
        ? form.errors.map(error => (error.field === 'on' ? { ...error, message: 'Enter the day since when, such as 6 2 2024' } : error))
        : form.data.on > ask.today
          ? [{ field: 'on', message: 'The day must be today or earlier' }]
          : []
      const opened = await ask.tx(async tx => {
        const opened = await open(tx, person, ask)
        if (!form.ok || errors.length > 0) return opened
        const { about: ticked, ...change } = form.data
        const about = [person, ...opened.siblings.map(one => one.subject).filter(one => ticked.includes(one))]
        const outcome = await tellChange(tx, book(), { id: ask.commandId as CommandId, about, form: change })
        if (outcome.done === 'asked') throw new Error('a gate stood before a change')
        return opened
      })
      return errors.length > 0 ? showChange(ask, opened, { typed: ask.typed, errors }) : go(`/people/${person}/change`)
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/change/means',
    words: 'what a change means for a child',
    params: atPerson,
    body: anything,
    labels: weighForm.labels,
    handle: async ask => {
      const { person } = ask.params
      const form = parseForm(weighForm.schema, ask.typed)
      const opened = await ask.tx(async tx => {
        const opened = await open(tx, person, ask)
        if (!opened.person.may(changeWeighed.name)) throw new NotFound()
        if (!form.ok) return opened
        const outcome = await weighChange(tx, book(), { id: ask.commandId as CommandId, person, now: ask.now, form: form.data })
        if (outcome.done === 'asked') throw new Error('a gate stood before what a change means')
        return opened
      })
      if (!form.ok) return showChange(ask, opened, emptyForm, { typed: ask.typed, errors: form.errors })
      // A stage that no longer fits is the next thing to do.
      return go(form.data.stageStillFits === 'no' ? `/people/${person}/stage` : `/people/${person}`)
    },
  }),
]
