import { day, localPractice, workingDays } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, earlier, ends, halfway, within } from '../../../thread/say.ts'
import { inOrder } from '../../../thread/thread.ts'
import { enquiryOutcome } from '../enquiry/enquiry.ts'
import { conference } from './conference.ts'
import { initialConferences } from './initial.ts'
import { conferenceRequested } from './request.ts'

/** The enquiry found a continuing risk: the conference is asked of the unit within one working day of that outcome (practice: icpc-convene, dl-icpc-request). */
export const icpcRequestDue = rule({
  id: 'icpc-request-due',
  says: () => 'This child is to come to a conference, and the unit that arranges it has not been asked yet.',
  because: [localPractice.boltonConferences.at('request')],
  kinds: [enquiryOutcome, conferenceRequested, conference, death],
  inForce: { from: day('2018-07-01') },
  settings: { limit: setting(workingDays(1), 'local practice', 'asked for within one working day of the decision') },
  findings: (child, { limit }) => {
    const died = endOfLife(child)
    const outcomes = child.of(enquiryOutcome)
    const meets = [...child.where(conferenceRequested, ({ facts }) => facts.what === 'initial'), ...initialConferences(child)].sort(inOrder)
    let next = 0
    return outcomes.flatMap((of, at) => {
      while (next < meets.length && (meets[next]?.on ?? of.on) < of.on) next += 1
      if (of.facts.outcome !== 'continuing-risk') return []
      return [
        within(limit, {
          name: 'request',
          of,
          metBy: meets[next],
          stop: earlier(ends(outcomes[at + 1], 'superseded'), died),
          shows: { DUE: halfway, OVERDUE: dayAfter },
          tell: ['lead', { to: 'manager', from: dayAfter }],
        }),
      ]
    })
  },
})
