import { z } from 'zod'
import type { FieldErrors, FormState, Typed } from '../../../design-system/index.ts'
import { emptyForm } from '../../../design-system/index.ts'
import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Draft } from '../../../kernel/http/drafts.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { discardKept, draftShown, type KeptAt, keepTyped, sendKept } from '../../../kernel/http/kept-form.tsx'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { type Found, findPeople } from '../../family/index.ts'
import { type Consultation, callerBy, consultationsFor, readConsultation } from './consultation.queries.ts'
import { consultationForm, keptConsultation } from './consultation-form.ts'
import { ConsultationPage, ConsultationsPage, NewConsultationPage } from './consultations.page.tsx'
import { giveAdvice, noteFollowed } from './give-advice.ts'
import { matchChild, undoMatchedChild } from './match-child.ts'
import { consultationNumbered, typedNumber } from './number.ts'

const atMatter = z.object({
  matter: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})
const anything = z.record(z.string(), z.unknown())

type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page' | 'commandId' | 'typed'>

const marksOf = (ask: AnyAsk) => ({ csrf: ask.csrf, commandId: ask.newCommandId() })

const open = async (tx: Tx, matter: SubjectId): Promise<Consultation> => {
  const found = await readConsultation(tx, matter)
  if (!found) throw new NotFound()
  return found
}

const showAll = (ask: AnyAsk, consultations: readonly Consultation[], writes: boolean, find: FormState = emptyForm): Reply =>
  show(
    ask.page({
      title: writes ? 'Consultations' : 'What you asked The Bridge',
      errors: find.errors,
      children: <ConsultationsPage consultations={consultations} writes={writes} find={find} marks={marksOf(ask)} />,
    }),
    { status: find.errors.length > 0 ? 422 : 200, json: { consultations } },
  )

const keptAt: KeptAt = { name: 'consultation', action: '/consultations/new', leave: '/consultations' }

const showNew = (ask: AnyAsk, draft: Draft<Typed> | undefined, form: FormState): Reply =>
  show(
    ask.page({
      title: 'Write down a consultation',
      errors: form.errors,
      way: { kind: 'back', href: '/consultations' },
      islands: ['autosave.js'],
      children: (
        <NewConsultationPage
          form={form}
          draft={draftShown(draft)}
          marks={{ csrf: ask.csrf, commandId: form.errors.length > 0 ? ask.commandId : ask.newCommandId() }}
        />
      ),
    }),
    { status: form.errors.length > 0 ? 422 : 200, json: { typed: form.typed, errors: form.errors } },
  )

type Opened = { consultation: Consultation; candidates: readonly Found[] }

/** Who on record the named child may be, for The Bridge, until one of them was chosen. */
const candidatesFor = async (tx: Tx, { facts, matched, relation }: Consultation, today: Day): Promise<readonly Found[]> =>
  relation === 'advised' && facts?.child && !matched ? findPeople(tx, facts.child, { is: ['child', 'unborn'], today }) : []

