import { z } from 'zod'
import type { FormState } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { statePattern } from './curate.ts'
import { type ReadEntry, readEntries } from './entries.queries.ts'
import { patternForm } from './entry-forms.ts'
import { readWhoAndMay, type WhoAndMay } from './may-write.queries.ts'
import { PatternPage } from './pattern.page.tsx'
import { entriesToChoose } from './pattern.queries.ts'
import { patternStatement } from './pattern-statement.ts'

const atPerson = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page' | 'now'>
type Opened = { readonly person: SubjectId; readonly who: WhoAndMay; readonly choices: readonly ReadEntry[] }

/** The record of which the asker may state a pattern, with what it may rest on; or nothing to be found. */
const open = async (tx: Tx, book: Book, person: SubjectId, ask: AnyAsk): Promise<Opened> => {
  const who = await readWhoAndMay(tx, person, ask.now)
  if (!who?.may(patternStatement.name)) throw new NotFound()
  const choices = await readEntries(tx, book, person, await entriesToChoose(tx, person), null)
  return { person, who, choices: choices.filter(one => !one.entry.withdrawn) }
}

const showPattern = (ask: AnyAsk, opened: Opened, form: FormState): Reply =>
  show(
    ask.page({
      title: 'The pattern across a record',
      errors: form.errors,
      way: { kind: 'back', href: `/people/${opened.person}#chronology` },
      children: <PatternPage {...opened} form={form} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    { status: form.errors.length > 0 ? 422 : 200, json: { choices: opened.choices.map(one => one.entry), errors: form.errors } },
  )

/** A manager's statement of the pattern across a record. `book`: the kinds and rules in force. */
export const patternRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/pattern',
    words: 'the pattern across a record',
    params: atPerson,
    handle: async ask => showPattern(ask, await ask.tx(tx => open(tx, book(), ask.params.person, ask)), { typed: {}, errors: [] }),
  }),
  route({
    method: 'POST',
    url: '/people/:person/pattern',
    words: 'the pattern across a record',
    params: atPerson,
    body: z.record(z.string(), z.unknown()),
    labels: patternForm.labels,
    handle: async ask => {
      const { person } = ask.params
      const form = parseForm(patternForm.schema, ask.typed)
      const result = await ask.tx(async tx => {
        const opened = await open(tx, book(), person, ask)
        if (!form.ok) return { opened, errors: form.errors }
        const chosen = opened.choices.filter(one => form.data.evidence.includes(one.entry.root))
        if (chosen.length === 0) return { opened, errors: [{ field: 'evidence', message: 'Choose at least one entry from the list' }] }
        const outcome = await statePattern(tx, book(), {
          ...form.data,
          id: ask.commandId as CommandId,
          person,
          now: ask.now,
          evidence: chosen.map(one => one.entry.root),
          // No wider than the narrowest of what it rests on.
          audience: chosen.some(one => one.audience === 'agency') ? 'agency' : 'professionals',
        })
        if (outcome.done === 'asked') throw new Error('a gate stood before a pattern')
        return { opened: null }
      })
      return result.opened
        ? showPattern(ask, result.opened, { typed: ask.typed, errors: result.errors })
        : go(`/people/${person}#chronology`)
    },
  }),
]
