import type { Day, Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { AgencyKind } from '../../../thread/entry.ts'
import {
  type AccountId,
  type ActId,
  type AgencyId,
  type CommandId,
  type EntryId,
  newId,
  type SubjectId,
  type TeamId,
} from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { involvement, type Relation } from '../../../thread/own-kinds/index.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { type InviteeAs, meetingInvited, meetingLeftOut } from '../inviting/invitation.ts'
import { mailThoseInvited } from '../inviting/mail-invited.ts'
import { type MeetingType, type MeetingWay, meeting, meetingAbout } from './meeting.ts'

/** Somebody who is asked to come: with an account here, an agency as a whole, or named alone. */
export type Invitee = {
  readonly as: InviteeAs
  readonly name: string
  readonly account?: AccountId | undefined
  /** An agency of the partnership, where nobody of it is named yet. */
  readonly agency?: AgencyId | undefined
  readonly agencyKind?: AgencyKind | undefined
  /** Somebody on record. */
  readonly person?: SubjectId | undefined
  /** Which of those who had to be asked this is (`expectedInvitees`). */
  readonly expected?: string | undefined
  readonly access?: string | undefined
}

/** Somebody who had to be asked and is not, and why. */
export type LeftOut = { readonly expected: string; readonly who: string; readonly reason: string }

/** A child the meeting is about, as the meeting names the child. */
export type ChildOfMeeting = { readonly child: SubjectId; readonly name: string; readonly born?: Day | undefined }

/** What was begun: the meeting's own matter, the entry that calls it, the one act of all, and each invitation in the order of the invitees. */
export type MeetingMade = {
  readonly matter: SubjectId
  readonly meeting: EntryId
  readonly act: ActId
  readonly invited: readonly EntryId[]
}

/** A meeting that is called. */
export type MeetingCall = {
  readonly id: CommandId
  readonly type: MeetingType
  /** When it is held. */
  readonly at: Moment
  readonly way: MeetingWay
  readonly children: readonly ChildOfMeeting[]
  readonly place?: string | undefined
  readonly purpose?: string | undefined
  readonly access?: string | undefined
  readonly chair: AccountId
  /** Who takes the minutes and sends them out. Whoever calls it and is neither chair nor minute taker is invited. */
  readonly minutes: AccountId
  readonly invitees: readonly Invitee[]
  readonly leftOut?: readonly LeftOut[]
  /** The teams that manage the work with these children: they read the meeting, and are told of it. */
  readonly managers?: readonly TeamId[]
  readonly now: Moment
  /** What the caller tells with it, of the meeting, of the children or of others: in the same act and the same command. */
  readonly also?: {
    readonly kinds: readonly AnyKind[]
    /** Threads it writes beside the meeting's and the children's. */
    readonly writes?: readonly SubjectId[]
    /** Subjects it begins beside the meeting. */
    readonly begins?: readonly { subject: SubjectId; form: 'matter' }[]
    readonly entries: (made: MeetingMade) => readonly NewEntry[]
    /** What of the entries a repeat of the same command is known by. */
    readonly asked: unknown
  }
}

/** Some of those named may not come to a meeting about these children: they are kept out of a record, have no account that stands, or a role that reads no meeting. */
export type KeptOut = { readonly done: 'kept-out'; readonly names: readonly string[] }

const mayCome = statement<{ account: AccountId; name: string; may: boolean }>(
  'who-may-come',
  null,
  `select w.id as account, coalesce(a.name, 'somebody who is not known here') as name, coalesce(gt.may_come($1, w.id, w.relation, $4), false) as may
   from unnest($2::uuid[], $3::text[]) as w(id, relation) left join gt.account a on a.partnership_id = $1 and a.account_id = w.id`,
)

const placed = statement<{ id: AccountId | AgencyId; agency: AgencyId; kind: AgencyKind }>(
  'who-is-placed-where',
  null,
  `select w.id, g.agency_id as agency, g.kind from unnest($2::uuid[]) as w(id) left join gt.account a on a.partnership_id = $1 and a.account_id = w.id
   join gt.agency g on g.partnership_id = $1 and g.agency_id = coalesce(a.agency_id, w.id)`,
)

const closed = statement<{ closed: boolean }>(
  'a-child-is-closed-to-most',
  null,
  `select exists (select from gt.closed_to_most c where c.partnership_id = $1 and c.subject_id = any ($2)) as closed`,
)

/** Is the record of one of these children closed to all but those named? Then nobody comes near them by their agency or their team: whoever comes is named. */
export const namedAlone = async (tx: Tx, children: readonly SubjectId[]): Promise<boolean> =>
  (await tx.run(closed, [tx.actor.partnership, children]))[0]?.closed ?? false

/**
 * The same invitees, each with the agency here and its kind, so that a meeting knows who of which agency is asked. A whole department of social care is never let in: of it
 * somebody is named, or it is asked by its name alone.
 */
export const withAgencies = async (tx: Tx, invitees: readonly Invitee[]): Promise<Invitee[]> => {
  const ids = [...new Set(invitees.flatMap(one => one.account ?? one.agency ?? []))]
  const places = new Map((ids.length === 0 ? [] : await tx.run(placed, [tx.actor.partnership, ids])).map(row => [row.id, row]))
  return invitees.map(one => {
    const place = places.get((one.account ?? one.agency) as AccountId)
    if (!one.account && place?.kind === 'childrens-social-care') return { ...one, agency: undefined, agencyKind: place.kind }
    return place && one.as === 'professional' ? { ...one, agency: place.agency, agencyKind: place.kind } : one
  })
}

/** The names of those who may not come into a meeting about these children in that relation; empty where all may. */
export const whoMayNotCome = async (
  tx: Tx,
  asked: readonly { account: AccountId; as: Relation }[],
  children: readonly SubjectId[],
): Promise<string[]> => {
  const rows = await tx.run(mayCome, [tx.actor.partnership, asked.map(one => one.account), asked.map(one => one.as), children])
  return [...new Set(rows.filter(one => !one.may).map(one => one.name))]
}

/** The entry that lets an account, a team or an agency into a meeting. */
export const letIn = (
  shared: Pick<NewEntry, 'subject' | 'act' | 'happened' | 'audience'>,
  holder: AccountId | AgencyId | TeamId,
  form: 'account' | 'agency' | 'team',
  as: Relation,
): NewEntry => ({ ...shared, kind: involvement, parts: { record: { facts: { holder, form, as } } } })

/** What an invitation says, as its kind takes it. */
export const invitationParts = (one: Invitee): NewEntry['parts'] => ({
  record: {
    facts: {
      as: one.as,
      ...(one.account ? { account: one.account } : {}),
      ...(one.agency ? { agency: one.agency } : {}),
      ...(one.agencyKind ? { agencyKind: one.agencyKind } : {}),
      ...(one.person ? { person: one.person } : {}),
      ...(one.expected ? { expected: one.expected } : {}),
    },
    narrative: { name: one.name, access: one.access },
  },
})

/**
 * Calls a meeting: begins its matter, lets in who chairs it, who takes its minutes and whoever is invited with an account or as an agency, says who is invited and who,
 * though expected, is not, and puts on each child's own record that it is called. All of it is one act, done once, and each is told by a mail
 * that says only that something waits. Gives `kept-out`, and writes nothing, where
 * somebody named may not come.
 */
export const callMeeting = async (tx: Tx, book: Book, call: MeetingCall): Promise<Outcome<MeetingMade> | KeptOut> => {
  const { also } = call
  const children = call.children.map(one => one.child)
  const inRoles = new Set<AccountId>([call.chair, call.minutes])
  const caller = inRoles.has(tx.actor.account) ? [] : [tx.actor.account]
  const asked = [...call.invitees.flatMap(one => (one.account ? [one.account] : [])), ...caller, call.minutes]
  // Whoever takes the minutes answers and reports as those who are invited do; whoever chairs it needs no invitation.
  const invited = [...new Set(asked)].filter(account => account !== call.chair)
  const names = await whoMayNotCome(
    tx,
    [
      { account: call.chair, as: 'meeting-chair' },
      { account: call.minutes, as: 'minutes' },
      ...invited.filter(one => !inRoles.has(one)).map(account => ({ account, as: 'invited' as const })),
    ],
    children,
  )
  if (names.length > 0) return { done: 'kept-out', names }
  const made: MeetingMade = {
    matter: newId(),
    meeting: newId(),
    act: newId(),
    invited: call.invitees.map(() => newId<EntryId>()),
  }
  const invitees = await withAgencies(tx, call.invitees)
  const alone = await namedAlone(tx, children)
  const agencies = [...new Set((alone ? [] : invitees).flatMap(one => (one.agency && !one.account ? [one.agency] : [])))]
  const { also: _also, now: _now, ...said } = call
  const outcome = await carryOut<MeetingMade>(tx, book, {
    id: call.id,
    asked: { ...said, also: also?.asked ?? null },
    writes: [...new Set([made.matter, ...children, ...(also?.writes ?? []), ...(also?.begins ?? []).map(one => one.subject)])],
    begins: [{ subject: made.matter, form: 'matter' }, ...(also?.begins ?? [])],
    kinds: [meeting, meetingInvited, meetingLeftOut, meetingAbout, involvement, ...(also?.kinds ?? [])],
    decide: () => {
      const told = { act: made.act, happened: { at: call.now, precision: 'moment' }, audience: 'professionals' } as const
      const shared = { ...told, subject: made.matter }
      const { type, at, way } = call
      const named = call.children.map(one => ({ child: one.child, name: one.name, ...(one.born ? { born: one.born } : {}) }))
      const entries: NewEntry[] = [
        {
          ...shared,
          id: made.meeting,
          kind: meeting,
          parts: {
            record: {
              facts: { type, at, way, children, named },
              narrative: { place: call.place, purpose: call.purpose, access: call.access },
            },
          },
        },
        letIn(shared, call.chair, 'account', 'meeting-chair'),
        letIn(shared, call.minutes, 'account', 'minutes'),
        ...invited.map(account => letIn(shared, account, 'account', 'invited')),
        ...agencies.map(agency => letIn(shared, agency, 'agency', 'invited')),
        ...[...new Set(alone ? [] : (call.managers ?? []))].map(team => letIn(shared, team, 'team', 'manager')),
        ...invitees.map(
          (one, place): NewEntry => ({
            ...shared,
            id: made.invited[place] ?? newId<EntryId>(),
            kind: meetingInvited,
            parts: invitationParts(one),
          }),
        ),
        ...(call.leftOut ?? []).map(
          (one): NewEntry => ({
            ...shared,
            kind: meetingLeftOut,
            parts: { record: { facts: { expected: one.expected }, narrative: { who: one.who, reason: one.reason } } },
          }),
        ),
        ...children.map(
          (child): NewEntry => ({
            ...told,
            subject: child,
            kind: meetingAbout,
            parts: { record: { facts: { meeting: made.matter, type, at } } },
          }),
        ),
        ...(also?.entries(made) ?? []),
      ]
      return { entries, answer: made }
    },
  })
  if (outcome.done === 'now') await mailThoseInvited(tx, made.matter, [call.chair, ...invited, ...agencies])
  return outcome
}
