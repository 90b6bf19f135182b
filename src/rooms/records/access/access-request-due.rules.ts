import { day, dueAfter, months, ownChoice, printDate, ukGdpr } from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, lastFifth, within } from '../../../thread/say.ts'
import { accessAnswered, accessAsked, accessExtended } from './access-request.ts'

/**
 * Whoever asks for a record has an answer within one month of asking; where it is not simple, within two further months, if they were told so within the first
 * (UK GDPR, article 12(3)). A month ends on the same date of the next, or on its last day; the day is not moved for a weekend or holiday.
 */
export const accessRequestDue = rule({
  id: 'access-request-due',
  says: ({ dueOn }) => `This record was asked for: the answer is due by ${dueOn ? printDate(dueOn) : 'a day not known'}.`,
  because: [
    ukGdpr.article('12(3)'),
    ownChoice('the law names no age from which a child is asked before somebody else has a copy of their record'),
  ],
  kinds: [accessAsked, accessExtended, accessAnswered],
  inForce: { from: day('2018-05-25') },
  settings: {
    limit: setting(months(1), 'law', 'one month from the day on which it was asked for'),
    askedFrom: setting(
      12,
      'our own choice',
      'old enough as a rule to understand what is asked for; each child is asked who does understand',
    ),
    longer: setting(months(3), 'law', 'one month and two further ones, where whoever asked was told within the first'),
  },
  findings: (person, { limit, longer }, _home, holidays) =>
    person.of(accessAsked).map(asked => {
      const inTime = person.answering(accessExtended, asked).some(more => more.on <= lastDayOf(limit(asked.on), asked.on, holidays))
      return within(inTime ? longer : limit, {
        name: 'answer',
        of: asked,
        metBy: person.answering(accessAnswered, asked)[0],
        stop: undefined,
        shows: { INFO: counted => counted.from, DUE: lastFifth, OVERDUE: dayAfter },
        tell: ['lead', 'manager'],
      })
    }),
})

const lastDayOf = (...[limit, from, holidays]: Parameters<typeof dueAfter>) => dueAfter(limit, from, holidays).dueOn
