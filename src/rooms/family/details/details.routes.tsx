import { z } from 'zod'
import {
  Button,
  type FieldError,
  Form,
  type FormState,
  NotificationBanner,
  SaveState,
  saveForLater,
  type Typed,
} from '../../../design-system/index.ts'
import { printTimeOfDay } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Draft, Saved } from '../../../kernel/http/drafts.ts'
import { go, json, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { type CommandId, type EntryId, isId, type SubjectId } from '../../../thread/ids.ts'
import { relationship } from '../../../thread/own-kinds/index.ts'
import { orAsked } from '../../../thread/store/append.ts'
import { KnownBanner } from '../people/as-known.tsx'
import { askedOf, knownParam, personQuery } from '../people/asked.ts'
import { DetailsPage } from './details.page.tsx'
import { readDetailsKnown } from './details-known.ts'
import { type DetailsView, readDetails } from './details-view.ts'
import { type Kept, mayTellOf, type OpenedFact, takeBack } from './fact.ts'
import { facts } from './facts/index.ts'
import { factLabels } from './facts/labels.ts'
import { addressOfFact, draftOfFact, FactConflict, keepFact, letGoOfFact, resolvedFact, seenOf, throwFactAway } from './kept-fact.tsx'

const atPerson = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})
const atFact = atPerson.extend({ fact: z.string().max(40) })

const anything = z.record(z.string(), z.unknown())

const done = z.enum(['kept', 'taken-back']).optional().catch(undefined)

/** What stands above the page that somebody comes back to. */
export const DoneNote = ({ done }: { done: 'kept' | 'taken-back' | undefined }) =>
  done ? (
    <NotificationBanner
      type="success"
      text={
        done === 'kept'
          ? 'Kept. What stood here before stays on record as an earlier version.'
          : 'Taken back. It stays on record, marked as withdrawn.'
      }
    />
  ) : null

const carriedOut = statement<{ command_id: string }>(
  'command-carried-out',
  null,
  'select command_id from gt.command_done where partnership_id = $1 and command_id = $2',
)

type FactAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page' | 'tx' | 'typed' | 'commandId'>

const openedWith = (value: unknown): EntryId | undefined => (typeof value === 'string' && isId(value) ? (value as EntryId) : undefined)

/** Opens the page of one fact; nothing to be found for those who may not tell it, or where it is no fact of this person. */
const open = async (tx: Parameters<Parameters<Ask['tx']>[0]>[0], person: SubjectId, slug: string, asked: unknown): Promise<OpenedFact> => {
  const fact = facts.get(slug)
  if (!fact) throw new NotFound()
  const view = await readDetails(tx, person)
  if (!fact.needs.every(view.may) || !fact.fits(view)) throw new NotFound()
  const opened = openedWith(asked)
  const entry = fact.of && opened ? view.read.thread.find(opened) : undefined
  if (fact.of && opened && entry?.kind !== fact.of.name) throw new NotFound()
  return { view, fact, entry, opened, more: await fact.read(tx, view) }
}

/** What a form of a fact is shown with: how it stands, and the draft it is gone on with. */
type Shown = { readonly opened: OpenedFact; readonly form: FormState; readonly draft: Draft<Typed> | undefined }

const FactForm = ({ opened, form, draft, csrf, commandId }: Shown & { csrf: string; commandId: string }) => {
  const { view, fact, entry } = opened
  const Fields = fact.fields
  const action = `/people/${view.person}/details/${fact.slug}`
  return (
    <>
      <h1 class="govuk-heading-l">
        <span class="govuk-caption-l">{view.name}</span>
        {fact.title}
      </h1>
      <Form
        action={action}
        csrf={csrf}
        commandId={commandId}
        draft={{ autosaveUrl: `${action}/keep`, version: String(draft?.version ?? 0) }}
      >
        {opened.opened && <input type="hidden" name="entry" value={opened.opened} />}
        <input type="hidden" name="seen" value={seenOf(opened)} />
        <Fields form={form} view={view} entry={entry} opened={opened.opened} more={opened.more as never} />
        <div class="govuk-button-group">
          <Button text="Save" preventDoubleClick />
          {entry && (
            <Button text="It was recorded by mistake: take it back" classes="govuk-button--secondary" name="intent" value="mistake" />
          )}
          <a class="govuk-link" href={`/people/${view.person}/${fact.next}`}>
            Cancel
          </a>
        </div>
        <SaveState savedAt={draft && printTimeOfDay(draft.savedAt)} />
      </Form>
      {draft && (
        <form method="post" action={`${action}/discard`}>
          <input type="hidden" name="csrf" value={csrf} />
          {opened.opened && <input type="hidden" name="entry" value={opened.opened} />}
          <Button text="Throw this draft away" classes="govuk-button--warning" preventDoubleClick />
        </form>
      )}
    </>
  )
}

