import type { z } from 'zod'
import type { FieldErrors } from '../../design-system/index.ts'
import { Button, Conflict, Form, SaveState, saveForLater, type Typed } from '../../design-system/index.ts'
import { printTimeOfDay } from '../../guidance/index.ts'
import type { Tx } from '../db/with-actor.ts'
import { type DeclaredForm, labelOf } from './declared.ts'
import { type Draft, draftsOf, openedVersion, type Saved } from './drafts.ts'
import { go, json, type Reply, show } from './reply.ts'
import type { Ask } from './route.ts'

/** What of an answer is put together otherwise than a line: ticks, and longer texts of which both versions can stand one after the other. */
type Shapes<Field extends string> = { readonly lists?: readonly Field[]; readonly longTexts: readonly Field[] }

type KeptAsk = Pick<Ask, 'typed' | 'csrf' | 'newCommandId' | 'page' | 'tx'>

/** How an answer is read where two versions stand side by side: the words of a choice, the name of somebody chosen. */
export type ReadAs = (answer: string) => string

const plainly: ReadAs = answer =>
  answer
    .split(', ')
    .map(one => (/^[a-z0-9]+(-[a-z0-9]+)+$/.test(one) ? one.replaceAll('-', ' ') : one))
    .join(', ')

const text = (typed: Typed, name: string): string => {
  const value = typed[name]
  return value === undefined ? '' : typeof value === 'string' ? value : value.join(', ')
}

/**
 * A form whose words are kept while they are typed, for whoever types them: of one form one draft of each account, under a name that tells the desk what
 * it is (`voice <child>`). What was saved in another window is never written over; both versions are shown, and nothing of either is lost.
 */
export type KeptForm = {
  /** The asker's own draft, if there is one. */
  readonly of: (tx: Tx, name: string) => Promise<Draft<Typed> | undefined>
  readonly keep: (tx: Tx, name: string, typed: Typed) => Promise<Saved<Typed>>
  /** What was sent is no draft any more. */
  readonly discard: (tx: Tx, name: string) => Promise<void>
  readonly throwAway: (tx: Tx, name: string) => Promise<void>
  /** Of two versions what somebody chose, field by field; of a longer text and of ticks both unless they chose, of one answer the one that was saved. */
  readonly resolved: (theirs: Typed, typed: Typed) => Typed
  /** Both versions, side by side. `action`: where the form is sent. */
  readonly conflict: (ask: KeptAsk, action: string, theirs: Draft<Typed>, readAs?: ReadAs) => Reply
}

/** Declares that the words of a form are kept while they are typed. */
export const keptForm = <S extends z.ZodType>(
  declared: DeclaredForm<S>,
  { lists = [], longTexts }: Shapes<keyof z.input<S> & string>,
): KeptForm => {
  const draftsNamed = (name: string) => draftsOf<Typed>(name, declared.only)
  const of: KeptForm['of'] = async (tx, name) => (await draftsNamed(name).list(tx))[0]
  const isList = (name: string) => (lists as readonly string[]).includes(name)
  const isLong = (name: string) => (longTexts as readonly string[]).includes(name)
  return {
    of,
    keep: async (tx, name, typed) => {
      const drafts = draftsNamed(name)
      const draft = await of(tx, name)
      if (draft && typed['draftVersion'] !== undefined) return drafts.save(tx, draft, typed, openedVersion(typed))
      // Sent by a program, which opened no form: it takes the place of the draft, whose words are kept for a while.
      if (draft) await drafts.throwAway(tx, draft.id)
      return { saved: true, draft: await drafts.begin(tx, typed) }
    },
    discard: async (tx, name) => {
      const draft = await of(tx, name)
      if (draft) await draftsNamed(name).discard(tx, draft.id)
    },
    throwAway: async (tx, name) => {
      const draft = await of(tx, name)
      if (draft) await draftsNamed(name).throwAway(tx, draft.id)
    },
    resolved: (theirs, typed) => {
      const kept: Record<string, string | readonly string[]> = {}
      for (const [name, value] of Object.entries(declared.only(theirs))) if (value !== undefined) kept[name] = value
      for (const field of Object.keys(typed)) {
        const name = /^yours\.(.+)$/.exec(field)?.[1]
        if (!name || Object.keys(declared.only({ [name]: '' })).length === 0) continue
        const [yours, before] = [text(typed, field), text(kept, name)]
        const choice = text(typed, `keep.${name}`) || 'both'
        if (choice === 'yours' || (choice === 'both' && before === ''))
          kept[name] = isList(name) ? yours.split(', ').filter(Boolean) : yours
        else if (choice === 'both' && yours !== '' && isList(name)) kept[name] = [...new Set([...before.split(', '), ...yours.split(', ')])]
        else if (choice === 'both' && yours !== '' && isLong(name) && before !== yours) kept[name] = `${before}\n\n${yours}`
      }
      return { ...kept, draftVersion: text(typed, 'draftVersion') }
    },
    conflict: (ask, action, theirs, readAs = plainly) => {
      const mine = declared.only(ask.typed)
      const saved = declared.only(theirs.body)
      return show(
        ask.page({
          title: 'This form was written on elsewhere',
          children: (
            <>
              <h1 class="govuk-heading-l">This form was written on elsewhere</h1>
              <Form action={action} csrf={ask.csrf} commandId={ask.newCommandId()}>
                <input type="hidden" name="draftVersion" value={String(theirs.version)} />
                <input type="hidden" name="resolve" value="yes" />
                <Conflict
                  by="You, in another window,"
                  at={printTimeOfDay(theirs.savedAt)}
                  fields={[...new Set([...Object.keys(saved), ...Object.keys(mine)])].map(name => {
                    const both = { yours: text(mine, name), theirs: text(saved, name) }
                    return {
                      name,
                      label: labelOf(declared.labels, name),
                      ...both,
                      read: { yours: readAs(both.yours), theirs: readAs(both.theirs) },
                    }
                  })}
                >
                  <Button text="Keep these answers" />
                </Conflict>
              </Form>
            </>
          ),
        }),
        { status: 409, json: { theirs: saved, version: theirs.version } },
      )
    },
  }
}

