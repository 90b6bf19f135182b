import { day, ownChoice, supportAndSafeguarding, workingDays } from '../../../guidance/index.ts'
import { endOfLife } from '../../../thread/life.ts'
import { death } from '../../../thread/own-kinds/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { dayAfter, earlier, ends, within } from '../../../thread/say.ts'
import { disclosure, disclosureRecalled, shareOpened } from '../disclosure/disclosure.ts'

/**
 * What was shared is opened within one working day, or whoever sent it is told, so that nobody takes it that somebody else knows (practice: no-assumption,
 * share-unopened). It is asked of what waits for a reader with an account; what is handed over on paper is handed to somebody.
 */
export const shareUnopened = rule({
  id: 'share-unopened',
  says: ({ facts }) => `What was shared of this child’s record has not been opened yet by ${String(facts['with'])}. Ring them.`,
  because: [
    supportAndSafeguarding.section('Information Sharing'),
    ownChoice('nobody says how long what was shared may lie unopened: one working day'),
  ],
  kinds: [disclosure, disclosureRecalled, shareOpened, death],
  inForce: { from: day('2018-07-01') },
  settings: { limit: setting(workingDays(1), 'our own choice', 'whoever needs to know tomorrow has to be rung tomorrow') },
  findings: (child, { limit }) =>
    child
      .where(disclosure, ({ facts }) => facts.decision === 'shared' && facts.sentBy !== undefined)
      .map(shared =>
        within(limit, {
          name: 'opened',
          of: shared,
          metBy: child.answering(shareOpened, shared)[0],
          stop: earlier(ends(child.answering(disclosureRecalled, shared)[0], 'cancelled'), endOfLife(child)),
          shows: { DUE: dayAfter },
          tell: [{ to: shared.facts.sentBy ?? 'lead', from: dayAfter }],
          facts: { with: shared.facts.as },
        }),
      ),
})
