import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { hasProved, proveFirst } from '../../accounts/index.ts'
import { askKnown, ownQuestion } from '../known/known.queries.ts'
import { openingNumbers } from './numbers.ts'
import { OpenPage } from './open.page.tsx'
import { openForm } from './open-form.ts'
import { openRecord, openUntil } from './open-record.ts'

const params = z.object({
  question: z.string().refine(isId),
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

const here = (of: z.output<typeof params>): string => `/known/${of.question}/open/${of.person}`

/** A record is opened only from an answer of one's own that it was part of. */
const fromOwnAnswer = async (tx: Tx, { question, person }: z.output<typeof params>, today: Ask['today']): Promise<void> => {
  const asked = await ownQuestion(tx, question)
  if (!asked || !(await askKnown(tx, asked, today)).some(one => one.person === person)) throw new NotFound()
}

const showForm = (
  ask: Pick<Ask, 'csrf' | 'newCommandId' | 'page' | 'settings'>,
  at: z.output<typeof params>,
  shown: { hours: number; typed?: Typed; errors?: FieldErrors; second?: boolean; refused?: boolean },
): Reply => {
  const { hours, typed = {}, errors = [], second = false, refused = false } = shown
  return show(
    ask.page({
      title: 'Open a record in an emergency',
      errors,
      way: { kind: 'back', href: `/known/${at.question}` },
      children: (
        <OpenPage
          action={here(at)}
          hours={hours}
          form={{ typed: { ...typed, secondCode: undefined }, errors }}
          contacts={ask.settings.contacts ?? []}
          second={second}
          refused={refused}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
        />
      ),
    }),
    { status: errors.length > 0 || refused ? 422 : 200, json: { hours, typed, errors, second, refused } },
  )
}

const secondErrors: Readonly<Record<'second' | 'second-refused', FieldErrors>> = {
  second: [{ field: 'secondEmail', message: 'Enter the e-mail address of a colleague who confirms this, and the code their app shows' }],
  'second-refused': [
    {
      field: 'secondEmail',
      message: 'The address and the code do not belong together, or this colleague may not confirm. Check both; a code works once',
    },
  ],
}

/** Opening one child's record in an emergency. `book`: the kinds and rules in force. */
export const openRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/known/:question/open/:person',
    words: 'opening a record in an emergency',
    params,
    handle: async ask => {
      const { person } = ask.params
      const found = await ask.tx(async tx => {
        await fromOwnAnswer(tx, ask.params, ask.today)
        if (await openUntil(tx, person)) return 'open' as const
        return { proved: await hasProved(tx, ask.session), ...(await openingNumbers(tx, ask.now)) }
      })
      if (found === 'open') return go(`/people/${person}`)
      if (!found.proved) return proveFirst(here(ask.params))
      return showForm(ask, ask.params, { hours: found.hours })
    },
  }),
  route({
    method: 'POST',
    url: '/known/:question/open/:person',
    words: 'opening a record in an emergency',
    params,
    body: openForm.schema,
    labels: openForm.labels,
    handle: async ask => {
      const { person } = ask.params
      const { form } = ask
      const result = await ask.tx(async tx => {
        await fromOwnAnswer(tx, ask.params, ask.today)
        // Sent twice, or opened in another window: it is open already.
        if (await openUntil(tx, person)) return { done: 'opened' as const, hours: 0 }
        const { hours } = await openingNumbers(tx, ask.now)
        if (!form.ok) return { done: 'form' as const, hours }
        const command = { id: ask.commandId as CommandId, person, form: form.data, session: ask.session.hash }
        return { done: await openRecord(tx, book(), command), hours }
      })
      const { done, hours } = result
      const asksSecond = typeof ask.typed['secondEmail'] === 'string'
      switch (done) {
        case 'opened':
          return go(`/people/${person}`)
        case 'prove':
          return proveFirst(here(ask.params))
        case 'closed':
          return showForm(ask, ask.params, { hours, refused: true })
        case 'form':
          return showForm(ask, ask.params, { hours, typed: ask.typed, errors: form.ok ? [] : form.errors, second: asksSecond })
        default:
          return showForm(ask, ask.params, { hours, typed: ask.typed, errors: secondErrors[done], second: true })
      }
    },
  }),
]