const showOne = (ask: AnyAsk & Pick<Ask, 'today'>, { consultation, candidates }: Opened, errors: FieldErrors = []): Reply =>
  show(
    ask.page({
      title: 'A consultation',
      errors,
      way: { kind: 'back', href: '/consultations' },
      children: (
        <ConsultationPage
          consultation={consultation}
          candidates={candidates}
          form={{ typed: ask.typed, errors }}
          today={ask.today}
          marks={marksOf(ask)}
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: consultation },
  )

const writesThem = (tx: Tx): boolean => tx.actor.grants.has('anyone/append:bridge-consultation')

/** Advice that practitioners ask of The Bridge: writing it down, finding it again by its number, reading what one was advised. */
export const consultationRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/consultations',
    words: 'consultations with The Bridge',
    handle: async ask => {
      const { consultations, writes } = await ask.tx(async tx => ({ consultations: await consultationsFor(tx), writes: writesThem(tx) }))
      return showAll(ask, consultations, writes)
    },
  }),
  route({
    method: 'GET',
    url: '/consultations/new',
    words: 'write down a consultation',
    handle: async ask => {
      const draft = await ask.tx(tx => keptConsultation.of(tx, keptAt.name))
      return showNew(ask, draft, { typed: draft?.body ?? { decidedBy: ask.actor().name }, errors: [] })
    },
  }),
  route({
    method: 'POST',
    url: '/consultations/new',
    words: 'write down a consultation',
    body: anything,
    labels: consultationForm.labels,
    handle: ask =>
      sendKept(ask, keptConsultation, keptAt, {
        open: async () => {},
        send: async (tx, _, typed) => {
          const form = parseForm(consultationForm.schema, typed)
          if (!form.ok) return { errors: form.errors }
          const { email, about, given, family, born, caller, source, sourceName, question, advised, advice, decidedBy } = form.data
          const account = email ? await callerBy(tx, email) : undefined
          if (email && !account)
            return { errors: [{ field: 'email', message: 'Nobody signs in here with this address: check it, or leave it empty' }] }
          const outcome = await giveAdvice(tx, book(), {
            id: ask.commandId as CommandId,
            now: ask.now,
            advised: {
              caller,
              account: account?.account_id ?? null,
              source,
              sourceName: sourceName ?? account?.agency,
              child: about === 'named' ? { given, family, born } : undefined,
              question,
              advised,
              advice,
              decidedBy,
            },
          })
          if (outcome.done === 'asked') throw new Error('no gate asks about a consultation')
          return { to: `/consultations/${outcome.answer.matter}` }
        },
        again: (_, draft, errors) => showNew(ask, draft, { typed: draft.body, errors }),
      }),
  }),
  route({
    method: 'POST',
    url: '/consultations/new/keep',
    words: 'keep a consultation while it is typed',
    body: anything,
    handle: ask => keepTyped(ask, keptConsultation, keptAt, async () => {}),
  }),
  route({
    method: 'POST',
    url: '/consultations/new/discard',
    words: 'throw away a consultation that is not sent yet',
    body: anything,
    handle: ask => discardKept(ask, keptConsultation, keptAt, async () => {}),
  }),
  route({
    method: 'POST',
    url: '/consultations/find',
    words: 'find a consultation by its number',
    body: anything,
    handle: async ask => {
      const typed = ask.typed['number']
      const number = typedNumber(typeof typed === 'string' ? typed : '')
      const found = await ask.tx(async tx => {
        const matter = number === null ? undefined : consultationNumbered(tx.actor.partnership, number)
        const consultation = matter && (await readConsultation(tx, matter))
        return consultation ? { matter: consultation.matter } : { consultations: await consultationsFor(tx), writes: writesThem(tx) }
      })
      if ('matter' in found) return go(`/consultations/${found.matter}`)
      const errors = [
        { field: 'number', message: 'No consultation has this number. Check it: C, and two groups of four letters and figures' },
      ]
      return showAll(ask, found.consultations, found.writes, { typed: ask.typed, errors })
    },
  }),
  route({
    method: 'GET',
    url: '/consultations/:matter',
    words: 'a consultation with The Bridge',
    params: atMatter,
    handle: async ask => {
      return showOne(
        ask,
        await ask.tx(async tx => {
          const consultation = await open(tx, ask.params.matter)
          return { consultation, candidates: await candidatesFor(tx, consultation, ask.today) }
        }),
      )
    },
  }),
  route({
    method: 'POST',
    url: '/consultations/:matter/followed',
    words: 'note that the concern has come',
    params: atMatter,
    body: anything,
    handle: async ask => {
      const done = await ask.tx(tx => noteFollowed(tx, book(), { id: ask.commandId as CommandId, matter: ask.params.matter }))
      if (!done) throw new NotFound()
      return go(`/consultations/${ask.params.matter}`)
    },
  }),
  route({
    method: 'POST',
    url: '/consultations/:matter/child',
    words: 'find the child of a consultation on record',
    params: atMatter,
    body: anything,
    handle: async ask => {
      const chosen = ask.typed['person']
      const opened = await ask.tx(async tx => {
        const consultation = await open(tx, ask.params.matter)
        if (consultation.relation !== 'advised') throw new NotFound()
        const candidates = await candidatesFor(tx, consultation, ask.today)
        const person = candidates.find(one => one.person === chosen)?.person
        if (person) await matchChild(tx, book(), { id: ask.commandId as CommandId, consultation, person })
        return { consultation, candidates, done: person !== undefined || consultation.matched !== null }
      })
      return opened.done
        ? go(`/consultations/${ask.params.matter}`)
        : showOne(ask, opened, [{ field: 'person', message: 'Choose which child on record it is' }])
    },
  }),
  route({
    method: 'POST',
    url: '/consultations/:matter/child/undo',
    words: 'undo whose child a consultation is about',
    params: atMatter,
    body: anything,
    handle: async ask => {
      await ask.tx(async tx => {
        const { matched, relation } = await open(tx, ask.params.matter)
        if (relation !== 'advised') throw new NotFound()
        if (matched) await undoMatchedChild(tx, book(), { id: ask.commandId as CommandId, matter: ask.params.matter, matched })
      })
      return go(`/consultations/${ask.params.matter}`)
    },
  }),
]
