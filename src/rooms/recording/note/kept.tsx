import { Button, Conflict, Form, type Typed } from '../../../design-system/index.ts'
import { printTimeOfDay } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { type Draft, draftsOf, openedVersion, type Saved } from '../../../kernel/http/drafts.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import type { FamilyMember } from '../../family/index.ts'
import { type PartField, partFields, sharedFields } from './note-form.ts'

const ownField = /^(?:about|consulted(?:Name|Contact)[0-7])$/
const box = /^(on|decisionDue)-(?:day|month|year)$/
const ofPart = new RegExp(`^(${partFields.join('|')})_[0-9a-f-]{36}$`)
const isShared = (name: string): boolean => (sharedFields as readonly string[]).includes(name)

/** Of what was typed the fields that a note has, and nothing else that was sent. */
const onlyFields = (typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => isShared(name) || ownField.test(name) || box.test(name) || ofPart.test(name)))

/** The notes about one person that the asker is writing: at most one, kept until it is recorded or thrown away. The form is called `note <person>`. */
export const noteDrafts = (person: SubjectId) => draftsOf<Typed>(`note ${person}`, onlyFields)

/** The asker's own draft about a person, if there is one. */
export const draftOf = async (tx: Tx, person: SubjectId): Promise<Draft<Typed> | undefined> => (await noteDrafts(person).list(tx))[0]

/** Keeps what was typed; where it was saved elsewhere since it was opened, keeps nothing and gives that. */
export const keepNote = async (tx: Tx, person: SubjectId, typed: Typed): Promise<Saved<Typed>> => {
  const drafts = noteDrafts(person)
  const draft = await draftOf(tx, person)
  if (!draft) return { saved: true, draft: await drafts.begin(tx, typed) }
  return drafts.save(tx, draft, typed, openedVersion(typed))
}

const words: Readonly<Record<string, string>> = {
  purpose: 'What it was for',
  wished: 'What should come of it',
  contact: 'What kind of contact',
  'on-day': 'When: the day',
  'on-month': 'When: the month',
  'on-year': 'When: the year',
  time: 'At what time',
  reached: 'Whether the contact came about',
  access: 'At the door',
  tried: 'What was tried',
  about: 'Which other children it is about',
  present: 'Who was there',
  alsoThere: 'Who else was there',
  decision: 'What was decided',
  decisionBy: 'Who carries it out',
  'decisionDue-day': 'By when: the day',
  'decisionDue-month': 'By when: the month',
  'decisionDue-year': 'By when: the year',
  audience: 'Who may read it',
  correctedWhy: 'Why it is corrected',
}
const partWords: Readonly<Record<PartField, string>> = {
  seen: 'how they were seen',
  fact: 'what happened',
  view: 'what you make of it',
  heard: 'how they were heard',
  alone: 'whether alone',
  language: 'in what language',
  childsWords: 'what they said or showed',
  dailyLife: 'what a day is like',
  voiceChanged: 'what changed because of it',
  notHeardWhy: 'why they were not heard',
  workingWell: 'what works well',
  worry: 'what worries you',
  health: 'health',
  others: 'about somebody else',
  intelligence: 'police intelligence',
  adoption: 'about the adoption',
}

const labelOf = (name: string, family: readonly FamilyMember[]): string => {
  const label = words[name]
  if (label) return label
  const [, field, of] = /^(\w+)_([0-9a-f-]{36})$/.exec(name) ?? []
  if (field && of)
    return `${family.find(one => one.subject === of)?.called ?? 'The other child'}: ${partWords[field as PartField] ?? field}`
  const [, what, at] = /^consulted(Name|Contact)(\d)$/.exec(name) ?? []
  return what ? `Person consulted ${Number(at) + 1}: ${what === 'Name' ? 'name' : 'how to reach them'}` : name
}

const text = (typed: Typed, name: string): string => {
  const value = typed[name]
  return value === undefined ? '' : typeof value === 'string' ? value : value.join(', ')
}

/** A note that was saved in another window since this one was opened: both versions, nothing lost. */
export const NoteConflict = (parts: {
  person: SubjectId
  theirs: Draft<Typed>
  yours: Typed
  family: readonly FamilyMember[]
  csrf: string
  commandId: string
}) => {
  const yours = onlyFields(parts.yours)
  const names = [...new Set([...Object.keys(parts.theirs.body), ...Object.keys(yours)])]
  return (
    <>
      <h1 class="govuk-heading-l">This note was written on elsewhere</h1>
      <Form action={`/people/${parts.person}/record`} csrf={parts.csrf} commandId={parts.commandId}>
        <input type="hidden" name="draftVersion" value={String(parts.theirs.version)} />
        <input type="hidden" name="resolve" value="yes" />
        <Conflict
          by="You, in another window,"
          at={printTimeOfDay(parts.theirs.savedAt)}
          fields={names.map(name => ({
            name,
            label: labelOf(name, parts.family),
            yours: text(yours, name),
            theirs: text(parts.theirs.body, name),
          }))}
        >
          <Button text="Keep these answers" />
        </Conflict>
      </Form>
    </>
  )
}

const lists = /^(about|present|heard_.+)$/
const longTexts = new Set(['purpose', 'wished', 'tried', 'alsoThere', 'decision'])
const isLongText = (name: string): boolean => longTexts.has(name) || (ofPart.test(name) && !/^(seen|alone|language)_/.test(name))

/** Of two versions what somebody chose, field by field; of a longer text and of ticks both unless they chose, of one answer the one that was saved. */
export const resolved = (theirs: Typed, typed: Typed): Typed => {
  const kept: Record<string, string | readonly string[]> = {}
  for (const [name, value] of Object.entries(onlyFields(theirs))) if (value !== undefined) kept[name] = value
  for (const field of Object.keys(typed)) {
    const name = /^yours\.(.+)$/.exec(field)?.[1]
    const yours = text(typed, field)
    if (!name || yours === '' || Object.keys(onlyFields({ [name]: yours })).length === 0) continue
    const choice = text(typed, `keep.${name}`) || 'both'
    const before = text(kept, name)
    const isList = lists.test(name)
    if (choice === 'yours' || (choice === 'both' && before === '')) kept[name] = isList ? yours.split(', ') : yours
    else if (choice === 'both' && isList) kept[name] = [...new Set([...before.split(', '), ...yours.split(', ')])]
    else if (choice === 'both' && isLongText(name) && before !== yours) kept[name] = `${before}\n\n${yours}`
  }
  return kept
}
