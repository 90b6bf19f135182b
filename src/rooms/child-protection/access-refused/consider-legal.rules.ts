import { childrenAct1989, day, ownChoice, visitsBriefing, workingDays } from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, earlier, ends, type Said, so, within } from '../../../thread/say.ts'
import { legalConsidered } from './access-refused.ts'
import { firstAbout, refusalKinds, refusals } from './refusals.ts'

/**
 * Nobody has been let in for three working days, or it is the second time: a manager decides whether a lawyer is asked, or writes down why not (practice: frustrated-access-legal).
 * Urgent access that is unreasonably refused is by itself a ground for emergency protection; and without knowing the child safe the authority applies for an order.
 */
export const considerLegal = rule({
  id: 'consider-legal',
  says: ({ facts }) =>
    facts['again'] === true
      ? 'This child could not be seen at home, not for the first time: decide whether to ask for legal advice, or write down why not.'
      : 'This child has not been seen at home days after nobody was let in: decide whether to ask for legal advice, or write down why not.',
  because: [
    visitsBriefing.box(5),
    childrenAct1989.section('44(1)(b)'),
    childrenAct1989.section('47(6)'),
    childrenAct1989.section('46'),
    ownChoice('nobody says when legal advice is to be thought of: after three working days, or at the second refusal'),
  ],
  kinds: [...refusalKinds, legalConsidered],
  inForce: { from: day('2024-07-01') },
  settings: {
    open: setting(workingDays(3), 'our own choice', 'how long nobody may be let in before a manager decides about legal advice'),
  },
  findings: (child, { open }) => {
    const all = refusals(child)
    const considered = firstAbout(all, child.of(legalConsidered))
    return all.map((refusal, at): Said => {
      const met = considered[at]
      const shared = { name: 'decision', facts: { again: refusal.again } }
      return refusal.again
        ? so('CRITICAL', {
            ...shared,
            opened: refusal.entry,
            until: earlier(ends(met, 'met'), refusal.closed),
            tell: ['manager', 'service-manager', 'legal'],
          })
        : within(open, {
            ...shared,
            of: refusal.entry,
            metBy: met,
            stop: refusal.closed,
            shows: { CRITICAL: dayAfter },
            tell: [
              { to: 'manager', from: dayAfter },
              { to: 'service-manager', from: dayAfter },
              { to: 'legal', from: dayAfter },
            ],
          })
    })
  },
})
