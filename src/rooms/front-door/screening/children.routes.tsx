import { z } from 'zod'
import type { FieldError, FormState, Typed } from '../../../design-system/index.ts'
import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { dayField, line, words } from '../../../thread/fields.ts'
import type { CommandId, SubjectId } from '../../../thread/ids.ts'
import { findPeople } from '../../family/index.ts'
import { ChildrenPage, fieldsOf, type ToMatch } from './children.page.tsx'
import { type KnownPerson, readKnown } from './concern.queries.ts'
import { type AnyAsk, atMatter, openConcern } from './concern.routes.tsx'
import { type Concern, peopleOf, unmatched } from './concern.ts'
import { type Match, matchChildren, undoMatch } from './match-children.ts'

const anything = z.record(z.string(), z.unknown())

/** What was typed to look for one child again, or what was told where nothing was. */
const lookFor = (typed: Typed, at: number, told: Concern['children'][number]['told']) => {
  const names = fieldsOf(at)
  const form = parseForm(
    z.object({ [names.given]: line(100).optional(), [names.family]: line(100).optional(), [names.born]: dayField.optional() }),
    typed,
  )
  const found = (form.ok ? form.data : {}) as Record<string, string | undefined>
  const typedSomething = [names.given, names.family, names.born].some(name => found[name] !== undefined)
  return {
    lookedFor: typedSomething
      ? { given: found[names.given], family: found[names.family], born: found[names.born] }
      : { given: told.given, family: told.family, born: told.born },
    errors: form.ok
      ? []
      : form.errors.map(error =>
          error.field === names.born ? { ...error, message: 'Enter a real date of birth, such as 27 3 2017' } : error,
        ),
  }
}

type Opened = { concern: Concern; toMatch: readonly ToMatch[]; known: ReadonlyMap<SubjectId, KnownPerson>; errors: readonly FieldError[] }

const openChildren = async (tx: Tx, matter: SubjectId, typed: Typed, today: Day): Promise<Opened> => {
  const { concern } = await openConcern(tx, matter)
  const known = new Map((await readKnown(tx, peopleOf(concern))).map(person => [person.person, person]))
  const toMatch: ToMatch[] = []
  const errors: FieldError[] = []
  for (const child of unmatched(concern)) {
    const { lookedFor, errors: wrong } = lookFor(typed, child.at, child.told)
    errors.push(...wrong)
    toMatch.push({ child, candidates: await findPeople(tx, lookedFor, { is: ['child', 'unborn'], today }) })
  }
  return { concern, toMatch, known, errors }
}

/** What was chosen for each child: only somebody who came up may be chosen, and nobody for two children. */
const chosenOf = (typed: Typed, { toMatch }: Opened): { matches: Match[]; errors: FieldError[] } => {
  const matches: Match[] = []
  const errors: FieldError[] = []
  const taken = new Set<string>()
  for (const { child, candidates } of toMatch) {
    const names = fieldsOf(child.at)
    const chosen = typed[names.person]
    const summary = parseForm(z.object({ [names.summary]: words(20_000).optional() }), typed)
    if (!summary.ok) errors.push(...summary.errors)
    if (chosen === undefined) errors.push({ field: names.person, message: 'Choose who this child is, or that you do not know yet' })
    else if (chosen !== 'later' && chosen !== 'new' && !candidates.some(candidate => candidate.person === chosen))
      errors.push({ field: names.person, message: 'Choose one of the people shown here' })
    else if (typeof chosen === 'string' && chosen !== 'later') {
      if (chosen !== 'new' && taken.has(chosen))
        errors.push({ field: names.person, message: 'Choose somebody else: two children cannot be the same person' })
      taken.add(chosen)
      matches.push({
        label: child.told.label,
        person: chosen === 'new' ? 'new' : (chosen as SubjectId),
        summary: summary.ok ? (summary.data as Record<string, string | undefined>)[names.summary] : undefined,
        adults: typed[names.adultsShown] === undefined ? [] : [typed[names.adults] ?? []].flat(),
      })
    }
  }
  return { matches, errors }
}

const showChildren = (ask: AnyAsk, opened: Opened, form: FormState): Reply =>
  show(
    ask.page({
      title: 'Who are the children?',
      errors: form.errors,
      way: { kind: 'back', href: `/bridge/${opened.concern.matter}`, text: 'Back to the concern' },
      children: (
        <ChildrenPage
          concern={opened.concern}
          toMatch={opened.toMatch}
          known={opened.known}
          form={form}
          today={ask.today}
          csrf={ask.csrf}
          newCommandId={ask.newCommandId}
        />
      ),
    }),
    {
      status: form.errors.length > 0 ? 422 : 200,
      json: { toMatch: opened.toMatch.map(({ child, candidates }) => ({ told: child.told, candidates })), errors: form.errors },
    },
  )

/** Matching the children of a concern to people on record, and undoing it. `book`: the kinds and rules in force. */
export const childrenRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/bridge/:matter/children',
    words: 'match the children of a concern',
    params: atMatter,
    handle: async ask =>
      showChildren(ask, await ask.tx(tx => openChildren(tx, ask.params.matter, {}, ask.today)), { typed: {}, errors: [] }),
  }),
  route({
    method: 'POST',
    url: '/bridge/:matter/children',
    words: 'match the children of a concern',
    params: atMatter,
    body: anything,
    handle: async ask => {
      const { matter } = ask.params
      const result = await ask.tx(async tx => {
        const { read } = await openConcern(tx, matter)
        const opened = await openChildren(tx, matter, ask.typed, ask.today)
        if (ask.typed['intent'] === 'look') return { opened, errors: opened.errors }
        const { matches, errors } = chosenOf(ask.typed, opened)
        const wrong = [...opened.errors, ...errors]
        if (wrong.length > 0) return { opened, errors: wrong }
        if (matches.length > 0) await matchChildren(tx, book(), { id: ask.commandId as CommandId, concern: read, matches })
        return { matched: matches.length }
      })
      if (result.opened) return showChildren(ask, result.opened, { typed: ask.typed, errors: result.errors })
      return go(`/bridge/${matter}${result.matched ? '?done=matched' : ''}`)
    },
  }),
  route({
    method: 'POST',
    url: '/bridge/:matter/children/undo',
    words: 'undo the match of a child',
    params: atMatter,
    body: z.object({ label: z.string().max(40) }),
    handle: async ask => {
      const { matter } = ask.params
      const outcome = await ask.tx(async tx => {
        const { read } = await openConcern(tx, matter)
        return ask.form.ok
          ? undoMatch(tx, book(), { id: ask.commandId as CommandId, concern: read, label: ask.form.data.label })
          : undefined
      })
      return go(`/bridge/${matter}${outcome && outcome.done !== 'asked' && outcome.answer.undone ? '?done=undone' : ''}`)
    },
  }),
]
