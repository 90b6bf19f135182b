import type { FieldErrors, Typed } from '../../../../design-system/index.ts'
import { NotFound } from '../../../../kernel/http/reply.ts'
import { type ConcernDraft, personForms } from './concern-draft.ts'
import { forms, isForm, mostPeople, type PageName } from './steps.ts'

export type PeopleList = keyof typeof personForms

export const listOf = (list: PeopleList) => (list === 'more' ? 'children' : list)

/** What stands of one child or adult: of somebody who is only begun, what was kept. Nothing to be found where there is nobody at that place. */
export const personIn = (body: ConcernDraft, list: PeopleList, at: string): Typed => {
  if (at === 'new' && list !== 'more') return body.begun?.[list] ?? {}
  const person = body[listOf(list)][Number(at)]
  if (!person) throw new NotFound()
  return person
}

/** One concern names only so many. */
export const tooMany = (body: ConcernDraft, list: PeopleList, at: string): FieldErrors =>
  at === 'new' && list !== 'more' && body[list].length >= mostPeople
    ? [{ field: list === 'children' ? 'given' : 'name', message: `One concern names up to ${mostPeople}` }]
    : []

/** The concern with what was typed of one child or adult; somebody begun is one of its people once they are added. */
export const withPerson = (body: ConcernDraft, list: PeopleList, at: string, typed: Typed, isAdded: boolean): ConcernDraft => {
  if (at === 'new' && list !== 'more') {
    const { [list]: _, ...begun } = body.begun ?? {}
    return isAdded ? { ...body, begun, [list]: [...body[list], typed] } : { ...body, begun: { ...begun, [list]: typed } }
  }
  const { form } = personForms[list]
  const people = body[listOf(list)].map((one, n) => (n === Number(at) ? { ...without(one, form.only), ...typed } : one))
  return { ...body, [listOf(list)]: people }
}

const marks = new Set(['csrf', 'commandId', 'draftVersion', 'intent'])

export const withoutMarks = (typed: Typed): Typed => Object.fromEntries(Object.entries(typed).filter(([name]) => !marks.has(name)))

export const withForm = (body: ConcernDraft, page: PageName, typed: Typed): ConcernDraft =>
  isForm(page) ? { ...body, forms: { ...body.forms, [page]: forms[page].only(typed) } } : body

/** What somebody chose of two versions, field by field; both, one after the other, unless they chose. */
export const resolved = (theirs: Typed, typed: Typed): Typed => {
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

/** What was typed of a person without the fields that are typed anew. */
const without = (typed: Typed, only: (typed: Typed) => Typed): Typed => {
  const anew = new Set(Object.keys(only(typed)))
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !anew.has(name)))
}
