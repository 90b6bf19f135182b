import { v7 } from 'uuid'
import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import { inspect } from '../../../kernel/documents/index.ts'
import { largestOpenFile } from '../../../kernel/http/files.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, leave, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type PageOf, type Route, route } from '../../../kernel/http/route.ts'
import { CheckPage } from './check.page.tsx'
import { FilesPage, mostFiles } from './files.page.tsx'
import { FollowedPage, FollowPage, SentPage } from './follow.page.tsx'
import { follow, putFiles, sendToTheBox, wasSent } from './intake.ts'
import { elsewhere, type Step, wayOut } from './pieces.tsx'
import { isSending, newSending, referenceOfSending, typedReference } from './reference.ts'
import { StartPage } from './start.page.tsx'
import { ChildPage, ChildrenPage, StepPage } from './step.page.tsx'
import { child, forms, isForm, mostChildren, type PageName, pages, titles } from './steps.ts'
import { readWorry, toldByThePublic, type Worry, worryFrom } from './worry.ts'

const atPage = z.object({ page: z.enum(pages) })
const atChild = z.object({ at: z.string().regex(/^(new|\d{1,2})$/) })
const anything = z.record(z.string(), z.unknown())

type AnyAsk = Pick<Ask, 'typed' | 'csrf' | 'settings' | 'newCommandId' | 'page' | 'visitor'>

const path = (page: string): string => `/worried/${page}`

/** The page after this one: the warning to ring only where a child is in danger, and back to the answers once all have been seen. */
const nextOf = (page: PageName, worry: Worry): PageName => {
  const inDanger = worry.forms.danger?.['inDangerNow'] === 'yes'
  if (page === 'danger' && inDanger && !worry.forms.ring) return 'ring'
  if (worry.checked) return 'check'
  const next = pages[pages.indexOf(page) + 1] ?? 'check'
  return next === 'ring' && !inDanger ? 'about' : next
}

const backFrom = (page: PageName, worry: Worry): PageOf['way'] => {
  const before = pages[pages.indexOf(page) - 1]
  const shown = before === 'ring' && worry.forms.danger?.['inDangerNow'] !== 'yes' ? 'danger' : before
  return { kind: 'back', href: shown ? path(shown) : '/worried' }
}

const stepOf = (ask: AnyAsk, typed: Typed = {}, errors: FieldErrors = []): Step => ({
  csrf: ask.csrf,
  commandId: ask.newCommandId(),
  form: { typed, errors },
  settings: ask.settings,
})

/** A page with the quick way out. */
const framed = (ask: AnyAsk, page: PageOf) => ask.page({ ...page, safeExit: wayOut })

const begun = (): Worry => ({ sending: newSending(), checked: false, forms: {}, children: [], files: [] })
const soFar = async (ask: AnyAsk): Promise<Worry | undefined> => worryFrom(await ask.visitor.read())

const tooMuch = (field: string): FieldErrors => [
  { field, message: 'This is more than we can take in writing. Use fewer words, and ring to tell us the rest' },
]

const showPage = (ask: AnyAsk, page: PageName, worry: Worry, typed?: Typed, errors: FieldErrors = []): Reply => {
  const around = { title: titles[page], errors, way: backFrom(page, worry) }
  const status = errors.length > 0 ? 422 : 200
  if (isForm(page)) {
    const kept = typed ?? worry.forms[page] ?? {}
    const children = <StepPage page={page} step={stepOf(ask, kept, errors)} />
    return show(framed(ask, { ...around, children }), { status, json: { page, typed: kept, errors } })
  }
  if (page === 'children') {
    if (worry.children.length === 0) return showChild(ask, 'new', worry)
    const children = <ChildrenPage children={worry.children} step={stepOf(ask)} next={path(nextOf('children', worry))} />
    return show(framed(ask, { ...around, children }), { json: { page, children: worry.children } })
  }
  const read = readWorry(worry)
  const missing = read.ok ? [] : read.missing
  return show(framed(ask, { ...around, children: <CheckPage worry={worry} missing={missing} step={stepOf(ask)} /> }), {
    json: { page, worry, missing },
  })
}

const showChild = (ask: AnyAsk, at: string, worry: Worry, typed?: Typed, errors: FieldErrors = []): Reply => {
  const kept = typed ?? worry.children[Number(at)] ?? {}
  const way = worry.children.length === 0 ? backFrom('children', worry) : ({ kind: 'back', href: path('children') } as const)
  const page = framed(ask, { title: titles.children, errors, way, children: <ChildPage at={at} step={stepOf(ask, kept, errors)} /> })
  return show(page, { status: errors.length > 0 ? 422 : 200, json: { typed: kept, errors } })
}

