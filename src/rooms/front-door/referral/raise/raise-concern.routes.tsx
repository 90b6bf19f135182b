import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../../design-system/index.ts'
import { Button, Conflict, Form, saveForLater } from '../../../../design-system/index.ts'
import { dayOf, dueAfter, dueInWords, englandAndWales, printTimeOfDay, workingDays } from '../../../../guidance/index.ts'
import type { Tx } from '../../../../kernel/db/with-actor.ts'
import { type Labels, labelOf } from '../../../../kernel/http/declared.ts'
import { type Draft, openedVersion } from '../../../../kernel/http/drafts.ts'
import { parseForm } from '../../../../kernel/http/form.ts'
import { go, json, NotFound, type Reply, show } from '../../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../../kernel/http/route.ts'
import type { Book } from '../../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../../thread/ids.ts'
import { readConsultation } from '../../consultation/consultation.queries.ts'
import { draftFiles } from '../files/draft-files.queries.ts'
import { CheckPage } from './check.page.tsx'
import { type ConcernDraft, concernDrafts, emptyConcern, isList, personForms, readConcern } from './concern-draft.ts'
import { ConcernPage, ConcernsPage, NewConcernPage } from './concerns.page.tsx'
import { ownConcern, ownConcerns } from './concerns.queries.ts'
import { ListPage, MorePage, PersonPage, personName } from './people.page.tsx'
import { type Followed, raiseConcern, sentBefore } from './raise-concern.ts'
import { StepPage } from './step.page.tsx'
import { type Step, titles } from './step.tsx'
import { adult, besides, child, forms, isBeside, isForm, moreOfChild, mostPeople, type PageName, pages } from './steps.ts'

const id = z.string().refine(isId)
const atDraft = z.object({ draft: id })
const atPage = z.object({ draft: id, page: z.enum([...pages, ...besides]) })
const atPerson = z.object({ draft: id, list: z.enum(['children', 'adults', 'more']), at: z.string().regex(/^(new|\d{1,2})$/) })
const anything = z.record(z.string(), z.unknown())

type AnyAsk = Pick<Ask, 'typed' | 'csrf' | 'settings' | 'newCommandId' | 'page' | 'commandId' | 'tx' | 'actor' | 'now' | 'today'>

/** The page after this one; what stands beside the road leads back to the answers. */
const nextOf = (page: PageName): PageName =>
  isBeside(page) ? 'check' : ((pages as readonly PageName[])[pages.indexOf(page as never) + 1] ?? 'check')
const path = (draft: string, page: string): string => `/concerns/draft/${draft}/${page}`

/** A draft of the asker's own, or nothing to be found. */
const open = async (tx: Tx, draft: string): Promise<Draft<ConcernDraft>> => {
  const found = await concernDrafts.read(tx, draft)
  if (!found) throw new NotFound()
  return found
}

const stepOf = (ask: AnyAsk, draft: Draft<ConcernDraft>, typed: Typed, errors: FieldErrors = []): Step => ({
  draft: draft.id,
  version: draft.version,
  savedAt: draft.version > 1 ? printTimeOfDay(draft.savedAt) : undefined,
  csrf: ask.csrf,
  commandId: ask.newCommandId(),
  form: { typed, errors },
  settings: ask.settings,
})

const backFrom = (draft: string, page: PageName) => {
  const before = isBeside(page) ? 'check' : (pages as readonly PageName[])[pages.indexOf(page as never) - 1]
  return { kind: 'back', href: before ? path(draft, before) : '/concerns' } as const
}

