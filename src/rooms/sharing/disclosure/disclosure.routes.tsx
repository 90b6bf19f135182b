import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import { type Day, printPartial } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { headersFor } from '../../../kernel/documents/index.ts'
import { dayInBoxes } from '../../../kernel/http/form.ts'
import { go, hand, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, type EntryId, isId, type SubjectId } from '../../../thread/ids.ts'
import { orAsked } from '../../../thread/store/append.ts'
import { sayRole, titleOf } from '../../family/index.ts'
import { answerField, answerKey, checkForm, handForm, handWords, notForm, recallForm, shareForm } from './disclosure.forms.ts'
import {
  bytesOf,
  checkOutgoing,
  disclosesOf,
  entriesChosen,
  entriesOffered,
  type Found,
  foundIn,
  handOverOutgoing,
  outgoingOf,
  readOutgoing,
} from './disclosure.queries.ts'
import { recallMinutes } from './numbers.ts'
import { OutgoingPage } from './outgoing.page.tsx'
import { keyOf, readersOf } from './readers.ts'
import { refusals } from './refusals.ts'
import { decideNot, keepEach, printEach, type Ready, Refused, sendOutgoing, takeBack } from './send.ts'
import { type Offered, SharePage } from './share.page.tsx'
import { SharedPage } from './shared.page.tsx'
import { type Chosen, documentFor, mayGo, type Recipient } from './what-may-go.ts'

const id = z.string().refine(isId)
const atPerson = z.object({ person: id.transform(text => text as SubjectId) })
const atOutgoing = atPerson.extend({ outgoing: id })
const box = z.string().max(4).optional().catch(undefined)
const daysQuery = z.object({
  'from-day': box,
  'from-month': box,
  'from-year': box,
  'until-day': box,
  'until-month': box,
  'until-year': box,
})
const anything = z.record(z.string(), z.unknown())

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

/** One that was made, with what may be done with it now. */
const readOne = async (tx: Tx, person: SubjectId, outgoing: string, today: Day) => {
  const who = await disclosesOf(tx, person)
  const one = who && (await readOutgoing(tx, person, outgoing))
  if (!who || !one) throw new NotFound()
  const { found, secondBecause } = await foundIn(tx, outgoing)
  // What was kept says only that there is something around them; what is found now says more to whoever may read it.
  const because = [...new Set([...one.secondBecause.filter(why => why !== 'near' || secondBecause.length === 0), ...secondBecause])]
  // Whoever may not read all of it does nothing with it.
  const reads = one.paper !== null
  const own = one.madeByAccount === tx.actor.account || one.checkedByAccount === tx.actor.account
  return {
    one,
    found,
    secondBecause: because,
    may: { prepare: who.may && reads, letGo: reads && (because.length > 0 ? who.release && !own : who.may) },
    minutes: await recallMinutes(tx, today),
  }
}

type One = Awaited<ReturnType<typeof readOne>>