/** Somebody has changed the record since the draft was written: what stands now is read before it is sent. */
const ChangedNote = ({ opened: { view } }: { opened: OpenedFact }) => (
  <NotificationBanner title="Changed since you wrote this">
    <p class="govuk-body">
      What you wrote is below, as you left it. The record has changed since.{' '}
      <a class="govuk-notification-banner__link" href={`/people/${view.person}/details`}>
        Read what it says now
      </a>{' '}
      before you save.
    </p>
  </NotificationBanner>
)

const showFact = (ask: FactAsk, { opened, form, draft }: Shown, status = form.errors.length > 0 ? 422 : 200): Reply =>
  show(
    ask.page({
      title: opened.fact.title,
      errors: form.errors,
      way: {
        kind: 'breadcrumbs',
        items: [
          { text: 'The child’s page', href: `/people/${opened.view.person}` },
          { text: 'People and details', href: `/people/${opened.view.person}/details` },
          { text: opened.fact.title },
        ],
      },
      islands: ['autosave.js'],
      ...(status === 200 && draft && draft.body['seen'] !== seenOf(opened) ? { notice: <ChangedNote opened={opened} /> } : {}),
      children: <FactForm opened={opened} form={form} draft={draft} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    { status, json: { fact: opened.fact.slug, typed: fieldsOf(form.typed), errors: form.errors } },
  )

const showFactConflict = (ask: FactAsk, opened: OpenedFact, theirs: Draft<Typed>): Reply =>
  show(
    ask.page({
      title: 'This form was written on elsewhere',
      children: <FactConflict opened={opened} theirs={theirs} yours={ask.typed} csrf={ask.csrf} commandId={ask.newCommandId()} />,
    }),
    { status: 409, json: { theirs: fieldsOf(theirs.body), version: theirs.version } },
  )

/** Without what the form carries beside its fields. */
const fieldsOf = (typed: Typed): Typed =>
  Object.fromEntries(
    Object.entries(typed).filter(([name]) => !['entry', 'seen', 'intent', 'resolve', 'csrf', 'commandId', 'draftVersion'].includes(name)),
  )

/** The same facts for programs. */
const jsonOf = (view: DetailsView, addressesAsked: boolean) => ({
  person: view.person,
  who: view.who,
  homes: view.homes.map(home => ({
    household: home.household,
    since: home.since,
    others: home.others,
    where: home.where && (home.where.protected && !addressesAsked ? { protected: true } : home.where),
  })),
  relationships: view.relationships,
  people: [...view.people.values()],
  workers: view.involvements,
  entries: view.read.thread.entries.map(entry => ({
    root: entry.root,
    kind: entry.kind,
    on: entry.on,
    precision: entry.precision,
    facts: entry.facts,
    words: view.read.part(entry, 'record')?.narrative ?? {},
    others: view.read.part(entry, 'third-party')?.narrative ?? null,
  })),
})

/** The pages on which who a person is, and who is in their life, is read and put right. */
export const detailsRoutes = (book: Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/details',
    words: 'people and details of a child',
    params: atPerson,
    query: personQuery.pick({ address: true, known: true }).extend({ done }),
    handle: async ask => {
      const addressesAsked = ask.query.address === 'shown'
      const asked = askedOf(ask.query, ask.today, ask.now, new Set())
      const { known } = asked
      const { view, tellable, keptAs } = await ask.tx(
        async tx => {
          if (known) {
            const { view, keptAs } = await readDetailsKnown(tx, book, ask.params.person, known.at)
            return { view, keptAs, tellable: new Set<SubjectId>() }
          }
          const view = await readDetails(tx, ask.params.person)
          const open = [...view.people.values()].filter(one => one.is_a).map(one => one.subject)
          return { view, keptAs: view.who.keptIn ?? view.person, tellable: await mayTellOf(tx, open, [relationship]) }
        },
        addressesAsked ? 'a protected address, asked for' : known ? `people and details, as known on ${known.param}` : undefined,
      )
      if (keptAs !== view.person) return go(`/people/${keptAs}/details${knownParam(asked)}`)
      return show(
        ask.page({
          title: known ? 'People and details, as known on an earlier day' : 'People and details',
          errors: asked.errors,
          way: {
            kind: 'breadcrumbs',
            items: [{ text: 'The child’s page', href: `/people/${view.person}${knownParam(asked)}` }, { text: 'People and details' }],
          },
          notice: known ? <KnownBanner known={known} now={`/people/${view.person}/details`} /> : <DoneNote done={ask.query.done} />,
          children: <DetailsPage view={view} tellable={tellable} addressesAsked={addressesAsked} known={knownParam(asked)} />,
        }),
        { status: asked.errors.length > 0 ? 422 : 200, json: jsonOf(view, addressesAsked) },
      )
    },
  }),
  route({
    method: 'GET',
    url: '/people/:person/details/:fact',
    words: 'one fact about a child',
    params: atFact,
    query: z.object({ entry: z.string().max(40).optional() }),
    handle: async ask => {
      const { opened, draft } = await ask.tx(async tx => {
        const opened = await open(tx, ask.params.person, ask.params.fact, ask.query.entry)
        return { opened, draft: await draftOfFact(tx, opened) }
      })
      return showFact(ask, { opened, draft, form: { typed: draft?.body ?? opened.fact.start(opened as never), errors: [] } })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/details/:fact',
    words: 'put one fact about a child right',
    params: atFact,
    body: anything,
    labels: factLabels,
    handle: async ask => {
      if (ask.typed['resolve'] || ask.typed['intent'] === saveForLater.value) return keepForLater(ask, ask.params)
      const typed = fieldsOf(ask.typed)
      let opened: OpenedFact | undefined
      const kept: Kept = await orKept(
        ask.tx(async (tx): Promise<Kept> => {
          opened = await open(tx, ask.params.person, ask.params.fact, ask.typed['entry'])
          const { view, fact, entry, more } = opened
          const id = ask.commandId as CommandId
          // Sent twice: what it did the first time is what it finds now, and must not be taken for somebody else's change.
          if ((await tx.run(carriedOut, [tx.actor.partnership, id])).length > 0) return { done: 'before', answer: null }
          if ((entry || ask.typed['seen']) && ask.typed['seen'] !== seenOf(opened))
            return { done: 'wrong', errors: [{ field: 'form', message: changedMeanwhile }] }
          const carry = async (): Promise<Kept> => {
            if (entry && fact.of && ask.typed['intent'] === 'mistake')
              return takeBack(tx, book, { id, person: view.person, kind: fact.of, entry })
            const form = fact.take(typed)
            if (!form.ok) return { done: 'wrong', errors: form.errors }
            return form.data({ tx, book, id, view, entry, opened: opened?.opened, more })
          }
          const done = await carry()
          if (done.done === 'now' || done.done === 'before') await letGoOfFact(tx, opened, ask.typed)
          return done
        }),
      )
      if (!opened) throw new NotFound()
      const { view, fact } = opened
      if (kept.done === 'wrong' || kept.done === 'asked') {
        const refused = opened
        const saved = await ask.tx(tx => keepFact(tx, refused, ask.typed))
        if (!saved.saved) return showFactConflict(ask, refused, saved.theirs)
        const errors = kept.done === 'wrong' ? kept.errors : kept.gates.map(gate => ({ field: 'form', message: gate.asks }))
        return showFact(ask, { opened: refused, draft: saved.draft, form: { typed, errors } }, errors.some(isConflict) ? 409 : 422)
      }
      return go(`/people/${view.person}/${fact.next}?done=${ask.typed['intent'] === 'mistake' ? 'taken-back' : 'kept'}`)
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/details/:fact/keep',
    words: 'keep one fact about a child while it is typed',
    params: atFact,
    body: anything,
    labels: factLabels,
    handle: async ask => {
      const { opened, saved } = await keepTyped(ask, ask.params)
      if (!saved.saved) return json({ conflictUrl: addressOfFact(opened) }, 409)
      return json({ savedAt: printTimeOfDay(saved.draft.savedAt), version: String(saved.draft.version) })
    },
  }),
  route({
    method: 'POST',
    url: '/people/:person/details/:fact/discard',
    words: 'throw away one fact about a child that is not sent yet',
    params: atFact,
    body: anything,
    handle: async ask => {
      const opened = await ask.tx(async tx => {
        const opened = await open(tx, ask.params.person, ask.params.fact, ask.typed['entry'])
        await throwFactAway(tx, opened)
        return opened
      })
      return go(`/people/${opened.view.person}/${opened.fact.next}`)
    },
  }),
]

type At = { readonly person: SubjectId; readonly fact: string }

/** Keeps what was typed of a fact; of two windows, once somebody has chosen, what they chose. */
const keepTyped = (ask: FactAsk, { person, fact }: At): Promise<{ opened: OpenedFact; saved: Saved<Typed> }> =>
  ask.tx(async tx => {
    const opened = await open(tx, person, fact, ask.typed['entry'])
    const typed = ask.typed['resolve'] ? resolvedFact((await draftOfFact(tx, opened))?.body ?? {}, ask.typed) : ask.typed
    return { opened, saved: await keepFact(tx, opened, typed) }
  })

/** Keeps what was typed and leads away, or back to the form once two versions are one. */
const keepForLater = async (ask: FactAsk, at: At): Promise<Reply> => {
  const { opened, saved } = await keepTyped(ask, at)
  if (!saved.saved) return showFactConflict(ask, opened, saved.theirs)
  return go(ask.typed['resolve'] ? addressOfFact(opened) : `/people/${at.person}/${opened.fact.next}`)
}

const changedMeanwhile =
  'Somebody changed this while you were writing. What you wrote is below: read what People and details says now, then save'
const isConflict = (error: FieldError): boolean => error.message === changedMeanwhile

const orKept = (run: Promise<Kept>): Promise<Kept> => orAsked(run as Promise<Exclude<Kept, { done: 'wrong' }>>)
