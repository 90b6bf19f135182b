import type { VNode } from 'preact'
import { z } from 'zod'
import type { FieldError, FormState, Typed } from '../../../design-system/index.ts'
import { type Day, isDay, type PartialDate, partialDate } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { type Parsed, parseForm } from '../../../kernel/http/form.ts'
import type { Book } from '../../../thread/book.ts'
import type { Entry } from '../../../thread/entry.ts'
import { type ActId, type CommandId, type EntryId, isId, newId, type SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import type { DetailsView } from './details-view.ts'
import { type FactSlug, factTitles } from './fact-titles.ts'

/** What a page about one fact shows its fields by: the form, who it is about, what it opened, and what it read besides. */
export type FactProps<More = unknown> = {
  readonly form: FormState
  readonly view: DetailsView
  readonly entry: Entry | undefined
  /** The entry it was opened with, on whosever thread it is. */
  readonly opened: EntryId | undefined
  readonly more: More
}

/** What keeping a fact works with. */
export type Keeping<Said = unknown, More = unknown> = {
  readonly tx: Tx
  readonly book: Book
  readonly id: CommandId
  readonly view: DetailsView
  /** The entry that is changed, as it stands; nothing where something new is told. */
  readonly entry: Entry | undefined
  readonly opened: EntryId | undefined
  readonly more: More
  readonly said: Said
  /** What was typed, for a part of the form that reads itself. */
  readonly typed: Typed
}

/** Kept, or what has to be put right in the form first. */
export type Kept = Outcome<unknown> | { done: 'wrong'; errors: readonly FieldError[] }

/** One fact about a person that can be told or put right on a page of its own. */
export type FactPage = {
  readonly slug: string
  /** What the page is called: never a person's name. */
  readonly title: string
  /** The kinds it appends: it is offered to those who may append all of them. */
  readonly needs: readonly AnyKind[]
  /** The kind of the entries it may be opened with, each to be put right or taken back. */
  readonly of: AnyKind | null
  /** Where the reader goes when it is kept: an address below the person's own. */
  readonly next: string
  /** May it be opened about this person? A birth is no fact of a grown-up. */
  readonly fits: (view: DetailsView) => boolean
  readonly read: (tx: Tx, view: DetailsView) => Promise<unknown>
  readonly start: (props: Omit<FactProps<never>, 'form'>) => Typed
  readonly fields: (props: FactProps<never>) => VNode
  /** Takes what was typed: what has to be put right, or how it is kept. */
  readonly take: (typed: Typed) => Parsed<(keeping: Omit<Keeping, 'said' | 'typed'>) => Promise<Kept>>
}

/** The page of one fact as it was opened about a person. */
export type OpenedFact = {
  readonly view: DetailsView
  readonly fact: FactPage
  readonly entry: Entry | undefined
  /** The entry it was opened with, on whosever thread it is. */
  readonly opened: EntryId | undefined
  readonly more: unknown
}

/** Declares the page of one fact; the form's schema gives what its `keep` is told. */
export const factPage = <S extends z.ZodType, More = null>(spec: {
  slug: FactSlug
  needs: readonly AnyKind[]
  of?: AnyKind
  next?: string
  fits?: (view: DetailsView) => boolean
  read?: (tx: Tx, view: DetailsView) => Promise<More>
  start: (props: Omit<FactProps<More>, 'form'>) => Typed
  fields: (props: FactProps<More>) => VNode
  schema: S
  keep: (keeping: Keeping<z.output<S>, More>) => Promise<Kept>
}): FactPage => ({
  slug: spec.slug,
  title: factTitles[spec.slug],
  needs: spec.needs,
  of: spec.of ?? null,
  next: spec.next ?? 'details',
  fits: spec.fits ?? (() => true),
  read: spec.read ?? (async () => null),
  start: spec.start as FactPage['start'],
  fields: spec.fields as FactPage['fields'],
  take: typed => {
    const form = parseForm(spec.schema, typed)
    return form.ok ? { ok: true, data: keeping => spec.keep({ ...keeping, said: form.data, typed } as Keeping<z.output<S>, More>) } : form
  },
})

/** What has to be put right in one field. */
export const wrong = (field: string, message: string): Kept => ({ done: 'wrong', errors: [{ field, message }] })

/** When an entry happened, for a correction that leaves it there. */
export const happenedOf = (entry: Entry): PartialDate =>
  entry.precision === 'moment' ? { at: entry.at, precision: 'moment' } : { on: entry.on, precision: entry.precision }

/** Tells one entry of the person: a new one, or one that puts right the entry the page was opened with. `beside`: what else is told in the same act. */
export const keepOne = (
  { tx, book, id, view, entry }: Omit<Keeping, 'said' | 'typed'>,
  kind: AnyKind,
  told: Pick<NewEntry, 'parts'> & Partial<Pick<NewEntry, 'happened' | 'answers'>>,
  beside: { readonly kinds: readonly AnyKind[]; readonly tell: (of: Pick<NewEntry, 'act' | 'happened'>) => readonly NewEntry[] } = {
    kinds: [],
    tell: () => [],
  },
): Promise<Outcome<unknown>> => {
  const happened: PartialDate = told.happened ?? (entry ? happenedOf(entry) : { at: tx.actor.at, precision: 'moment' })
  return carryOut(tx, book, {
    id,
    asked: { person: view.person, kind: kind.name, entry: entry?.root ?? null, parts: told.parts, happened: told.happened ?? null },
    writes: [view.person],
    kinds: [kind, ...beside.kinds],
    decide: () => {
      const act = newId<ActId>()
      return {
        answer: null,
        entries: [
          {
            subject: view.person,
            act,
            kind,
            happened,
            audience: entry?.audience ?? 'professionals',
            parts: told.parts,
            ...(entry ? { corrects: entry.root } : {}),
            ...(told.answers ? { answers: told.answers } : {}),
          },
          ...beside.tell({ act, happened }),
        ],
      }
    },
  })
}

/** Takes an entry back that was recorded by mistake: it stays on the thread, marked as withdrawn. */
export const takeBack = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; person: SubjectId; kind: AnyKind; entry: Entry },
): Promise<Outcome<unknown>> =>
  carryOut(tx, book, {
    id: command.id,
    asked: { person: command.person, takesBack: command.entry.root },
    writes: [command.person],
    kinds: [command.kind],
    decide: () => ({
      answer: null,
      entries: [
        {
          subject: command.person,
          act: newId(),
          kind: command.kind,
          happened: { at: tx.actor.at, precision: 'moment' },
          audience: command.entry.audience,
          corrects: command.entry.root,
          withdraws: true,
          parts: {},
        },
      ],
    }),
  })

