import { adoptionInformationRegulations, carePlanningRegulations, day, ownChoice, uncheckedPractice } from '../../../guidance/index.ts'
import { rule, setting } from '../../../thread/rule.ts'
import { ends, so } from '../../../thread/say.ts'
import { legalHold, legalHoldEnded } from './legal-hold.ts'

const officer = 'to be set by the records officer'

/**
 * A legal hold is said on the child's page for as long as it stands. The lengths of time for which records are kept are settings of this rule: those of
 * cared-for and adopted children are law, the age of 25 for child protection is general practice that nobody checked, and the rest are our own.
 */
export const recordKept = rule({
  id: 'record-kept',
  says: () => 'Nothing of this record may be destroyed: it is kept for a legal reason.',
  because: [
    carePlanningRegulations.regulation(50),
    adoptionInformationRegulations.regulation(6),
    uncheckedPractice('the record of a child who had a protection plan is kept at least until the age of 25'),
    ownChoice('how long other records are kept differs between authorities, and no schedule was found that says it for this partnership'),
  ],
  kinds: [legalHold, legalHoldEnded],
  inForce: { from: day('2018-01-01') },
  settings: {
    caredForAge: setting(75, 'law', 'the 75th anniversary of the birth of a child who was cared for'),
    afterAdoption: setting(100, 'law', 'a hundred years from the adoption order'),
    afterDeath: setting(
      15,
      'law',
      'fifteen years from the death of a cared-for child who died before the age of 18; the same for every child',
    ),
    childProtectionAge: setting(25, 'unchecked practice', `the age of 25 or longer; ${officer}`),
    childInNeedAge: setting(25, 'our own choice', `the same as for child protection; ${officer}`),
    earlyHelpAge: setting(25, 'our own choice', `the same as for child protection; ${officer}`),
    sinceLast: setting(6, 'our own choice', `as long as most claims can be brought; ${officer}`),
    contactOnly: setting(6, 'our own choice', `as long as most claims can be brought; ${officer}`),
  },
  findings: child =>
    child
      .of(legalHold)
      .map(hold => so('INFO', { name: 'held', opened: hold, until: ends(child.answering(legalHoldEnded, hold)[0]), tell: ['manager'] })),
})
