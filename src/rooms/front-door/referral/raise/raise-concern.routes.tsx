import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { saveForLater } from '../../../../design-system/index.ts'
import { dayOf, dueAfter, dueInWords, englandAndWales, printTimeOfDay, workingDays } from '../../../../guidance/index.ts'
import { openedVersion } from '../../../../kernel/http/drafts.ts'
import { parseForm } from '../../../../kernel/http/form.ts'
import { go, json, NotFound, show } from '../../../../kernel/http/reply.ts'
import { type Route, route } from '../../../../kernel/http/route.ts'
import type { Book } from '../../../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../../../thread/ids.ts'
import { readConsultation } from '../../consultation/consultation.queries.ts'
import { draftFiles } from '../files/draft-files.queries.ts'
import { concernDrafts, emptyConcern, personForms, readConcern } from './concern-draft.ts'
import { ConcernPage, ConcernsPage, NewConcernPage } from './concerns.page.tsx'
import { ownConcern, ownConcerns } from './concerns.queries.ts'
import { listOf, personIn, resolved, tooMany, withForm, withPerson } from './draft-people.ts'
import { raiseConcern, sentBefore } from './raise-concern.ts'
import {
  followsOf,
  nextOf,
  open,
  pageLabels,
  path,
  peopleLabels,
  showConflict,
  showPage,
  showPerson,
  showPersonConflict,
} from './show-step.tsx'
import { besides, forms, isForm, pages } from './steps.ts'

export const id = z.string().refine(isId)

const atDraft = z.object({ draft: id })

const atPage = z.object({ draft: id, page: z.enum([...pages, ...besides]) })

const atPerson = z.object({ draft: id, list: z.enum(['children', 'adults', 'more']), at: z.string().regex(/^(new|\d{1,2})$/) })

const anything = z.record(z.string(), z.unknown())

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
