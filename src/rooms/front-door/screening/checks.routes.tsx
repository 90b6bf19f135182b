import { z } from 'zod'
import { type FieldError, NotificationBanner } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { words } from '../../../thread/fields.ts'
import { type CommandId, type EntryId, isId, type SubjectId } from '../../../thread/ids.ts'
import { type Answer, answerCheck, partApart } from './answer-check.ts'
import type { Plea } from './check-pleaded.ts'
import { CheckPage, ChecksPage, isNoBarrier, type Refusal, refusalWords } from './checks.page.tsx'
import { type OpenCheck, oneCheck, openChecks } from './checks.queries.ts'
import { plead } from './plead.ts'

const atCheck = z.object({
  matter: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
  asked: z
    .string()
    .refine(isId)
    .transform(text => text as EntryId),
})

const answerForm = z.object({
  answer: z.enum(['held', 'nothing', 'refused'], { error: 'Say whether anything is held' }),
  summary: words(20_000).optional(),
  apart: words(20_000).optional(),
  reason: z.enum(Object.keys(refusalWords) as [Refusal, ...Refusal[]], { error: 'Choose why' }).optional(),
  why: words(4000).optional(),
})

const open = async (tx: Tx, at: z.output<typeof atCheck>): Promise<OpenCheck> => {
  const check = await oneCheck(tx, at.matter, at.asked)
  if (!check) throw new NotFound()
  return check
}

/** What was answered, or what has to be put right first; `plea` where the reason given is never one. */
const answerFrom = (
  form: z.output<typeof answerForm>,
  check: OpenCheck,
): { answer: Answer } | { errors: FieldError[]; plea: Plea | null } => {
  const ask = (field: string, message: string, plea: Plea | null = null) => ({ errors: [{ field, message }], plea })
  if (form.answer === 'nothing') return { answer: { answer: 'nothing' } }
  if (form.answer === 'held') {
    const apart = partApart(check.kind) && form.apart
    if (!form.summary && !apart) return ask('summary', 'Write what is held, or choose that nothing is')
    return { answer: { answer: 'held', summary: form.summary, apart } }
  }
  if (!form.reason) return ask('reason', 'Choose why you will not say')
  if (isNoBarrier(form.reason))
    return ask('reason', `${refusalWords[form.reason]}: this is no reason to keep back what may keep a child safe`, form.reason)
  if (!form.why) return ask('why', 'Say why, so that The Bridge can act on it')
  return { answer: { answer: 'refused', why: form.why } }
}

type CheckAsk = Pick<Ask, 'typed' | 'csrf' | 'newCommandId' | 'page' | 'today' | 'settings'>

const showCheck = (ask: CheckAsk, check: OpenCheck, errors: readonly FieldError[] = [], noBarrier = false): Reply =>
  show(
    ask.page({
      title: 'A question from The Bridge',
      errors,
      way: check.own ? { kind: 'back', href: '/checks' } : { kind: 'back', href: `/bridge/${check.matter}`, text: 'Back to the concern' },
      children: (
        <CheckPage
          check={check}
          form={{ typed: ask.typed, errors }}
          noBarrier={noBarrier}
          today={ask.today}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
          settings={ask.settings}
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { check, errors } },
  )

/** What an agency is asked and answers. `book`: the kinds and rules in force. */
export const checksRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/checks',
    words: 'what The Bridge asks an agency',
    query: z.object({ done: z.literal('answered').optional().catch(undefined) }),
    handle: async ask => {
      const checks = await ask.tx(openChecks)
      return show(
        ask.page({
          title: 'What The Bridge asks your agency',
          notice: ask.query.done ? <NotificationBanner type="success" text="The Bridge has your answer. Thank you." /> : undefined,
          children: <ChecksPage checks={checks} today={ask.today} />,
        }),
        { json: { checks } },
      )
    },
  }),
  route({
    method: 'GET',
    url: '/checks/:matter/:asked',
    words: 'answer a check',
    params: atCheck,
    handle: async ask => showCheck(ask, await ask.tx(tx => open(tx, ask.params))),
  }),
  route({
    method: 'POST',
    url: '/checks/:matter/:asked',
    words: 'answer a check',
    params: atCheck,
    body: answerForm,
    handle: async ask => {
      const form = parseForm(answerForm, ask.typed)
      const { check, wrong } = await ask.tx(async tx => {
        const check = await open(tx, ask.params)
        if (!form.ok) return { check, wrong: { errors: form.errors, plea: null } }
        const read = answerFrom(form.data, check)
        if (!('answer' in read)) {
          if (read.plea && !check.answered) await plead(tx, book(), { id: ask.commandId as CommandId, check, plea: read.plea })
          return { check, wrong: read }
        }
        await answerCheck(tx, book(), { id: ask.commandId as CommandId, check, answer: read.answer })
        return { check, wrong: undefined }
      })
      if (wrong) return showCheck(ask, check, wrong.errors, wrong.plea !== null)
      return go(check.own ? '/checks?done=answered' : `/bridge/${check.matter}`)
    },
  }),
]
