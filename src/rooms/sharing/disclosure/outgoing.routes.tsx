import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { headersFor } from '../../../kernel/documents/index.ts'
import { go, hand, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { answerField, answerKey, checkForm, handForm, handWords, recallForm } from './disclosure.forms.ts'
import { bytesOf, checkOutgoing, disclosesOf, type Found, foundIn, handOverOutgoing, readOutgoing } from './disclosure.queries.ts'
import { recallMinutes } from './numbers.ts'
import { OutgoingPage } from './outgoing.page.tsx'
import { refusals } from './refusals.ts'
import { Refused, sendOutgoing, takeBack } from './send.ts'

const id = z.string().refine(isId)
const atOutgoing = z.object({ person: id.transform(text => text as SubjectId), outgoing: id })
const anything = z.record(z.string(), z.unknown())

type AnyAsk = Pick<Ask, 'typed' | 'csrf' | 'newCommandId' | 'commandId' | 'page' | 'tx' | 'actor' | 'now' | 'today'>
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

/** One document for one reader: checking it, letting it go, taking it back, handing it over. `book`: the kinds and rules in force. */
export const outgoingRoutes = (book: () => Book): readonly Route[] => [
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
