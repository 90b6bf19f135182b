import type { VNode } from 'preact'
import { z } from 'zod'
import type { FieldErrors, FormState, Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Labels } from '../../../kernel/http/declared.ts'
import type { Draft } from '../../../kernel/http/drafts.ts'
import {
  type DraftShown,
  discardKept,
  draftShown,
  type KeptAt,
  type KeptForm,
  keepTyped,
  type SentKept,
  sendKept,
} from '../../../kernel/http/kept-form.tsx'
import { type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { StoppedByGates } from '../../../thread/store/append.ts'

/** A page about one child. */
export const atPerson = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})
const anything = z.record(z.string(), z.unknown())

/** What a page of a kept form is shown with. */
export type KeptPage = {
  readonly form: FormState
  readonly draft: DraftShown
  readonly csrf: string
  readonly commandId: string
  readonly action: string
  /** What gates asked for first, where they stopped what was sent: nothing was written down, and what was typed is kept. */
  readonly asked: readonly string[]
}

/** A page about one child on which something is written down: one form, kept while it is typed. */
export type KeptPageSpec<Opened> = {
  /** What stands in the address after the child: `plan/ending`. */
  readonly at: string
  /** The name of its drafts, before the child. */
  readonly name: string
  readonly words: string
  readonly title: string
  readonly kept: KeptForm
  readonly labels: Labels
  /** What the page is about, for whoever may write; otherwise nothing to be found. */
  readonly open: (tx: Tx, person: SubjectId, ask: Pick<Ask, 'today'>) => Promise<Opened>
  /** What stands in the form before anything is typed. */
  readonly fresh: (opened: Opened, today: Ask['today']) => Typed
  readonly page: (opened: Opened, parts: KeptPage) => VNode
  /** Sends what was typed: what has to be put right, or `done`, where it leads after the child where that is not where it is left for later, or elsewhere. */
  readonly send: (
    tx: Tx,
    opened: Opened,
    typed: Typed,
    ask: { readonly id: CommandId; readonly today: Ask['today']; readonly now: Ask['now'] },
  ) => Promise<{ errors: FieldErrors } | 'done' | { to: string } | { elsewhere: string }>
  /** Where whoever has sent it, or leaves it for later, goes: after the child; empty for the child’s own page. */
  readonly leave: string
}

/** The four routes of such a page: reading it, sending it, keeping it, throwing it away. */
export const keptRoutes = <Opened,>(spec: KeptPageSpec<Opened>): readonly Route[] => {
  const url = `/people/:person/${spec.at}`
  const actionOf = (person: SubjectId) => `/people/${person}/${spec.at}`
  const keptAt = (person: SubjectId): KeptAt => ({
    name: `${spec.name} ${person}`,
    action: actionOf(person),
    leave: [`/people/${person}`, spec.leave].filter(Boolean).join('/'),
  })
  const showPage = (
    ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId'>,
    person: SubjectId,
    opened: Opened,
    draft: Draft<Typed> | undefined,
    typed: Typed,
    { errors = [], asked = [] }: { errors?: FieldErrors; asked?: readonly string[] } = {},
  ): Reply =>
    show(
      ask.page({
        title: spec.title,
        errors,
        way: { kind: 'back', href: keptAt(person).leave },
        islands: ['autosave.js'],
        children: spec.page(opened, {
          form: { typed, errors },
          draft: draftShown(draft),
          csrf: ask.csrf,
          commandId: ask.newCommandId(),
          action: actionOf(person),
          asked,
        }),
      }),
      { status: errors.length > 0 ? 422 : asked.length > 0 ? 409 : 200, json: { person, typed, errors, asked } },
    )
  return [
    route({
      method: 'GET',
      url,
      words: spec.words,
      params: atPerson,
      handle: async ask => {
        const { person } = ask.params
        const { opened, draft } = await ask.tx(async tx => ({
          opened: await spec.open(tx, person, ask),
          draft: await spec.kept.of(tx, keptAt(person).name),
        }))
        return showPage(ask, person, opened, draft, draft?.body ?? spec.fresh(opened, ask.today))
      },
    }),
    route({
      method: 'POST',
      url,
      words: spec.words,
      params: atPerson,
      body: anything,
      labels: spec.labels,
      handle: ask => {
        const { person } = ask.params
        const stopped = async (asked: readonly string[]): Promise<Reply> => {
          const { opened, saved } = await ask.tx(async tx => ({
            opened: await spec.open(tx, person, ask),
            saved: await spec.kept.keep(tx, keptAt(person).name, ask.typed),
          }))
          return saved.saved
            ? showPage(ask, person, opened, saved.draft, saved.draft.body, { asked })
            : spec.kept.conflict(ask, actionOf(person), saved.theirs)
        }
        return sendKept(ask, spec.kept, keptAt(person), {
          open: tx => spec.open(tx, person, ask),
          send: async (tx, opened, typed): Promise<SentKept> => {
            const sent = await spec.send(tx, opened, typed, { id: ask.commandId as CommandId, today: ask.today, now: ask.now })
            if (sent === 'done') return { to: keptAt(person).leave }
            if ('elsewhere' in sent) return { to: sent.elsewhere }
            return 'to' in sent ? { to: `/people/${person}/${sent.to}` } : sent
          },
          again: (opened, draft, errors) => showPage(ask, person, opened, draft, draft.body, { errors }),
        }).catch(error => {
          if (!(error instanceof StoppedByGates)) throw error
          return stopped([...new Set(error.gates.map(gate => gate.asks))])
        })
      },
    }),
    route({
      method: 'POST',
      url: `${url}/keep`,
      words: `keep what is typed: ${spec.words}`,
      params: atPerson,
      body: anything,
      handle: ask => keepTyped(ask, spec.kept, keptAt(ask.params.person), tx => spec.open(tx, ask.params.person, ask)),
    }),
    route({
      method: 'POST',
      url: `${url}/discard`,
      words: `throw away what was typed: ${spec.words}`,
      params: atPerson,
      body: anything,
      handle: ask => discardKept(ask, spec.kept, keptAt(ask.params.person), tx => spec.open(tx, ask.params.person, ask)),
    }),
  ]
}

/** Today as the three boxes of a date hold it. */
export const todayIn = (name: string, today: Ask['today']): Typed => {
  const [year, month, day] = today.split('-').map(Number)
  return { [`${name}-day`]: String(day), [`${name}-month`]: String(month), [`${name}-year`]: String(year) }
}
