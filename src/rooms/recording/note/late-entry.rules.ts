import {
  day,
  dayOf,
  dueAfter,
  localPractice,
  ownChoice,
  printPartial,
  supportAndSafeguarding,
  weeks,
  workingDays,
} from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { lapsesOn, so } from '../../../thread/say.ts'
import { childInNeedReview } from '../../child-in-need/index.ts'
import { coreGroup, homeConditions, visit, visitAttempted } from '../../child-protection/index.ts'
import { note } from './note.ts'

const recorded: readonly [AnyKind, ...AnyKind[]] = [note, visit, visitAttempted, homeConditions, coreGroup, childInNeedReview]

/**
 * What was done is written down within two working days; what comes later says both days, and the author's manager hears of it (practice:
 * recording-standard). It asks for nothing and stands for some weeks. An entry known only to its month or year is not called late: nobody knows that it is.
 * The manager of the child's team is told where children's social care wrote it; other agencies have managers that this record does not name.
 */
export const lateEntry = rule({
  id: 'late-entry',
  says: ({ facts }) =>
    `This child’s ${String(facts.what)} of ${printPartial({ on: day(String(facts.happened)), precision: 'day' })} was written down on ${printPartial({ on: day(String(facts.recorded)), precision: 'day' })}.`,
  because: [
    supportAndSafeguarding.section('Recording what we do'),
    localPractice.liverpoolVisits.at('recording'),
    ownChoice('nobody says for how long a late entry is worth knowing of: four weeks'),
  ],
  kinds: recorded,
  inForce: { from: day('2018-01-01') },
  settings: {
    within: setting(workingDays(2), 'local practice', 'a neighbouring authority asks for a visit to be recorded within two working days'),
    stands: setting(weeks(4), 'our own choice', 'long enough to be talked about in supervision'),
  },
  findings: (child, { within, stands }, _home, holidays) =>
    recorded
      .flatMap((kind): readonly Entry[] => child.of(kind))
      .filter(
        entry =>
          (entry.precision === 'day' || entry.precision === 'moment') &&
          entry.known >= dueAfter(within(dayOf(entry.known)), entry.on, holidays).due,
      )
      .map(entry => {
        const recordedOn = dayOf(entry.known)
        return so('INFO', {
          name: 'late',
          opened: entry,
          from: entry.known,
          until: lapsesOn(dueAfter(stands(recordedOn), recordedOn, holidays).dueOn),
          tell: entry.agencyKind === 'childrens-social-care' ? ['manager'] : [],
          facts: { what: whatOf(entry.kind), happened: entry.on, recorded: recordedOn },
        })
      }),
})

const whatOf = (kind: string): string => recorded.find(one => one.name === kind)?.words ?? 'entry'
