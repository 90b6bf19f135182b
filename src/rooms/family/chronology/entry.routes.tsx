import { z } from 'zod'
import { emptyForm, type FormState, type Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, type EntryId, isId, type SubjectId } from '../../../thread/ids.ts'
import { addendum } from '../../recording/index.ts'
import { addToEntry, markEntry } from './curate.ts'
import { type ReadEntry, readEntries } from './entries.queries.ts'
import { EntryPage } from './entry.page.tsx'
import { addForm, markForm } from './entry-forms.ts'
import { readWhoAndMay, type WhoAndMay } from './may-write.queries.ts'
import { significance } from './significance.ts'

const id = z.string().refine(isId)
const atEntry = z.object({ person: id.transform(text => text as SubjectId), entry: id.transform(text => text as EntryId) })
const anything = z.record(z.string(), z.unknown())

type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page' | 'now'>
type Opened = { readonly person: SubjectId; readonly who: WhoAndMay; readonly read: ReadEntry }

/** One entry of a person's record as the asker may read it, or nothing to be found. */
const open = async (tx: Tx, book: Book, person: SubjectId, entry: EntryId, ask: AnyAsk): Promise<Opened> => {
  const who = await readWhoAndMay(tx, person, ask.now)
  const [read] = who ? await readEntries(tx, book, person, [entry], null) : []
  if (!who || !read) throw new NotFound()
  return { person, who, read }
}

const showEntry = (ask: AnyAsk, opened: Opened, adding: FormState = emptyForm, marking: FormState = emptyForm): Reply => {
  const errors = [...adding.errors, ...marking.errors]
  return show(
    ask.page({
      title: 'One entry',
      errors,
      way: { kind: 'back', href: `/people/${opened.person}#entry-${opened.read.entry.root}` },
      children: <EntryPage {...opened} adding={adding} marking={marking} csrf={ask.csrf} newCommandId={ask.newCommandId} />,
    }),
    { status: errors.length > 0 ? 422 : 200, json: { entry: opened.read.entry, errors } },
  )
}

const asTyped = (typed: Typed, errors: FormState['errors']): FormState => ({ typed, errors })

/** One entry by itself, and what is said beside it afterwards. `book`: the kinds and rules in force. */
export const entryRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/entries/:entry',
    words: 'one entry of a record',
    params: atEntry,
    handle: async ask => showEntry(ask, await ask.tx(tx => open(tx, book(), ask.params.person, ask.params.entry, ask))),
  }),
  route({
    method: 'POST',
    url: '/people/:person/entries/:entry/add',
    words: 'add to an entry',
    params: atEntry,
    body: anything,
    labels: addForm.labels,
    handle: async ask => {
      const { person, entry } = ask.params
      const form = parseForm(addForm.schema, ask.typed)
      const opened = await ask.tx(async tx => {
        const opened = await open(tx, book(), person, entry, ask)
        if (!opened.who.may(addendum.name) || opened.read.entry.withdrawn) throw new NotFound()
        if (!form.ok) return opened
        const { audience } = opened.read
        const outcome = await addToEntry(tx, book(), {
          id: ask.commandId as CommandId,
          person,
          entry,
          audience,
          now: ask.now,
          ...form.data,
        })
        if (outcome.done === 'asked') throw new Error('a gate stood before an addition')
        return opened
      })
      return form.ok ? go(`/people/${person}/entries/${entry}`) : showEntry(ask, opened, asTyped(ask.typed, form.errors))
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/entries/:entry/significance',
    words: 'mark an entry as significant',
    params: atEntry,
    body: anything,
    labels: markForm.labels,
    handle: async ask => {
      const { person, entry } = ask.params
      const form = parseForm(markForm.schema, ask.typed)
      const opened = await ask.tx(async tx => {
        const opened = await open(tx, book(), person, entry, ask)
        if (!opened.who.may(significance.name) || opened.read.entry.withdrawn) throw new NotFound()
        if (!form.ok) return opened
        const outcome = await markEntry(tx, book(), {
          id: ask.commandId as CommandId,
          person,
          entry,
          audience: opened.read.audience,
          now: ask.now,
          significant: form.data.significant === 'yes',
          reason: form.data.reason,
        })
        if (outcome.done === 'asked') throw new Error('a gate stood before a mark')
        return opened
      })
      return form.ok ? go(`/people/${person}#entry-${entry}`) : showEntry(ask, opened, emptyForm, asTyped(ask.typed, form.errors))
    },
  }),
]
