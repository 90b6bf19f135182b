import { z } from 'zod'
import type { FieldError } from '../../../design-system/index.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, NotFound } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { line, words } from '../../../thread/fields.ts'
import type { CommandId, SubjectId } from '../../../thread/ids.ts'
import { pick } from '../referral/fields.ts'
import { atMatter, openConcern, openPage, showConcern } from './concern.routes.tsx'
import { peopleOf } from './concern.ts'
import { historySteps, recordHistory } from './history.ts'
import { historyFields } from './history.tsx'

const formAt = (at: number) => {
  const names = historyFields(at)
  return z.object({
    [names.authority]: line(120).min(1, 'Name the authority').prefault(''),
    [names.step]: pick(historySteps, 'Choose what is new'),
    [names.words]: words(20_000).optional(),
  })
}

/** What other authorities know of the children of a concern, written down as it comes. `book`: the kinds and rules in force. */
export const historyRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'POST',
    url: '/bridge/:matter/history',
    words: 'write down what another authority knows',
    params: atMatter,
    body: z.record(z.string(), z.unknown()),
    handle: async ask => {
      const { matter } = ask.params
      const wrong = await ask.tx(async tx => {
        const { concern } = await openConcern(tx, matter)
        const people = peopleOf(concern)
        const at = people.indexOf(ask.typed['person'] as SubjectId)
        const person = people[at]
        if (!person) throw new NotFound()
        const form = parseForm(formAt(at), ask.typed)
        if (!form.ok) return { opened: await openPage(tx, matter), person, errors: form.errors as readonly FieldError[] }
        const names = historyFields(at)
        const told = form.data as Record<string, string | undefined>
        await recordHistory(tx, book(), {
          id: ask.commandId as CommandId,
          person,
          authority: told[names.authority] ?? '',
          step: told[names.step] as keyof typeof historySteps,
          words: told[names.words],
        })
        return undefined
      })
      if (!wrong) return go(`/bridge/${matter}?done=noted`)
      return showConcern(ask, book(), wrong.opened, { noting: { person: wrong.person, form: { typed: ask.typed, errors: wrong.errors } } })
    },
  }),
]