const showFiles = (ask: AnyAsk, worry: Worry, errors: FieldErrors = []): Reply => {
  const children = <FilesPage files={worry.files} form={{ typed: {}, errors }} csrf={ask.csrf} commandId={ask.newCommandId()} />
  return show(framed(ask, { title: 'Files', errors, way: { kind: 'back', href: path('check') }, children }), {
    status: errors.length > 0 ? 422 : 200,
    json: { files: worry.files, errors },
  })
}

const showFollow = (ask: AnyAsk, errors: FieldErrors = []): Reply => {
  // What was typed is not given back: a wrong reference and one that does not exist are answered by the very same page.
  const form = { typed: {}, errors }
  const children = <FollowPage csrf={ask.csrf} commandId={ask.newCommandId()} form={form} />
  return show(framed(ask, { title: 'Follow something you sent', errors, way: { kind: 'back', href: '/worried' }, children }), {
    status: errors.length > 0 ? 422 : 200,
    json: { errors },
  })
}

const showSent = async (ask: AnyAsk, sending: string): Promise<Reply> => {
  await ask.visitor.forget()
  const reference = referenceOfSending(sending)
  return show(framed(ask, { title: 'Sent', children: <SentPage reference={reference} settings={ask.settings} /> }), { json: { reference } })
}

/** How often one address may send or look something up: enough for a whole school behind one address, too little for a program. */
const mostSent = { most: 40, seconds: 600 }
const mostFollowed = { most: 60, seconds: 600 }