/** Shows a page of the journey as it was typed, with what has to be put right. */
const showPage = (
  ask: AnyAsk,
  page: PageName,
  draft: Draft<ConcernDraft>,
  { typed, errors = [], files = 0 }: { typed?: Typed; errors?: FieldErrors; files?: number } = {},
): Reply => {
  const around = { title: titles[page], errors, way: backFrom(draft.id, page), islands: ['autosave.js'] as const }
  const status = errors.length > 0 ? 422 : 200
  if (isForm(page)) {
    const kept = typed ?? draft.body.forms[page] ?? (page === 'you' ? { name: ask.actor().name } : {})
    return show(ask.page({ ...around, children: <StepPage page={page} step={stepOf(ask, draft, kept, errors)} /> }), {
      status,
      json: { page, typed: kept, errors },
    })
  }
  if (isList(page)) {
    const list = (
      <ListPage
        list={page}
        people={draft.body[page]}
        begun={draft.body.begun?.[page]}
        step={stepOf(ask, draft, {})}
        next={path(draft.id, nextOf(page))}
      />
    )
    return show(ask.page({ ...around, children: list }), { json: { page, people: draft.body[page] } })
  }
  const read = readConcern(draft.body)
  const missing = read.ok ? [] : read.missing
  return show(
    ask.page({ ...around, children: <CheckPage step={stepOf(ask, draft, {})} body={draft.body} missing={missing} files={files} /> }),
    {
      status,
      json: { page, draft: draft.body, missing },
    },
  )
}

/** What the fields of every page are called. */
const pageLabels = Object.assign({}, ...Object.values(forms).map(form => form.labels)) as Labels
const peopleLabels: Labels = { ...child.labels, ...moreOfChild.labels, ...adult.labels }

/** What was typed of a person without the fields that are typed anew. */
const without = (typed: Typed, only: (typed: Typed) => Typed): Typed => {
  const anew = new Set(Object.keys(only(typed)))
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !anew.has(name)))
}

type PeopleList = keyof typeof personForms
const listOf = (list: PeopleList) => (list === 'more' ? 'children' : list)

/** What stands of one child or adult: of somebody who is only begun, what was kept. Nothing to be found where there is nobody at that place. */
const personIn = (body: ConcernDraft, list: PeopleList, at: string): Typed => {
  if (at === 'new' && list !== 'more') return body.begun?.[list] ?? {}
  const person = body[listOf(list)][Number(at)]
  if (!person) throw new NotFound()
  return person
}

/** One concern names only so many. */
const tooMany = (body: ConcernDraft, list: PeopleList, at: string): FieldErrors =>
  at === 'new' && list !== 'more' && body[list].length >= mostPeople
    ? [{ field: list === 'children' ? 'given' : 'name', message: `One concern names up to ${mostPeople}` }]
    : []

/** The concern with what was typed of one child or adult; somebody begun is one of its people once they are added. */
const withPerson = (body: ConcernDraft, list: PeopleList, at: string, typed: Typed, isAdded: boolean): ConcernDraft => {
  if (at === 'new' && list !== 'more') {
    const { [list]: _, ...begun } = body.begun ?? {}
    return isAdded ? { ...body, begun, [list]: [...body[list], typed] } : { ...body, begun: { ...begun, [list]: typed } }
  }
  const { form } = personForms[list]
  const people = body[listOf(list)].map((one, n) => (n === Number(at) ? { ...without(one, form.only), ...typed } : one))
  return { ...body, [listOf(list)]: people }
}

const marks = new Set(['csrf', 'commandId', 'draftVersion', 'intent'])
const withoutMarks = (typed: Typed): Typed => Object.fromEntries(Object.entries(typed).filter(([name]) => !marks.has(name)))

const withForm = (body: ConcernDraft, page: PageName, typed: Typed): ConcernDraft =>
  isForm(page) ? { ...body, forms: { ...body.forms, [page]: forms[page].only(typed) } } : body

/** The same page saved elsewhere since it was opened: both versions, nothing lost. */
const showConflict = (ask: AnyAsk, page: PageName, draft: Draft<ConcernDraft>, yours: Typed): Reply => {
  const theirs = isForm(page) ? (draft.body.forms[page] ?? {}) : {}
  const text = (typed: Typed, name: string): string => {
    const value = typed[name]
    return value === undefined ? '' : typeof value === 'string' ? value : value.join(', ')
  }
  const fields = [...new Set([...Object.keys(withoutMarks(yours)), ...Object.keys(theirs)])].map(name => ({
    name,
    label: isForm(page) ? labelOf(forms[page].labels, name) : name,
    yours: text(yours, name),
    theirs: text(theirs, name),
  }))
  const conflict = (
    <>
      <h1 class="govuk-heading-l">This page was saved elsewhere</h1>
      <Form action={path(draft.id, page)} csrf={ask.csrf} commandId={ask.newCommandId()}>
        <input type="hidden" name="draftVersion" value={String(draft.version)} />
        <input type="hidden" name="resolve" value="yes" />
        <Conflict by="You, in another window," at={printTimeOfDay(draft.savedAt)} fields={fields}>
          <Button text="Keep these answers" />
        </Conflict>
      </Form>
    </>
  )
  return show(ask.page({ title: 'This page was saved elsewhere', children: conflict }), {
    status: 409,
    json: { theirs, version: draft.version },
  })
}

