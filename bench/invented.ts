import { addDays, type Day, type Moment, startOfDay } from '../src/guidance/index.ts'
import { book } from '../src/rooms/book.ts'
import { homeOf, namesOf } from '../src/rooms/family/matching/testing/invented-people.ts'
import type { AgencyKind, Audience, FieldGroup, SubjectForm, Told } from '../src/thread/entry.ts'
import { type AccountId, type ActId, type AgencyId, type EntryId, newId, type SubjectId } from '../src/thread/ids.ts'
import { account, agency, bridgeTeam, openShare, schoolsFor, screeners, team, teamSize, workersFor } from './organisation.ts'
import { dice, type Size, unlucky } from './sizes.ts'

type Content = { facts: Record<string, unknown>; narrative: Record<string, string> }
/** A version of an entry with its content, as it is brought in. */
export type Written = { told: Told; parts: Partial<Record<FieldGroup, Content>> }
/** Threads whose findings may read each other: everybody who ever shared a household. */
export type Circle = { subjects: { id: SubjectId; form: SubjectForm }[]; entries: Written[] }

type Author = { id: AccountId; role: string; agency: AgencyId; agencyKind: AgencyKind }
const worker = (at: number): Author => ({
  id: account.worker(at),
  role: 'social-worker',
  agency: agency.council,
  agencyKind: 'childrens-social-care',
})
const manager = (at: number): Author => ({
  id: account.manager(at),
  role: 'team-manager',
  agency: agency.council,
  agencyKind: 'childrens-social-care',
})
const bridge = (at: number): Author => ({
  id: account.screener(at % screeners),
  role: 'bridge-screener',
  agency: agency.council,
  agencyKind: 'childrens-social-care',
})
const bridgeManager: Author = {
  id: account.bridgeManager,
  role: 'bridge-manager',
  agency: agency.council,
  agencyKind: 'childrens-social-care',
}
const chair: Author = { id: account.chair, role: 'conference-chair', agency: agency.council, agencyKind: 'childrens-social-care' }
const school = (at: number): Author => ({
  id: account.schoolLead(at),
  role: 'school-safeguarding-lead',
  agency: agency.school(at),
  agencyKind: 'education',
})

/** What somebody might write at the end of such a day: of the length that people write, and of nobody. */
const prose =
  'Nobody in this note is real. The kitchen was tidy and there was food in the cupboards. The child spoke about school, about a friend, and about what happens at bedtime. ' +
  'The adult at home talked about work and about the weeks to come. It was agreed who does what before the next time, and what would make us come sooner. '

type Named = { readonly given: string; readonly family: string; readonly born: Day }

/** The number of that order that checks, in the range that no patient has (NHS Data Dictionary: numbers that begin with 999 are for tests). */
const nhsNumber = (order: number): string => {
  for (let figures = order * 3; ; figures += 1) {
    const nine = `999${String(figures % 1_000_000).padStart(6, '0')}`
    const check = (11 - ([...nine].reduce((sum, figure, at) => sum + Number(figure) * (10 - at), 0) % 11)) % 11
    if (check < 10) return `${nine}${check}`
  }
}

/** Days and their first moments, worked out once: the calendar is not what is measured. */
class Days {
  readonly #today: Day
  readonly #days = new Map<number, { on: Day; at: Moment }>()
  constructor(today: Day) {
    this.#today = today
  }
  before(count: number): { on: Day; at: Moment } {
    const ago = Math.max(0, Math.round(count))
    let found = this.#days.get(ago)
    if (!found) {
      const on = addDays(this.#today, -ago)
      found = { on, at: startOfDay(on) }
      this.#days.set(ago, found)
    }
    return found
  }
}

/** Makes the circles of one size: the same ones for the same seed (their ids apart, which are new). */
export class Invented {
  readonly #size: Size
  readonly #days: Days
  readonly #workers: number
  readonly #schools: number
  /** `today`: the London day on which the partnership stands. */
  constructor(size: Size, today: Day) {
    this.#size = size
    this.#days = new Days(today)
    this.#workers = workersFor(size)
    this.#schools = schoolsFor(size)
  }

