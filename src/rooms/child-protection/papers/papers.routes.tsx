import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
import {
  answerField,
  checkForm,
  disclosesOf,
  foundIn,
  keepEach,
  keyOf,
  printEach,
  Refused,
  readOutgoing,
  refusals,
} from '../../commands.ts'
import { letThemGo } from './let-them-go.ts'
import { PapersOfConference, PrepareForChild, type Waiting } from './papers.page.tsx'
import { type PaperOfConference, papersOf } from './papers.queries.ts'
import { openConferenceMatter, openPapers, type Prepared, paperWords, readyFor } from './prepare.ts'
import { notSentTo } from './sent-to-all.ts'

const id = z
  .string()
  .refine(isId)
  .transform(text => text as SubjectId)
const atMeeting = z.object({ meeting: id })
const atChild = z.object({ meeting: id, child: id })
const keys = Object.keys(paperWords) as [keyof typeof paperWords, ...(keyof typeof paperWords)[]]

const prepareForm = declareForm(
  z.object({
    paper: z.enum(keys, { error: 'Choose what you prepare' }),
    to: z.preprocess(
      value => (typeof value === 'string' ? [value] : value),
      z
        .array(z.string().regex(/^(account|person|professional):[0-9a-f-]{36}$/), { error: 'Choose who it is for' })
        .min(1, 'Choose who it is for')
        .max(40, 'Choose no more than forty'),
    ),
  }),
  { paper: 'What do you prepare?', to: 'Who is it for?' },
)

type AnyAsk = Pick<Ask, 'typed' | 'csrf' | 'newCommandId' | 'commandId' | 'page' | 'tx' | 'today'>
type At = { readonly meeting: SubjectId; readonly child: SubjectId }
type OfChild = { readonly prepared: Prepared; readonly papers: readonly PaperOfConference[]; readonly waiting: readonly Waiting[] }

/** All about the papers of one child: what may be prepared, what was made, and what waits with what was found in it. */
const openChildPapers = async (tx: Tx, { meeting, child }: At, today: Day): Promise<OfChild> => {
  const prepared = await openPapers(tx, meeting, child, today)
  const papers = (await papersOf(tx, meeting)).filter(one => one.child === child)
  const waiting: Waiting[] = []
  for (const one of papers.filter(paper => paper.state === 'drafted')) {
    const outgoing = await readOutgoing(tx, child, one.id)
    if (!outgoing) continue
    const { found, secondBecause } = await foundIn(tx, one.id)
    waiting.push({ id: one.id, reader: one.reader, as: one.as, paper: outgoing.paper, found, secondBecause })
  }
  return { prepared, papers, waiting }
}

const showChild = (
  ask: AnyAsk,
  opened: OfChild,
  sent: 'prepare' | 'go' | null,
  errors: FieldErrors = [],
  typed: Typed = ask.typed,
): Reply =>
  show(
    ask.page({
      title: 'Letters and reports of a conference',
      errors,
      way: { kind: 'back', href: `/meetings/${opened.prepared.meeting.matter}/papers`, text: 'All letters and reports' },
      children: (
        <PrepareForChild
          {...opened}
          sent={sent}
          form={{ typed, errors }}
          marks={() => ({ csrf: ask.csrf, commandId: ask.newCommandId() })}
        />
      ),
    }),
    {
      status: errors.length > 0 ? 422 : 200,
      json: {
        readers: opened.prepared.readers.map(one => ({
          key: keyOf(one),
          name: one.name,
          as: one.as,
          rendering: one.rendering,
          invited: one.invited !== null,
        })),
        papers: opened.papers,
        waiting: opened.waiting,
        errors,
      },
    },
  )

const again = async (ask: AnyAsk, at: At, sent: 'prepare' | 'go', errors: FieldErrors): Promise<Reply> =>
  showChild(ask, await ask.tx(tx => openChildPapers(tx, at, ask.today)), sent, errors)

