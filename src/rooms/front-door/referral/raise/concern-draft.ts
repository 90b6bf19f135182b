import type { Typed } from '../../../../design-system/index.ts'
import { draftsOf } from '../../../../kernel/http/drafts.ts'
import { type Parsed, parseForm } from '../../../../kernel/http/form.ts'
import type { SubjectId } from '../../../../thread/ids.ts'
import { adult, child, type FormName, forms } from './steps.ts'

/** A concern that is being written: what was typed on each page, right or wrong, and each child and adult as typed. */
export type ConcernDraft = {
  readonly forms: Partial<Record<FormName, Typed>>
  readonly children: readonly Typed[]
  readonly adults: readonly Typed[]
  /** The consultation in which The Bridge advised it. */
  readonly consultation?: SubjectId
}

export const concernDrafts = draftsOf<ConcernDraft>('concern')

export const emptyConcern: ConcernDraft = { forms: {}, children: [], adults: [] }

/** The two lists of a concern, each with the schema of one of its people. */
export const lists = { children: child, adults: adult } as const
export type ListName = keyof typeof lists
export const isList = (name: string): name is ListName => Object.hasOwn(lists, name)

/** What a whole concern says once every page is right, or the pages that still have to be put right. */
export const readConcern = (draft: ConcernDraft) => {
  const danger = parseForm(forms.danger, draft.forms.danger ?? {})
  const about = parseForm(forms.about, draft.forms.about ?? {})
  const worry = parseForm(forms.worry, draft.forms.worry ?? {})
  const strengths = parseForm(forms.strengths, draft.forms.strengths ?? {})
  const family = parseForm(forms.family, draft.forms.family ?? {})
  const you = parseForm(forms.you, draft.forms.you ?? {})
  const children = draft.children.map(typed => parseForm(child, typed))
  const adults = draft.adults.map(typed => parseForm(adult, typed))
  const parsed = { danger, about, worry, strengths, family, you }
  const missing = [
    ...(Object.entries(parsed) as [FormName, Parsed<unknown>][]).flatMap(([page, one]) =>
      one.ok ? [] : one.errors.map(error => ({ page: page as string, message: error.message })),
    ),
    ...(children.length === 0 ? [{ page: 'children', message: 'Tell us about at least one child: what you know is enough' }] : []),
  ]
  if (missing.length > 0 || !danger.ok || !about.ok || !worry.ok || !strengths.ok || !family.ok || !you.ok)
    return { ok: false as const, missing }
  return {
    ok: true as const,
    concern: {
      danger: danger.data,
      about: about.data,
      worry: worry.data,
      strengths: strengths.data,
      family: family.data,
      you: you.data,
      children: children.flatMap(one => (one.ok ? [one.data] : [])),
      adults: adults.flatMap(one => (one.ok ? [one.data] : [])),
    },
  }
}

export type Concern = Extract<ReturnType<typeof readConcern>, { ok: true }>['concern']
