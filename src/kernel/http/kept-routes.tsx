import type { ComponentChildren, VNode } from 'preact'
import { z } from 'zod'
import { Button, type FieldErrors, Form, type FormState, type Typed } from '../../design-system/index.ts'
import type { Day } from '../../guidance/index.ts'
import type { CommandId } from '../../thread/ids.ts'
import { StoppedByGates } from '../../thread/store/append.ts'
import type { Tx } from '../db/with-actor.ts'
import type { Labels } from './declared.ts'
import type { Draft } from './drafts.ts'
import {
  type DraftShown,
  discardKept,
  draftShown,
  type KeptAt,
  type KeptForm,
  KeptState,
  keepsAt,
  keepTyped,
  type ReadAs,
  type SentKept,
  sendKept,
  ThrowKeptAway,
} from './kept-form.tsx'
import { NotFound, type Reply, show } from './reply.ts'
import { type Ask, type Route, route } from './route.ts'

const anything = z.record(z.string(), z.unknown())

/** What the page of a kept form is shown with. */
export type KeptPage = {
  readonly form: FormState
  readonly draft: DraftShown
  readonly csrf: string
  readonly commandId: string
  readonly action: string
  readonly today: Day
  /** What gates asked for first, where they stopped what was sent: nothing was written down, and what was typed is kept. */
  readonly asked: readonly string[]
}

type Asks = Pick<Ask, 'today' | 'now'>

/** A page on which something is written down: one form, kept while it is typed. `Params`: what its address says. */
export type KeptFormSpec<Params extends z.ZodType<object>, Opened> = {
  readonly url: string
  readonly params: Params
  readonly words: string
  readonly title: string | ((at: z.output<Params>) => string)
  readonly kept: KeptForm | ((at: z.output<Params>) => KeptForm)
  readonly labels: Labels
  /** Where it is kept: the name of its draft, where it is sent, and where whoever leaves it for later goes. */
  readonly at: (at: z.output<Params>) => KeptAt
  /** What the page is about; otherwise nothing to be found. */
  readonly open: (tx: Tx, at: z.output<Params>, ask: Asks) => Promise<Opened>
  /** May whoever reads the page write on it? Everybody who reads it may, where nothing is said. */
  readonly mayWrite?: (opened: Opened) => boolean
  /** What stands in the form before anything is typed. */
  readonly fresh: (opened: Opened, today: Day) => Typed
  readonly page: (opened: Opened, parts: KeptPage) => VNode
  /** Sends what was typed: what has to be put right, or where it leads. */
  readonly send: (
    tx: Tx,
    opened: Opened,
    typed: Typed,
    ask: Asks & { readonly id: CommandId; readonly at: z.output<Params> },
  ) => Promise<SentKept>
  /** What has to be put right where writing was refused by this error; nothing where it is another's to answer. What was typed is kept. */
  readonly refused?: (error: unknown, opened: Opened) => FieldErrors | null
  readonly readAs?: (opened: Opened) => ReadAs
  /** What a program reads of the page beside what is typed. */
  readonly json?: (opened: Opened) => Readonly<Record<string, unknown>>
}

