import type { Day, Moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { AgencyKind, FieldGroup } from '../../../thread/entry.ts'
import type { AccountId, AgencyId, EntryId, SubjectId } from '../../../thread/ids.ts'
import type { AnyKind, FactsOf } from '../../../thread/kind.ts'
import type { Relation } from '../../../thread/own-kinds/index.ts'
import { type MeetingType, type MeetingWay, meeting, meetingCancelled, meetingMoved, meetingWords, whomOf } from '../calling/meeting.ts'
import { meetingHeld } from '../held/held.ts'
import {
  type InviteeAs,
  inviteeWords,
  meetingAnswered,
  meetingExcluded,
  meetingInvited,
  meetingLeftOut,
  type Reply,
} from '../inviting/invitation.ts'
import { type HolderRow, readToldOfMeeting, type ToldRow } from './meeting.queries.ts'

/** One entry of a meeting, with the facts of its kind; `said` is the narrative of every part that whoever asks may read. */
export type OnMeeting<Facts = Record<string, unknown>> = Omit<ToldRow, 'parts' | 'meeting'> & {
  readonly facts: Facts
  readonly said: Readonly<Record<string, string>>
  /** The parts that whoever asks may read. */
  readonly groups: readonly FieldGroup[]
}

/** Somebody who was invited: what they said, whether they came. */
export type Invited = {
  readonly entry: EntryId
  readonly as: InviteeAs
  readonly name: string
  /** 'Sample Primary School', or as what they are asked. */
  readonly of: string
  readonly account: AccountId | null
  readonly agency: AgencyId | null
  readonly agencyKind: AgencyKind | null
  readonly person: SubjectId | null
  readonly expected: string | null
  readonly access: string | null
  readonly at: Moment
  readonly reply: {
    readonly reply: Reply
    readonly reportPromised: boolean
    readonly words: string | null
    readonly at: Moment
    readonly by: string
  } | null
  readonly keptOut: { readonly part: boolean; readonly reason: string } | null
  readonly attended: { readonly came: boolean; readonly sent: boolean } | null
  /** Is this whoever asks, or their agency as a whole? */
  readonly mine: boolean
}

/** A meeting as whoever asks may read it. */
export type MeetingOnRecord = {
  readonly matter: SubjectId
  /** The entry that called it: what moving, cancelling and holding it answer. */
  readonly called: OnMeeting<FactsOf<typeof meeting>>
  readonly type: MeetingType
  /** 'Strategy meeting' */
  readonly words: string
  /** When it is held, as it now stands. */
  readonly at: Moment
  readonly way: MeetingWay
  readonly place: string | null
  readonly children: readonly { readonly child: SubjectId; readonly name: string; readonly born: Day | null }[]
  /** 'Amira Testcase and Omar Testcase' */
  readonly whom: string
  readonly cancelled: { readonly reason: string; readonly at: Moment } | null
  readonly held: OnMeeting<FactsOf<typeof meetingHeld>> | null
  readonly chair: HolderRow | null
  readonly minutes: HolderRow | null
  readonly holders: readonly HolderRow[]
  readonly invited: readonly Invited[]
  readonly leftOut: readonly { readonly who: string; readonly reason: string; readonly expected: string }[]
  /** As what whoever asks stands to it. */
  readonly relations: readonly Relation[]
  /** May whoever asks append this kind? It decides what is offered; the database decides what is accepted. */
  readonly may: (kind: AnyKind) => boolean
  /** Does whoever asks chair it or take its minutes? */
  readonly keeps: boolean
  /** The entries of a kind, in the order they happened. */
  readonly of: <K extends AnyKind>(kind: K) => readonly OnMeeting<FactsOf<K>>[]
}

/** An entry with the parts that whoever asks may read, taken together. */
export const inOne = ({ parts, meeting: _meeting, ...row }: ToldRow): OnMeeting => ({
  ...row,
  facts: parts.find(part => part.group === 'record')?.facts ?? {},
  said: Object.assign({}, ...parts.map(part => part.narrative)),
  groups: parts.map(part => part.group),
})

/** The meeting, as far as whoever asks may read it; nothing where they stand in no relation to it. */
export const readMeeting = async (tx: Tx, matter: SubjectId): Promise<MeetingOnRecord | null> => {
  const { told, holders, relations } = await readToldOfMeeting(tx, matter)
  const byKind = new Map<string, OnMeeting[]>()
  for (const row of told) byKind.set(row.kind, [...(byKind.get(row.kind) ?? []), inOne(row)])
  const of = <K extends AnyKind>(kind: K) => (byKind.get(kind.name) ?? []) as unknown as readonly OnMeeting<FactsOf<K>>[]
  const [called] = of(meeting)
  if (!called || relations.length === 0) return null
  const moved = of(meetingMoved).at(-1)
  const cancelled = of(meetingCancelled).at(-1)
  const held = of(meetingHeld).at(-1) ?? null
  const answering = <K extends AnyKind>(kind: K, root: EntryId) => of(kind).findLast(one => one.answers === root)
  const { account, agency, grants } = tx.actor
  const invited = of(meetingInvited).map((one): Invited => {
    const { facts, said } = one
    const reply = answering(meetingAnswered, one.root)
    const keptOut = answering(meetingExcluded, one.root)
    const attended = held?.facts.attendance.find(there => there.invited === one.root)
    const holder = holders.find(who => who.holder === (facts.account ?? facts.agency))
    return {
      entry: one.root,
      as: facts.as,
      name: said['name'] ?? holder?.name ?? '',
      of: holder?.of ?? (facts.as === 'professional' ? '' : inviteeWords[facts.as]),
      account: facts.account ?? null,
      agency: facts.agency ?? null,
      agencyKind: facts.agencyKind ?? null,
      person: facts.person ?? null,
      expected: facts.expected ?? null,
      access: said['access'] ?? null,
      at: one.at,
      reply: reply
        ? {
            reply: reply.facts.reply,
            reportPromised: reply.facts.reportPromised ?? false,
            words: reply.said['words'] ?? null,
            at: reply.at,
            by: reply.by,
          }
        : null,
      keptOut: keptOut ? { part: keptOut.facts.part, reason: keptOut.said['reason'] ?? '' } : null,
      attended: attended ? { came: attended.came, sent: attended.sent } : null,
      mine: facts.account === account || (!facts.account && facts.agency === agency),
    }
  })
  const children = called.facts.children.map(child => {
    const named = called.facts.named?.find(one => one.child === child)
    return { child, name: named?.name ?? 'A child', born: named?.born ?? null }
  })
  const keeps = relations.includes('meeting-chair') || relations.includes('minutes')
  return {
    matter,
    called,
    type: called.facts.type,
    words: meetingWords[called.facts.type],
    at: moved?.facts.at ?? called.facts.at,
    way: called.facts.way,
    place: moved?.said['place'] ?? called.said['place'] ?? null,
    children,
    whom: whomOf(called.facts),
    cancelled: cancelled ? { reason: cancelled.said['reason'] ?? '', at: cancelled.at } : null,
    held,
    chair: holders.find(one => one.as === 'meeting-chair') ?? null,
    minutes: holders.find(one => one.as === 'minutes') ?? null,
    holders,
    invited,
    leftOut: of(meetingLeftOut).map(one => ({
      who: one.said['who'] ?? '',
      reason: one.said['reason'] ?? '',
      expected: one.facts.expected,
    })),
    relations,
    may: kind => relations.some(relation => grants.has(`${relation}/append:${kind.name}`)),
    keeps,
    of,
  }
}
