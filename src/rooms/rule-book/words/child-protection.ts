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
  'core-group-overdue': {
    title: 'Core group to meet',
    asks: 'The core group meets soon after the conference and then at least this often, counted from the day it really met. It is everyone’s task and goes ahead without the social worker.',
    levels: { DUE: 'for the last fifth of the time', OVERDUE: dayAfter },
    told: {
      lead: 'for the last fifth of the time',
      manager: dayAfter,
      chair: dayAfter,
      'service-manager': 'when it has been overdue for the time below',
    },
    ends: 'The core group meets, which begins a new turn; the plan ends; or the child has died.',
    numbers: {
      first: 'Longest time from the conference to the first core group',
      atMost: 'Longest time between core groups',
      serviceManager: 'How long overdue until the service manager is told',
    },
  },
  'core-group-absent-twice': {
    title: 'An agency stays away from the core group',
    asks: 'Every agency of the core group comes or says why not. One that has not come so many times running is asked about it through its safeguarding lead.',
    levels: { DUE: 'at the last of so many core groups to which it did not come' },
    told: { 'agency-safeguarding-lead': 'at once', lead: 'at once', chair: 'at once' },
    ends: 'Somebody of the agency comes to a core group; the plan ends; or the child has died.',
    numbers: { running: 'How many core groups running' },
  },
  'safety-goal-missing': {
    title: 'A worry without what safety looks like',
    asks: 'A plan is agreed only when every worry in it has what safety looks like: what the child lives, what others see, and for how long.',
    levels: { GATE: 'while the last version of the plan leaves it out' },
    told: { lead: 'at once' },
    ends: 'A version of the plan is written that has it; the plan ends; or the child has died.',
    numbers: {},
  },
  'closure-gate': {
    title: 'Before a plan ends',
    asks: 'A child protection plan ends only when it is on record what help follows and who leads it, that every agency knows, who tells the NHS, why things are good enough and not only better, and that the child was seen and heard.',
    levels: { GATE: 'once a review is called, or so long before one is due as set below, while any of it is not on record' },
    told: { lead: 'at once' },
    ends: 'All of it is on record; a conference carries the plan on, after which it is asked for again; the plan has ended; or the child has died.',
    numbers: {
      first: 'When the first review is due, from the initial conference',
      next: 'When each later review is due, from the one before',
      ahead: 'How long before a review is due it is asked for at the latest',
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
