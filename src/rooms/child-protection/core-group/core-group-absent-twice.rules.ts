import { day, localPractice, type Moment, ownChoice } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { AgencyId, EntryId } from '../../../thread/ids.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death, involvement, involvementEnd, type Relation } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { earlier, ends, type So, so } from '../../../thread/say.ts'
import { isOf, type Thread } from '../../../thread/thread.ts'
import { agencyWords } from '../../front-door/index.ts'
import { conference, planEnd } from '../conference/conference.ts'
import { coreGroup } from './core-group.ts'
import type { CoreGroup } from './during.ts'

type Noted = NonNullable<CoreGroup['facts']['members']>[number]
/** One who came or did not; of an agency that no core group ever named, only which it is. */
type Member = Pick<Noted, 'agency' | 'agencyName' | 'came'> & { readonly agencyKind: Noted['agencyKind'] | null }

/** Who of a core group came and who did not; what was written before members were named one by one says it by the kind of organisation. */
const membersOf = ({ facts }: CoreGroup): Member[] => [
  ...(facts.members ?? []),
  ...facts.attended.map(agencyKind => ({ agencyKind, came: true })),
  ...facts.absent.map(agencyKind => ({ agencyKind, came: false })),
]

/**
 * An agency that belongs to the core group and has not come twice running is asked about it through its safeguarding lead (practice: core-group). Whoever was expected counts,
 * noted or not: where a core group says who came, one person after another, an agency that worked with the child on that day and is not among them was away. It ends when the
 * agency comes again; a core group that names nobody changes nothing.
 */
export const coreGroupAbsentTwice = rule({
  id: 'core-group-absent-twice',
  says: ({ facts }) => `This child’s core group has met ${String(facts.times)} times running without anybody from ${String(facts.agency)}.`,
  because: [
    localPractice.coreGroups.at('joint responsibility'),
    ownChoice('nobody says when an agency that stays away is asked about it: after two core groups running'),
  ],
  kinds: [conference, planEnd, coreGroup, involvement, involvementEnd, death],
  inForce: { from: day('2018-07-01') },
  settings: { running: setting(2, 'our own choice', 'once may be illness; twice running is a plan that one agency takes no part in') },
  findings: (child, { running }) => {
    const away = new Map<string, Away>()
    const said: So[] = []
    const died = endOfLife(child)
    const endings: Entry[] = [...child.of(planEnd), ...child.where(conference, ({ facts }) => facts.type === 'review' && !facts.plan)].sort(
      (a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0),
    )
    let next = 0
    for (const { one, expected } of withExpected(child)) {
      while (endings[next] && (endings[next]?.at ?? one.at) <= one.at) next += 1
      const over = earlier(ends(endings[next], 'lapsed'), died)
      for (const [key, member] of byAgency(one, expected)) {
        const before = away.get(key)
        // What stood in an earlier plan has ended with it; it is counted on, since the core groups before are still the last ones.
        const since = before?.since?.until && before.since.until.at <= one.at ? undefined : before?.since
        if (member.came) {
          if (since) since.until = earlier(ends(one, 'met'), since.until)
          away.delete(key)
          continue
        }
        const now: Away = { times: (before?.times ?? 0) + 1, since }
        if (now.times >= running(one.on) && !now.since && !(died && died.at <= one.at)) {
          now.since = so('DUE', {
            name: key,
            opened: one,
            until: over,
            tell: ['agency-safeguarding-lead', 'lead', 'chair'],
            facts: {
              agency: member.agencyName ?? (member.agencyKind ? agencyWords[member.agencyKind] : 'an agency that works with the child'),
              times: now.times,
              // Where only the kind of organisation is on record, no one agency's lead is asked.
              askedAgency: member.agency ?? 'not named',
            },
          })
          said.push(now.since)
        }
        away.set(key, now)
      }
    }
    return said
  },
})

/** How often running an agency stayed away, and what is said of it. */
type Away = { times: number; since: So | undefined }

/** Each agency of a core group once: of two of its people it was there if one of them was. Who was expected and is not noted where others are was away. */
const byAgency = (one: CoreGroup, expected: readonly Member[]): Map<string, Member> => {
  const members = new Map<string, Member>()
  for (const member of membersOf(one)) {
    const key = member.agency ?? member.agencyKind ?? ''
    if (!members.get(key)?.came) members.set(key, member)
  }
  if ((one.facts.members ?? []).length > 0)
    for (const member of expected) if (member.agency && !members.has(member.agency)) members.set(member.agency, member)
  return members
}

/** Each core group, in order, with the agencies that worked with the child on its day, by the name that a core group so far has noted. */
const withExpected = (child: Thread): { one: CoreGroup; expected: readonly Member[] }[] => {
  const working = new Map<EntryId, { readonly holder: string; readonly isAgency: boolean; readonly until: Moment | undefined }>()
  const noted = new Map<string, Noted>()
  const all: { one: CoreGroup; expected: readonly Member[] }[] = []
  for (const entry of child.entries) {
    if (isOf(involvement, entry) && expects.includes(entry.facts.as) && entry.facts.form !== 'team')
      working.set(entry.root, { holder: entry.facts.holder, isAgency: entry.facts.form === 'agency', until: entry.facts.until })
    else if (isOf(involvementEnd, entry)) {
      const of = entry.answers ? child.find(entry.answers)?.root : undefined
      if (of) working.delete(of)
    } else if (isOf(coreGroup, entry)) {
      for (const member of entry.facts.members ?? []) {
        if (member.agency) noted.set(member.agency, member)
        if (member.account) noted.set(member.account, member)
      }
      const expected = [...working.values()]
        .filter(({ until }) => until === undefined || until > entry.at)
        .flatMap(({ holder, isAgency }): Member[] => {
          const before = noted.get(holder)
          const agency = isAgency ? (holder as AgencyId) : before?.agency
          return agency
            ? [
                {
                  agency,
                  agencyKind: before?.agencyKind ?? null,
                  came: false,
                  ...(before?.agencyName ? { agencyName: before.agencyName } : {}),
                },
              ]
            : []
        })
      all.push({ one: entry, expected })
    }
  }
  return all
}

/** As what somebody works with a child is expected at its core group, beside whoever leads. */
const expects: readonly Relation[] = ['agency', 'core-group']
