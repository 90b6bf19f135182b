import type { RuleWords } from './rule-words.ts'

const before = 'so long before the last day as set below'
const lastDays = 'in the last part of the time'
const atOnce = 'at once'
const othersThere = 'How many other agencies beside social care'
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
  'post-birth-overdue': {
    title: 'Plan to be looked at after the birth',
    asks: 'A child is born on a child protection plan: those who work with the child look at the plan again, later where the mother is not well enough to come.',
    levels: { DUE: lastDays, OVERDUE: dayAfter },
    told: { lead: atOnce, chair: atOnce, manager: dayAfter },
    ends: 'A core group, a review conference or another meeting after the birth is on record; the plan ends; or the child has died.',
    numbers: { limit: 'Time from the birth', unfit: 'Time from the birth where the mother is not well enough to come' },
  },
  'conference-report-late': {
    title: 'Report for a conference',
    asks: 'Every agency that is invited to a conference brings a report, also when it cannot come, in time for the family to read it.',
    levels: { DUE: lastDays, OVERDUE: dayAfter },
    told: { invited: lastDays, 'meeting-chair': dayAfter, minutes: dayAfter, 'agency-safeguarding-lead': dayAfter },
    ends: 'The report is in; the conference is held; or it is cancelled.',
    numbers: { initial: 'How long before an initial conference', review: 'How long before a review conference' },
  },
  'conference-to-arrange': {
    title: 'Conference asked for',
    asks: 'A conference was asked for and no day is set yet. Of an early review the chair first says whether it is held.',
    levels: { DUE: 'from the request on' },
    told: { 'conference-office': 'at once', chair: 'at once, of an early review' },
    ends: 'A conference is called or was held; the chair decides against an early review; or the child has died.',
    numbers: {},
  },
  inquorate: {
    title: 'Too few at a conference',
    asks: 'Social care and some other agencies that work with the child are there when a conference decides. Otherwise it is set again and the child kept safe meanwhile, or the chair goes on and writes why.',
    levels: { GATE: 'from the opening of the conference on', DUE: lastDays, OVERDUE: dayAfter },
    told: { chair: atOnce, 'conference-office': 'at once, where the conference is set again' },
    ends: 'The conference has decided, opens again, or the child has died.',
    numbers: { others: othersThere, again: 'Time until it is held again' },
  },
  'inquorate-twice': {
    title: 'Too few at a conference, twice running',
    asks: 'Twice running a conference does not go on with too few agencies: the unit for conferences lets it go on, or it is set again.',
    levels: { GATE: 'from the opening of the second conference on' },
    told: { chair: atOnce, 'conference-office': atOnce },
    ends: 'The conference has decided, opens again, or the child has died.',
    numbers: { others: othersThere },
  },
  'rcpc-due': {
    title: 'Review conference',
    asks: 'The plan of a child is reviewed at a conference, first some time after the conference that made it, then again and again, counted from the day each was held.',
    levels: { DUE: before, OVERDUE: dayAfter },
    told: {
      chair: before,
      'conference-office': before,
      lead: 'nearer to the last day, as set below',
      manager: dayAfter,
      'service-manager': 'when it has been overdue for the time below',
    },
    ends: 'A review conference is held, which begins a new turn; the plan ends; or the child has died.',
    numbers: {
      first: 'Time from the initial conference to the first review',
      next: 'Longest time between reviews',
      shown: 'How long before the last day it shows as due',
      soon: 'How long before the last day the social worker is told',
      serviceManager: 'How long overdue until the service manager is told',
    },
  },
  'rcpc-early-due': {
    title: 'Early review conference',
    asks: 'The chair has decided that a review conference is held early.',
    levels: { DUE: lastDays, OVERDUE: dayAfter },
    told: {
      chair: atOnce,
      'conference-office': atOnce,
      lead: atOnce,
      manager: dayAfter,
      'service-manager': 'when it has been overdue for the time below',
    },
    ends: 'A review conference is held; the plan ends; or the child has died.',
    numbers: { limit: 'Time from the decision of the chair', serviceManager: 'How long overdue until the service manager is told' },
  },
  'repeat-plan': {
    title: 'Not the first plan',
    asks: 'A child is on a child protection plan not for the first time: what was before is worth reading.',
    levels: { INFO: 'while the plan lasts' },
    told: { chair: atOnce, lead: atOnce },
    ends: 'The plan ends, or the child has died.',
    numbers: {},
  },
  'sibling-on-plan': {
    title: 'Another child of the household on a plan',
    asks: 'Another child of the same household is on a child protection plan.',
    levels: { INFO: 'while the plan lasts and they share the household' },
    told: { lead: atOnce, manager: atOnce, chair: atOnce },
    ends: 'The other child’s plan ends, they no longer share a household, or one of them has died.',
    numbers: {},
  },
  'reflective-session-required': {
    title: 'Reflective session before a conference',
    asks: 'Where a child returns soon after a plan ended, or comes to an initial conference yet again, the professionals reflect together right before it. The invitations wait until it is set.',
    levels: {
      GATE: 'from the request on, asked again when the day of the conference changes',
      OVERDUE: 'once the conference was held without it',
    },
    told: { 'conference-office': atOnce, chair: atOnce },
    ends: 'The session is set or held, the conference moves to a day on which it is not asked for, or the child has died.',
    numbers: {
      within: 'How long after the end of a plan a conference counts as a return',
      third: 'From which initial conference on',
      goesOn: 'Whether sessions are held: one for yes, nought for no',
    },
  },
  'reflective-partner-missing': {
    title: 'A partner cannot reflect with the others',
    asks: 'Everybody who works with the child reflects together before the conference; somebody who was asked cannot come.',
    levels: { DUE: 'from the apology on' },
    told: { 'agency-safeguarding-lead': atOnce, 'meeting-chair': atOnce },
    ends: 'They come after all or send somebody, or the conference is held.',
    numbers: {},
  },
  'scaling-apart': {
    title: 'Answers on the safety scale far apart',
    asks: 'At one time people put the safety of a child far apart on the same scale: talk about why.',
    levels: { INFO: 'until they come closer' },
    told: { chair: atOnce, lead: atOnce },
    ends: 'They come closer when they are asked again, or the child has died.',
    numbers: { spread: 'Steps between the lowest and the highest answer', together: 'How old an answer may be to be compared' },
  },
  'transfer-due': {
    title: 'Move of a child on a plan',
    asks: 'A child on a plan moves: the authority they move to is told in writing, and whoever is told in writing holds a conference; until then the first stays responsible.',
    levels: { DUE: lastDays, OVERDUE: dayAfter },
    told: { 'conference-office': atOnce, lead: atOnce, chair: dayAfter, manager: dayAfter },
    ends: 'The conference is held, or the other authority told; the plan ends; or the child has died.',
    numbers: {
      conference: 'Time from the written notice to the conference',
      told: 'Time from the new address until the other authority is told',
    },
  },
}
