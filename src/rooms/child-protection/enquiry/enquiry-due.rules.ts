import { day, localPractice, ownChoice, reading, workingDays, workingTogether2018, workingTogether2023 } from '../../../guidance/index.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, lastFifth, longAfter, within } from '../../../thread/say.ts'
import { enquiries, enquiryKinds } from './enquiries.ts'

/**
 * An enquiry comes to an outcome while a conference can still be held in time: by the fifteenth working day from the strategy meeting at which it was begun (practice:
 * s47-enquiry, dl-icpc; our own reading 45). An outcome that a second person has to sign stands when it is signed.
 */
export const enquiryDue = rule({
  id: 'enquiry-due',
  says: () => 'The section 47 enquiry about this child has no outcome yet that stands.',
  because: [
    workingTogether2023.at('initial conference'),
    workingTogether2018.at('initial conference'),
    localPractice.norfolkConferences.at('conference'),
    reading(45),
    ownChoice('nobody says by when the enquiry itself has an outcome: by the day by which a conference would be held'),
  ],
  kinds: [...enquiryKinds, death],
  inForce: { from: day('2018-07-01') },
  settings: {
    limit: setting(workingDays(15), 'our own choice', 'the time in which a conference follows'),
    serviceManager: setting(
      workingDays(3),
      'our own choice',
      'the service manager is told when it has been overdue for three working days',
    ),
  },
  findings: (child, { limit, serviceManager }) =>
    enquiries(child).map(({ began, closed }) =>
      within(limit, {
        name: 'outcome',
        of: began,
        metBy: undefined,
        stop: closed,
        shows: { DUE: lastFifth, OVERDUE: dayAfter },
        tell: [
          { to: 'lead', from: lastFifth },
          { to: 'manager', from: lastFifth },
          { to: 'service-manager', from: longAfter(serviceManager) },
        ],
      }),
    ),
})
