import type { FieldErrors, Typed } from '../../../../design-system/index.ts'
import { Button, Conflict, Form } from '../../../../design-system/index.ts'
import { printTimeOfDay } from '../../../../guidance/index.ts'
import type { Tx } from '../../../../kernel/db/with-actor.ts'
import { type Labels, labelOf } from '../../../../kernel/http/declared.ts'
import type { Draft } from '../../../../kernel/http/drafts.ts'
import { NotFound, type Reply, show } from '../../../../kernel/http/reply.ts'
import type { Ask } from '../../../../kernel/http/route.ts'
import { readConsultation } from '../../consultation/consultation.queries.ts'
import { CheckPage } from './check.page.tsx'
import { type ConcernDraft, concernDrafts, isList, personForms, readConcern } from './concern-draft.ts'
import { type PeopleList, personIn, withoutMarks } from './draft-people.ts'
import { ListPage, MorePage, PersonPage, personName } from './people.page.tsx'
import type { Followed } from './raise-concern.ts'
import { StepPage } from './step.page.tsx'
import { type Step, titles } from './step.tsx'
import { adult, child, forms, isBeside, isForm, moreOfChild, type PageName, pages } from './steps.ts'

type AnyAsk = Pick<Ask, 'typed' | 'csrf' | 'settings' | 'newCommandId' | 'page' | 'commandId' | 'tx' | 'actor' | 'now' | 'today'>

/** The page after this one; what stands beside the road leads back to the answers. */
export const nextOf = (page: PageName): PageName =>
  isBeside(page) ? 'check' : ((pages as readonly PageName[])[pages.indexOf(page as never) + 1] ?? 'check')

export const path = (draft: string, page: string): string => `/concerns/draft/${draft}/${page}`

/** A draft of the asker's own, or nothing to be found. */
export const open = async (tx: Tx, draft: string): Promise<Draft<ConcernDraft>> => {
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
export const showPage = (
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
export const pageLabels = Object.assign({}, ...Object.values(forms).map(form => form.labels)) as Labels

export const peopleLabels: Labels = { ...child.labels, ...moreOfChild.labels, ...adult.labels }

/** The same page saved elsewhere since it was opened: both versions, nothing lost. */
export const showConflict = (ask: AnyAsk, page: PageName, draft: Draft<ConcernDraft>, yours: Typed): Reply => {
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

/** The consultation that a concern follows, where the asker may still read it and nothing was raised after it yet. */
export const followsOf = async (tx: Tx, { consultation }: ConcernDraft): Promise<Followed | null> => {
  const found = consultation && (await readConsultation(tx, consultation))
  return found && !found.followed ? { matter: found.matter, entry: found.entry } : null
}

export const showPerson = (
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
export const showPersonConflict = (ask: AnyAsk, list: PeopleList, at: string, draft: Draft<ConcernDraft>): Reply =>
  personForms[list].kept.conflict(ask, path(draft.id, `${list}/${at}`), { ...draft, body: personIn(draft.body, list, at) })