  /** How many ordinary households there are; the unlucky shapes come beside them. */
  get households(): number {
    return Math.floor(this.#size.people / 4)
  }

  /** Two adults and two children; a quarter of the households has a worker now. */
  household(at: number): Circle {
    const roll = dice(at * 7919 + 17)
    const open = roll() < openShare
    return this.#home(roll, { adults: 2, children: 2, open, worker: at % this.#workers, school: at % this.#schools, number: at * 2 }).circle
  }

  /** A household of fourteen, an ordinary one with a child whose thread has thousands of entries, and an adult who has lived in thirty homes. */
  unluckyShapes(scale: number): { circles: Circle[]; large: SubjectId; long: SubjectId; known: SubjectId } {
    const roll = dice(4242)
    const large = this.#home(roll, { adults: 2, children: unlucky.household - 2, open: true, worker: 0, school: 0 })
    const long = this.#home(roll, { adults: 2, children: 2, open: true, worker: 0, school: 0 })
    this.#lengthen(long.circle, long.children[0], Math.round(unlucky.longThread * scale))
    const many = this.#home(roll, { adults: 1, children: 0, open: false, worker: 1, school: 1 })
    const wanderer = many.adults[0]
    const told = new Teller(many.circle)
    for (let home = 0; home < unlucky.homes; home += 1) {
      const other = this.#home(roll, { adults: 1, children: 2, open: true, worker: (home + 2) % this.#workers, school: 1 })
      many.circle.subjects.push(...other.circle.subjects)
      many.circle.entries.push(...other.circle.entries)
      told.tell(worker(1), wanderer, 'residence', this.#days.before(2400 - home * 70), { record: { household: other.home, moves: true } })
    }
    return { circles: [large.circle, long.circle, many.circle], large: large.children[0], long: long.children[0], known: wanderer }
  }

  /**
   * A concern as it waits at The Bridge, some taken, some with an agency asked, two in three matched to a child of a household of their own; or one that
   * was decided long ago.
   */
  concern(at: number, waiting: boolean): Circle {
    const roll = dice(at * 104_729 + (waiting ? 3 : 5))
    const ago = waiting ? roll() * 3 : 40 + roll() * 1000
    const day = this.#days.before(ago)
    const home =
      waiting && roll() < 0.66 ? this.#home(roll, { adults: 2, children: 1, open: false, worker: 0, school: at % this.#schools }) : null
    const circle: Circle = home?.circle ?? { subjects: [], entries: [] }
    const named = home?.named ?? this.#strangers(roll)
    const matter = newId<SubjectId>()
    circle.subjects.push({ id: matter, form: 'matter' })
    const told = new Teller(circle)
    const from = school(at % this.#schools)
    const concerns = [roll() < 0.5 ? 'neglect' : 'emotional']
    const first = told.tell(from, matter, 'referral-told', day, {
      record: [
        {
          form: 'worried-about-a-child',
          channel: 'portal',
          inDangerNow: roll() < 0.03,
          referrerIs: 'professional',
          anonymous: false,
          source: 'education',
          sourceName: `Sample School ${(at % this.#schools) + 1}`,
          concerns,
          familyTold: roll() < 0.8 ? 'yes' : 'no',
          notToldReason: 'would-raise-risk',
          safeToContactParents: 'not-known',
          riskToWorkers: false,
          earlyHelpTried: 'not-known',
          children: [{ label: 'child 1', given: named.given, family: named.family, born: named.born.slice(0, 7) }],
          adults: [],
        },
        { seenOrHeard: prose, worry: prose },
      ],
      referrer: [{ withheld: false }, { name: 'Sample Teacher', role: 'safeguarding lead', phone: '0161 496 0000' }],
    })
    told.tell(from, matter, 'involvement', day, { record: { holder: from.agency, form: 'agency', as: 'referrer' } })
    const queued = told.tell(from, matter, 'involvement', day, { record: { holder: bridgeTeam, form: 'team', as: 'queue' } })
    if (!waiting) {
      const later = this.#days.before(ago - 1)
      told.tell(
        bridgeManager,
        matter,
        'referral-decision',
        later,
        { record: [{ outcome: 'early-help', cumulativeReview: false, familyTold: true, referrerTold: true }, { reasons: prose }] },
        first,
      )
      told.tell(bridgeManager, matter, 'involvement-end', later, { record: {} }, queued)
      return circle
    }
    const screener = bridge(at)
    if (roll() < 0.5) told.tell(screener, matter, 'involvement', day, { record: { holder: screener.id, form: 'account', as: 'screener' } })
    const child = home?.children[0]
    if (child) {
      const referral = told.tell(screener, child, 'referral', day, {
        record: { matter, source: 'education', concerns, inDangerNow: false },
      })
      const screening = told.tell(screener, child, 'involvement', day, { record: { holder: bridgeTeam, form: 'team', as: 'screener' } })
      told.tell(screener, matter, 'child-matched', day, { record: { label: 'child 1', person: child, referral, screening } }, first)
    }
    if (roll() < 0.33)
      told.tell(screener, matter, 'agency-check-asked', day, {
        record: { agency: 'education', agencyName: 'Sample School 1' },
        asked: [{ agency: agency.school(0), children: [] }, { question: prose }],
      })
    return circle
  }

  /** A child whom nobody has on record, as a referrer names it. */
  #strangers(roll: () => number): Named {
    const { family, given } = namesOf(roll)
    return { given: given(), family, born: this.#days.before(1000 + roll() * 4000).on }
  }

  #home(
    roll: () => number,
    of: { adults: number; children: number; open: boolean; worker: number; school: number; number?: number },
  ): { circle: Circle; home: SubjectId; children: SubjectId[] & { 0: SubjectId }; adults: SubjectId[] & { 0: SubjectId }; named: Named } {
    const circle: Circle = { subjects: [], entries: [] }
    const told = new Teller(circle)
    const home = newId<SubjectId>()
    circle.subjects.push({ id: home, form: 'context' })
    const { family, given: first } = namesOf(roll)
    const { address, postcode } = homeOf(roll, 9)
    const began = of.open ? 60 + roll() * 600 : 500 + roll() * 1800
    const author = worker(of.worker)
    let named: Named = { given: '', family, born: this.#days.before(0).on }
    const person = (is: 'child' | 'adult', at: number): SubjectId => {
      const id = newId<SubjectId>()
      const given = first()
      circle.subjects.push({ id, form: 'person' })
      const day = this.#days.before(began)
      const born = addDays(day.on, -Math.round((is === 'child' ? 400 + at * 380 : 9000) + roll() * 2000))
      if (is === 'child' && at === 0) named = { given, family, born }
      told.tell(author, id, 'identity', day, {
        record: {
          is,
          given,
          family,
          born,
          sex: at % 2 ? 'male' : 'female',
          ...(is === 'child' ? { school: `Sample School ${of.school + 1}` } : {}),
        },
      })
      told.tell(author, id, 'residence', day, {
        record: { household: home, moves: true },
        whereabouts: [{ postcode, protected: false }, { address }],
      })
      // Figures enough for the children of the larger partnership, and no two of them the same.
      if (is === 'child' && of.number !== undefined)
        told.tell(author, id, 'identifier', day, { record: { scheme: 'nhs-number', value: nhsNumber(of.number + at) } })
      return id
    }
    const adults = Array.from({ length: of.adults }, (_, at) => person('adult', at))
    const children = Array.from({ length: of.children }, (_, at) => person('child', at))
    adults.forEach((adult, at) => {
      for (const child of children.slice(0, 4))
        told.tell(author, adult, 'relationship', this.#days.before(began), {
          record: { to: child, as: at === 0 ? 'mother' : 'father', parentalResponsibility: true, ended: false },
        })
      told.tell(author, adult, 'home-conditions', this.#days.before(began - 10), {
        record: [{ seenBy: 'lead', fit: true }, { conditions: prose }],
      })
    })
    for (const child of children) this.#casework(told, roll, child, children, began, of)
    return { circle, home, children: children as SubjectId[] & { 0: SubjectId }, adults: adults as SubjectId[] & { 0: SubjectId }, named }
  }

  /** The work with one child: from the referral to today, or to the day it was closed. */
  #casework(
    told: Teller,
    roll: () => number,
    child: SubjectId,
    children: readonly SubjectId[],
    began: number,
    of: { open: boolean; worker: number; school: number },
  ): void {
    const author = worker(of.worker)
    const leader = Math.floor(of.worker / teamSize)
    const day = (after: number) => this.#days.before(began - after)
    const sibling = children.find(one => one !== child)
    if (sibling) told.tell(author, child, 'relationship', day(0), { record: { to: sibling, as: 'sibling', ended: false } })
    const referred = told.tell(bridge(of.worker), child, 'referral', day(1), {
      record: [{ source: 'education', concerns: ['neglect'], inDangerNow: false }, { summary: prose }],
    })
    told.tell(
      bridgeManager,
      child,
      'referral-decision',
      day(2),
      {
        record: [
          { outcome: of.open ? 'child-in-need' : 'early-help', cumulativeReview: false, familyTold: true, referrerTold: true },
          { reasons: prose },
        ],
      },
      referred,
    )
    const lead = told.tell(manager(leader), child, 'involvement', day(3), { record: { holder: author.id, form: 'account', as: 'lead' } })
    const managed = told.tell(manager(leader), child, 'involvement', day(3), {
      record: { holder: team(leader), form: 'team', as: 'manager' },
    })
    if (!of.open) {
      for (let at = 0; at < 3; at += 1) this.#visit(told, roll, author, child, day(5 + at * 40))
      for (let at = 0; at < 10; at += 1) this.#unread(told, roll, author, child, day(10 + at * 13))
      for (const answered of [lead, managed]) told.tell(manager(leader), child, 'involvement-end', day(150), { record: {} }, answered)
      return
    }
    told.tell(manager(leader), child, 'involvement', day(4), { record: { holder: agency.school(of.school), form: 'agency', as: 'agency' } })
    if (roll() < 0.2)
      told.tell(chair, child, 'conference', day(16), {
        record: [{ type: 'initial', plan: true, category: 'neglect', childTookPart: true, dissent: false }, { reasons: prose }],
      })
    for (let at = 0; at < 12; at += 1)
      this.#visit(told, roll, author, child, day(20 + Math.round((at / 12) * Math.max(20, began - 30) + roll() * 9)))
    for (let at = 0; at < 20; at += 1)
      this.#unread(told, roll, author, child, day(22 + Math.round((at / 20) * Math.max(20, began - 30) + roll() * 9)))
  }