/** What is sent of a conference: the reports before it, and the letter of what it decided. `book`: the kinds and rules in force. */
export const papersRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/meetings/:meeting/papers',
    words: 'what was sent before and after a conference',
    params: atMeeting,
    handle: async ask => {
      const found = await ask.tx(async tx => {
        const meeting = await openConferenceMatter(tx, ask.params.meeting)
        const prepares: SubjectId[] = []
        for (const { child } of meeting.children) if ((await disclosesOf(tx, child))?.may) prepares.push(child)
        if (!meeting.keeps && prepares.length === 0) throw new NotFound()
        return { meeting, prepares, papers: await papersOf(tx, meeting.matter), unsent: await notSentTo(tx, meeting, prepares) }
      }, 'reading what was sent of a conference')
      return show(
        ask.page({
          title: 'Letters and reports of a conference',
          way: { kind: 'back', href: `/meetings/${ask.params.meeting}` },
          children: <PapersOfConference {...found} />,
        }),
        { json: { papers: found.papers, unsent: Object.fromEntries(found.unsent) } },
      )
    },
  }),
  route({
    method: 'GET',
    url: '/meetings/:meeting/papers/:child',
    words: 'preparing what is sent of a conference about one child',
    params: atChild,
    handle: async ask => showChild(ask, await ask.tx(tx => openChildPapers(tx, ask.params, ask.today)), null, [], {}),
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/papers/:child',
    words: 'preparing what is sent of a conference about one child',
    params: atChild,
    body: prepareForm.schema,
    labels: prepareForm.labels,
    handle: async ask => {
      const { form, params } = ask
      const made = await ask.tx(async tx => {
        const prepared = await openPapers(tx, params.meeting, params.child, ask.today)
        return form.ok ? readyFor(prepared, form.data.paper, form.data.to) : null
      })
      if (!form.ok || !made) return again(ask, params, 'prepare', form.ok ? [] : form.errors)
      const refuse = (message: string) => again(ask, params, 'prepare', [{ field: 'to', message }])
      if ('nothingFor' in made) return refuse(`Nothing of this may go to ${made.nothingFor}: choose others`)
      const printed = await printEach({ id: ask.commandId, person: params.child }, made.ready)
      if ('refused' in printed) return refuse(printed.refused)
      try {
        await ask.tx(tx => keepEach(tx, printed.made))
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        return refuse(refusals[error.done] ?? 'This cannot go to them')
      }
      return go(`/meetings/${params.meeting}/papers/${params.child}`)
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/papers/:child/go',
    words: 'checking what is sent of a conference and letting it go',
    params: atChild,
    body: checkForm.schema,
    labels: checkForm.labels,
    handle: async ask => {
      const { form, params, typed } = ask
      const said = (field: string) => [typed[field] ?? ''].flat()[0]?.trim().slice(0, 2000) ?? ''
      try {
        const errors = await ask.tx(async tx => {
          const opened = await openChildPapers(tx, params, ask.today)
          if (opened.waiting.length === 0) return []
          const unanswered = [
            ...new Map(opened.waiting.flatMap(one => one.found.map(found => [answerField(found), found] as const))).entries(),
          ].flatMap(([field, found]) =>
            found.sort !== 'protected' && said(field) === ''
              ? [
                  {
                    field,
                    message:
                      found.sort === 'responsibility'
                        ? 'Answer what was found about the reader'
                        : `Answer what was found: ${found.named ? '' : 'in '}${found.found}`,
                  },
                ]
              : [],
          )
          if (!form.ok || unanswered.length > 0) return [...unanswered, ...(form.ok ? [] : form.errors)]
          await letThemGo(tx, book(), {
            id: ask.commandId,
            prepared: opened.prepared,
            waiting: opened.waiting,
            said,
            why: form.data,
            today: ask.today,
          })
          return []
        })
        if (errors.length > 0) return again(ask, params, 'go', errors)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        const message = refusals[error.done]
        if (!message) throw new NotFound()
        return again(ask, params, 'go', [{ field: 'purpose', message }])
      }
      return go(`/meetings/${params.meeting}/papers/${params.child}`)
    },
  }),
]
