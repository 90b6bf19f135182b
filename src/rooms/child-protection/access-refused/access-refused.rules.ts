import { day, ownChoice, reading, visitsBriefing, workingDays } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { findingDecision } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, every, type Said, so } from '../../../thread/say.ts'
import { visit, visitAttempted } from '../visits/visit.ts'
import { type Refusal, refusalKinds, refusals, stepKinds } from './refusals.ts'

/**
 * A parent or carer does not let a child on a plan be seen at home (practice: access-refused-escalation; our own reading 7). It stands until this child was seen at home and what the home is
 * like is on record: nobody closes it by hand. While it stands it is said again whenever nothing was done or said about it for so long; somebody's taking notice of it begins that time anew.
 */
export const accessRefused = rule({
  id: 'access-refused',
  says: ({ name, facts }) =>
    name === 'left-lying'
      ? 'This child has still not been seen at home, and nothing was done or said about it since.'
      : facts['again'] === true
        ? 'This child, who is on a child protection plan, could not be seen at home, not for the first time: nobody was let in.'
        : 'This child, who is on a child protection plan, could not be seen at home: nobody was let in.',
  because: [
    visitsBriefing.box(5),
    reading(7),
    reading(8),
    ownChoice('nobody says how often it is said again: every two working days while nothing happens'),
  ],
  kinds: [...refusalKinds, ...stepKinds, findingDecision],
  inForce: { from: day('2024-07-01') },
  endsByItself: true,
  settings: { again: setting(workingDays(2), 'our own choice', 'how long nothing may be done or said about it while it stands') },
  findings: (child, { again }) => {
    const all = refusals(child)
    if (all.length === 0) return []
    const roots = new Set<string>(all.map(({ entry }) => entry.root))
    const steps = child.entries.filter(entry => isStep(entry) && !roots.has(entry.root))
    return [
      ...all.map(
        ({ entry, asked, again: more, closed }): Said =>
          so('CRITICAL', {
            name: 'refused',
            opened: entry,
            until: closed,
            facts: { again: more, asked },
            tell: [
              'lead',
              'manager',
              'chair',
              'core-group',
              'agency-safeguarding-lead',
              ...(more ? (['service-manager', 'legal'] as const) : []),
            ],
          }),
      ),
      ...seriesOf(all, steps).map(({ entry, closed, during }) =>
        every(again, {
          name: 'left-lying',
          from: entry,
          notBefore: undefined,
          metBy: during,
          stop: closed,
          shows: { CRITICAL: dayAfter },
          tell: [
            { to: 'lead', from: dayAfter },
            { to: 'manager', from: dayAfter },
            { to: 'chair', from: dayAfter },
          ],
        }),
      ),
    ]
  },
})

const names: ReadonlySet<string> = new Set([...stepKinds, visit, visitAttempted].map(kind => kind.name))

/** Something done or said about it: a step, another attempt, or somebody who took notice of it. */
const isStep = (entry: Entry): boolean =>
  names.has(entry.kind) || (entry.kind === findingDecision.name && (entry.facts as { rule?: unknown }).rule === 'access-refused')

/**
 * Of refusals that stand together one series is enough: it begins with the first, and with each that comes after all before it were closed; each with what was done or said in its time.
 */
const seriesOf = (all: readonly Refusal[], steps: readonly Entry[]): (Refusal & { during: Entry[] })[] => {
  let next = 0
  return all
    .filter((one, at) => {
      const before = all[at - 1]
      return !before || (before.closed !== undefined && before.closed.at <= one.entry.at)
    })
    .map(one => {
      const during: Entry[] = []
      for (let step = steps[next]; step && !(one.closed && step.at > one.closed.at); step = steps[next]) {
        if (step.on >= one.entry.on) during.push(step)
        next += 1
      }
      return { ...one, during }
    })
}