/** Facts without what was left blank. */
export const given = <T extends Record<string, unknown>>(facts: T): Record<string, unknown> =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== ''))

/** A choice of a form, refused with the question: its choices stand on the page. */
export const pick = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.enum(Object.keys(of) as [keyof W & string, ...(keyof W & string)[]], { error: ask })

/** A list of words by code, as radios or a list take it. */
export const itemsOf = (of: Readonly<Record<string, string>>): { value: string; text: string }[] =>
  Object.entries(of).map(([value, text]) => ({ value, text: text.replace(/^[a-z]/, first => first.toUpperCase()) }))

export const yesNo = { yes: 'Yes', no: 'No' } as const
export const yesNoUnknown = { yes: 'Yes', no: 'No', 'not-known': 'Not known' } as const

/** An answer of a form as facts keep it: true, false, or left out where it is not known. */
export const asKnown = (answer: string | undefined): boolean | undefined => (answer === 'yes' ? true : answer === 'no' ? false : undefined)
/** The other way round, for a form that is opened with what is on record. */
export const asAnswer = (fact: boolean | null | undefined): string | undefined =>
  fact === true ? 'yes' : fact === false ? 'no' : undefined

/** A whole day of a form. */
export const wholeDay = (ask: string) =>
  z
    .string()
    .refine(isDay, ask)
    .transform(text => text as Day)

/** A date in three boxes of which the day, or the day and the month, may be left empty. */
export const knownDay = (ask: string) =>
  z
    .string()
    .transform(text => text.replace(/(-00)+$/, ''))
    .refine(text => {
      try {
        return /^[1-9]\d{3}(-|$)/.test(text) && partialDate(text).precision !== 'moment'
      } catch {
        return false
      }
    }, ask)
    .transform(text => partialDate(text) as { on: Day; precision: 'day' | 'month' | 'year' })

/** A day as the three boxes of a form show it, no more exactly than it is known. */
export const inBoxes = (name: string, on: string | null | undefined, precision: string | null = 'day'): Typed => {
  if (!on) return {}
  const [year = '', month = '', date = ''] = on.split('-')
  return {
    [`${name}-year`]: year,
    [`${name}-month`]: precision === 'year' ? '' : `${Number(month)}`,
    [`${name}-day`]: precision === 'day' || precision === 'moment' ? `${Number(date)}` : '',
  }
}

/** The ids chosen among checkboxes. */
export const chosen = z.preprocess(
  value => (value === undefined ? [] : typeof value === 'string' ? [value] : value),
  z.array(z.string().refine(isId, 'Choose among those shown')),
)

const mayTell = statement<{ subject_id: SubjectId; relations: string[] }>(
  'may-tell-of',
  null,
  `select w.id as subject_id, array(select r.relation from gt.reach r where r.partnership_id = $1 and r.subject_id = w.id and r.holder_id = any ($3::uuid[])
     and r.from_at <= $4 and r.until_at > $4) as relations
   from unnest($2::uuid[]) as w(id)`,
)

/** Those of these people of whom the asker may tell all of these kinds. */
export const mayTellOf = async (tx: Tx, people: readonly SubjectId[], kinds: readonly AnyKind[]): Promise<Set<SubjectId>> => {
  const { partnership, holders, at, grants } = tx.actor
  const rows = await tx.run(mayTell, [partnership, people, holders, at])
  return new Set(
    rows
      .filter(row => kinds.every(kind => ['anyone', ...row.relations].some(relation => grants.has(`${relation}/append:${kind.name}`))))
      .map(row => row.subject_id),
  )
}
