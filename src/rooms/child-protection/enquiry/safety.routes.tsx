import { z } from 'zod'
import { emptyForm, type FieldError, type FormState } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { idField, said, words } from '../../../thread/fields.ts'
import { type CommandId, type EntryId, isId, type SubjectId } from '../../../thread/ids.ts'
import { openChild, readByKind } from '../../family/index.ts'
import { legalAdvice } from '../legal-advice/legal-advice.ts'
import { oneOf } from '../on-record/form-fields.ts'
import { type OneEntry, writeOne } from '../on-record/write-one.ts'
import {
  childAssessmentOrder,
  emergencyProtectionOrder,
  policeProtection,
  protectionEnded,
  protectionEndWords,
} from '../protection/orders.ts'
import { consideredWords, siblingConsidered } from '../sibling-consideration/sibling-considered.ts'
import { enquiryOutcome, enquiryOutcomeWords, enquirySigned } from './enquiry.ts'
import { SafetyPage } from './safety.page.tsx'
import { openEnquiry } from './safety.queries.ts'
import { readSafety } from './safety-view.ts'

const id = z.string().refine(isId)
const atPerson = z.object({ person: id.transform(text => text as SubjectId) })
const atOrder = z.object({ person: id.transform(text => text as SubjectId), order: id.transform(text => text as EntryId) })
const anything = z.record(z.string(), z.unknown())

const outcomeForm = declareForm(
  z.object({
    outcome: oneOf(enquiryOutcomeWords, 'Choose what the enquiry came to'),
    help: oneOf({ 'section-17': '', 'early-help': '', none: '' }, 'Choose what help follows').optional(),
    reasons: said(20_000, 'Write the reasons for the outcome').prefault(''),
    safety: words(20_000).optional(),
    familyTold: words(10_000).optional(),
  }),
  {
    outcome: 'What did the enquiry come to?',
    help: 'What help follows?',
    reasons: 'Why?',
    safety: 'How is the child safe?',
    familyTold: 'What was the family told?',
  },
)

const signForm = declareForm(
  z.object({
    outcome: idField<EntryId>(),
    agreed: oneOf({ yes: '', no: '' }, 'Say whether you agree'),
    signReasons: said(10_000, 'Write what you looked at, and why you agree or do not').prefault(''),
  }),
  { outcome: 'Which outcome', agreed: 'Do you agree?', signReasons: 'What did you look at, and why?' },
)

const adviceForm = declareForm(z.object({ asked: words(10_000).optional(), advice: said(20_000, 'Write what was advised').prefault('') }), {
  asked: 'What was asked?',
  advice: 'What was advised?',
})

const consideredForm = declareForm(
  z.object({
    found: oneOf(consideredWords, 'Choose how the child is'),
    how: said(10_000, 'Write how this child is, and how you know').prefault(''),
  }),
  { found: 'Is the child safe too?', how: 'How is the child, and how do you know?' },
)

const endForm = declareForm(
  z.object({
    how: oneOf(protectionEndWords, 'Choose how it ended'),
    safety: said(10_000, 'Write how the child is safe from now on').prefault(''),
  }),
  { how: 'How did it end?', safety: 'How is the child safe from now on?' },
)

type AnyAsk = Pick<Ask, 'page' | 'csrf' | 'newCommandId' | 'commandId' | 'today' | 'now' | 'typed' | 'tx'>

const addressOf = (person: SubjectId): string => `/people/${person}/safety`

const showPage = async (ask: AnyAsk, book: Book, person: SubjectId, wrong?: { name: string; form: FormState }): Promise<Reply> => {
  const view = await ask.tx(tx => readSafety(tx, book, person, ask.today))
  const errors = wrong?.form.errors ?? []
  return show(
    ask.page({
      title: 'Keeping a child safe',
      errors,
      way: { kind: 'back', href: `/people/${person}` },
      children: (
        <SafetyPage
          view={view}
          now={ask.now}
          mark={() => ({ csrf: ask.csrf, commandId: ask.newCommandId() })}
          form={name => (wrong?.name === name ? wrong.form : emptyForm)}
        />
      ),
    }),
    {
      status: errors.length > 0 ? 422 : 200,
      json: {
        person,
        due: view.due,
        running: view.running ?? null,
        harm: view.harm,
        decisions: view.decisions,
        records: view.records,
        outcomes: view.outcomes,
        signed: view.signed,
        orders: view.orders,
        considered: view.considered,
        advice: view.advice,
        errors,
      },
    },
  )
}

/** What sending one of the small forms comes to: what has to be put right, or what is written. */
type Read = { readonly errors: readonly FieldError[] } | { readonly entry: OneEntry }

const write = async (ask: AnyAsk, book: Book, person: SubjectId, name: string, read: (tx: Tx) => Promise<Read>): Promise<Reply> => {
  const errors = await ask.tx(async tx => {
    const form = await read(tx)
    if ('errors' in form) return form.errors
    await writeOne(tx, book, { id: ask.commandId as CommandId, person, entry: form.entry })
    return []
  })
  if (errors.length > 0) return showPage(ask, book, person, { name, form: { typed: ask.typed, errors } })
  return go(addressOf(person))
}

