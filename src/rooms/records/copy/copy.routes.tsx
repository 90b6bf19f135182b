import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { fieldGroups } from '../../../thread/entry.ts'
import { type CommandId, type EntryId, isId, type SubjectId } from '../../../thread/ids.ts'
import { requestsWaiting } from '../access/access.queries.ts'
import { recordKeptOf } from '../keeping/keeping.queries.ts'
import { BeginPart } from './begin.tsx'
import { beginForm, handedForm, lookedForm, otherForm, partForm, takenForm } from './copy.forms.ts'
import { CopyPage, OthersPage, PartPage, type Sent } from './copy.page.tsx'
import { type Answered, answerCopy, beginCopy, copyHead, decideCopy, paperOf } from './copy.queries.ts'
import { onPaper } from './copy.ts'
import { type PartDecision, troubleWith } from './decide.ts'
import { mayBeNamed } from './others.ts'
import {
  childIsAsked,
  handOver,
  keepPrinted,
  letCopyGo,
  NotLetGo,
  type OpenCopy,
  openCopy,
  pageOf,
  pagesOf,
  printCopy,
  takeSuggested,
} from './prepare-copy.ts'

const id = z.string().refine(isId)
const params = z.object({ copy: id })
const partParams = params.extend({ entry: id, part: z.string().refine(part => isId(part) || fieldGroups.some(group => group === part)) })
const query = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) })
const purpose = 'a copy of a record for whoever asked for it'

type Asking = Pick<Ask, 'tx' | 'today' | 'csrf' | 'newCommandId' | 'page'>

const nothing: Sent = { which: null, form: { typed: {}, errors: [] }, refused: null }

const opened = async (ask: Asking, book: Book, copy: string): Promise<OpenCopy> => {
  const open = await ask.tx(tx => openCopy(tx, book, copy), purpose)
  if (!open) throw new NotFound()
  return open
}