/** What somebody chose of two versions, field by field; both, one after the other, unless they chose. */
const resolved = (theirs: Typed, typed: Typed): Typed => {
  const kept: Record<string, string | readonly string[]> = {}
  for (const [name, value] of Object.entries(theirs)) if (value !== undefined) kept[name] = value
  for (const [name, value] of Object.entries(typed)) {
    const field = /^yours\.(.+)$/.exec(name)?.[1]
    if (!field || field in Object.prototype || typeof value !== 'string') continue
    const keep = typed[`keep.${field}`] ?? 'both'
    const before = kept[field]
    if (keep === 'yours') kept[field] = value
    else if (keep === 'both' && typeof before === 'string' && before !== value) kept[field] = [before, value].filter(Boolean).join('\n\n')
    else if (keep === 'both' && before === undefined) kept[field] = value
  }
  return kept
}

/** Every page of raising a concern, and of what became of it. `book`: the kinds and rules in force. */
export const raiseConcernRoutes = (book: () => Book): Route[] => [
  route({
    method: 'GET',
    url: '/concerns',
    words: 'concerns one has raised',
    handle: async ask => {
      const { concerns, drafts } = await ask.tx(async tx => ({ concerns: await ownConcerns(tx), drafts: await concernDrafts.list(tx) }))
      return show(
        ask.page({ title: 'Concerns you have raised', children: <ConcernsPage concerns={concerns} drafts={drafts} csrf={ask.csrf} /> }),
        { json: { concerns } },
      )
    },
  }),
  route({
    method: 'GET',
    url: '/concerns/new',
    words: 'raise a concern',
    handle: async ask => {
      await ask.tx(async () => {})
      const page = <NewConcernPage csrf={ask.csrf} commandId={ask.newCommandId()} settings={ask.settings} />
      return show(ask.page({ title: 'Raise a concern', way: { kind: 'back', href: '/concerns' }, children: page }))
    },
  }),
  route({
    method: 'POST',
    url: '/concerns/new',
    words: 'begin a concern',
    body: anything,
    handle: async ask => {
      const advised = ask.typed['consultation']
      const draft = await ask.tx(async tx => {
        const consultation = typeof advised === 'string' && isId(advised) ? await readConsultation(tx, advised as SubjectId) : undefined
        return concernDrafts.begin(tx, consultation ? { ...emptyConcern, consultation: consultation.matter } : emptyConcern)
      })
      return go(path(draft.id, 'danger'))
    },
  }),
  route({
    method: 'GET',
    url: '/concerns/draft/:draft/:page',
    words: 'a page of a concern',
    params: atPage,
    handle: async ask => {
      const { page } = ask.params
      const { draft, files } = await ask.tx(async tx => ({
        draft: await open(tx, ask.params.draft),
        files: page === 'check' ? (await draftFiles(tx, ask.params.draft)).length : 0,
      }))
      return showPage(ask, page, draft, { files })
    },
  }),
  route({
    method: 'POST',
    url: '/concerns/draft/:draft/:page',
    words: 'save a page of a concern',
    params: atPage,
    body: anything,
    labels: pageLabels,
    handle: async ask => {
      const { page } = ask.params
      if (!isForm(page)) throw new NotFound()
      const saved = await ask.tx(async tx => {
        const draft = await open(tx, ask.params.draft)
        const typed = ask.typed['resolve'] ? resolved(draft.body.forms[page] ?? {}, ask.typed) : ask.typed
        return { typed, ...(await concernDrafts.save(tx, draft, withForm(draft.body, page, typed), openedVersion(ask.typed))) }
      })
      if (!saved.saved) return showConflict(ask, page, saved.theirs, ask.typed)
      if (ask.typed['intent'] === 'save-for-later') return go('/concerns')
      const parsed = parseForm(forms[page].schema as z.ZodType, saved.typed)
      return parsed.ok
        ? go(path(saved.draft.id, nextOf(page)))
        : showPage(ask, page, saved.draft, { typed: saved.typed, errors: parsed.errors })
    },
  }),
  route({
    method: 'POST',
    url: '/concerns/draft/:draft/:page/keep',
    words: 'keep a concern while it is typed',
    params: atPage,
    body: anything,
    handle: async ask => {
      const { page } = ask.params
      const saved = await ask.tx(async tx => {
        const draft = await open(tx, ask.params.draft)
        return concernDrafts.save(tx, draft, withForm(draft.body, page, ask.typed), openedVersion(ask.typed))
      })
      if (!saved.saved) return json({ conflictUrl: path(ask.params.draft, page) }, 409)
      return json({ savedAt: printTimeOfDay(saved.draft.savedAt), version: String(saved.draft.version) })
    },
  }),
  route({
    method: 'GET',
    url: '/concerns/draft/:draft/:list/:at',
    words: 'a child or an adult of a concern',
    params: atPerson,
    handle: async ask => {
      const draft = await ask.tx(tx => open(tx, ask.params.draft))
      return showPerson(ask, ask.params.list, ask.params.at, draft)
    },
  }),
  route({
    method: 'POST',
    url: '/concerns/draft/:draft/:list/:at',
    words: 'save a child or an adult of a concern',
    params: atPerson,
    body: anything,
    labels: peopleLabels,
    handle: async ask => {
      const { list, at } = ask.params
      const { form, kept } = personForms[list]
      const done = await ask.tx(async tx => {
        const opened = await open(tx, ask.params.draft)
        const standing = personIn(opened.body, list, at)
        const typed = form.only(ask.typed['resolve'] ? kept.resolved(form.only(standing), ask.typed) : ask.typed)
        const parsed = parseForm(form.schema as z.ZodType, typed)
        const isLeft = Boolean(ask.typed['resolve']) || ask.typed[saveForLater.name] === saveForLater.value
        const errors = parsed.ok ? tooMany(opened.body, list, at) : parsed.errors
        const isAdded = !isLeft && errors.length === 0
        const version = ask.typed['draftVersion'] === undefined ? opened.version : openedVersion(ask.typed)
        const saved = await concernDrafts.save(tx, opened, withPerson(opened.body, list, at, typed, isAdded), version)
        return { saved, typed, isLeft, errors }
      })
      const { saved, typed, isLeft, errors } = done
      // Sent twice: the first has added them.
      if (!saved.saved && at === 'new' && isDeepStrictEqual(saved.theirs.body[listOf(list)].at(-1), typed))
        return go(path(ask.params.draft, list))
      if (!saved.saved) return showPersonConflict(ask, list, at, saved.theirs)
      if (ask.typed['resolve']) return go(path(ask.params.draft, `${list}/${at}`))
      if (isLeft) return go('/concerns')
      if (errors.length > 0) return showPerson(ask, list, at, saved.draft, typed, errors)
      return go(path(saved.draft.id, list === 'more' ? 'check' : list))
    },
  }),
  route({
    method: 'POST',
    url: '/concerns/draft/:draft/:list/:at/keep',
    words: 'keep a child or an adult of a concern while it is typed',
    params: atPerson,
    body: anything,
    handle: async ask => {
      const { list, at } = ask.params
      const saved = await ask.tx(async tx => {
        const opened = await open(tx, ask.params.draft)
        personIn(opened.body, list, at)
        const body = withPerson(opened.body, list, at, personForms[list].form.only(ask.typed), false)
        return concernDrafts.save(tx, opened, body, openedVersion(ask.typed))
      })
      if (!saved.saved) return json({ conflictUrl: path(ask.params.draft, `${list}/${at}`) }, 409)
      return json({ savedAt: printTimeOfDay(saved.draft.savedAt), version: String(saved.draft.version) })
    },
  }),
  route({
    method: 'POST',
    url: '/concerns/draft/:draft/:list/:at/remove',
    words: 'take a child or an adult out of a concern',
    params: atPerson,
    body: anything,
    handle: async ask => {
      const { list, at } = ask.params
      await ask.tx(async tx => {
        const opened = await open(tx, ask.params.draft)
        if (list === 'more') throw new NotFound()
        const { [list]: _, ...begun } = opened.body.begun ?? {}
        const people = opened.body[list].filter((_, n) => n !== Number(at))
        const body = at === 'new' ? { ...opened.body, begun } : { ...opened.body, [list]: people }
        await concernDrafts.save(tx, opened, body, opened.version)
      })
      return go(path(ask.params.draft, list))
    },
  }),
  route({
    method: 'POST',
    url: '/concerns/draft/:draft/discard',
    words: 'throw a draft away',
    params: atDraft,
    body: anything,
    handle: async ask => {
      await ask.tx(async tx => concernDrafts.throwAway(tx, (await open(tx, ask.params.draft)).id))
      return go('/concerns')
    },
  }),
  route({
    method: 'POST',
    url: '/concerns/draft/:draft/send',
    words: 'send a concern to The Bridge',
    params: atDraft,
    body: anything,
    handle: async ask => {
      const sent = await ask.tx(async tx => {
        // Sent before (a double click, a reload): the command answers as it did then, though the draft has gone with it.
        const draft = await concernDrafts.read(tx, ask.params.draft)
        const before = await sentBefore(tx, ask.commandId as CommandId)
        if (before) return { matter: before }
        if (!draft) throw new NotFound()
        const read = readConcern(draft.body)
        if (!read.ok) return { draft }
        const outcome = await raiseConcern(tx, book(), {
          id: ask.commandId as CommandId,
          draft: draft.id,
          concern: read.concern,
          follows: await followsOf(tx, draft.body),
          now: ask.now,
        })
        if (outcome.done === 'asked') throw new Error('a gate stood before a concern about harm')
        return { matter: outcome.answer.matter }
      })
      return sent.draft ? showPage(ask, 'check', sent.draft) : go(`/concerns/${sent.matter}`)
    },
  }),
  route({
    method: 'GET',
    url: '/concerns/:matter',
    words: 'what became of a concern',
    params: z.object({ matter: id }),
    handle: async ask => {
      const concern = await ask.tx(async tx => {
        const found = await ownConcern(tx, ask.params.matter as SubjectId)
        if (!found) throw new NotFound()
        return found
      })
      const { dueOn } = dueAfter(workingDays(1), dayOf(concern.at), englandAndWales)
      const due = dueInWords(dueOn, ask.today, englandAndWales).replace(/^(was )?due/, 'by')
      return show(
        ask.page({
          title: 'A concern you raised',
          way: { kind: 'back', href: '/concerns' },
          children: <ConcernPage concern={concern} due={due} />,
        }),
        { json: concern },
      )
    },
  }),
]

