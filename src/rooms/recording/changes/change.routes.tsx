import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Draft } from '../../../kernel/http/drafts.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { discardKept, draftShown, type KeptAt, keepTyped, type ReadAs, sendKept } from '../../../kernel/http/kept-form.tsx'
import { NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { type FamilyMember, readFamily } from '../../family/index.ts'
import { ChangePage } from './change.page.tsx'
import { readWaiting } from './change.queries.ts'
import { changeForm, keptChange, keptMeaning, weighForm } from './change-form.ts'
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
  const found = await readFamily(tx, person, 'family')
  if (!found || found.person.isA === 'adult' || !found.person.may(circumstancesChanged)) throw new NotFound()
  return {
    person: found.person,
    siblings: found.others.filter(one => one.isA !== 'adult' && one.may(circumstancesChanged)),
    waiting: await readWaiting(tx, person, ask.now),
  }
}

/** The same for whoever may say what a change means for the child. */
const openToWeigh = async (tx: Tx, person: SubjectId, ask: AnyAsk): Promise<Opened> => {
  const opened = await open(tx, person, ask)
  if (!opened.person.may(changeWeighed)) throw new NotFound()
  return opened
}

const telledAt = (person: SubjectId): KeptAt => ({
  name: `change ${person}`,
  action: `/people/${person}/change`,
  leave: `/people/${person}`,
})
const meantAt = (person: SubjectId): KeptAt => ({
  name: `change-means ${person}`,
  action: `/people/${person}/change/means`,
  page: `/people/${person}/change`,
  leave: `/people/${person}`,
})

/** A sibling is read by name. */
const inWords = ({ siblings }: Opened): ReadAs => {
  const names = new Map(siblings.map(one => [one.subject as string, one.name]))
  return answer =>
    answer
      .split(', ')
      .map(one => names.get(one) ?? one.replaceAll(/(?<=[a-z])-(?=[a-z])/g, ' '))
      .join(', ')
}

/** Both forms of the page as they were left; of the one that was sent, with what has to be put right. */
type Drafts = { readonly telling: Draft<Typed> | undefined; readonly weighing: Draft<Typed> | undefined }

const draftsOn = async (tx: Tx, { person }: Opened): Promise<Drafts> => ({
  telling: await keptChange.of(tx, telledAt(person.subject).name),
  weighing: person.may(changeWeighed) ? await keptMeaning.of(tx, meantAt(person.subject).name) : undefined,
})

const showChange = (
  ask: AnyAsk,
  opened: Opened,
  drafts: Drafts,
  wrong: { readonly telling?: FieldErrors; readonly weighing?: FieldErrors } = {},
): Reply => {
  const { telling = [], weighing = [] } = wrong
  const errors = [...telling, ...weighing]
  const [year, month, day] = ask.today.split('-').map(Number)
  const today: Typed = { 'on-day': String(day), 'on-month': String(month), 'on-year': String(year) }
  return show(
    ask.page({
      title: 'What has changed around a child',
      errors,
      way: { kind: 'back', href: `/people/${opened.person.subject}` },
      islands: ['autosave.js'],
      children: (
        <ChangePage
          {...opened}
          today={ask.today}
          telling={{ typed: drafts.telling?.body ?? today, errors: telling }}
          weighing={{ typed: drafts.weighing?.body ?? {}, errors: weighing }}
          drafts={{ telling: draftShown(drafts.telling), weighing: draftShown(drafts.weighing) }}
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
    handle: async ask => {
      const { opened, drafts } = await ask.tx(async tx => {
        const opened = await open(tx, ask.params.person, ask)
        return { opened, drafts: await draftsOn(tx, opened) }
      })
      return showChange(ask, opened, drafts)
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/change',
    words: 'tell of a change around a child',
    params: atPerson,
    body: anything,
    labels: changeForm.labels,
    handle: ask => {
      const { person } = ask.params
      return sendKept(ask, keptChange, telledAt(person), {
        open: tx => open(tx, person, ask),
        send: async (tx, opened, typed) => {
          const form = parseForm(changeForm.schema, typed)
          if (!form.ok)
            return {
              errors: form.errors.map(error =>
                error.field === 'on' ? { ...error, message: 'Enter the day since when, such as 6 2 2024' } : error,
              ),
            }
          if (form.data.on > ask.today) return { errors: [{ field: 'on', message: 'The day must be today or earlier' }] }
          const { about: ticked, ...change } = form.data
          const about = [person, ...opened.siblings.map(one => one.subject).filter(one => ticked.includes(one))]
          const outcome = await tellChange(tx, book(), { id: ask.commandId as CommandId, about, form: change })
          if (outcome.done === 'asked') throw new Error('a gate stood before a change')
          return { to: `/people/${person}/change` }
        },
        again: (opened, draft, errors) => showChange(ask, opened, { telling: draft, weighing: undefined }, { telling: errors }),
        readAs: inWords,
      })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/change/means',
    words: 'what a change means for a child',
    params: atPerson,
    body: anything,
    labels: weighForm.labels,
    handle: ask => {
      const { person } = ask.params
      return sendKept(ask, keptMeaning, meantAt(person), {
        open: tx => openToWeigh(tx, person, ask),
        send: async (tx, _opened, typed) => {
          const form = parseForm(weighForm.schema, typed)
          if (!form.ok) return { errors: form.errors }
          const outcome = await weighChange(tx, book(), { id: ask.commandId as CommandId, person, now: ask.now, form: form.data })
          if (outcome.done === 'asked') throw new Error('a gate stood before what a change means')
          // A stage that no longer fits is the next thing to do.
          return { to: form.data.stageStillFits === 'no' ? `/people/${person}/stage` : `/people/${person}` }
        },
        again: (opened, draft, errors) => showChange(ask, opened, { telling: undefined, weighing: draft }, { weighing: errors }),
      })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/change/keep',
    words: 'keep a change around a child while it is typed',
    params: atPerson,
    body: anything,
    handle: ask => keepTyped(ask, keptChange, telledAt(ask.params.person), tx => open(tx, ask.params.person, ask)),
  }),
  route({
    method: 'POST',
    url: '/people/:person/change/discard',
    words: 'throw away a change around a child that is not sent yet',
    params: atPerson,
    body: anything,
    handle: ask => discardKept(ask, keptChange, telledAt(ask.params.person), tx => open(tx, ask.params.person, ask)),
  }),
  route({
    method: 'POST',
    url: '/people/:person/change/means/keep',
    words: 'keep what a change means for a child while it is typed',
    params: atPerson,
    body: anything,
    handle: ask => keepTyped(ask, keptMeaning, meantAt(ask.params.person), tx => openToWeigh(tx, ask.params.person, ask)),
  }),
  route({
    method: 'POST',
    url: '/people/:person/change/means/discard',
    words: 'throw away what a change means that is not sent yet',
    params: atPerson,
    body: anything,
    handle: ask => discardKept(ask, keptMeaning, meantAt(ask.params.person), tx => openToWeigh(tx, ask.params.person, ask)),
  }),
]
