import type { RuleWords } from './rule-words.ts'

/** The rules of what the NHS is told and tells, in plain words, by their ids. */
export const cpIsWords: Readonly<Record<string, RuleWords>> = {
  'cp-is-update': {
    title: 'The NHS to be told',
    asks: 'The NHS is told within this time that a child protection plan has begun or ended, that a child on a plan was born, or has moved to another authority, that the authority has begun to care for a child or no longer does (on the eighteenth birthday without anybody writing it down), so that a hospital knows whom to ring. It is asked of children whose NHS number is on record.',
    levels: { OVERDUE: 'once the last day has passed' },
    told: { 'conference-office': 'once the last day has passed' },
    ends: 'The NHS was told, by the program or by hand; or the plan or the care has ended before it was told that it began.',
    numbers: { limit: 'Longest time until the NHS is told' },
  },
  'cp-is-attendance': {
    title: 'Seen by the NHS without an appointment',
    asks: 'The NHS says that a child was seen by an emergency department or a unit like it. Whoever leads for the child reads it within this time and says what follows.',
    levels: { INFO: 'at once', DUE: 'from noon of the last day' },
    told: { lead: 'at once', manager: 'from noon of the last day' },
    ends: 'It was read; or the child has died.',
    numbers: { limit: 'Longest time until it is read' },
  },
  'cp-is-attendances': {
    title: 'Seen by the NHS again within a short time',
    asks: 'A child was seen by the NHS twice within this time. A manager weighs what that means.',
    levels: { DUE: 'at once' },
    told: { manager: 'at once' },
    ends: 'A manager has written down what it means; or the child has died.',
    numbers: { apart: 'Within how many days a second attendance is for a manager' },
  },
}