/** Where a kept form stands: the name of its draft, where it is sent, the page it stands on, and where whoever leaves it for later goes. */
export type KeptAt = { readonly name: string; readonly action: string; readonly page?: string; readonly leave: string }

/** What sending a form came to: what has to be put right, or where it leads. */
export type SentKept = { readonly errors: FieldErrors } | { readonly to: string }

/**
 * Takes a form that was sent: keeps its words first, then sends them, all in one transaction, so that what is wrong with it is put right in the same
 * draft. `open`: what the page is about, or nothing to be found; `send`: carries it out; `again`: the page with what has to be put right.
 */
export const sendKept = async <Opened,>(
  ask: KeptAsk,
  form: KeptForm,
  at: KeptAt,
  parts: {
    readonly open: (tx: Tx) => Promise<Opened>
    readonly send: (tx: Tx, opened: Opened, typed: Typed) => Promise<SentKept>
    readonly again: (opened: Opened, draft: Draft<Typed>, errors: FieldErrors) => Reply
    readonly readAs?: (opened: Opened) => ReadAs
  },
): Promise<Reply> => {
  const result = await ask.tx(async tx => {
    const opened = await parts.open(tx)
    const typed = ask.typed['resolve'] ? form.resolved((await form.of(tx, at.name))?.body ?? {}, ask.typed) : ask.typed
    const saved = await form.keep(tx, at.name, typed)
    if (!saved.saved) return { opened, theirs: saved.theirs }
    if (ask.typed['resolve']) return { to: at.page ?? at.action }
    if (ask.typed[saveForLater.name] === saveForLater.value) return { to: at.leave }
    const sent = await parts.send(tx, opened, saved.draft.body)
    if ('errors' in sent) return { opened, draft: saved.draft, errors: sent.errors }
    await form.discard(tx, at.name)
    return sent
  })
  if ('to' in result) return go(result.to)
  if ('theirs' in result) return form.conflict(ask, at.action, result.theirs, parts.readAs?.(result.opened))
  return parts.again(result.opened, result.draft, result.errors)
}

/** Keeps what was typed so far and says when; where another window has saved since, keeps nothing and says where both versions are. */
export const keepTyped = async (ask: KeptAsk, form: KeptForm, at: KeptAt, open: (tx: Tx) => Promise<unknown>): Promise<Reply> => {
  const saved = await ask.tx(async tx => {
    await open(tx)
    return form.keep(tx, at.name, ask.typed)
  })
  if (!saved.saved) return json({ conflictUrl: at.page ?? at.action }, 409)
  return json({ savedAt: printTimeOfDay(saved.draft.savedAt), version: String(saved.draft.version) })
}

/** Throws the draft of a form away: its words are kept for its writer for a while. */
export const discardKept = async (ask: KeptAsk, form: KeptForm, at: KeptAt, open: (tx: Tx) => Promise<unknown>): Promise<Reply> => {
  await ask.tx(async tx => {
    await open(tx)
    await form.throwAway(tx, at.name)
  })
  return go(at.leave)
}

/** What a page needs to know of the draft its form is gone on with: nothing kept yet is version 0. */
export type DraftShown = { readonly version: number; readonly savedAt: string | undefined }
export const draftShown = (draft: Draft<Typed> | undefined): DraftShown => ({
  version: draft?.version ?? 0,
  savedAt: draft && printTimeOfDay(draft.savedAt),
})

const after = (action: string, what: string, query: string | undefined): string => `${action}/${what}${query ? `?${query}` : ''}`

/** Where a `Form` keeps itself while it is typed. `query`: what of its address stands behind the question mark. */
export const keepsAt = (action: string, draft: DraftShown, query?: string) => ({
  autosaveUrl: after(action, 'keep', query),
  version: String(draft.version),
})

/** Inside a kept form, after its button: whether it is saved, and the way to leave it for later. */
export const KeptState = ({ draft }: { draft: DraftShown }) => <SaveState savedAt={draft.savedAt} />

/** After a kept form: the way to throw what is kept of it away. */
export const ThrowKeptAway = ({ action, query, draft, csrf }: { action: string; query?: string; draft: DraftShown; csrf: string }) =>
  draft.version > 0 ? (
    <form method="post" action={after(action, 'discard', query)}>
      <input type="hidden" name="csrf" value={csrf} />
      <Button text="Throw this draft away" classes="govuk-button--warning" preventDoubleClick />
    </form>
  ) : null
