import type { RuleWords } from './rule-words.ts'

/** The rules of what is kept in plain words, by their ids. */
export const recordsWords: Readonly<Record<string, RuleWords>> = {
  'record-kept': {
    title: 'How long a record is kept',
    asks: 'Every record is kept for a time that depends on what was told in it. Once that time is over two people may have it destroyed, one asking and another agreeing. A legal hold keeps a record whatever its age.',
    levels: { INFO: 'for as long as a legal hold stands' },
    told: { manager: 'when a legal hold is placed' },
    ends: 'The legal hold is ended in writing.',
    numbers: {
      caredForAge: 'Birthday until which the record of a child who was cared for is kept',
      afterAdoption: 'Years from the adoption for which the record of a child who was adopted is kept',
      afterDeath: 'Years for which the record of a child who died is kept',
      childProtectionAge: 'Birthday until which a record of child protection is kept',
      childInNeedAge: 'Birthday until which a record of a child in need is kept',
      earlyHelpAge: 'Birthday until which a record of early help is kept',
      sinceLast: 'Fewest years for which a record is kept after the last thing that was told in it',
      contactOnly: 'Years for which a contact is kept from which nothing else came',
    },
  },
  'access-request-due': {
    title: 'A record that somebody asked for',
    asks: 'Whoever asks for a copy of what is on record about them has an answer within this time. Where it is not simple more time may be taken, if they were told so in time.',
    levels: {
      INFO: 'from the day on which it was asked for',
      DUE: 'for the last fifth of the time',
      OVERDUE: 'once the last day has passed',
    },
    told: { lead: 'when it was asked for', manager: 'when it was asked for' },
    ends: 'The answer is written down.',
    numbers: {
      limit: 'Longest time from the request to its answer',
      askedFrom: 'Age from which a child is asked before somebody else has a copy of the record',
      longer: 'Longest time in all where whoever asked was told that it takes longer',
    },
  },
}
