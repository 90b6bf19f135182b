import type { z } from 'zod'
import type { Typed } from '../../../../design-system/index.ts'
import { draftsOf } from '../../../../kernel/http/drafts.ts'
import { type Parsed, parseForm } from '../../../../kernel/http/form.ts'
import { type KeptForm, keptForm } from '../../../../kernel/http/kept-form.tsx'
import type { SubjectId } from '../../../../thread/ids.ts'
import { adult, type besides, child, type FormName, forms, moreOfChild } from './steps.ts'

/** A concern that is being written: what was typed on each page, right or wrong, and each child and adult as typed. */
export type ConcernDraft = {
  readonly forms: Partial<Record<FormName, Typed>>
  readonly children: readonly Typed[]
  readonly adults: readonly Typed[]
  /** A child or an adult whom somebody began to add and has not saved yet. */
  readonly begun?: Partial<Record<ListName, Typed>>
  /** The consultation in which The Bridge advised it. */
  readonly consultation?: SubjectId
}

export const concernDrafts = draftsOf<ConcernDraft>('concern')

export const emptyConcern: ConcernDraft = { forms: {}, children: [], adults: [] }

/** The two lists of a concern, each with the form of one of its people. */
export const lists = { children: child, adults: adult } as const
export type ListName = keyof typeof lists
export const isList = (name: string): name is ListName => Object.hasOwn(lists, name)

/** The form of one of its people: a child, what may be added of one, an adult; each kept while it is typed. */
export const personForms = {
  children: { form: child, kept: keptForm(child, { longTexts: [] }) },
  more: { form: moreOfChild, kept: keptForm(moreOfChild, { longTexts: [] }) },
  adults: { form: adult, kept: keptForm(adult, { longTexts: [] }) },
} as const satisfies Record<string, { form: unknown; kept: KeptForm }>

/** Was anything written of somebody who is not saved yet? */
export const isBegun = (typed: Typed | undefined): typed is Typed =>
  Object.values(typed ?? {}).some(value => (typeof value === 'string' ? value.trim() !== '' : (value ?? []).length > 0))

type Answers<Name extends FormName> = z.output<(typeof forms)[Name]['schema']>
type Beside = (typeof besides)[number]
type Road = Exclude<FormName, Beside>

/** A concern whose every page is right. What stands beside the road may be left out altogether. */
export type Concern = { readonly [Name in Road]: Answers<Name> } & { readonly [Name in Beside]?: Answers<Name> } & {
  readonly children: readonly (z.output<typeof child.schema> & z.output<typeof moreOfChild.schema>)[]
  readonly adults: readonly z.output<typeof adult.schema>[]
}

/** What has to be put right before it can be sent, each with the page where. */
export type Missing = { readonly page: string; readonly message: string }

const wrongOn = (page: string, parsed: Parsed<unknown>): Missing[] =>
  parsed.ok ? [] : parsed.errors.map(({ message }) => ({ page, message }))

/** What a whole concern says once every page is right, or the pages that still have to be put right. */
export const readConcern = (draft: ConcernDraft): { ok: true; concern: Concern } | { ok: false; missing: readonly Missing[] } => {
  const read = Object.entries(forms).map(
    ([page, { schema }]) => [page, parseForm(schema as z.ZodType, draft.forms[page as FormName] ?? {})] as const,
  )
  const children = draft.children.map(typed => ({ road: parseForm(child.schema, typed), more: parseForm(moreOfChild.schema, typed) }))
  const adults = draft.adults.map(typed => parseForm(adult.schema, typed))
  const { form } = draft.forms.about ?? {}
  const { familyTold, consent } = draft.forms.family ?? {}
  const missing = [
    ...read.flatMap(([page, parsed]) => wrongOn(page, parsed)),
    // Support is asked for with the family (practice: referral-child-needing-support); a worry about harm needs nobody's agreement.
    ...(form === 'child-needing-support' && familyTold === 'yes' && !consent
      ? [{ page: 'family', message: 'Choose what the family said: support is asked for with their agreement' }]
      : []),
    ...children.flatMap(({ road, more }, at) => [...wrongOn(`children/${at}`, road), ...wrongOn(`more/${at}`, more)]),
    ...adults.flatMap((parsed, at) => wrongOn(`adults/${at}`, parsed)),
    ...(['children', 'adults'] as const).flatMap(list =>
      isBegun(draft.begun?.[list])
        ? [
            {
              page: `${list}/new`,
              message: `You began to add ${list === 'children' ? 'a child' : 'an adult'}: save what you wrote, or remove it`,
            },
          ]
        : [],
    ),
    ...(children.length === 0 ? [{ page: 'children', message: 'Tell us about at least one child: what you know is enough' }] : []),
  ]
  if (missing.length > 0) return { ok: false, missing }
  const concern = {
    ...Object.fromEntries(read.map(([page, parsed]) => [page, parsed.ok ? parsed.data : {}])),
    children: children.map(({ road, more }) => ({ ...(road.ok ? road.data : {}), ...(more.ok ? more.data : {}) })),
    adults: adults.flatMap(parsed => (parsed.ok ? [parsed.data] : [])),
  }
  return { ok: true, concern: concern as unknown as Concern }
}
