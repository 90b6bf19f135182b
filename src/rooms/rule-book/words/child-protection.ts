import type { RuleWords } from './rule-words.ts'

const before = 'so long before the last day as set below'
const dayAfter = 'once the last day has passed'
const ends = 'The child is seen so by the social worker or a named cover, which begins a new turn; the plan ends; or the child has died.'

/** The rules of child protection in plain words, by their ids. */
export const childProtectionWords: Readonly<Record<string, RuleWords>> = {
  'cp-visit-due': {
    title: 'To be seen alone',
    asks: 'A child on a child protection plan is seen alone by the social worker at least this often, from the day of the plan or the birth.',
    levels: { DUE: before, OVERDUE: dayAfter },
    told: { lead: before, manager: dayAfter, chair: dayAfter, 'service-manager': 'when it has been overdue for the time below' },
    ends,
    numbers: {
      atMost: 'Longest time between visits at which the child is seen alone',
      shown: 'How long before the last day it shows as due',
      serviceManager: 'How long overdue until the service manager is told',
    },
  },
  'not-seen-at-home': {
    title: 'To be seen at home',
    asks: 'A child on a child protection plan is seen at home by the social worker at least this often. A visit at school does not count: what a child eats and where a child sleeps cannot be known there.',
    levels: { DUE: before, CRITICAL: dayAfter },
    told: { lead: before, manager: dayAfter, chair: dayAfter },
    ends,
    numbers: {
      atMost: 'Longest time between visits at which the child is seen at home',
      shown: 'How long before the last day it shows as due',
    },
  },
}
