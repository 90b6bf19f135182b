import { createHash } from 'node:crypto'
import { Button, Conflict, Form, type Typed } from '../../../design-system/index.ts'
import { type Day, printTimeOfDay } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { labelOf } from '../../../kernel/http/declared.ts'
import { type Draft, draftsOf, openedVersion, type Saved } from '../../../kernel/http/drafts.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
import { nameOfPerson } from './details-view.ts'
import type { OpenedFact } from './fact.ts'
import { declaredFact, factLabels } from './facts/labels.ts'

/** The address of the page of a fact, with the entry it was opened with. */
export const addressOfFact = ({ view, fact, opened }: OpenedFact): string =>
  `/people/${view.person}/details/${fact.slug}${opened ? `?entry=${opened}` : ''}`

const anyDay = '2000-01-01' as Day

/**
 * What of the record a form was opened with: the version of the entry it puts right, and otherwise a mark of all that it began with, so that a form which
 * is gone on with days later never puts back what somebody else has changed meanwhile. A day that a form begins with because it is today is none of it.
 */
export const seenOf = ({ view, fact, entry, opened, more }: OpenedFact): string =>
  entry?.id ??
  createHash('sha256')
    .update(JSON.stringify(fact.start({ view: { ...view, today: anyDay }, entry, opened, more: more as never })))
    .digest('hex')
    .slice(0, 32)

/** Of what was typed the fields that facts have, and what of the record was seen beside them. */
const onlyFields = (typed: Typed): Typed => ({
  ...declaredFact.only(typed),
  ...(typeof typed['seen'] === 'string' ? { seen: typed['seen'] } : {}),
})

/** The drafts of one fact about one person: at most one of each account. The form is called `fact <person> <fact>`, and `<entry>` where one is put right. */
const draftsOfFact = ({ view, fact, opened }: OpenedFact) =>
  draftsOf<Typed>(`fact ${view.person} ${fact.slug}${opened ? ` ${opened}` : ''}`, onlyFields)

/** The asker's own draft of a fact, if there is one. */
export const draftOfFact = async (tx: Tx, opened: OpenedFact): Promise<Draft<Typed> | undefined> => (await draftsOfFact(opened).list(tx))[0]

/**
 * Keeps what was typed; where it was saved in another window since it was opened, keeps nothing and gives that. What is sent by a program, which opened no
 * form, takes the place of a draft, whose words are kept for a while.
 */
export const keepFact = async (tx: Tx, opened: OpenedFact, typed: Typed): Promise<Saved<Typed>> => {
  const drafts = draftsOfFact(opened)
  const draft = await draftOfFact(tx, opened)
  if (draft && typed['draftVersion'] !== undefined) return drafts.save(tx, draft, typed, openedVersion(typed))
  if (draft) await drafts.throwAway(tx, draft.id)
  return { saved: true, draft: await drafts.begin(tx, typed) }
}

/** A fact that was sent is no draft any more; what another window has saved of it since is kept for a while, as if it had been thrown away. */
export const letGoOfFact = async (tx: Tx, opened: OpenedFact, typed: Typed): Promise<void> => {
  const draft = await draftOfFact(tx, opened)
  if (draft?.version === openedVersion(typed)) await draftsOfFact(opened).discard(tx, draft.id)
  else if (draft) await draftsOfFact(opened).throwAway(tx, draft.id)
}

/** Throws the asker's own draft of a fact away. */
export const throwFactAway = async (tx: Tx, opened: OpenedFact): Promise<void> => {
  const draft = await draftOfFact(tx, opened)
  if (draft) await draftsOfFact(opened).throwAway(tx, draft.id)
}

const text = (typed: Typed, name: string): string => {
  const value = typed[name]
  return value === undefined ? '' : typeof value === 'string' ? value : value.join(', ')
}