  #visit(told: Teller, roll: () => number, author: Author, child: SubjectId, day: { on: Day; at: Moment }): void {
    const place = roll() < 0.7 ? 'home' : 'school'
    const record = (seen: string): Said => [
      { by: 'lead', place, seen, observedAlone: false },
      { childsWords: 'I like it when we do things together.', conditions: prose, gathered: prose },
    ]
    const first = told.tell(author, child, 'visit', day, { record: record(roll() < 0.8 ? 'seen-alone' : 'seen-with-carer') })
    // One in thirty is put right afterwards.
    if (roll() < 0.033) told.tell(author, child, 'visit', day, { record: record('seen-with-carer') }, null, first)
  }

  /** Kinds that no rule reads: most of what is written down. */
  #unread(told: Teller, roll: () => number, author: Author, child: SubjectId, day: { on: Day; at: Moment }): void {
    const which = roll()
    if (which < 0.4)
      told.tell(author, child, 'core-group', day, {
        record: [
          { attended: ['education', 'health'], absent: [], family: true },
          { progress: prose, actions: prose },
        ],
      })
    else if (which < 0.7)
      told.tell(author, child, 'home-conditions', day, { record: [{ seenBy: 'lead', fit: true }, { conditions: prose }] })
    else if (which < 0.9)
      told.tell(author, child, 'visit-attempted', day, {
        record: [{ by: 'lead', place: 'home', access: 'no-answer' }, { observed: prose }],
      })
    else told.tell(author, child, 'child-in-need-review', day, { record: [{ outcome: 'continue', goodEnough: true }, { progress: prose }] })
  }

  /** Makes a child's thread as long as `length`, two in five of kinds that rules read, over fifteen years. */
  #lengthen(circle: Circle, child: SubjectId, length: number): void {
    const roll = dice(99)
    const told = new Teller(circle)
    const already = circle.entries.filter(entry => entry.told.subject === child).length
    const days = 15 * 365
    for (let at = 0; at < length - already; at += 1) {
      const day = this.#days.before(days - Math.floor((at * (days - 1)) / (length - already)))
      if (at % 5 < 2) this.#visit(told, roll, worker(0), child, day)
      else this.#unread(told, roll, worker(0), child, day)
    }
  }
}

