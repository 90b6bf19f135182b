import type { AgencyKind } from '../../../thread/entry.ts'
import type { AccountId, AgencyId, SubjectId } from '../../../thread/ids.ts'
import type { Relation } from '../../../thread/own-kinds/index.ts'
import type { InviteeAs } from '../inviting/invitation.ts'
import type { MeetingType } from './meeting.ts'

/** Who has to do with a household: each of its people, with those who work with them. */
export type Around = {
  readonly people: readonly {
    readonly subject: SubjectId
    readonly isA: 'child' | 'adult' | 'unborn'
    readonly name: string
    readonly called: string
    readonly school: string | null
    /** As what they are related to the child the meeting is called about. */
    readonly as: string | null
    readonly responsible: boolean
    readonly atHome: boolean
    readonly working: readonly {
      readonly relation: Relation
      readonly holder: string
      readonly form: 'account' | 'team' | 'agency'
      readonly name: string
      readonly agency: AgencyId
      readonly agencyName: string
      readonly agencyKind: AgencyKind
    }[]
    readonly professionals: readonly {
      readonly name: string
      readonly organisation: string
      readonly job?: string
      readonly agency: AgencyKind
    }[]
    readonly referrers: readonly { readonly source: AgencyKind; readonly sourceName?: string }[]
  }[]
  /** The agencies of the partnership of the kinds that some meetings always ask, and those that are called as somebody on record is. */
  readonly agencies: readonly { readonly id: AgencyId; readonly kind: AgencyKind; readonly name: string }[]
  /** Whoever calls the meeting, who need not be asked. */
  readonly self: AccountId
}

/** Somebody who has to be asked to a meeting, and why. */
export type Expected = {
  /** By what a form names them; the same from one look to the next. */
  readonly key: string
  readonly as: InviteeAs
  readonly name: string
  /** 'Sample Primary School' */
  readonly of: string
  readonly why: string
  readonly agencyKind: AgencyKind | null
  readonly account: AccountId | null
  readonly agency: AgencyId | null
  readonly person: SubjectId | null
  /** Where nobody of that kind is known to work with the family: the agencies of which one is to be chosen. */
  readonly choose: readonly { readonly agency: AgencyId; readonly name: string }[]
}

/** Without these nobody can weigh what is known of harm (Working Together, strategy discussion). */
const alwaysAsked: Readonly<Partial<Record<MeetingType, readonly AgencyKind[]>>> = {
  strategy: ['police', 'health'],
  'legal-planning': ['legal'],
}
/** The meetings to which a family is asked. A strategy meeting is of professionals, and so are the session before a conference and legal planning. */
export const withFamily: readonly MeetingType[] = [
  'initial-conference',
  'review-conference',
  'transfer-in-conference',
  'core-group',
  'family-network',
]
const withAgencies: readonly MeetingType[] = [
  'strategy',
  'initial-conference',
  'review-conference',
  'transfer-in-conference',
  'reflective-session',
  'core-group',
]

/** The chair of the conferences stands apart from the work between them. */
const withChair: readonly MeetingType[] = ['initial-conference', 'review-conference', 'transfer-in-conference', 'reflective-session']

const reasons: Partial<Record<Relation, (called: string) => string>> = {
  lead: called => `leads the work with ${called}`,
  'co-worker': called => `works with ${called} beside the lead worker`,
  chair: called => `chairs the conferences about ${called}`,
  'core-group': called => `is in the core group of ${called}`,
  agency: called => `works with ${called}`,
  checked: called => `was asked what is known there of ${called}`,
  legal: called => `advises on the law for ${called}`,
}

const kindNames: Partial<Record<AgencyKind, string>> = { police: 'The police', health: 'Health', legal: 'Legal services' }

const spoken = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

type Found = Omit<Expected, 'why' | 'choose'> & { readonly reason: (called: string) => string; readonly about: string }

const found = (one: Partial<Found> & Pick<Found, 'key' | 'name' | 'reason' | 'about'>): Found => ({
  as: 'professional',
  of: '',
  agencyKind: null,
  account: null,
  agency: null,
  person: null,
  ...one,
})

const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ')

/**
 * Who has to be asked to a meeting about a household: every agency that works with any child or adult of it, the schools, health visitors, doctors and others on record, and
 * whoever told The Bridge of a worry; to a strategy meeting always the police and health (practice: strategy-meeting, invite rule; Working Together); to conferences, core groups and
 * family network meetings those with parental responsibility and the child. Each once, with the reason.
 */
