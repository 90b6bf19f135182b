import { day, ownChoice, printDate, supportAndSafeguarding, workingDays } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, lastFifth, within } from '../../../thread/say.ts'
import { familyView, waitsForAnswer } from './family-view.ts'
import { sharedWithFamily } from './shared-with-family.ts'

/** A family that asks something of those who work with their child has an answer (practice: family-accounts): what is shared in answer ends it. */
export const familyWaitsForAnswer = rule({
  id: 'family-waits-for-answer',
  says: ({ dueOn }) => `The family has written and waits for an answer${dueOn ? ` by ${printDate(dueOn)}` : ''}.`,
  because: [
    supportAndSafeguarding.section('Our approach to safety and support'),
    ownChoice('nobody says how soon a family that writes has its answer: five working days'),
  ],
  kinds: [familyView, sharedWithFamily, death],
  inForce: { from: day('2026-01-01') },
  settings: {
    limit: setting(workingDays(5), 'our own choice', 'how soon a question, a wish or a request to put something right is answered'),
  },
  findings: (child, { limit }) =>
    child
      .where(familyView, view => waitsForAnswer(view.facts.sort))
      .map(view =>
        within(limit, {
          name: 'answer',
          of: view,
          metBy: child.answering(sharedWithFamily, view)[0],
          stop: endOfLife(child),
          shows: { INFO: counted => counted.from, DUE: lastFifth, OVERDUE: dayAfter },
          tell: ['lead', 'manager'],
        }),
      ),
})
