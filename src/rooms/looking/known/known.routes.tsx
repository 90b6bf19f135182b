import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import { isId } from '../../../thread/ids.ts'
import { KnownAnswerPage, KnownPage } from './known.page.tsx'
import { askKnown, keepQuestion, ownQuestion } from './known.queries.ts'
import { knownForm } from './known-form.ts'

const params = z.object({ question: z.string().refine(isId) })

const showQuestion = (ask: Pick<Ask, 'csrf' | 'newCommandId' | 'page'>, typed: Typed, errors: FieldErrors): Reply =>
  show(
    ask.page({
      title: 'Is this child known?',
      errors,
      children: <KnownPage form={{ typed, errors }} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    { status: errors.length > 0 ? 422 : 200, json: { errors } },
  )

/** Whether a child is known, for those whose work it is to take concerns in or to answer in the night; a referrer never asks. */
export const knownRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/known',
    words: 'asking whether a child is known',
    handle: async ask => {
      await ask.tx(async () => undefined)
      return showQuestion(ask, {}, [])
    },
  }),
  route({
    method: 'POST',
    url: '/known',
    words: 'asking whether a child is known',
    body: knownForm.schema,
    labels: knownForm.labels,
    handle: async ask => {
      const { form } = ask
      if (!form.ok) {
        await ask.tx(async () => undefined)
        const errors = form.errors.map(error =>
          error.field === 'born' ? { ...error, message: 'Enter a real date of birth, such as 27 3 2019, or leave it empty' } : error,
        )
        return showQuestion(ask, ask.typed, errors)
      }
      return go(`/known/${await ask.tx(tx => keepQuestion(tx, form.data))}`)
    },
  }),
  route({
    method: 'GET',
    url: '/known/:question',
    words: 'whether a child is known',
    params,
    handle: async ask => {
      const { question } = ask.params
      const { asked, children } = await ask.tx(async tx => {
        const asked = await ownQuestion(tx, question)
        if (!asked) throw new NotFound()
        return { asked, children: await askKnown(tx, asked, ask.today) }
      })
      return show(
        ask.page({
          title: 'Is this child known?',
          way: { kind: 'back', href: '/known' },
          children: (
            <KnownAnswerPage
              asked={asked}
              question={question}
              children={children}
              contacts={ask.settings.contacts ?? []}
              opens={ask.actor().grants.has('anyone/page:POST /known/:question/open/:person')}
            />
          ),
        }),
        { json: { asked, children } },
      )
    },
  }),
]
