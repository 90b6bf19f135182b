import type { RuleWords } from './rule-words.ts'

/** The rules of professional challenge in plain words, by their ids. */
export const challengeWords: Readonly<Record<string, RuleWords>> = {
  'challenge-overdue': {
    title: 'A professional challenge is answered, or goes on',
    asks: 'Whoever does not agree says so soon, is answered in time, and says whether that settles it. Where the time of a stage passes without an answer, the next stage is open.',
    levels: { DUE: 'at half of the time', OVERDUE: 'once the last day has passed' },
    told: {
      challenged: 'at half of the time to answer; of a word that the other side owes, once its last day has passed',
      challenger: 'once the last day to answer has passed; of their own word, at half of the time',
    },
    ends: 'It is answered, taken further or settled; unmet, it hands over to the next stage.',
    numbers: {
      raise: 'Longest time from the decision to raising a challenge',
      answer: 'First stage: longest time to an answer',
      discuss: 'Managers: longest time until they talk',
      outcome: 'Managers: longest time from that to the written outcome',
      meet: 'Heads of service: longest time until they meet',
      letter: 'Heads of service: longest time from that to their letter',
      agencies: 'Members of the partnership: longest time',
      final: 'Chair of the partnership: longest time',
      reply: 'Longest time to say whether an answer is accepted',
      urgent: 'Longest time of each stage where the child may be unsafe',
    },
  },
  'challenge-unresolved': {
    title: 'A professional challenge that stays open',
    asks: 'A challenge is settled within this time in all, whatever its stage; then the chair of the partnership knows of it.',
    levels: { INFO: 'once the last day has passed' },
    told: { 'partnership-chair': 'once the last day has passed' },
    ends: 'It is settled.',
    numbers: { total: 'Longest time in all' },
  },
}