/** The pages on which anybody tells of a worry about a child, without an account. Nothing of any record can be read on them. */
export const worriedRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/worried',
    words: 'tell of a worry',
    open: true,
    handle: async ask =>
      show(framed(ask, { title: 'Are you worried about a child?', children: <StartPage settings={ask.settings} /> }), {
        json: { start: path('danger') },
      }),
  }),
  route({
    method: 'GET',
    url: '/worried/leave',
    words: 'leave at once',
    open: true,
    handle: async ask => {
      // A link and no form: it has to work at one touch. The worst that somebody else's page can do with it is that a visitor begins again.
      await ask.visitor.forget()
      return leave(elsewhere)
    },
  }),
  route({ method: 'GET', url: '/worried/follow', words: 'follow a worry', open: true, handle: async ask => showFollow(ask) }),
  route({
    method: 'POST',
    url: '/worried/follow',
    words: 'follow a worry',
    open: true,
    body: anything,
    handle: async ask => {
      const typed = ask.typed['reference']
      const reference = typedReference(typeof typed === 'string' ? typed : '')
      if (reference !== null) ask.visitor.measured('follow', mostFollowed)
      const step = await follow(ask.visitor, reference ?? 'none')
      if (!step)
        return showFollow(ask, [
          { field: 'reference', message: 'We do not know this reference. Check it: it has six groups of five letters and figures' },
        ])
      const children = <FollowedPage step={step} settings={ask.settings} />
      return show(framed(ask, { title: 'How far it has come', way: { kind: 'back', href: '/worried' }, children }), { json: { step } })
    },
  }),
  route({
    method: 'POST',
    url: '/worried/send',
    words: 'send a worry to The Bridge',
    open: true,
    body: anything,
    handle: async ask => {
      const sending = ask.typed['sending']
      if (typeof sending !== 'string' || !isSending(sending)) return go(path('check'))
      // Sent before (a double touch, a reload): the same reference again, and nothing more in the box.
      if (await wasSent(ask.visitor, sending)) return showSent(ask, sending)
      const worry = await soFar(ask)
      if (!worry) return go('/worried')
      const read = readWorry(worry)
      if (!read.ok || worry.sending !== sending) return showPage(ask, 'check', worry)
      ask.visitor.measured('send', mostSent)
      const files = await putFiles(ask.visitor, sending, worry.files)
      await sendToTheBox(ask.visitor, sending, toldByThePublic(read.answers, files))
      return showSent(ask, sending)
    },
  }),
  route({
    method: 'GET',
    url: '/worried/children/:at',
    words: 'a child of a worry',
    open: true,
    params: atChild,
    handle: async ask => {
      const worry = (await soFar(ask)) ?? begun()
      const { at } = ask.params
      return at !== 'new' && !worry.children[Number(at)] ? go(path('children')) : showChild(ask, at, worry)
    },
  }),
  route({
    method: 'POST',
    url: '/worried/children/:at',
    words: 'keep a child of a worry',
    open: true,
    params: atChild,
    body: anything,
    labels: child.labels,
    handle: async ask => {
      const { at } = ask.params
      const worry = (await soFar(ask)) ?? begun()
      const typed = child.only(ask.typed)
      const parsed = parseForm(child.schema, typed)
      if (!parsed.ok) return showChild(ask, at, worry, typed, parsed.errors)
      const children = at === 'new' || !worry.children[Number(at)] ? [...worry.children, typed] : worry.children.with(Number(at), typed)
      if (children.length > mostChildren)
        return showChild(ask, at, worry, typed, [{ field: 'given', message: `Name up to ${mostChildren} children here` }])
      if (!(await ask.visitor.keep({ ...worry, children }))) return showChild(ask, at, worry, typed, tooMuch('given'))
      return go(path('children'))
    },
  }),
  route({
    method: 'POST',
    url: '/worried/children/:at/remove',
    words: 'take a child out of a worry',
    open: true,
    params: atChild,
    body: anything,
    handle: async ask => {
      const worry = await soFar(ask)
      if (worry) await ask.visitor.keep({ ...worry, children: worry.children.filter((_, at) => at !== Number(ask.params.at)) })
      return go(path('children'))
    },
  }),
  route({
    method: 'GET',
    url: '/worried/files',
    words: 'files of a worry',
    open: true,
    handle: async ask => {
      const worry = await soFar(ask)
      return worry ? showFiles(ask, worry) : go('/worried')
    },
  }),
  route({
    method: 'POST',
    url: '/worried/files',
    words: 'add a file to a worry',
    open: true,
    body: anything,
    files: true,
    handle: async ask => {
      const worry = await soFar(ask)
      if (!worry) return go('/worried')
      const refuse = (message: string) => showFiles(ask, worry, [{ field: 'file', message }])
      const [file] = ask.files
      if (!file) return refuse('Choose a file')
      if (worry.files.length >= mostFiles) return refuse(`You can send up to ${mostFiles} files`)
      if (file.content.length > largestOpenFile) return refuse('This file is larger than 10 MB. Choose a smaller one, or ring us')
      const inspected = await inspect(file)
      if (!inspected.ok) return refuse(inspected.refused)
      const { name, type, content } = inspected
      const one = { file: v7(), name, type, size: content.length, sha256: inspected.sha256.toString('hex') }
      if (!(await ask.visitor.files.keep(one.file, content))) return refuse(`You can send up to ${mostFiles} files`)
      if (!(await ask.visitor.keep({ ...worry, files: [...worry.files, one] }))) return refuse('This is more than we can take')
      return go(path('files'))
    },
  }),
  route({
    method: 'POST',
    url: '/worried/files/:file/remove',
    words: 'take a file out of a worry',
    open: true,
    params: z.object({ file: z.uuid() }),
    body: anything,
    handle: async ask => {
      const { file } = ask.params
      const worry = await soFar(ask)
      await ask.visitor.files.forget(file)
      if (worry) await ask.visitor.keep({ ...worry, files: worry.files.filter(one => one.file !== file) })
      return go(path('files'))
    },
  }),
  route({
    method: 'GET',
    url: '/worried/:page',
    words: 'a page of a worry',
    open: true,
    params: atPage,
    handle: async ask => {
      const { page } = ask.params
      const worry = await soFar(ask)
      if (page === 'check' && !worry) return go('/worried')
      if (page === 'check' && worry && !worry.checked && readWorry(worry).ok) await ask.visitor.keep({ ...worry, checked: true })
      return showPage(ask, page, worry ?? begun())
    },
  }),
  route({
    method: 'POST',
    url: '/worried/:page',
    words: 'keep a page of a worry',
    open: true,
    params: atPage,
    body: anything,
    labels: Object.assign({}, ...Object.values(forms).map(form => form.labels)),
    handle: async ask => {
      const { page } = ask.params
      if (!isForm(page)) return go(path(page))
      // Half an hour without a page ends a visit: what is on this page is kept all the same, and the answers page says what is missing.
      const before = (await soFar(ask)) ?? begun()
      const form = forms[page]
      const typed = form.only(ask.typed)
      const worry = { ...before, forms: { ...before.forms, [page]: typed } }
      const parsed = parseForm(form.schema as z.ZodType, typed)
      if (!parsed.ok) return showPage(ask, page, before, typed, parsed.errors)
      if (!(await ask.visitor.keep(worry))) return showPage(ask, page, before, typed, tooMuch(Object.keys(form.labels)[0] ?? page))
      return go(path(nextOf(page, worry)))
    },
  }),
]
