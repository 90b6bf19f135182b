import {
  childrenAct1989,
  day,
  localPractice,
  type Moment,
  moment,
  ownChoice,
  printMoment,
  workingDays,
  workingTogether2018,
  workingTogether2023,
} from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { End } from '../../../thread/finding.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { type Counted, dayAfter, earlier, ends, halfway, longAfter, type Tell, within } from '../../../thread/say.ts'
import { inOrder, type Thread } from '../../../thread/thread.ts'
import { bridgeHours, hoursFrom, isOpen, referralDecision } from '../../front-door/index.ts'
import { meetingAbout, meetingsStanding } from '../../meetings/index.ts'
import { conference } from '../conference/conference.ts'
import { enquiries, enquiryKinds } from '../enquiry/enquiries.ts'
import { harmSuspected } from '../harm/harm-suspected.ts'
import { emergencyProtectionOrder, policeProtection } from '../protection/orders.ts'
import { strategyDecision } from './strategy-decision.ts'

const atOnce = (counted: Counted) => counted.from

/**
 * Where significant harm is suspected a strategy meeting is held the same day, within one working day at most (practice: strategy-meeting, dl-strategy). It counts from what
 * raised it: harm that somebody who works with the child suspects, The Bridge's decision on an enquiry or immediate protection, police protection or an emergency protection
 * order while no enquiry runs. What a strategy meeting decided of this child meets it; so does an initial conference that was held without one on record.
 */
export const strategyDue = rule({
  id: 'strategy-due',
  says: ({ facts }) =>
    `Significant harm to this child is suspected (${String(facts.because)}): a strategy meeting decides today, or by the end of the next working day, what happens.${facts.calledFor ? ` It is called for ${printMoment(moment(String(facts.calledFor)))}.` : ''}`,
  because: [
    workingTogether2023.at('strategy discussion'),
    workingTogether2018.at('strategy discussion'),
    localPractice.knowsleyChildProtection.at('strategy'),
    childrenAct1989.section('47'),
    localPractice.bridgeHours.at('hours'),
    ownChoice('within one working day at most, whatever the hour; it shows at once as a fact, and as due from half of the time'),
  ],
  kinds: [harmSuspected, referralDecision, policeProtection, emergencyProtectionOrder, ...enquiryKinds, meetingAbout, death],
  inForce: { from: day('2018-07-01') },
  settings: {
    limit: setting(workingDays(1), 'our own choice', 'the same day, at most one working day; a neighbour asks for 24 hours'),
    serviceManager: setting(workingDays(1), 'our own choice', 'the service manager is told when it has been overdue for a working day'),
    ...bridgeHours,
  },
  findings: (child, { limit, serviceManager, opens, closes }, _home, holidays) => {
    const death = endOfLife(child)
    return raised(child).map(({ entry, because, met, conferred, calledFor }) => {
      const outOfHours = entry.precision === 'moment' && !isOpen(entry.at, hoursFrom(opens(entry.on), closes(entry.on)), holidays)
      const tell: Tell[] = ['lead', 'manager', 'screener', { to: 'service-manager', from: longAfter(serviceManager) }]
      return within(limit, {
        name: 'strategy',
        of: entry,
        metBy: met,
        stop: earlier(conferred, death),
        shows: { INFO: atOnce, DUE: halfway, OVERDUE: dayAfter },
        tell: outOfHours ? ['duty', ...tell] : tell,
        // A meeting that was called meets nothing until it decides; that it is called is said, so that nobody calls it twice.
        facts: { because, ...(calledFor ? { calledFor } : {}) },
      })
    })
  },
})

type Raised = { entry: Entry; because: string; met: Entry | undefined; conferred: End | undefined; calledFor: Moment | undefined }

/** What asks for a strategy meeting about the child, in order, with the decision that came of it or the conference that went past it. */
const raised = (child: Thread): Raised[] => {
  const decisions = child.of(strategyDecision)
  const conferences = child.where(conference, ({ facts }) => facts.type !== 'review')
  const called = meetingsStanding(child.of(meetingAbout).filter(({ facts }) => facts.type === 'strategy')).at(-1)
  let [decided, conferred] = [0, 0]
  return asking(child).map(({ entry, because }) => {
    while (isBefore(decisions[decided], entry)) decided += 1
    while (isBefore(conferences[conferred], entry)) conferred += 1
    const met = decisions[decided]
    const calledFor = !met && called && !isBefore(called, entry) ? called.facts.at : undefined
    return { entry, because, met, conferred: ends(conferences[conferred], 'superseded'), calledFor }
  })
}

/** An act of the same day counts as after where the hour of either is not known. */
const isBefore = (act: Entry | undefined, entry: Entry): boolean =>
  act !== undefined && (act.precision === 'moment' && entry.precision === 'moment' ? act.at < entry.at : act.on < entry.on)

const asking = (child: Thread): { entry: Entry; because: string }[] => {
  const running = enquiries(child)
  let at = 0
  const whileNone = (entry: Entry): boolean => {
    while (running[at]?.closed && (running[at]?.closed?.at ?? entry.at) <= entry.at) at += 1
    const enquiry = running[at]
    return !enquiry || isBefore(entry, enquiry.began)
  }
  const orders = [
    ...child.of(policeProtection).map(entry => ({ entry, because: 'police protection' })),
    ...child
      .where(emergencyProtectionOrder, ({ facts }) => !facts.extension)
      .map(entry => ({ entry, because: 'an emergency protection order' })),
  ]
    .sort((a, b) => inOrder(a.entry, b.entry))
    .filter(({ entry }) => whileNone(entry))
  return [
    ...child.of(harmSuspected).map(entry => ({ entry, because: 'by somebody who works with the child' })),
    ...child
      .where(referralDecision, ({ facts }) => facts.outcome === 'section-47' || facts.outcome === 'emergency-protection')
      .map(entry => ({ entry, because: 'by decision of The Bridge' })),
    ...orders,
  ].sort((a, b) => inOrder(a.entry, b.entry))
}
