import { z } from 'zod'
import { Button, Conflict, type FieldError, Form, type Typed } from '../../../design-system/index.ts'
import { printTimeOfDay } from '../../../guidance/index.ts'
import { Refusal, type Tx } from '../../../kernel/db/with-actor.ts'
import { openedVersion, type Saved } from '../../../kernel/http/drafts.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, json, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import type { CommandId, SubjectId } from '../../../thread/ids.ts'
import { type Outcome, orAsked } from '../../../thread/store/append.ts'
import { readConcern } from '../screening/concern.queries.ts'
import { type AnyAsk, atMatter, decisionDrafts, openConcern, openPage, showConcern } from '../screening/concern.routes.tsx'
import { concernFrom } from '../screening/concern.ts'
import { type Decided, decide, takersOfWork } from './decide.ts'
import { readDecided } from './decided.queries.ts'
import { DecidedPage } from './decision.page.tsx'
import { type DecisionForm, decisionForm, declaredDecision, leadsToWork } from './decision-form.ts'

const anything = z.record(z.string(), z.unknown())

const marks = new Set(['csrf', 'commandId', 'draftVersion', 'intent', 'resolve'])
const withoutMarks = (typed: Typed): Typed => Object.fromEntries(Object.entries(typed).filter(([name]) => !marks.has(name)))

/** Keeps what was typed of a decision; where it was saved elsewhere since it was opened, keeps nothing and gives that. */
const keep = async (tx: Tx, matter: SubjectId, typed: Typed, opened: number): Promise<Saved<Typed>> => {
  const drafts = decisionDrafts(matter)
  const [draft] = await drafts.list(tx)
  if (!draft) return { saved: true, draft: await drafts.begin(tx, withoutMarks(typed)) }
  return drafts.save(tx, draft, withoutMarks(typed), opened)
}

const { labels: fieldWords } = declaredDecision

const text = (typed: Typed, name: string): string => {
  const value = typed[name]
  return value === undefined ? '' : typeof value === 'string' ? value : value.join(', ')
}

/** Saved in another window since this one was opened: both versions, nothing lost. */
const showConflict = (ask: AnyAsk, matter: SubjectId, saved: Extract<Saved<Typed>, { saved: false }>): Reply => {
  const { theirs } = saved
  const yours = withoutMarks(ask.typed)
  const fields = Object.entries(fieldWords).map(([name, label]) => ({
    name,
    label,
    yours: text(yours, name),
    theirs: text(theirs.body, name),
  }))
  const page = (
    <>
      <h1 class="govuk-heading-l">This decision was written on elsewhere</h1>
      <Form action={`/bridge/${matter}/decision`} csrf={ask.csrf} commandId={ask.newCommandId()}>
        <input type="hidden" name="draftVersion" value={String(theirs.version)} />
        <input type="hidden" name="resolve" value="yes" />
        <input type="hidden" name="intent" value="save-for-later" />
        <Conflict by="You, in another window," at={printTimeOfDay(theirs.savedAt)} fields={fields}>
          <Button text="Keep these answers" />
        </Conflict>
      </Form>
    </>
  )
  return show(ask.page({ title: 'This decision was written on elsewhere', children: page }), {
    status: 409,
    json: { theirs: theirs.body, version: theirs.version },
  })
}

/** Of two versions what somebody chose, field by field; of a longer text both unless they chose, of a choice the one that was saved. */
const resolved = (theirs: Typed, typed: Typed): Typed => {
  const kept: Record<string, string> = Object.fromEntries(Object.keys(fieldWords).map(name => [name, text(theirs, name)]))
  for (const name of Object.keys(fieldWords)) {
    const yours = text(typed, `yours.${name}`)
    if (yours === '') continue
    const choice = text(typed, `keep.${name}`) || 'both'
    if (choice === 'yours') kept[name] = yours
    else if (choice === 'both') {
      const isText = ['reasons', 'arguedOtherWay', 'cumulativeReview', 'message', 'toAuthority', 'stageNotDiscussedWhy'].includes(name)
      kept[name] = isText ? [kept[name], yours].filter(Boolean).join('\n\n') : kept[name] || yours
    }
  }
  return kept
}

/** What a right form still lacks for this concern: a referrer who can be told is told, and work goes to somebody who exists. */
const lacking = (form: DecisionForm, anonymous: boolean, takers: readonly { value: string }[]): FieldError[] => [
  ...(!anonymous && !form.message
    ? [{ field: 'message', message: 'Write a message to the referrer: they are told the outcome and why' }]
    : []),
  ...(leadsToWork(form.outcome) && !takers.some(taker => taker.value === form.goesTo)
    ? [{ field: 'goesTo', message: 'Choose who takes it on' }]
    : []),
]