/** The page on which a child is kept safe, and what is written down on it. `book`: the kinds and rules in force. */
export const safetyRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/safety',
    words: 'keeping a child safe: harm suspected, strategy, enquiry, orders',
    params: atPerson,
    handle: ask => showPage(ask, book(), ask.params.person),
  }),
  route({
    method: 'POST',
    url: '/people/:person/enquiry/outcome',
    words: 'what a section 47 enquiry came to',
    params: atPerson,
    body: anything,
    labels: outcomeForm.labels,
    handle: ask =>
      write(ask, book(), ask.params.person, 'outcome', async tx => {
        await openChild(tx, ask.params.person, enquiryOutcome)
        const running = await openEnquiry(tx, ask.params.person)
        if (!running) throw new NotFound()
        const form = parseForm(outcomeForm.schema, ask.typed)
        if (!form.ok) return { errors: form.errors }
        const { outcome, help, ...narrative } = form.data
        return {
          entry: {
            kind: enquiryOutcome,
            answers: running.entry,
            parts: { record: { facts: { outcome, ...(help ? { help } : {}) }, narrative } },
          },
        }
      }),
  }),
  route({
    method: 'POST',
    url: '/people/:person/enquiry/sign',
    words: 'sign the outcome of a section 47 enquiry as a second person',
    params: atPerson,
    body: anything,
    labels: signForm.labels,
    handle: ask =>
      write(ask, book(), ask.params.person, 'sign', async tx => {
        await openChild(tx, ask.params.person, enquirySigned)
        const form = parseForm(signForm.schema, ask.typed)
        const told = await readByKind(tx, ask.params.person, [enquiryOutcome, enquirySigned])
        const last = told.of(enquiryOutcome).at(-1)
        // One's own outcome is not one's own to sign; what was signed before is signed.
        if (!last || last.author === tx.actor.account || told.of(enquirySigned).some(one => one.answers === last.root)) throw new NotFound()
        if (!form.ok) return { errors: form.errors }
        if (form.data.outcome !== last.root)
          return { errors: [{ field: 'agreed', message: 'Another outcome was written meanwhile: read it first' }] }
        return {
          entry: {
            kind: enquirySigned,
            answers: last.root,
            once: true,
            parts: { record: { facts: { agreed: form.data.agreed === 'yes' }, narrative: { reasons: form.data.signReasons } } },
          },
        }
      }),
  }),
  route({
    method: 'POST',
    url: '/people/:person/advice',
    words: 'write down legal advice',
    params: atPerson,
    body: anything,
    labels: adviceForm.labels,
    handle: ask =>
      write(ask, book(), ask.params.person, 'advice', async tx => {
        await openChild(tx, ask.params.person, legalAdvice)
        const form = parseForm(adviceForm.schema, ask.typed)
        if (!form.ok) return { errors: form.errors }
        return { entry: { kind: legalAdvice, parts: { legal: { narrative: form.data } } } }
      }),
  }),
  route({
    method: 'POST',
    url: '/people/:person/considered',
    words: 'think of a child when something happens for another of the home',
    params: atPerson,
    body: anything,
    labels: consideredForm.labels,
    handle: ask =>
      write(ask, book(), ask.params.person, 'considered', async tx => {
        await openChild(tx, ask.params.person, siblingConsidered)
        const form = parseForm(consideredForm.schema, ask.typed)
        if (!form.ok) return { errors: form.errors }
        return {
          entry: {
            kind: siblingConsidered,
            parts: { record: { facts: { found: form.data.found }, narrative: { reasons: form.data.how } } },
          },
        }
      }),
  }),
  route({
    method: 'POST',
    url: '/people/:person/protection/:order/end',
    words: 'how police protection or an order ended',
    params: atOrder,
    body: anything,
    labels: endForm.labels,
    handle: ask =>
      write(ask, book(), ask.params.person, `end ${ask.params.order}`, async tx => {
        await openChild(tx, ask.params.person, protectionEnded)
        const told = await readByKind(tx, ask.params.person, [
          policeProtection,
          emergencyProtectionOrder,
          childAssessmentOrder,
          protectionEnded,
        ])
        const orders = [...told.of(policeProtection), ...told.of(emergencyProtectionOrder), ...told.of(childAssessmentOrder)]
        if (!orders.some(one => one.root === ask.params.order) || told.of(protectionEnded).some(one => one.answers === ask.params.order))
          throw new NotFound()
        const form = parseForm(endForm.schema, ask.typed)
        if (!form.ok) return { errors: form.errors }
        return {
          entry: {
            kind: protectionEnded,
            answers: ask.params.order,
            once: true,
            parts: { record: { facts: { how: form.data.how }, narrative: { safety: form.data.safety } } },
          },
        }
      }),
  }),
]