/** The four routes of such a page: reading it, sending it, keeping it, throwing it away. */
export const keptFormRoutes = <Params extends z.ZodType<object>, Opened>(spec: KeptFormSpec<Params, Opened>): readonly Route[] => {
  type At = z.output<Params>
  const { url, params, words } = spec
  const keptOf = (at: At): KeptForm => (typeof spec.kept === 'function' ? spec.kept(at) : spec.kept)
  const toWrite = async (tx: Tx, at: At, ask: Asks): Promise<Opened> => {
    const opened = await spec.open(tx, at, ask)
    if (spec.mayWrite?.(opened) === false) throw new NotFound()
    return opened
  }
  const showPage = (
    ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId' | 'today'>,
    at: At,
    opened: Opened,
    draft: Draft<Typed> | undefined,
    { errors = [], asked = [] }: { errors?: FieldErrors; asked?: readonly string[] } = {},
  ): Reply => {
    const { action, leave } = spec.at(at)
    const typed = draft?.body ?? spec.fresh(opened, ask.today)
    return show(
      ask.page({
        title: typeof spec.title === 'function' ? spec.title(at) : spec.title,
        errors,
        way: { kind: 'back', href: leave },
        islands: spec.mayWrite?.(opened) === false ? [] : ['autosave.js'],
        children: spec.page(opened, {
          form: { typed, errors },
          draft: draftShown(draft),
          csrf: ask.csrf,
          commandId: ask.newCommandId(),
          action,
          today: ask.today,
          asked,
        }),
      }),
      {
        status: errors.length > 0 ? 422 : asked.length > 0 ? 409 : 200,
        json: { ...at, ...spec.json?.(opened), typed, errors, asked },
      },
    )
  }
  return [
    route({
      method: 'GET',
      url,
      words,
      params,
      handle: async ask => {
        const at = ask.params
        const { opened, draft } = await ask.tx(async tx => ({
          opened: await spec.open(tx, at, ask),
          draft: await keptOf(at).of(tx, spec.at(at).name),
        }))
        return showPage(ask, at, opened, draft)
      },
    }),
    route({
      method: 'POST',
      url,
      words,
      params,
      body: anything,
      labels: spec.labels,
      handle: ask => {
        const at = ask.params
        const kept = keptOf(at)
        return sendKept(ask, kept, spec.at(at), {
          open: tx => toWrite(tx, at, ask),
          send: (tx, opened, typed) => spec.send(tx, opened, typed, { id: ask.commandId as CommandId, at, today: ask.today, now: ask.now }),
          again: (opened, draft, errors) => showPage(ask, at, opened, draft, { errors }),
          ...(spec.readAs ? { readAs: spec.readAs } : {}),
        }).catch(async error => {
          const stopped = error instanceof StoppedByGates ? [...new Set(error.gates.map(gate => gate.asks))] : null
          if (!stopped && !spec.refused) throw error
          // Nothing was written, and what was typed went with it: it is kept by another transaction, which claims no command.
          const { opened, errors, saved } = await ask.tx(async tx => {
            const opened = await toWrite(tx, at, ask)
            const errors = spec.refused?.(error, opened)
            if (!stopped && !errors) throw error
            return { opened, errors, saved: await kept.keep(tx, spec.at(at).name, ask.typed) }
          })
          if (!saved.saved) return kept.conflict(ask, spec.at(at).action, saved.theirs, spec.readAs?.(opened))
          return showPage(ask, at, opened, saved.draft, errors ? { errors } : { asked: stopped ?? [] })
        })
      },
    }),
    route({
      method: 'POST',
      url: `${url}/keep`,
      words: `keep what is typed: ${words}`,
      params,
      body: anything,
      handle: ask => keepTyped(ask, keptOf(ask.params), spec.at(ask.params), tx => toWrite(tx, ask.params, ask)),
    }),
    route({
      method: 'POST',
      url: `${url}/discard`,
      words: `throw away what was typed: ${words}`,
      params,
      body: anything,
      handle: ask => discardKept(ask, keptOf(ask.params), spec.at(ask.params), tx => toWrite(tx, ask.params, ask)),
    }),
  ]
}

/** The form of such a page: it keeps itself while it is typed, `send` are the words of its button, and what is kept of it can be thrown away. */
export const KeptFields = ({ parts, send, children }: { parts: KeptPage; send: string; children: ComponentChildren }) => (
  <>
    <Form action={parts.action} csrf={parts.csrf} commandId={parts.commandId} draft={keepsAt(parts.action, parts.draft)}>
      {children}
      <Button text={send} preventDoubleClick />
      <KeptState draft={parts.draft} />
    </Form>
    <ThrowKeptAway action={parts.action} draft={parts.draft} csrf={parts.csrf} />
  </>
)

/** Today as the three boxes of a date hold it. */
export const todayIn = (name: string, today: Day): Typed => {
  const [year, month, day] = today.split('-').map(Number)
  return { [`${name}-day`]: String(day), [`${name}-month`]: String(month), [`${name}-year`]: String(year) }
}