/** How an answer is read: somebody chosen by their name, a choice without its dashes, and everything else as it was written. */
const readAs = (people: OpenedFact['view']['people'], answer: string): string =>
  answer
    .split(', ')
    .map(one => (isId(one) ? nameOfPerson(people.get(one as SubjectId)) : /^[a-z]+(-[a-z]+)+$/.test(one) ? one.replaceAll('-', ' ') : one))
    .join(', ')

/** A fact that was saved in another window since this one was opened: both versions, nothing lost. */
export const FactConflict = ({
  opened,
  theirs,
  yours,
  csrf,
  commandId,
}: {
  opened: OpenedFact
  theirs: Draft<Typed>
  yours: Typed
  csrf: string
  commandId: string
}) => {
  const mine = declaredFact.only(yours)
  const saved = declaredFact.only(theirs.body)
  const { people } = opened.view
  // Where the record has changed since either was written, the form that comes back must still say so.
  const seen = [yours['seen'], theirs.body['seen']].find(one => typeof one === 'string' && one !== seenOf(opened)) ?? seenOf(opened)
  return (
    <>
      <h1 class="govuk-heading-l">This form was written on elsewhere</h1>
      <Form action={`/people/${opened.view.person}/details/${opened.fact.slug}`} csrf={csrf} commandId={commandId}>
        {opened.opened && <input type="hidden" name="entry" value={opened.opened} />}
        <input type="hidden" name="seen" value={String(seen)} />
        <input type="hidden" name="draftVersion" value={String(theirs.version)} />
        <input type="hidden" name="resolve" value="yes" />
        <Conflict
          by="You, in another window,"
          at={printTimeOfDay(theirs.savedAt)}
          fields={[...new Set([...Object.keys(saved), ...Object.keys(mine)])].map(name => {
            const both = { yours: text(mine, name), theirs: text(saved, name) }
            return {
              name,
              label: labelOf(factLabels, name),
              ...both,
              read: { yours: readAs(people, both.yours), theirs: readAs(people, both.theirs) },
            }
          })}
        >
          <Button text="Keep these answers" />
        </Conflict>
      </Form>
    </>
  )
}

const lists = new Set(['along', 'by'])
/** Answers of which both versions can stand one after the other. */
const longTexts = new Set([
  ...['calledOrDescribed', 'dailyLife', 'effectOnChild', 'goodForChild', 'happened', 'howToReach', 'howToSpeak', 'impact', 'inTheirWords'],
  ...['knownRisks', 'meansForChild', 'needs', 'note', 'outcomeWhy', 'reason', 'safeToTalk', 'signpostedWhy', 'strengths', 'whatCameOfIt'],
  ...['whatChecksSay', 'whatIsKnown', 'whatWasOffered', 'wished'],
])

/** Of two versions what somebody chose, field by field; of a longer text and of ticks both unless they chose, of one answer the one that was saved. */
export const resolvedFact = (theirs: Typed, typed: Typed): Typed => {
  const kept: Record<string, string | readonly string[]> = {}
  for (const [name, value] of Object.entries(declaredFact.only(theirs))) if (value !== undefined) kept[name] = value
  for (const field of Object.keys(typed)) {
    const name = /^yours\.(.+)$/.exec(field)?.[1]
    if (!name || Object.keys(declaredFact.only({ [name]: '' })).length === 0) continue
    const [yours, before] = [text(typed, field), text(kept, name)]
    const choice = text(typed, `keep.${name}`) || 'both'
    if (choice === 'yours' || (choice === 'both' && before === '')) kept[name] = lists.has(name) ? yours.split(', ').filter(Boolean) : yours
    else if (choice === 'both' && yours !== '' && lists.has(name)) kept[name] = [...new Set([...before.split(', '), ...yours.split(', ')])]
    else if (choice === 'both' && yours !== '' && longTexts.has(name) && before !== yours) kept[name] = `${before}\n\n${yours}`
  }
  return { ...kept, seen: text(typed, 'seen'), draftVersion: text(typed, 'draftVersion') }
}