const showOne = (ask: AnyAsk, read: One, typed: Typed = {}, errors: FieldErrors = []): Reply => {
  const { paper, ...facts } = read.one
  return show(
    ask.page({
      title: 'A document for one reader',
      errors,
      way: { kind: 'back', href: `/people/${read.one.person}/shared`, text: 'What was shared' },
      children: (
        <OutgoingPage
          outgoing={read.one}
          paper={paper}
          found={read.found}
          secondBecause={read.secondBecause}
          may={read.may}
          form={{ typed, errors }}
          minutes={read.minutes}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { ...facts, paper, found: read.found, secondBecause: read.secondBecause, errors } },
  )
}

/** Does something with one and shows it again; where the database refuses, with its words, and nothing has happened. */
const changed = async (
  ask: AnyAsk & { readonly params: { person: SubjectId; outgoing: string } },
  field: string,
  work: (tx: Tx, read: One) => Promise<unknown>,
): Promise<Reply> => {
  const { person, outgoing } = ask.params
  try {
    await ask.tx(async tx => {
      const read = await readOne(tx, person, outgoing, ask.today)
      await work(tx, read)
    })
    return go(`/people/${person}/shared/${outgoing}`)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const message = refusals[error.done]
    if (!message) throw new NotFound()
    return showOne(ask, await ask.tx(tx => readOne(tx, person, outgoing, ask.today)), ask.typed, [{ field, message }])
  }
}

const typedText = (typed: Typed, name: string): string => [typed[name] ?? ''].flat()[0] ?? ''

/** What was answered of what the checks found, and what still has to be. */
const answersIn = (typed: Typed, found: readonly Found[]): { answers: Record<string, string>; errors: FieldErrors } => {
  const asked = found.filter(one => one.sort !== 'protected')
  const said = (one: Found) => typedText(typed, answerField(one)).trim()
  return {
    answers: Object.fromEntries(asked.map(one => [answerKey(one), said(one).slice(0, 2000)])),
    errors: asked
      .filter(one => said(one) === '')
      .map(one => ({
        field: answerField(one),
        message:
          one.sort === 'responsibility'
            ? 'Answer what was found about the reader'
            : `Answer what was found: ${one.named ? '' : 'in '}${one.found}`,
      })),
  }
}

/** Sharing from a record: choosing, checking, letting go, taking back, handing over; and writing down that something is not shared. */
export const disclosureRoutes = (book: () => Book): readonly Route[] => [
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
  route({
    method: 'GET',
    url: '/people/:person/shared/:outgoing',
    words: 'a document for one reader',
    params: atOutgoing,
    handle: async ask => showOne(ask, await ask.tx(tx => readOne(tx, ask.params.person, ask.params.outgoing, ask.today))),
  }),
  route({
    method: 'POST',
    url: '/people/:person/shared/:outgoing/check',
    words: 'checking a document before it goes',
    params: atOutgoing,
    body: anything,
    labels: checkForm.labels,
    handle: async ask => {
      const { person, outgoing } = ask.params
      const parsed = checkForm.schema.safeParse(checkForm.only(ask.typed))
      const said = parsed.success ? [] : parsed.error.issues.map(issue => ({ field: String(issue.path[0]), message: issue.message }))
      const read = await ask.tx(tx => readOne(tx, person, outgoing, ask.today))
      const { answers, errors } = answersIn(ask.typed, read.found)
      if (!read.may.prepare) throw new NotFound()
      if (!parsed.success || errors.length > 0) return showOne(ask, read, ask.typed, [...errors, ...said])
      return changed(ask, 'purpose', async tx => {
        const done = await checkOutgoing(tx, outgoing, answers, parsed.data)
        if (done !== 'done') throw new Refused(done)
      })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/shared/:outgoing/release',
    words: 'letting a document go',
    params: atOutgoing,
    handle: ask =>
      changed(ask, 'release', async (tx, read) => {
        if (!read.may.letGo) throw new Refused(read.secondBecause.length > 0 ? 'second' : 'not-found')
        const outcome = await sendOutgoing(tx, book(), {
          id: ask.commandId as CommandId,
          outgoing: { ...read.one, secondBecause: read.secondBecause },
          on: ask.today,
        })
        if (outcome.done === 'asked') throw new Error('no gate is asked about sharing')
      }),
  }),
  route({
    method: 'POST',
    url: '/people/:person/shared/:outgoing/recall',
    words: 'taking a document back',
    params: atOutgoing,
    body: recallForm.schema,
    labels: recallForm.labels,
    handle: async ask => {
      const { form } = ask
      if (!form.ok)
        return showOne(ask, await ask.tx(tx => readOne(tx, ask.params.person, ask.params.outgoing, ask.today)), ask.typed, form.errors)
      return changed(ask, 'reason', async (tx, read) => {
        if (!read.may.prepare) throw new NotFound()
        const outcome = await takeBack(tx, book(), { id: ask.commandId as CommandId, outgoing: read.one, reason: form.data.reason })
        if (outcome.done === 'asked') throw new Error('no gate is asked about taking back')
      })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/shared/:outgoing/hand-over',
    words: 'handing a document over',
    params: atOutgoing,
    body: handForm.schema,
    labels: handForm.labels,
    handle: async ask => {
      const { form } = ask
      if (!form.ok)
        return showOne(ask, await ask.tx(tx => readOne(tx, ask.params.person, ask.params.outgoing, ask.today)), ask.typed, form.errors)
      return changed(ask, 'by', async (tx, read) => {
        if (!read.may.prepare) throw new NotFound()
        const done = await handOverOutgoing(tx, read.one.id, `${handWords[form.data.by]}: ${form.data.how}`, form.data.by === 'post')
        if (done !== 'done') throw new Refused(done)
      })
    },
  }),
  route({
    method: 'GET',
    url: '/people/:person/shared/:outgoing/paper',
    words: 'a document that was let go, to be printed',
    params: atOutgoing,
    handle: async ask => {
      const found = await ask.tx(async tx => {
        const read = await readOne(tx, ask.params.person, ask.params.outgoing, ask.today)
        return bytesOf(tx, read.one.id)
      }, 'a document that was let go, to be printed')
      if (!found) throw new NotFound()
      return hand({ content: found.content, headers: headersFor('document.pdf', 'pdf', found.content.length) })
    },
  }),
]
