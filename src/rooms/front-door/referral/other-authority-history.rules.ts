import { day, neglectResponse, ownChoice, printDate, workingDays } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, longAfter, oncePassed, within } from '../../../thread/say.ts'
import { historyAsked, historyReceived, livedElsewhere } from './other-authority.ts'
import { plainName } from './sources.ts'

/**
 * A person is known to have lived in another authority's area: that authority is asked for its history, and answers within ten working days (practice:
 * other-authority-history; case 17 was first told of elsewhere). The clock counts from the day this became known here, once for each authority. It runs
 * on the person who lived there, child or parent.
 */
export const otherAuthorityHistory = rule({
  id: 'other-authority-history',
  says: ({ facts, dueOn }) =>
    `${String(facts.authority)} may know more about this person: its history ${facts.asked ? 'was asked for and has not come' : 'has not been asked for'}. ` +
    `It should be here by ${dueOn ? printDate(dueOn) : 'a day not known'}.`,
  because: [neglectResponse.case17, ownChoice('nobody says by when: due once five working days have passed, overdue after ten')],
  kinds: [livedElsewhere, historyAsked, historyReceived, death],
  inForce: { from: day('2016-01-01') },
  settings: {
    limit: setting(workingDays(10), 'our own choice', 'overdue once ten working days have passed'),
    shown: setting(workingDays(5), 'our own choice', 'due once five working days have passed'),
    serviceManager: setting(
      workingDays(3),
      'our own choice',
      'the service manager is told when it has been overdue for three working days',
    ),
  },
  findings: (person, { limit, shown, serviceManager }) => {
    const stop = endOfLife(person)
    const asked = firstByAuthority(person.of(historyAsked))
    const received = firstByAuthority(person.of(historyReceived))
    return [...firstByAuthority(person.of(livedElsewhere))].map(([authority, known]) =>
      within(limit, {
        name: 'history',
        of: known,
        metBy: received.get(authority),
        stop,
        shows: { DUE: oncePassed(shown), OVERDUE: dayAfter },
        tell: [
          { to: 'screener', from: oncePassed(shown) },
          { to: 'bridge-manager', from: dayAfter },
          { to: 'service-manager', from: longAfter(serviceManager) },
        ],
        queue: 'bridge',
        facts: { authority: known.facts.authority, asked: asked.has(authority) },
      }),
    )
  },
})

/** The first entry that names each authority, however it is written. */
const firstByAuthority = <E extends Entry<{ authority: string }>>(entries: readonly E[]): Map<string, E> => {
  const first = new Map<string, E>()
  for (const entry of entries) if (!first.has(plainName(entry.facts.authority))) first.set(plainName(entry.facts.authority), entry)
  return first
}
