import { addYears, type Moment, workingDays } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { bornOn } from '../../../thread/life.ts'
import { birth, death, identity } from '../../../thread/own-kinds/index.ts'
import { setting, sharedSetting } from '../../../thread/rule.ts'
import type { When } from '../../../thread/say.ts'
import type { Thread } from '../../../thread/thread.ts'
import { conference, planEnd, plans } from '../../child-protection/index.ts'
import { seriousIncident, seriousIncidentNotified } from './serious-incident.ts'

/** The death of a child; none of an adult, or of whom it is told that they were grown up. */
export const deathOfChild = (person: Thread): Entry | undefined => {
  const died = person.of(death).at(-1)
  const born = bornOn(person)
  const isGrown =
    person.of(identity).at(-1)?.facts.is === 'adult' || (born !== undefined && died !== undefined && addYears(born, 18) <= died.on)
  return isGrown ? undefined : died
}

/**
 * What asks whether the national panel is to be notified: an incident that was written down, or the death of a child who was on a child protection plan,
 * since then abuse or neglect was known. An incident written down after such a death takes its place, whatever it says.
 */
export const incidentsOf = (child: Thread): { opened: Entry; weighed: Entry | undefined; isSerious: boolean }[] => {
  const told = child.of(seriousIncident)
  const died = deathOfChild(child)
  const onPlan = died && plans(child).some(plan => plan.began.at <= died.at && (!plan.ended || plan.ended.at >= died.at))
  const ofDeath = died && onPlan ? told.find(one => one.facts.harm === 'died') : undefined
  return [
    ...(died && onPlan ? [{ opened: died, weighed: ofDeath, isSerious: ofDeath?.facts.abuse !== 'no' }] : []),
    ...told
      .filter(one => one !== ofDeath)
      .map(one => ({ opened: one as Entry, weighed: one as Entry, isSerious: one.facts.abuse !== 'no' })),
  ]
}

/** The kinds from which it is known whether something serious happened to a child, and whether it was notified. */
export const incidentKinds = [seriousIncident, seriousIncidentNotified, death, birth, identity, conference, planEnd] as const

/** How long the notification to the national panel may take: one number, whoever asks. */
export const notifyWithin = sharedSetting(
  'serious-incident.notifyWithin',
  setting(workingDays(5), 'local practice', 'five working days from when the authority became aware'),
)

/** Shows from what it counts from. */
export const atOnce: When = counted => counted.from

/** The first of some entries, in the order they happened, at a moment or after it. */
export const firstSince = <One extends Entry>(entries: readonly One[], at: Moment): One | undefined => {
  let [from, to] = [0, entries.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((entries[middle]?.at ?? at) < at) from = middle + 1
    else to = middle
  }
  return entries[from]
}

/** The first of some entries that answers one of these, or answers nothing and came after the first of them. Made once for a thread, asked for each. */
export const answerTo = <One extends Entry>(entries: readonly One[]): ((asked: readonly (Entry | undefined)[]) => One | undefined) => {
  const byAnswered = new Map<string, One>()
  for (const one of entries) if (one.answers && !byAnswered.has(one.answers)) byAnswered.set(one.answers, one)
  const loose = entries.filter(one => one.answers === null)
  return asked => {
    for (const one of asked) {
      const answer = one && byAnswered.get(one.root)
      if (answer) return answer
    }
    return asked[0] && firstSince(loose, asked[0].at)
  }
}
