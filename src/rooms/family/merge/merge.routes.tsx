import { z } from 'zod'
import type { FormState } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { said } from '../../../thread/fields.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { sayEpisodeKind } from '../people/words.ts'
import { type Beside, readBeside } from '../search/search.queries.ts'
import { type Pair, readPair } from './duplicates.queries.ts'
import { MergedRecordsPage, MergePage } from './merge.page.tsx'
import { type Merged, mergeRecords, takeApart } from './merge-records.ts'
import { mayMerge, readMerged } from './merged.queries.ts'

const id = z.string().refine(isId)
const atPair = z.object({ person: id, other: id })
const atPerson = z.object({ person: id })
const atRecord = z.object({ person: id, record: id })
const body = z.object({
  kept: z.string({ error: 'Choose the record that says who the person is' }).refine(isId, 'Choose the record that says who the person is'),
  reason: said(4000, 'Say how you know that both are of one person'),
})

type Opened = { readonly pair: Pair; readonly beside: ReadonlyMap<SubjectId, Beside> }

/** Two records that somebody said are one person's, for whoever may read them as one; not found otherwise. */
const open = async (tx: Tx, { person, other }: { person: string; other: string }): Promise<Opened> => {
  const pair = await readPair(tx, person as SubjectId, other as SubjectId)
  if (pair?.compared !== 'same' || !(await mayMerge(tx, [pair.person, pair.other]))) throw new NotFound()
  return { pair, beside: await readBeside(tx, [{ person: pair.person }, { person: pair.other }]) }
}

const showMerge = (ask: Pick<Ask, 'page' | 'today' | 'csrf' | 'newCommandId'>, { pair, beside }: Opened, form: FormState): Reply =>
  show(
    ask.page({
      title: 'Read these records as one?',
      errors: form.errors,
      way: { kind: 'back', href: `/people/duplicates/${pair.person}/${pair.other}`, text: 'Is this one person?' },
      children: <MergePage pair={pair} beside={beside} form={form} today={ask.today} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    { status: form.errors.length > 0 ? 422 : 200, json: { pair, errors: form.errors } },
  )

/** Why the records are still two, and what would be accepted. */
const refusedWords = (merged: Exclude<Merged, { is: 'merged' }>): string => {
  switch (merged.is) {
    case 'already':
      return 'One of these records is read as part of another already. Open the list again and compare the record that is kept'
    case 'both-open':
      return `Each record has its own open ${sayEpisodeKind(merged.kind)}, and a child has one. End one of them first`
    case 'closed-differently':
      return 'Both records are closed to all but named people, and these are not the same people. Name the same people on both first'
  }
}

/** Reading two records of one person as one, and taking them apart again. */
export const mergeRoutes = (book: Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/duplicates/:person/:other/one',
    words: 'read two records as one',
    params: atPair,
    handle: async ask => showMerge(ask, await ask.tx(tx => open(tx, ask.params)), { typed: {}, errors: [] }),
  }),
  route({
    method: 'POST',
    url: '/people/duplicates/:person/:other/one',
    words: 'read two records as one',
    params: atPair,
    body,
    handle: async ask => {
      const done = await ask.tx(async tx => {
        const opened = await open(tx, ask.params)
        if (!ask.form.ok) return { opened, errors: ask.form.errors }
        const { kept: wanted, reason } = ask.form.data
        const { person, other } = opened.pair
        const kept = [person, other].find(one => one === wanted)
        if (!kept) return { opened, errors: [{ field: 'kept', message: 'Choose one of these two records' }] }
        const outcome = await mergeRecords(tx, book, {
          id: ask.commandId as CommandId,
          person: kept === person ? other : person,
          into: kept,
          reason,
        })
        if (outcome.done === 'asked') throw new Error('no gate asks about a merge')
        if (outcome.answer.is !== 'merged') return { opened, errors: [{ field: 'kept', message: refusedWords(outcome.answer) }] }
        return { opened, kept }
      })
      if (done.errors) return showMerge(ask, done.opened, { typed: ask.typed, errors: done.errors })
      return go(`/people/${done.kept}/records`)
    },
  }),
  route({
    method: 'GET',
    url: '/people/:person/records',
    words: 'records that are read as one',
    params: atPerson,
    handle: async ask => {
      const person = ask.params.person as SubjectId
      const { records, may } = await ask.tx(async tx => {
        const records = await readMerged(tx, person)
        if (records.length === 0) throw new NotFound()
        tx.saw([person])
        return { records, may: await mayMerge(tx, [person]) }
      })
      return show(
        ask.page({
          title: 'Records that are read as one',
          way: records[0]?.opens
            ? { kind: 'back', href: `/people/${person}`, text: 'The child’s page' }
            : { kind: 'back', href: '/people/duplicates', text: 'On record twice?' },
          children: <MergedRecordsPage person={person} records={records} may={may} csrf={ask.csrf} newCommandId={ask.newCommandId} />,
        }),
        { json: { person, records } },
      )
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/records/:record/apart',
    words: 'take a record apart again',
    params: atRecord,
    handle: async ask => {
      const person = ask.params.person as SubjectId
      const left = await ask.tx(async tx => {
        const records = await readMerged(tx, person)
        const one = records.find(record => record.record === ask.params.record)
        if (!one || !(await mayMerge(tx, [person]))) throw new NotFound()
        await takeApart(tx, book, { id: ask.commandId as CommandId, person: one.record, into: one.into, merge: one.entry })
        return records.length - 1
      })
      return go(left > 0 ? `/people/${person}/records` : `/people/duplicates`)
    },
  }),
]
