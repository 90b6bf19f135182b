import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import { type Day, printPartial } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { dayInBoxes } from '../../../kernel/http/form.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, type EntryId, isId, type SubjectId } from '../../../thread/ids.ts'
import { orAsked } from '../../../thread/store/append.ts'
import { sayRole, titleOf } from '../../family/index.ts'
import { notForm, shareForm } from './disclosure.forms.ts'
import { disclosesOf, entriesChosen, entriesOffered, outgoingOf } from './disclosure.queries.ts'
import { keyOf, readersOf } from './readers.ts'
import { refusals } from './refusals.ts'
import { decideNot, keepEach, printEach, type Ready, Refused } from './send.ts'
import { type Offered, SharePage } from './share.page.tsx'
import { SharedPage } from './shared.page.tsx'
import { type Chosen, documentFor, mayGo, type Recipient } from './what-may-go.ts'

const id = z.string().refine(isId)
const atPerson = z.object({ person: id.transform(text => text as SubjectId) })
const box = z.string().max(4).optional().catch(undefined)
const daysQuery = z.object({
  'from-day': box,
  'from-month': box,
  'from-year': box,
  'until-day': box,
  'until-month': box,
  'until-year': box,
})

type AnyAsk = Pick<Ask, 'typed' | 'csrf' | 'newCommandId' | 'commandId' | 'page' | 'tx' | 'actor' | 'now' | 'today'>
type Opened = { readonly name: string; readonly may: boolean; readonly release: boolean; readonly readers: readonly Recipient[] }

/** The record of the page, for those who may send something of it; otherwise there is nothing to be found. */
const open = async (tx: Tx, person: SubjectId): Promise<Opened> => {
  const found = await disclosesOf(tx, person)
  if (!found?.may) throw new NotFound()
  return { ...found, readers: await readersOf(tx, person, found.is_a) }
}

type Days = { from: Day | null; until: Day | null; typed: Typed; errors: FieldErrors }
const daysOf = (query: z.output<typeof daysQuery>): Days => {
  const errors: { field: string; message: string }[] = []
  const read = (name: 'from' | 'until'): Day | null => {
    const day = dayInBoxes(query, name)
    if (day !== 'wrong') return day
    errors.push({ field: name, message: 'Enter a real date, for example 6 2 2024' })
    return null
  }
  const [from, until] = [read('from'), read('until')]
  if (from && until && until < from)
    errors.push({ field: 'until', message: 'The last day is before the first. Put them the other way round' })
  return { from, until, typed: query, errors }
}

const offeredOf = (book: Book, entry: Chosen): Offered => ({
  root: entry.root,
  kind: entry.kind,
  title: titleOf(book, entry.kind, entry.parts?.find(part => part.group === 'record')?.facts),
  when: printPartial(entry.precision === 'moment' ? { on: entry.on, precision: 'day' } : { on: entry.on, precision: entry.precision }),
  by: `${entry.names?.[entry.author] ?? 'Somebody'}, ${sayRole(entry.role).toLowerCase()}`,
})

const noDays: Days = { from: null, until: null, typed: {}, errors: [] }

const showShare = (
  ask: AnyAsk,
  book: Book,
  person: SubjectId,
  opened: Opened,
  entries: readonly Chosen[],
  days: Days = noDays,
  sent: 'share' | 'not' | null = null,
  typed: Typed = {},
  errors: FieldErrors = [],
): Reply =>
  show(
    ask.page({
      title: 'Share from a record',
      errors: [...days.errors, ...errors],
      way: { kind: 'back', href: `/people/${person}/shared` },
      children: (
        <SharePage
          person={person}
          name={opened.name}
          entries={entries.map(entry => offeredOf(book, entry))}
          readers={opened.readers}
          days={days}
          form={{ typed, errors }}
          sent={sent}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
        />
      ),
    }),
    {
      status: errors.length + days.errors.length > 0 ? 422 : 200,
      json: {
        readers: opened.readers.map(one => ({ key: keyOf(one), name: one.name, as: one.as })),
        entries: entries.map(entry => offeredOf(book, entry)),
        errors: [...days.errors, ...errors],
      },
    },
  )

