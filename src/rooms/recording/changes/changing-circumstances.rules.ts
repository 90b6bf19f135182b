import { day, dayOf, type Moment, ownChoice, plural, supportAndSafeguarding, workingDays } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { End } from '../../../thread/finding.ts'
import { endOfLife } from '../../../thread/life.ts'
import {
  death,
  identity,
  involvement,
  involvementEnd,
  pregnancy,
  relationship,
  residence,
  residenceEnd,
} from '../../../thread/own-kinds/index.ts'
import { type Home, type Member, rule, setting } from '../../../thread/rule.ts'
import { dayAfter, earlier, ends, within } from '../../../thread/say.ts'
import type { Thread } from '../../../thread/thread.ts'
import { changeWeighed, circumstancesChanged } from './circumstances.ts'

/**
 * When something changes around a child whom a key practitioner works with (a move, who lives there, a partner or carer, a pregnancy, and what is told as a
 * change), the key practitioner says within five working days what it means for this child and whether the stage still fits (practice:
 * changing-circumstances). Changes that come before the answer are answered together. A change counts from when it became known; what lies before the key
 * practitioner began is history and asks nothing.
 */
export const changingCircumstances = rule({
  id: 'changing-circumstances',
  says: ({ facts }) =>
    `This child’s circumstances have changed (${plural(Number(facts.changes), 'change')}): what it means for the child, and whether the stage of support still fits, is to be written down.`,
  because: [
    supportAndSafeguarding.section('Our approach to safety and support'),
    ownChoice('nobody says by when a change is thought through: five working days'),
  ],
  kinds: [
    residence,
    residenceEnd,
    relationship,
    pregnancy,
    circumstancesChanged,
    changeWeighed,
    involvement,
    involvementEnd,
    identity,
    death,
  ],
  reads: 'household',
  inForce: { from: day('2018-01-01') },
  settings: { limit: setting(workingDays(5), 'our own choice', 'long enough to see the child once') },
  findings: (child, { limit }, home) => {
    if (child.of(identity).at(-1)?.facts.is === 'adult') return []
    const death = endOfLife(child)
    return turns(child, home, death).map(turn =>
      within(limit, {
        name: 'weighed',
        of: turn.first,
        metBy: turn.answer,
        stop: earlier(turn.left, death),
        shows: { DUE: counted => counted.from, OVERDUE: dayAfter },
        tell: ['lead', { to: 'manager', from: dayAfter }],
        evidence: turn.more,
        facts: { changes: 1 + turn.more.length },
      }),
    )
  },
})

type Weighed = ReturnType<Thread['of']>[number]
type Turn = { first: Entry; more: Entry[]; answer: Weighed | undefined; left: End | undefined }

/** The changes a key practitioner was there for, put together by the answer that came next. */
const turns = (child: Thread, home: Home, death: End | undefined): Turn[] => {
  const cover = coverOf(child)
  const answers = child.of(changeWeighed)
  const all: Turn[] = []
  let [covered, answered] = [0, 0]
  let open: Turn | undefined
  for (const change of changesAround(child, home)) {
    if (death && change.at >= death.at) break
    while (cover[covered]?.until && (cover[covered]?.until?.at ?? change.at) <= change.at) covered += 1
    const span = cover[covered]
    if (!span || span.from >= change.happened) continue
    while (answers[answered] && (answers[answered]?.at ?? change.at) < change.at) answered += 1
    const answer = answers[answered]
    if (open && open.answer === answer && open.left === span.until) {
      open.more.push(change.entry)
      continue
    }
    open = { first: { ...change.entry, at: change.at, on: dayOf(change.at) }, more: [], answer, left: span.until }
    all.push(open)
  }
  return all
}

/** When somebody was the child's key practitioner, in order and without overlaps; `until` is the end of the last of them. */
const coverOf = (child: Thread): { from: Moment; until: End | undefined }[] => {
  const spans: { from: Moment; until: End | undefined }[] = []
  for (const lead of child.where(involvement, one => one.facts.as === 'lead')) {
    const until = ends(child.answering(involvementEnd, lead)[0], 'lapsed')
    if (until && until.at <= lead.at) continue
    const last = spans.at(-1)
    if (last && (!last.until || last.until.at >= lead.at)) {
      if (last.until && (!until || until.at > last.until.at)) last.until = until
    } else spans.push({ from: lead.at, until })
  }
  return spans
}

type Change = { readonly entry: Entry; readonly happened: Moment; readonly at: Moment }

/** Every change around the child, in the order in which it became known: its own, and of those it lives with as they come, go or expect a child. */
const changesAround = (child: Thread, home: Home): Change[] => {
  const own = [
    ...child.of(residence).slice(1),
    ...child.of(residenceEnd),
    ...child.where(relationship, isPartnerOrCarer),
    ...child.of(circumstancesChanged),
  ]
  const others = home.others.flatMap(member => [
    ...whileTogether(member, [...member.thread.of(residence), ...member.thread.of(residenceEnd)].sort(byMoment)),
    ...whileTogether(member, [...member.thread.of(pregnancy), ...member.thread.where(relationship, isPartnerOrCarer)].sort(byMoment)),
  ])
  return [...own, ...others]
    .map(entry => ({ entry, happened: entry.at, at: entry.known > entry.at ? entry.known : entry.at }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.entry.root < b.entry.root ? -1 : 1))
}

const isPartnerOrCarer = ({ facts }: { facts: { as: string; ended: boolean } }): boolean =>
  facts.ended || facts.as === 'partner' || facts.as === 'step-parent' || facts.as === 'carer'

const byMoment = (a: Entry, b: Entry): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.root < b.root ? -1 : 1)

/** Those of somebody's entries, in order, that fell into a time they shared with the child, its first and its last moment included. */
const whileTogether = (member: Member, entries: readonly Entry[]): Entry[] => {
  let at = 0
  return entries.filter(entry => {
    while (member.together[at]?.until && (member.together[at]?.until ?? entry.at) < entry.at) at += 1
    const span = member.together[at]
    return span !== undefined && span.from <= entry.at
  })
}