type Said = Record<string, unknown> | readonly [Record<string, unknown>, Record<string, string>?]

/** Puts entries on threads of one circle. */
class Teller {
  readonly #circle: Circle
  constructor(circle: Circle) {
    this.#circle = circle
  }
  tell(
    author: Author,
    subject: SubjectId,
    kind: string,
    day: { on: Day; at: Moment },
    parts: Partial<Record<FieldGroup, Said>>,
    answers: EntryId | null = null,
    corrects: EntryId | null = null,
    audience: Audience = 'professionals',
  ): EntryId {
    const id = newId<EntryId>()
    const contents = Object.fromEntries(Object.entries(parts).map(([group, said]) => [group, contentOf(kind, group as FieldGroup, said)]))
    this.#circle.entries.push({
      told: {
        id,
        subject,
        act: newId<ActId>(),
        kind,
        on: day.on,
        at: day.at,
        precision: 'day',
        known: knownAfter(day.at, this.#circle.entries.length),
        author: author.id,
        role: author.role,
        agency: author.agency,
        agencyKind: author.agencyKind,
        audience,
        answers,
        corrects,
        withdraws: false,
        facts: contents['record']?.facts ?? {},
      },
      parts: contents,
    })
    return id
  }
}

/** Content as its kind's schema keeps it: what is invented is held to the same schemas as what is sent. */
const contentOf = (kind: string, group: FieldGroup, said: Said): Content => {
  const [facts, narrative = {}] = Array.isArray(said)
    ? (said as [Record<string, unknown>, Record<string, string>?])
    : [said as Record<string, unknown>]
  const known = book.kinds.get(kind)
  const schema = group === 'record' ? known?.record : known?.also[group]
  if (!schema) throw new Error(`the book has no part ${group} of ${kind}`)
  return { facts: schema.facts.parse(facts), narrative }
}

/** Known later on the day it happened, no two of one circle at the same moment. */
const knownAfter = (at: Moment, order: number): Moment => `${at.slice(0, 20)}${String(order).padStart(6, '0')}Z` as Moment