/** The consultation that a concern follows, where the asker may still read it and nothing was raised after it yet. */
const followsOf = async (tx: Tx, { consultation }: ConcernDraft): Promise<Followed | null> => {
  const found = consultation && (await readConsultation(tx, consultation))
  return found && !found.followed ? { matter: found.matter, entry: found.entry } : null
}

const showPerson = (
  ask: AnyAsk,
  list: 'children' | 'adults' | 'more',
  at: string,
  draft: Draft<ConcernDraft>,
  typed?: Typed,
  errors: FieldErrors = [],
): Reply => {
  const before = personIn(draft.body, list, at)
  const kept = typed ?? before
  const step = stepOf(ask, draft, kept, errors)
  const page =
    list === 'more' ? <MorePage at={at} who={personName('children', before)} step={step} /> : <PersonPage list={list} at={at} step={step} />
  const title = list === 'more' ? 'More about a child' : titles[list]
  const way = { kind: 'back', href: path(draft.id, list === 'more' ? 'check' : list) } as const
  return show(ask.page({ title, errors, way, islands: ['autosave.js'], children: page }), {
    status: errors.length > 0 ? 422 : 200,
    json: { typed: kept, errors },
  })
}

/** The same child or adult saved in another window since: both versions, nothing lost. */
const showPersonConflict = (ask: AnyAsk, list: PeopleList, at: string, draft: Draft<ConcernDraft>): Reply =>
  personForms[list].kept.conflict(ask, path(draft.id, `${list}/${at}`), { ...draft, body: personIn(draft.body, list, at) })
