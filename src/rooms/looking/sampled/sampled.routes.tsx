import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import { addDays, type Moment, printDate } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, type EntryId, isId, type SubjectId } from '../../../thread/ids.ts'
import { sampledDays } from '../numbers.ts'
import { closeToReader, openToReader } from './sample.ts'
import { sampleForm } from './sample-form.ts'
import { SampledPage } from './sampled.page.tsx'
import { readerWith, recordToSample, type Sampled, sampledOf } from './sampled.queries.ts'

const id = z.string().refine(isId)
const atPerson = z.object({ person: id.transform(text => text as SubjectId) })
const atEntry = atPerson.extend({ entry: id.transform(text => text as EntryId) })

type Opened = { readonly called: string; readonly sampled: readonly Sampled[]; readonly most: number }
const open = async (tx: Tx, person: SubjectId, now: Moment): Promise<Opened> => {
  const record = await recordToSample(tx, person)
  if (!record) throw new NotFound()
  return { ...record, sampled: await sampledOf(tx, person), most: await sampledDays(tx, now) }
}

const hereOf = (person: SubjectId): string => `/people/${person}/sampled`
type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page' | 'now'>
const showSampled = (ask: AnyAsk, person: SubjectId, opened: Opened, typed: Typed = {}, errors: FieldErrors = []): Reply =>
  show(
    ask.page({
      title: 'Open for an audit or an inspection',
      errors,
      way: { kind: 'back', href: `/people/${person}`, text: 'Back to the record' },
      children: (
        <SampledPage
          {...opened}
          now={ask.now}
          form={{ typed, errors }}
          around={{ here: hereOf(person), csrf: ask.csrf, newCommandId: ask.newCommandId }}
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { sampled: opened.sampled, errors } },
  )

/** Opening a record to auditors and inspectors, for so many days, and closing it again. `book`: the kinds and rules in force. */
export const sampledRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/sampled',
    words: 'to whom a record is open for an audit or an inspection',
    params: atPerson,
    handle: async ask => showSampled(ask, ask.params.person, await ask.tx(tx => open(tx, ask.params.person, ask.now))),
  }),
  route({
    method: 'POST',
    url: '/people/:person/sampled',
    words: 'opening a record for an audit or an inspection',
    params: atPerson,
    body: sampleForm.schema,
    labels: sampleForm.labels,
    handle: async ask => {
      const { person } = ask.params
      const { form, typed } = ask
      const { opened, errors } = await ask.tx(async tx => {
        const opened = await open(tx, person, ask.now)
        if (!form.ok) return { opened, errors: form.errors }
        const { email, until, why } = form.data
        const last = addDays(ask.today, opened.most)
        if (until < ask.today || until > last)
          return { opened, errors: [{ field: 'until', message: `Enter today or a day until ${printDate(last)}` }] }
        const reader = await readerWith(tx, email)
        if (!reader) return { opened, errors: [{ field: 'email', message: 'No auditor or inspector has an account with this address' }] }
        await openToReader(tx, book(), { id: ask.commandId as CommandId, person, reader, until, why })
        return { opened, errors: [] }
      })
      return errors.length > 0 ? showSampled(ask, person, opened, typed, errors) : go(hereOf(person))
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/sampled/:entry/close',
    words: 'closing a record that was open for an audit or an inspection',
    params: atEntry,
    handle: async ask => {
      const { person, entry } = ask.params
      await ask.tx(async tx => {
        await open(tx, person, ask.now)
        await closeToReader(tx, book(), { id: ask.commandId as CommandId, person, entry })
      })
      return go(hereOf(person))
    },
  }),
]
