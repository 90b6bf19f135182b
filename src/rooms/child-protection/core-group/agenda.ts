import { type Day, dayOf, type Moment } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { AgencyKind } from '../../../thread/entry.ts'
import type { AccountId, AgencyId, SubjectId } from '../../../thread/ids.ts'
import { readMeeting } from '../../commands.ts'
import { readWorkers, type WorkerRow } from '../../family/index.ts'
import { meetingAbout, meetingsStanding } from '../../meetings/index.ts'
import { type PlanView, readPlanView, type Version } from '../plan/plan-view.ts'
import { seenAlone } from '../visits/counts.ts'
import { type placeWords, visit } from '../visits/visit.ts'
import { becameOf } from './became.ts'
import { coreGroup, type progressWords } from './core-group.ts'
import type { Member } from './core-group-form.ts'

/** When the child was last seen in one way, and by whom; null where no record says so. */
export type LastSeen = {
  readonly how: string
  readonly on: Day | null
  readonly by: string | null
  readonly place: keyof typeof placeWords | null
}

/** What a core group has before it, worked out from the record. */
export type Agenda = {
  readonly view: PlanView
  readonly members: readonly Member[]
  readonly seen: readonly LastSeen[]
  /** The version that holds: the last agreed, or the last written where none is. */
  readonly version: Version | null
  /** Of each worry what the last core group said of it. */
  readonly progress: readonly (keyof typeof progressWords | null)[]
  /** The actions of the plan whose day has come, with how it stands by today. */
  readonly actions: readonly { readonly does: string; readonly who: string; readonly dueOn: Day; readonly past: boolean }[]
  readonly lastMet: Day | null
  readonly nextOn: Day | null
  /** The core group that is called and has not been held: when, and its page where whoever asks comes to it. */
  readonly called: { readonly at: Moment; readonly meeting: SubjectId | null } | null
}

const belongs: readonly string[] = ['lead', 'co-worker', 'core-group', 'agency']

/** Whoever belongs to the core group: its members, who leads, and the agencies that work with the child; an agency of which somebody is named is not listed again. */
const membersFrom = (workers: readonly WorkerRow[]): Member[] => {
  const members = new Map<string, Member>()
  const listed = workers.filter(one => belongs.includes(one.as) && one.agency_kind !== null)
  const named = new Set(listed.flatMap(one => (one.form === 'account' && one.as === 'core-group' ? [one.agency_id] : [])))
  for (const one of listed) {
    if (one.form === 'agency' && named.has(one.agency_id)) continue
    members.set(one.holder, {
      holder: one.holder,
      name: one.name,
      agency: one.agency_id as AgencyId | null,
      agencyName: one.agency ?? one.name,
      agencyKind: one.agency_kind as AgencyKind,
      account: one.form === 'account' ? (one.holder as AccountId) : null,
    })
  }
  return [...members.values()].slice(0, 20)
}

/** The next core group that is called about the child, at whatever time it stands now; none that its day has passed and that met. */
const readCalled = async (tx: Tx, view: PlanView, lastMet: Day | null): Promise<Agenda['called']> => {
  const next = meetingsStanding(view.told.of(meetingAbout)).findLast(
    one => one.facts.type === 'core-group' && (!lastMet || dayOf(one.facts.at) > lastMet),
  )
  if (!next) return null
  const { meeting, at } = next.facts
  return { at, meeting: (await readMeeting(tx, meeting)) ? meeting : null }
}

/** What the core group has before it. Refuses (not found) whoever may not know the child. */
export const readAgenda = async (tx: Tx, book: Book, person: SubjectId, today: Day): Promise<Agenda> => {
  const view = await readPlanView(tx, book, person, today)
  const workers = await readWorkers(tx, person)
  const met = view.told.of(coreGroup)
  const visits = view.told.of(visit).filter(one => one.facts.seen !== 'not-seen')
  const sightings = [
    ...visits.map(one => ({ on: one.on, by: one.by, place: one.facts.place, alone: seenAlone(one) })),
    ...met.flatMap(one => (one.facts.seenBy ?? []).map(seen => ({ on: seen.on, by: null, place: seen.place, alone: seen.alone }))),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const last = (how: string, of: (one: (typeof sightings)[number]) => boolean): LastSeen => {
    const one = sightings.findLast(of)
    return { how, on: one?.on ?? null, by: one?.by ?? null, place: one?.place ?? null }
  }
  const version = view.versions.findLast(one => one.agreed !== null) ?? view.versions.at(-1) ?? null
  const lastFacts = met.at(-1)?.facts
  return {
    view,
    members: membersFrom(workers),
    seen: [
      last('by anybody', () => true),
      last('alone', one => one.alone),
      last('at home', one => one.place === 'home'),
      last('alone at home', one => one.alone && one.place === 'home'),
    ],
    version,
    progress: lastFacts ? becameOf(lastFacts, version?.risks ?? []) : [],
    actions: (version?.risks ?? []).flatMap(risk =>
      risk.actions.flatMap(one => (one.dueOn ? [{ does: one.does, who: one.who, dueOn: one.dueOn, past: one.dueOn < today }] : [])),
    ),
    lastMet: met.at(-1)?.on ?? null,
    nextOn: met.at(-1)?.facts.nextOn ?? null,
    called: await readCalled(tx, view, met.at(-1)?.on ?? null),
  }
}