/** What was shared from a record, choosing what is, and writing down that something is not. `book`: the kinds and rules in force. */
export const shareRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/shared',
    words: 'what was shared from a record',
    params: atPerson,
    handle: async ask => {
      const { person } = ask.params
      const { who, outgoing } = await ask.tx(async tx => {
        const who = await disclosesOf(tx, person)
        if (!who) throw new NotFound()
        return { who, outgoing: await outgoingOf(tx, person) }
      })
      return show(
        ask.page({
          title: 'What was shared from a record',
          way: { kind: 'back', href: `/people/${person}`, text: 'Back to the record' },
          children: <SharedPage person={person} name={who.name} outgoing={outgoing} mayPrepare={who.may} />,
        }),
        { json: { outgoing } },
      )
    },
  }),
  route({
    method: 'GET',
    url: '/people/:person/share',
    words: 'choosing what is shared from a record',
    params: atPerson,
    query: daysQuery,
    handle: async ask => {
      const { person } = ask.params
      const days = daysOf(ask.query)
      const { opened, entries } = await ask.tx(async tx => ({
        opened: await open(tx, person),
        entries: await entriesOffered(tx, person, mayGo, days.from, days.until),
      }))
      return showShare(ask, book(), person, opened, entries, days)
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/share',
    words: 'choosing what is shared from a record',
    params: atPerson,
    body: shareForm.schema,
    labels: shareForm.labels,
    handle: async ask => {
      const { person } = ask.params
      const { form } = ask
      const { opened, entries, ready, errors } = await ask.tx(async tx => {
        const opened = await open(tx, person)
        const again = async (errors: FieldErrors) => ({
          opened,
          entries: await entriesOffered(tx, person, mayGo, null, null),
          ready: [] as Ready[],
          errors,
        })
        if (!form.ok) return again(form.errors)
        const chosen = await entriesChosen(tx, person, form.data.entry as EntryId[], mayGo)
        const readers = form.data.to.map(key => opened.readers.find(one => keyOf(one) === key))
        if (chosen.length < form.data.entry.length) return again([{ field: 'entry', message: 'Choose entries of this record alone' }])
        const about = { person, name: opened.name, from: tx.actor.agencyName, on: ask.today }
        const made: Ready[] = []
        for (const reader of readers) {
          if (!reader) return again([{ field: 'to', message: 'Choose people who are on the case' }])
          const document = documentFor(book(), reader, chosen, about)
          if (!document)
            return again([
              { field: 'to', message: `Nothing of what you chose may go to ${reader.name}: choose other entries or leave them out` },
            ])
          made.push({ reader, document })
        }
        return { opened, entries: [], ready: made, errors: [] as FieldErrors }
      })
      if (errors.length > 0) return showShare(ask, book(), person, opened, entries, noDays, 'share', ask.typed, errors)
      const printed = await printEach({ id: ask.commandId, person }, ready)
      const refuse = async (message: string): Promise<Reply> =>
        showShare(
          ask,
          book(),
          person,
          opened,
          await ask.tx(tx => entriesOffered(tx, person, mayGo, null, null)),
          noDays,
          'share',
          ask.typed,
          [{ field: 'to', message }],
        )
      if ('refused' in printed) return refuse(printed.refused)
      try {
        await ask.tx(tx => keepEach(tx, printed.made))
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        return refuse(refusals[error.done] ?? 'This cannot go to them')
      }
      const [first] = printed.made
      return go(first && printed.made.length === 1 ? `/people/${person}/shared/${first.id}` : `/people/${person}/shared`)
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/share/not',
    words: 'writing down that something is not shared',
    params: atPerson,
    body: notForm.schema,
    labels: notForm.labels,
    handle: async ask => {
      const { person } = ask.params
      const { form } = ask
      const result = await orAsked(
        ask.tx(async tx => {
          const opened = await open(tx, person)
          if (!form.ok) return { done: 'before' as const, answer: { opened, entries: await entriesOffered(tx, person, mayGo, null, null) } }
          const reader = opened.readers.find(one => keyOf(one) === form.data.whom)
          if (form.data.whom && !reader) throw new NotFound()
          const outcome = await decideNot(tx, book(), {
            id: ask.commandId as CommandId,
            person,
            reader,
            why: form.data.whyNot,
            known: form.data.knownNot,
          })
          if (outcome.done === 'asked') throw new Error('no gate is asked about not sharing')
          return { done: outcome.done, answer: null }
        }),
      )
      if (result.done === 'asked') throw new Error('no gate is asked about not sharing')
      if (!form.ok && result.answer)
        return showShare(ask, book(), person, result.answer.opened, result.answer.entries, noDays, 'not', ask.typed, form.errors)
      return go(`/people/${person}`)
    },
  }),
]
