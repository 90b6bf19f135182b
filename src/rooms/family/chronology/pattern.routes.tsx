import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Draft } from '../../../kernel/http/drafts.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { discardKept, draftShown, type KeptAt, keepTyped, type ReadAs, sendKept } from '../../../kernel/http/kept-form.tsx'
import { NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { statePattern } from './curate.ts'
import { type ReadEntry, readEntries } from './entries.queries.ts'
import { keptPattern, patternForm } from './entry-forms.ts'
import { lineOf } from './entry-on-thread.tsx'
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

const anything = z.record(z.string(), z.unknown())

type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page' | 'now'>
type Opened = { readonly person: SubjectId; readonly who: WhoAndMay; readonly choices: readonly ReadEntry[] }

/** The record of which the asker may state a pattern, with what it may rest on; or nothing to be found. */
const open = async (tx: Tx, book: Book, person: SubjectId, ask: AnyAsk): Promise<Opened> => {
  const who = await readWhoAndMay(tx, person, ask.now)
  if (!who?.may(patternStatement.name)) throw new NotFound()
  const choices = await readEntries(tx, book, person, await entriesToChoose(tx, person), null)
  return { person, who, choices: choices.filter(one => !one.entry.withdrawn) }
}

/** The person, of whom the asker may state a pattern; or nothing to be found. */
const openToWrite = async (tx: Tx, person: SubjectId, ask: AnyAsk): Promise<void> => {
  if (!(await readWhoAndMay(tx, person, ask.now))?.may(patternStatement.name)) throw new NotFound()
}

const keptAt = (person: SubjectId): KeptAt => ({
  name: `pattern ${person}`,
  action: `/people/${person}/pattern`,
  leave: `/people/${person}#chronology`,
})

/** Entries are read by their day and what they are. */
const inWords = (choices: readonly ReadEntry[]): ReadAs => {
  const words = new Map(choices.map(({ entry }) => [entry.root as string, `${entry.when}: ${lineOf(entry)}`]))
  return answer =>
    answer
      .split(', ')
      .map(one => words.get(one) ?? one)
      .join('; ')
}

const showPattern = (ask: AnyAsk, opened: Opened, draft: Draft<Typed> | undefined, errors: FieldErrors = []): Reply =>
  show(
    ask.page({
      title: 'The pattern across a record',
      errors,
      way: { kind: 'back', href: `/people/${opened.person}#chronology` },
      islands: ['autosave.js'],
      children: (
        <PatternPage
          {...opened}
          form={{ typed: draft?.body ?? {}, errors }}
          draft={draftShown(draft)}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { choices: opened.choices.map(one => one.entry), errors } },
  )

/** A manager's statement of the pattern across a record. `book`: the kinds and rules in force. */
export const patternRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/pattern',
    words: 'the pattern across a record',
    params: atPerson,
    handle: async ask => {
      const { person } = ask.params
      const { opened, draft } = await ask.tx(async tx => ({
        opened: await open(tx, book(), person, ask),
        draft: await keptPattern.of(tx, keptAt(person).name),
      }))
      return showPattern(ask, opened, draft)
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/pattern',
    words: 'the pattern across a record',
    params: atPerson,
    body: anything,
    labels: patternForm.labels,
    handle: ask => {
      const { person } = ask.params
      return sendKept(ask, keptPattern, keptAt(person), {
        open: tx => open(tx, book(), person, ask),
        send: async (tx, opened, typed) => {
          const form = parseForm(patternForm.schema, typed)
          if (!form.ok) return { errors: form.errors }
          const chosen = opened.choices.filter(one => form.data.evidence.includes(one.entry.root))
          if (chosen.length === 0) return { errors: [{ field: 'evidence', message: 'Choose at least one entry from the list' }] }
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
          return { to: `/people/${person}#chronology` }
        },
        again: (opened, draft, errors) => showPattern(ask, opened, draft, errors),
        readAs: opened => inWords(opened.choices),
      })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/pattern/keep',
    words: 'keep the pattern across a record while it is typed',
    params: atPerson,
    body: anything,
    handle: ask => keepTyped(ask, keptPattern, keptAt(ask.params.person), tx => openToWrite(tx, ask.params.person, ask)),
  }),
  route({
    method: 'POST',
    url: '/people/:person/pattern/discard',
    words: 'throw away a pattern that is not sent yet',
    params: atPerson,
    body: anything,
    handle: ask => discardKept(ask, keptPattern, keptAt(ask.params.person), tx => openToWrite(tx, ask.params.person, ask)),
  }),
]