export const expectedInvitees = (type: MeetingType, { people, agencies, self }: Around): Expected[] => {
  const all: Found[] = []
  const hereCalled = (name: string): AgencyId | null => agencies.find(agency => plain(agency.name) === plain(name))?.id ?? null
  for (const person of people) {
    const about = person.called
    for (const one of person.working) {
      const reason = reasons[one.relation]
      if (!reason || one.form === 'team' || one.holder === self) continue
      if (one.relation === 'chair' && !withChair.includes(type)) continue
      if (!withAgencies.includes(type) && one.relation !== 'lead' && one.relation !== 'legal') continue
      const isAccount = one.form === 'account'
      all.push(
        found({
          key: `${isAccount ? 'account' : 'agency'}.${one.holder}`,
          name: one.name,
          of: isAccount ? one.agencyName : '',
          agencyKind: one.agencyKind,
          account: isAccount ? (one.holder as AccountId) : null,
          agency: one.agency,
          about,
          reason,
        }),
      )
    }
    if (!withAgencies.includes(type)) continue
    for (const one of person.professionals)
      all.push(
        found({
          key: `named.${one.agency}.${plain(one.organisation)}.${plain(one.name)}`,
          name: [one.name, one.job].filter(Boolean).join(', '),
          of: one.organisation,
          agencyKind: one.agency,
          about,
          reason: called => `works with ${called}`,
        }),
      )
    if (person.school && person.atHome)
      all.push(
        found({
          key: `school.${plain(person.school)}`,
          name: person.school,
          agencyKind: 'education',
          agency: hereCalled(person.school),
          about,
          reason: called => `is the school of ${called}`,
        }),
      )
    for (const one of person.referrers)
      if (one.source !== 'public')
        all.push(
          found({
            key: `referrer.${one.source}.${plain(one.sourceName ?? '')}`,
            name: one.sourceName ?? kindNames[one.source] ?? one.source.replaceAll('-', ' '),
            agencyKind: one.source,
            agency: one.sourceName ? hereCalled(one.sourceName) : null,
            about,
            reason: called => `told The Bridge of a worry about ${called}`,
          }),
        )
  }
  const known = withoutDoubles(all)
  const missing = (alwaysAsked[type] ?? []).filter(kind => !known.some(one => one.agencyKind === kind))
  const always = missing.map((kind): Expected => {
    const of = agencies.filter(agency => agency.kind === kind)
    const [only] = of
    return {
      ...found({ key: `always.${kind}`, name: kindNames[kind] ?? kind, about: '', reason: () => '' }),
      agencyKind: kind,
      agency: of.length === 1 && only ? only.id : null,
      of: of.length === 1 && only ? only.name : '',
      why: `${type === 'strategy' ? 'a strategy meeting is never held without them' : 'this meeting is never held without them'}`,
      choose: of.length > 1 ? of.map(one => ({ agency: one.id, name: one.name })) : [],
    }
  })
  const family = withFamily.includes(type)
    ? people.flatMap((person): Expected[] => {
        if (person.isA === 'unborn' || (person.isA === 'adult' && !person.as)) return []
        const as: InviteeAs = person.isA === 'child' ? 'child' : person.responsible ? 'has-responsibility' : 'family'
        return [
          {
            ...found({ key: `person.${person.subject}`, name: person.name, about: '', reason: () => '' }),
            as,
            person: person.subject,
            of: person.isA === 'child' ? 'the child' : (person.as ?? ''),
            why:
              person.isA === 'child'
                ? 'a child who can take part is asked'
                : person.responsible
                  ? 'has parental responsibility'
                  : 'is of the family',
            choose: [],
          },
        ]
      })
    : []
  return [...known, ...always, ...family]
}

/** Each once, with everybody for whom they are asked; a whole agency is left out where somebody of it is named, and a name where the agency itself is here. */
const withoutDoubles = (all: readonly Found[]): Expected[] => {
  const byKey = new Map<string, Found[]>()
  for (const one of all) byKey.set(one.key, [...(byKey.get(one.key) ?? []), one])
  const named = new Set(all.flatMap(one => (one.account && one.agency ? [one.agency] : [])))
  const calledSo = new Set(all.flatMap(one => (/^(account|agency)\./.test(one.key) ? [plain(one.of || one.name)] : [])))
  const professionals = new Set(all.flatMap(one => (one.key.startsWith('named.') ? [plain(one.of)] : [])))
  return [...byKey.values()].flatMap((group): Expected[] => {
    const [one] = group
    if (!one) return []
    if (!one.account && one.agency && named.has(one.agency)) return []
    const isName = one.key.startsWith('school.') || one.key.startsWith('referrer.')
    if (isName && (calledSo.has(plain(one.name)) || professionals.has(plain(one.name)))) return []
    if (one.key.startsWith('referrer.') && byKey.has(`school.${plain(one.name)}`)) return []
    const byReason = new Map<string, string[]>()
    for (const { reason, about } of group) {
      const words = reason('…')
      byReason.set(words, [...new Set([...(byReason.get(words) ?? []), about])])
    }
    const { reason: _reason, about: _about, ...rest } = one
    return [{ ...rest, why: [...byReason].map(([words, names]) => words.replace('…', spoken(names))).join('; '), choose: [] }]
  })
}
