import { day, type Moment, ownChoice, recurringThemes, workingDays } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death, identity, residence, residenceEnd } from '../../../thread/own-kinds/index.ts'
import { type Home, rule, setting } from '../../../thread/rule.ts'
import { dayAfter, earlier, ends, noonOfTheLastDay, within } from '../../../thread/say.ts'
import type { Thread } from '../../../thread/thread.ts'
import { conference, planEnd, plans } from '../../child-protection/index.ts'
import { adultInContact, contactWords, newAdultDecided, seenAsWords } from './adult-in-contact.ts'
import { adultsCompared } from './adults-compared.ts'
import { adultsIn, registerOfThread } from './register.ts'

/** Somebody who came into the home: the entry that tells of it, by which they are known, and what they are called without a name. */
type Newcomer = { opened: Entry; person: string | undefined; roots: readonly string[]; who: string; left: Entry | undefined }

/**
 * An adult comes into the home of a child on a child protection plan: a manager decides within one working day whether the child is safe with that (practice:
 * adult-contact-register). It is told by the register (has moved in) or by the home itself, where the adult is on record; of one adult once.
 */
export const newAdultInHome = rule({
  id: 'new-adult-in-home',
  says: ({ facts }) =>
    `This child, who is on a child protection plan, has ${String(facts.who)} newly in the home. A manager decides whether the child is safe with that.`,
  because: [
    recurringThemes.box(3),
    ownChoice('nobody says by when a manager decides about a new adult in the home: within one working day'),
  ],
  kinds: [adultInContact, adultsCompared, newAdultDecided, conference, planEnd, identity, residence, residenceEnd, death],
  reads: 'household',
  inForce: { from: day('2023-09-01') },
  settings: { limit: setting(workingDays(1), 'our own choice', 'the child sleeps there tonight') },
  findings: (child, { limit }, home) => {
    const newcomers = inOrder([...toldByRegister(child), ...toldByHome(child, home)])
    const decided = decisionsOf(child)
    const death = endOfLife(child)
    let next = 0
    return plans(child).flatMap(plan => {
      const until = plan.ended?.at
      const found = []
      while (next < newcomers.length) {
        const one = newcomers[next]
        if (!one || (until !== undefined && one.opened.at >= until)) break
        next += 1
        if (one.opened.at <= plan.began.at) continue
        found.push(
          within(limit, {
            name: 'decide',
            of: one.opened,
            metBy: decided.about(one),
            stop: earlier(earlier(ends(one.left, 'lapsed'), plan.ended), death),
            shows: { DUE: noonOfTheLastDay, OVERDUE: dayAfter },
            tell: ['manager', 'lead'],
            facts: { who: one.who },
          }),
        )
      }
      return found
    })
  },
})

const inOrder = (newcomers: Newcomer[]): Newcomer[] =>
  newcomers.sort((a, b) =>
    a.opened.at < b.opened.at
      ? -1
      : a.opened.at > b.opened.at
        ? 1
        : a.opened.root < b.opened.root
          ? -1
          : a.opened.root > b.opened.root
            ? 1
            : 0,
  )

/** Adults of the register who have moved in and are not on record as a person: the home tells of those who are. Lines that are of one adult tell of one. */
const toldByRegister = (child: Thread): Newcomer[] =>
  adultsIn(registerOfThread(child)).flatMap(({ lines }) => {
    if (lines.some(line => line.told.some(one => one.facts.person !== undefined))) return []
    const [moved] = lines
      .flatMap(({ told }) => {
        const began = told.findIndex(one => one.facts.presence === 'moved-in' && !one.facts.ended)
        const opened = told[began]
        return opened ? [{ opened, after: told.slice(began) }] : []
      })
      .sort((a, b) => (a.opened.at < b.opened.at ? -1 : 1))
    if (!moved) return []
    const { opened, after } = moved
    const left = after.find(one => one.facts.ended || !['moved-in', 'lives', 'not-known'].includes(one.facts.presence))
    const as = opened.facts.as === 'not-known' ? '' : ` (${contactWords[opened.facts.as]})`
    const roots = lines.map(line => line.first.root)
    return [{ opened, person: undefined, roots, who: `${seenAsWords[opened.facts.seenAs]}${as}`, left }]
  })

/** Grown-ups on record who came to live with the child. */
const toldByHome = (child: Thread, home: Home): Newcomer[] => {
  const own = movesOf(child)
  return home.others.flatMap(({ thread, together }) => {
    if (thread.of(identity).at(-1)?.facts.is !== 'adult') return []
    const began = new Map(thread.of(residence).map(entry => [entry.at, entry]))
    const theirs = movesOf(thread)
    return together.flatMap(({ from, until }) => {
      const opened = began.get(from)
      // Where the child moved to the adult, the child's own move is what was decided about.
      return opened
        ? [
            {
              opened,
              person: thread.subject,
              roots: [],
              who: 'an adult',
              left: until === null ? undefined : (theirs.get(until) ?? own.get(until)),
            },
          ]
        : []
    })
  })
}

/** The entries by which somebody came into a home or left it, by their moment. */
const movesOf = (person: Thread): Map<Moment, Entry> =>
  new Map([...person.of(residence), ...person.of(residenceEnd)].map(entry => [entry.at, entry]))

/** The manager's decisions, the first about each adult at or after what told of them. */
const decisionsOf = (child: Thread): { about: (one: Newcomer) => Entry | undefined } => {
  const by = new Map<string, Entry[]>()
  for (const entry of child.of(newAdultDecided))
    for (const about of [entry.answers, entry.facts.person]) if (about) by.set(about, [...(by.get(about) ?? []), entry])
  const first = (about: string, { opened }: Newcomer) => by.get(about)?.find(entry => entry.at >= opened.at || entry.on >= opened.on)
  return {
    about: one =>
      (one.person ? [one.person] : one.roots).flatMap(about => first(about, one) ?? []).sort((a, b) => (a.at < b.at ? -1 : 1))[0],
  }
}