/** What came of sending the form: decided, or what it still lacks. */
type Answered = Decided | { result: 'lacking'; errors: FieldError[] }

/** Deciding a concern. `book`: the kinds and rules in force. */
export const decisionRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'POST',
    url: '/bridge/:matter/decision',
    words: 'decide a concern',
    params: atMatter,
    body: anything,
    labels: fieldWords,
    handle: async ask => {
      const { matter } = ask.params
      if (ask.typed['intent'] === 'save-for-later') return saveForLater(ask, matter)
      const again = async (errors: readonly FieldError[], asksForReview = false): Promise<Reply> => {
        const opened = await ask.tx(tx => openPage(tx, matter))
        return showConcern(ask, book(), opened, { deciding: { typed: withoutMarks(ask.typed), errors, asksForReview } })
      }
      const form = parseForm(decisionForm, ask.typed)
      if (!form.ok) return again(form.errors)
      const outcome = await orAsked<Answered>(
        ask.tx<Outcome<Answered>>(async tx => {
          const read = await readConcern(tx, matter)
          const concern = read && concernFrom(read)
          if (!read || !concern) {
            if (await readDecided(tx, matter)) return { done: 'before', answer: { result: 'decided-before' } }
            throw new NotFound()
          }
          const errors = lacking(form.data, concern.told.facts.anonymous, await takersOfWork(tx))
          if (errors.length > 0) return { done: 'before', answer: { result: 'lacking', errors } }
          const done = await decide(tx, book(), { id: ask.commandId as CommandId, concern: read, form: form.data })
          if (done.done !== 'asked' && done.answer.result === 'children-not-matched') throw new NotMatched()
          if (done.done === 'now')
            for (const draft of await decisionDrafts(matter).list(tx)) await decisionDrafts(matter).discard(tx, draft.id)
          return done
        }),
      ).catch((error: unknown) => {
        if (error instanceof NotMatched) return { done: 'before' as const, answer: { result: 'children-not-matched' as const } }
        throw error
      })
      if (outcome.done === 'asked')
        return again(
          [...new Set(outcome.gates.map(gate => gate.asks))].slice(0, 1).map(message => ({ field: 'cumulativeReview', message })),
          true,
        )
      switch (outcome.answer.result) {
        case 'children-not-matched':
          return again([
            {
              field: 'outcome',
              message: 'Match the children first: the decision stands on each child’s own record. What you wrote is kept.',
            },
          ])
        case 'lacking':
          return again(outcome.answer.errors)
        default:
          return go(`/bridge/${matter}/decided`)
      }
    },
  }),
  route({
    method: 'POST',
    url: '/bridge/:matter/decision/keep',
    words: 'keep a decision while it is typed',
    params: atMatter,
    body: anything,
    handle: async ask => {
      const { matter } = ask.params
      const saved = await ask.tx(async tx => {
        await openConcern(tx, matter)
        return keep(tx, matter, ask.typed, openedVersion(ask.typed))
      })
      if (!saved.saved) return json({ conflictUrl: `/bridge/${matter}#decision` }, 409)
      return json({ savedAt: printTimeOfDay(saved.draft.savedAt), version: String(saved.draft.version) })
    },
  }),
  route({
    method: 'GET',
    url: '/bridge/:matter/decided',
    words: 'what was decided on a concern',
    params: atMatter,
    handle: async ask => {
      const concern = await ask.tx(async tx => {
        const found = await readDecided(tx, ask.params.matter)
        if (!found) throw new NotFound()
        return found
      })
      return show(ask.page({ title: 'Decided', children: <DecidedPage concern={concern} /> }), { json: concern })
    },
  }),
]

/** Undoes the command, so that the same form can be sent again once the children are matched. */
class NotMatched extends Refusal {}

const saveForLater = async (ask: AnyAsk, matter: SubjectId): Promise<Reply> => {
  const saved = await ask.tx(async tx => {
    await openConcern(tx, matter)
    if (!ask.typed['resolve']) return keep(tx, matter, ask.typed, openedVersion(ask.typed))
    const [draft] = await decisionDrafts(matter).list(tx)
    return keep(tx, matter, resolved(draft?.body ?? {}, ask.typed), openedVersion(ask.typed))
  })
  if (!saved.saved) return showConflict(ask, matter, saved)
  return go(ask.typed['resolve'] ? `/bridge/${matter}#decision` : '/bridge')
}
