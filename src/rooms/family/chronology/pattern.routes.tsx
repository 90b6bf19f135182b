import type { Tx } from '../../../kernel/db/with-actor.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import type { ReadAs } from '../../../kernel/http/kept-form.tsx'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Ask, Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { keptRoutes } from '../../commands.ts'
import { statePattern } from './curate.ts'
import { type ReadEntry, readEntries } from './entries.queries.ts'
import { keptPattern, patternForm } from './entry-forms.ts'
import { lineOf } from './entry-on-thread.tsx'
import { readWhoAndMay } from './may-write.queries.ts'
import { PatternPage, type PatternsOpened } from './pattern.page.tsx'
import { entriesToChoose } from './pattern.queries.ts'
import { patternStatement } from './pattern-statement.ts'

/** The record of which the asker may state a pattern, with what it may rest on; or nothing to be found. */
const open = async (tx: Tx, book: Book, person: SubjectId, ask: Pick<Ask, 'now'>): Promise<PatternsOpened> => {
  const who = await readWhoAndMay(tx, person, ask.now)
  if (!who?.may(patternStatement.name)) throw new NotFound()
  const choices = await readEntries(tx, book, person, await entriesToChoose(tx, person), null)
  return { who, choices: choices.filter(one => !one.entry.withdrawn) }
}

/** Entries are read by their day and what they are. */
const inWords = (choices: readonly ReadEntry[]): ReadAs => {
  const words = new Map(choices.map(({ entry }) => [entry.root as string, `${entry.when}: ${lineOf(entry)}`]))
  return answer =>
    answer
      .split(', ')
      .map(one => words.get(one) ?? one)
      .join('; ')
}

/** A manager's statement of the pattern across a record. `book`: the kinds and rules in force. */
export const patternRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<PatternsOpened>({
    at: 'pattern',
    name: 'pattern',
    words: 'the pattern across a record',
    title: 'The pattern across a record',
    labels: patternForm.labels,
    kept: keptPattern,
    leave: '#chronology',
    open: (tx, person, ask) => open(tx, book(), person, ask),
    fresh: () => ({}),
    send: async (tx, opened, typed, { id, at, now }) => {
      const form = parseForm(patternForm.schema, typed)
      if (!form.ok) return { errors: form.errors }
      const chosen = opened.choices.filter(one => form.data.evidence.includes(one.entry.root))
      if (chosen.length === 0) return { errors: [{ field: 'evidence', message: 'Choose at least one entry from the list' }] }
      const outcome = await statePattern(tx, book(), {
        ...form.data,
        id,
        person: at.person,
        now,
        evidence: chosen.map(one => one.entry.root),
        // No wider than the narrowest of what it rests on.
        audience: chosen.some(one => one.audience === 'agency') ? 'agency' : 'professionals',
      })
      if (outcome.done === 'asked') throw new Error('a gate stood before a pattern')
      return 'done'
    },
    readAs: ({ choices }) => inWords(choices),
    page: (opened, parts) => <PatternPage opened={opened} parts={parts} />,
    json: ({ choices }) => ({ choices: choices.map(one => one.entry) }),
  })
