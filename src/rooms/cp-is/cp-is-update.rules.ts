import { childrenAct1989, day, localPractice, ownChoice, workingDays } from '../../guidance/index.ts'
import { birth, death, identifier, identity } from '../../thread/own-kinds/index.ts'
import { rule, setting } from '../../thread/rule.ts'
import { dayAfter, within } from '../../thread/say.ts'
import { careBegan, careEnded } from '../cared-for/index.ts'
import { changeWords, conference, cpIsSent, planEnd, transferOutNotice } from '../child-protection/index.ts'
import { changesOf } from './changes.ts'

/**
 * The NHS is told within one working day that a plan has begun or ended, that a child on a plan was born or has moved away, and that the authority cares for a
 * child or no longer does (on the eighteenth birthday by itself), so that a hospital knows whom to ring (practice: cp-is, cp-is-update). It is asked of a child
 * whose NHS number is on record. A beginning that was not told before the plan ended is not told any more.
 */
export const cpIsUpdate = rule({
  id: 'cp-is-update',
  says: ({ facts }) => `The NHS has not been told of this child: ${String(facts.what)}.`,
  because: [
    localPractice.childProtectionInformationSharing.at('flag'),
    childrenAct1989.section('105'),
    ownChoice('nobody says how soon the NHS is told of a change: within one working day'),
  ],
  kinds: [conference, planEnd, transferOutNotice, careBegan, careEnded, birth, cpIsSent, identifier, identity, death],
  inForce: { from: day('2018-01-01') },
  settings: { limit: setting(workingDays(1), 'our own choice', 'a child may be brought to a hospital tonight') },
  findings: (child, { limit }) => {
    // Without an NHS number the NHS cannot be told of a child it has never heard of: the page about it says so.
    if (child.of(cpIsSent).length === 0 && !child.of(identifier).some(one => one.facts.scheme === 'nhs-number')) return []
    return changesOf(child).map(({ what, by, ended, sent }) =>
      within(limit, {
        name: what,
        of: by,
        metBy: sent,
        stop:
          what === 'plan-end' || what === 'care-end' || !ended
            ? undefined
            : { ...ended, as: ended.as === 'cancelled' ? 'cancelled' : 'superseded' },
        shows: { OVERDUE: dayAfter },
        tell: [{ to: 'conference-office', from: dayAfter }],
        facts: { what: changeWords[what] },
      }),
    )
  },
})