const showCopy = async (ask: Asking, book: Book, copy: string, page: number, sent: Sent = nothing): Promise<Reply> => {
  const open = await opened(ask, book, copy)
  const at = Math.min(page, pagesOf(open.copy))
  return show(
    ask.page({
      title: 'Copy of a record',
      errors: sent.form.errors,
      way: { kind: 'back', href: `/kept/${open.head.person}` },
      children: <CopyPage open={open} page={at} sent={sent} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    {
      status: sent.form.errors.length > 0 || sent.refused ? 422 : 200,
      json: {
        head: open.head,
        undecided: open.copy.undecided,
        keptBack: open.copy.keptBack,
        // As it stands on paper: what is kept back is nobody's to carry on by another way.
        entries: pageOf(open.copy, at).map(entry => ({
          id: entry.entry.id,
          number: entry.number,
          parts: entry.parts.map(part => ({
            part: part.group,
            decided: part.decision?.answer ?? null,
            suggested: part.suggested?.answer ?? null,
            lines: part.lines.map(line => ({ label: line.label, text: onPaper(line.stretches) })),
          })),
        })),
        errors: sent.form.errors,
        refused: sent.refused,
      },
    },
  )
}

const refusedOf = (form: { typed: Typed; errors: FieldErrors }, which: Sent['which']): Sent => ({ which, form, refused: null })
const refused = (words: string): Sent => ({ ...nothing, refused: words })

const showOthers = async (ask: Asking, book: Book, copy: string, sent: { typed: Typed; errors: FieldErrors } | null): Promise<Reply> => {
  const { head, others, decisions } = await opened(ask, book, copy)
  if (head.state !== 'preparing' || !head.waits) throw new NotFound()
  return show(
    ask.page({
      title: 'Who and what else a record names',
      errors: sent?.errors ?? [],
      way: { kind: 'back', href: `/copies/${copy}` },
      children: (
        <OthersPage
          copy={copy}
          others={others}
          decisions={decisions}
          form={sent ?? { typed: {}, errors: [] }}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
        />
      ),
    }),
    {
      status: sent ? 422 : 200,
      json: {
        others: others.map(({ key, called, sort }) => ({ key, called, sort, answer: decisions.others.get(key)?.answer ?? 'kept-back' })),
        errors: sent?.errors ?? [],
      },
    },
  )
}

/** One part of one entry of a copy that is being prepared. */
const partOf = async (ask: Asking, book: Book, at: { copy: string; entry: string; part: string }) => {
  const open = await opened(ask, book, at.copy)
  const entry = open.copy.entries.find(one => one.entry.id === at.entry)
  const part = entry?.parts.find(one => one.key.split(' ')[2] === at.part)
  if (!entry || !part || open.head.state !== 'preparing' || !open.head.waits) throw new NotFound()
  return { open, entry, part }
}

const typedOf = (decision: PartDecision | null): Typed =>
  decision
    ? {
        outcome: decision.answer,
        reason: decision.reason ?? '',
        hide: decision.hide.join('\n'),
        show: decision.show.join('\n'),
        opinion: decision.opinion ?? '',
        why: decision.why ?? '',
      }
    : {}

const showPart = async (
  ask: Asking,
  book: Book,
  at: { copy: string; entry: string; part: string },
  sent: { typed: Typed; errors: FieldErrors } | null,
): Promise<Reply> => {
  const { open, entry, part } = await partOf(ask, book, at)
  return show(
    ask.page({
      title: 'Part of a copy of a record',
      errors: sent?.errors ?? [],
      way: { kind: 'back', href: `/copies/${at.copy}?page=${pageWith(open, entry.number)}` },
      children: (
        <PartPage
          copy={at.copy}
          entry={entry}
          part={part}
          form={sent ?? { typed: typedOf(part.decision ?? part.suggested), errors: [] }}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
        />
      ),
    }),
    { status: sent ? 422 : 200, json: { part: part.group, decided: part.decision, suggested: part.suggested, errors: sent?.errors ?? [] } },
  )
}

const pageWith = ({ copy }: OpenCopy, number: number): number =>
  Array.from({ length: pagesOf(copy) }, (_, at) => at + 1).find(page => pageOf(copy, page).some(entry => entry.number === number)) ?? 1

const toldSince = 'Something was told since it was made ready.'

const orWhyNot = async (work: () => Promise<void>): Promise<Answered> => {
  try {
    await work()
    return 'done'
  } catch (error) {
    if (error instanceof NotLetGo) return error.why
    throw error
  }
}

/** Copies of a record for whoever asked for it: prepared part by part, looked through by a second person, handed over. `book`: the kinds and rules in force. */
export const copyRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'POST',
    url: '/kept/:record/requests/:request/copy',
    words: 'beginning the copy of a record for a request',
    params: z.object({ record: id, request: id }),
    body: beginForm.schema,
    labels: beginForm.labels,
    handle: async ask => {
      const [person, request] = [ask.params.record as SubjectId, ask.params.request as EntryId]
      const { form } = ask
      const begun = await ask.tx(async tx => {
        const [record, waiting] = [await recordKeptOf(tx, person), await requestsWaiting(tx, person)]
        const asked = waiting.find(one => one.id === request)
        if (!record || !asked) return 'not-found' as const
        const forChild = asked.by !== 'the-person'
        if (!form.ok) return { forChild, errors: form.errors }
        if (!form.data.childSays && (await childIsAsked(tx, { by: asked.by, born: record.born, on: ask.today })))
          return {
            forChild,
            errors: [{ field: 'childSays', message: 'Write what the child says of it, or why the child was not asked' }],
          }
        return (await beginCopy(tx, { copy: randomUUID(), person, request, ...form.data })) ?? ('not-found' as const)
      }, purpose)
      if (begun === 'not-found') throw new NotFound()
      if (typeof begun === 'string') return go(`/copies/${begun}`)
      return show(
        ask.page({
          title: 'Copy of a record',
          errors: begun.errors,
          way: { kind: 'back', href: `/kept/${person}` },
          children: (
            <>
              <h1 class="govuk-heading-l">Copy of a record</h1>
              <BeginPart
                person={person}
                request={request}
                forChild={begun.forChild}
                form={{ typed: ask.typed, errors: begun.errors }}
                csrf={ask.csrf}
                commandId={ask.newCommandId()}
              />
            </>
          ),
        }),
        { status: 422, json: { errors: begun.errors } },
      )
    },
  }),
  route({
    method: 'GET',
    url: '/copies/:copy',
    words: 'one copy of a record',
    params,
    query,
    handle: ask => showCopy(ask, book(), ask.params.copy, ask.query.page),
  }),
  route({
    method: 'GET',
    url: '/copies/:copy/paper',
    words: 'the paper of a copy of a record',
    params,
    handle: async ask => {
      const kept = await ask.tx(tx => paperOf(tx, ask.params.copy), purpose)
      if (!kept) throw new NotFound()
      return { kind: 'file', body: kept.content, type: 'application/pdf', name: 'copy-of-a-record.pdf' }
    },
  }),
  route({
    method: 'GET',
    url: '/copies/:copy/others',
    words: 'who and what else a record names',
    params,
    handle: ask => showOthers(ask, book(), ask.params.copy, null),
  }),
  route({
    method: 'POST',
    url: '/copies/:copy/others',
    words: 'deciding whether somebody is named in a copy',
    params,
    body: otherForm.schema,
    labels: otherForm.labels,
    handle: async ask => {
      const { form } = ask
      const { copy } = ask.params
      if (!form.ok) return showOthers(ask, book(), copy, { typed: ask.typed, errors: form.errors })
      const { who, outcome, because } = form.data
      const open = await opened(ask, book(), copy)
      if (!open.others.some(other => other.key === who && mayBeNamed(other)))
        return showOthers(ask, book(), copy, { typed: ask.typed, errors: [{ field: 'who', message: 'Choose who or what' }] })
      const done = await ask.tx(tx => decideCopy(tx, copy, [{ about: `other ${who}`, said: { answer: outcome, why: because } }]), purpose)
      if (!done) throw new NotFound()
      return go(`/copies/${copy}/others`)
    },
  }),
  route({
    method: 'GET',
    url: '/copies/:copy/entries/:entry/:part',
    words: 'one part of an entry in a copy',
    params: partParams,
    handle: ask => showPart(ask, book(), ask.params, null),
  }),
  route({
    method: 'POST',
    url: '/copies/:copy/entries/:entry/:part',
    words: 'deciding whether a part of an entry is given',
    params: partParams,
    body: partForm.schema,
    labels: partForm.labels,
    handle: async ask => {
      const { form } = ask
      const at = ask.params
      if (!form.ok) return showPart(ask, book(), at, { typed: ask.typed, errors: form.errors })
      const { open, entry, part } = await partOf(ask, book(), at)
      const { outcome, ...more } = form.data
      const said: PartDecision = { answer: outcome, ...more }
      const toldPart = entry.entry.parts.find(one => one.group === part.group) ?? { group: 'record' as const, facts: {}, narrative: {} }
      const errors = troubleWith(toldPart, entry.entry, open.head.by, said)
      if (errors.length > 0) return showPart(ask, book(), at, { typed: ask.typed, errors })
      if (!(await ask.tx(tx => decideCopy(tx, at.copy, [{ about: part.key, said }]), purpose))) throw new NotFound()
      return go(`/copies/${at.copy}?page=${pageWith(open, entry.number)}`)
    },
  }),
  route({
    method: 'POST',
    url: '/copies/:copy/taken',
    words: 'taking what is suggested for a copy',
    params,
    body: takenForm.schema,
    labels: takenForm.labels,
    handle: async ask => {
      const { form } = ask
      const { copy } = ask.params
      if (!form.ok) return showCopy(ask, book(), copy, 1, refused('What is suggested has changed: read it again.'))
      const done = await ask.tx(async tx => {
        const open = await openCopy(tx, book(), copy)
        return open ? takeSuggested(tx, open, form.data) : ('not-found' as const)
      }, purpose)
      if (done === 'not-found' || done === 'not-preparing') throw new NotFound()
      if (done === 'otherwise') return showCopy(ask, book(), copy, form.data.at, refused('What is suggested has changed: read it again.'))
      return go(`/copies/${copy}?page=${form.data.at + 1}`)
    },
  }),
  route({
    method: 'POST',
    url: '/copies/:copy/ready',
    words: 'making a copy of a record ready',
    params,
    handle: async ask => {
      const { copy } = ask.params
      const open = await opened(ask, book(), copy)
      if (open.head.state === 'ready') return go(`/copies/${copy}`)
      if (open.head.state !== 'preparing' || !open.head.waits) throw new NotFound()
      // Printed between two transactions: it takes as long as the paper is long.
      const made = await printCopy(open, ask.today)
      if (made === 'undecided') return showCopy(ask, book(), copy, 1, refused('Not everything is decided yet.'))
      if ('refused' in made) return showCopy(ask, book(), copy, 1, refused(made.refused))
      const done = await ask.tx(tx => keepPrinted(tx, book(), copy, made, ask.today), purpose)
      return done === 'done'
        ? go(`/copies/${copy}`)
        : showCopy(ask, book(), copy, 1, refused('Something was told or decided meanwhile: go through it again.'))
    },
  }),
  route({
    method: 'POST',
    url: '/copies/:copy/answer',
    words: 'letting a copy of a record go, or giving it back',
    params,
    body: lookedForm.schema,
    labels: lookedForm.labels,
    handle: async ask => {
      const { form } = ask
      const { copy } = ask.params
      if (!form.ok) return showCopy(ask, book(), copy, 1, refusedOf({ typed: ask.typed, errors: form.errors }, 'looked'))
      const { outcome, because, read } = form.data
      const giveBack = (words: string | null) =>
        ask.tx(tx => answerCopy(tx, copy, { read, letGo: false, because: words, entry: null }), purpose)
      const letGo = () => ask.tx(tx => letCopyGo(tx, book(), copy, { command: ask.commandId as CommandId, read }), purpose)
      const done = outcome === 'give-back' ? await giveBack(because) : await orWhyNot(letGo)
      if (done === 'made-again') return showCopy(ask, book(), copy, 1, refused('It was made again since: read it again.'))
      if (done === 'told-since') {
        await giveBack(toldSince)
        return showCopy(ask, book(), copy, 1, refused(`${toldSince} It is prepared again.`))
      }
      if (done === 'same-person')
        return showCopy(
          ask,
          book(),
          copy,
          1,
          refused('You, or somebody whom you brought in, decided part of it: somebody else has to let it go.'),
        )
      if (done === 'not-found' && (await opened(ask, book(), copy)).head.state === 'preparing') throw new NotFound()
      return go(`/copies/${copy}`)
    },
  }),
  route({
    method: 'POST',
    url: '/copies/:copy/handed',
    words: 'writing down how a copy was handed over',
    params,
    body: handedForm.schema,
    labels: handedForm.labels,
    handle: async ask => {
      const { form } = ask
      const { copy } = ask.params
      if (!form.ok) return showCopy(ask, book(), copy, 1, refusedOf({ typed: ask.typed, errors: form.errors }, 'handed'))
      const done = await ask.tx(tx => handOver(tx, book(), copy, ask.commandId as CommandId, form.data.how), purpose)
      if (done === 'told-since')
        return showCopy(
          ask,
          book(),
          copy,
          1,
          refused('Do not hand it over: what was told since has to be kept back. It is prepared again.'),
        )
      if (done === 'not-found' && (await ask.tx(tx => copyHead(tx, copy), purpose))?.state !== 'handed-over') throw new NotFound()
      return go(`/copies/${copy}`)
    },
  }),
]
