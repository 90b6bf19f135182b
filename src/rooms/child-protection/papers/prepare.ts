import { capital } from '../../../design-system/words.ts'
import { type Day, dayOf } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { EntryId, SubjectId } from '../../../thread/ids.ts'
import {
  type DocumentKind,
  disclosesOf,
  keyOf,
  type MeetingOnRecord,
  type Ready,
  type Recipient,
  readersOf,
  readMeeting,
} from '../../commands.ts'
import { readByKind, readChildren, sayRole } from '../../family/index.ts'
import { agencyWords } from '../../front-door/index.ts'
import { dissentFrom, meetingDissent, meetingReport } from '../../meetings/index.ts'
import { conference } from '../conference/conference.ts'
import { dangerStatement, safetyGoal, safetyScaled } from '../safety/safety.ts'
import { conferenceReport, type Reports } from './conference-report.ts'
import { type Answer, type Decided, decisionsLetter } from './decisions-letter.ts'
import { invitedAccounts, whatTheyMayHave } from './papers.queries.ts'
import type { Composed, Rendering } from './rendering.ts'

/** The two papers of a conference. */
export const paperWords = {
  decisions: 'The letter: what was decided',
  report: 'The reports: what each agency brings',
} as const
export type PaperSort = keyof typeof paperWords
export const kindOfPaper: Readonly<Record<PaperSort, DocumentKind>> = { decisions: 'conference-decisions', report: 'conference-report' }

/** Somebody who may have a paper of a conference about one child: in which rendering, and of what. */
export type ConferenceReader = Recipient & {
  readonly rendering: Rendering
  /** The invitation that asks for them; nothing where they work with the child and were not asked. */
  readonly invited: EntryId | null
  /** Why the chair keeps them out, where that is so. */
  readonly keptOut: string | null
  readonly decided: boolean
  readonly brought: readonly string[]
}

const types: readonly string[] = ['initial-conference', 'review-conference', 'transfer-in-conference']

/** A conference, as whoever asks may read it; otherwise, and of any other meeting, there is nothing to be found. */
export const openConferenceMatter = async (tx: Tx, matter: SubjectId): Promise<MeetingOnRecord> => {
  const meeting = await readMeeting(tx, matter)
  if (!meeting || !types.includes(meeting.type)) throw new NotFound()
  return meeting
}

/** What is prepared of one child: who it is, what was decided and brought, and who may have it. */
export type Prepared = {
  readonly meeting: MeetingOnRecord
  readonly child: SubjectId
  readonly name: string
  readonly called: string
  readonly decided: Decided | null
  readonly reports: Reports | null
  readonly readers: readonly ConferenceReader[]
}

/** In which words a paper of this conference is for somebody. */
export const renderingOf = (meeting: MeetingOnRecord, reader: Pick<Recipient, 'sort' | 'id' | 'self'>): Rendering => {
  if (reader.sort === 'person') return reader.self ? 'child' : 'family'
  return reader.sort === 'account' && meeting.chair?.holder === reader.id ? 'chair' : 'agency'
}

/** Everybody who may have a paper of this conference about this child: who was invited, who works with the child, and the family. */
export const conferenceReaders = async (
  tx: Tx,
  meeting: MeetingOnRecord,
  child: SubjectId,
  isA: 'child' | 'adult' | 'unborn',
): Promise<ConferenceReader[]> => {
  const onCase = await readersOf(tx, child, isA)
  const accounts = await invitedAccounts(
    tx,
    meeting.invited.flatMap(one => one.account ?? []),
    meeting.invited.flatMap(one => (one.account ? [] : (one.agency ?? []))),
  )
  const all: Recipient[] = [
    ...onCase,
    ...accounts
      .filter(one => !onCase.some(other => other.sort === 'account' && other.id === one.account))
      .map(
        (one): Recipient => ({
          sort: 'account',
          id: one.account,
          name: one.name,
          as: `${sayRole(one.role).toLowerCase()}, ${one.agency}`,
          agency: one.agency_id,
          groups: [],
          self: false,
        }),
      ),
    // Whoever chairs may not read the records of the family: it is named as it was invited.
    ...meeting.invited
      .filter(one => one.person && !onCase.some(other => other.sort === 'person' && other.id === one.person))
      .map(
        (one): Recipient => ({
          sort: 'person',
          id: one.person ?? '',
          name: one.name,
          as: one.of,
          agency: null,
          groups: [],
          self: one.person === child,
        }),
      ),
  ]
  const may = await whatTheyMayHave(tx, child, meeting.matter, all)
  const asked = (reader: Recipient) =>
    meeting.invited.find(one =>
      reader.sort === 'account'
        ? one.account === reader.id ||
          (!one.account && one.agency === reader.agency && accounts.some(account => account.account === reader.id))
        : reader.sort === 'person' && one.person === reader.id,
    )
  return all.flatMap((reader): ConferenceReader[] => {
    const has = may.find(one => (one.account ?? one.person ?? one.entry) === reader.id)
    if (!has) return []
    const invitation = asked(reader)
    return [
      {
        ...reader,
        rendering: renderingOf(meeting, reader),
        invited: invitation?.entry ?? null,
        keptOut: invitation?.keptOut?.reason ?? null,
        decided: has.decided || has.groups.includes('record'),
        brought: has.brought,
      },
    ]
  })
}

const readDecided = async (
  tx: Tx,
  meeting: MeetingOnRecord,
  child: SubjectId,
  about: { name: string; called: string; from: string; madeOn: Day },
): Promise<Decided | null> => {
  const told = await readByKind(tx, child, [conference, dangerStatement, safetyGoal, safetyScaled])
  const { matter } = meeting
  const decision = told.of(conference).findLast(one => one.facts.meeting === matter)
  if (!decision) return null
  const answers = (to: EntryId | null): Answer[] =>
    told
      .of(safetyScaled)
      .filter(one => one.facts.meeting === matter && one.answers === to)
      .map(one => ({ entry: one.entry, said: one.said, who: one.facts.who, scale: one.facts.scale, agencyKind: one.facts.agencyKind }))
  return {
    ...about,
    words: meeting.words.toLowerCase(),
    at: meeting.at,
    chair: meeting.chair?.name ?? null,
    decision: { entry: decision.entry, said: decision.said, facts: decision.facts },
    dangers: told
      .of(dangerStatement)
      .filter(one => one.facts.meeting === matter)
      .map(one => ({
        entry: one.entry,
        said: one.said,
        goal: told.of(safetyGoal).findLast(goal => goal.answers === one.root) ?? null,
        answers: answers(one.root),
      })),
    overall: answers(null),
    dissents: meeting
      .of(meetingDissent)
      .filter(one => !one.facts.child || one.facts.child === child)
      .map(one => ({
        entry: one.entry,
        name: one.said['name'] ?? '',
        of: agencyWords[one.facts.agencyKind],
        from: one.facts.from === 'decision' ? 'the decision' : dissentFrom[one.facts.from],
        why: one.said['why'] ?? '',
      })),
  }
}

/** Opens what may be sent of a conference about one child, for whoever reads the conference and may share the child's record; otherwise there is nothing to be found. */
export const openPapers = async (tx: Tx, matter: SubjectId, child: SubjectId, today: Day): Promise<Prepared> => {
  const meeting = await openConferenceMatter(tx, matter)
  const who = await disclosesOf(tx, child)
  const [known] = await readChildren(tx, [child])
  if (!who?.may || !known || !meeting.children.some(one => one.child === child)) throw new NotFound()
  const { name, called } = known
  const about = { name, called, from: tx.actor.agencyName, madeOn: today }
  const brought = meeting.of(meetingReport).filter(one => !one.facts.child || one.facts.child === child)
  return {
    meeting,
    child,
    name,
    called,
    decided: await readDecided(tx, meeting, child, about),
    reports:
      brought.length === 0
        ? null
        : {
            ...about,
            words: meeting.words.toLowerCase(),
            at: meeting.at,
            reports: brought.map(one => ({
              entry: one.entry,
              of: one.of || capital(one.facts.agencyKind ? agencyWords[one.facts.agencyKind] : 'An agency'),
              by: one.by,
              agencyKind: one.facts.agencyKind ?? one.agencyKind,
              alone: one.facts.child !== undefined || meeting.children.length === 1,
              said: one.said,
              scale: one.facts.scale ?? null,
              writtenOn: dayOf(one.at),
            })),
          },
    readers: await conferenceReaders(tx, meeting, child, who.is_a),
  }
}

/** One paper for one reader; nothing where nothing of it may go to them. */
export const composed = (prepared: Prepared, sort: PaperSort, reader: ConferenceReader): Composed | null => {
  if (sort === 'report') return prepared.reports && conferenceReport(prepared.reports, reader, reader.brought)
  if (!prepared.decided || !reader.decided) return null
  // What somebody said of their disagreement was said to the conference: whoever has no way into it reads what the chair wrote of it.
  const dissents = reader.brought.includes('record') ? prepared.decided.dissents : []
  return decisionsLetter({ ...prepared.decided, dissents }, reader)
}

/** The papers of some readers, ready to be printed; or the name of the first for whom nothing is left. */
export const readyFor = (
  prepared: Prepared,
  sort: PaperSort,
  keys: readonly string[],
): { readonly ready: readonly Ready[] } | { readonly nothingFor: string } => {
  const ready: Ready[] = []
  for (const key of keys) {
    const reader = prepared.readers.find(one => keyOf(one) === key)
    const document = reader && composed(prepared, sort, reader)
    if (!reader || !document) return { nothingFor: reader?.name ?? 'somebody who is not asked' }
    ready.push({
      reader,
      kind: kindOfPaper[sort],
      meeting: prepared.meeting.matter,
      document: { paper: document.paper, holds: document.holds.map(one => ({ entry: one.entry, group: one.group })) },
    })
  }
  return { ready }
}
