import type { RuleWords } from './rule-words.ts'

const atOnce = 'at once'
const noonOfTheLastDay = 'from noon of the last day'
const dayAfter = 'once the last day has passed'
const halfway = 'at half of the time'

const bridgeHoursWords = {
  opens: 'When The Bridge opens on working days, in minutes after midnight',
  closes: 'When The Bridge closes, in minutes after midnight',
}

/** The rules of the front door in plain words, by their ids. */
export const frontDoorWords: Readonly<Record<string, RuleWords>> = {
  'immediate-danger': {
    title: 'A child may be in danger now',
    asks: 'Whoever raises a concern says that a child is in danger now: somebody on duty looks at it at once.',
    levels: { CRITICAL: 'from the moment it is told' },
    told: { duty: atOnce, 'bridge-manager': atOnce },
    ends: 'The Bridge decides what happens next.',
    numbers: {},
  },
  'referral-decision-due': {
    title: 'Decision on a concern',
    asks: 'The Bridge decides on each concern within this time, at whatever hour it came.',
    levels: { DUE: noonOfTheLastDay, OVERDUE: dayAfter },
    told: { 'bridge-manager': noonOfTheLastDay, 'service-manager': 'when it has been overdue for the time below' },
    ends: 'The concern is decided, or the child has died.',
    numbers: {
      limit: 'Longest time to a decision, from the day the concern came',
      serviceManager: 'How long overdue until the service manager is told',
    },
  },
  'bridge-hold': {
    title: 'How long a concern stays with The Bridge',
    asks: 'A concern stays with The Bridge for this time at most. One that comes while The Bridge is closed is counted from its opening.',
    levels: { DUE: 'for the last fifth of the time', OVERDUE: dayAfter },
    told: { screener: dayAfter },
    ends: 'The concern is decided.',
    numbers: { hold: 'Longest time a concern may stay with The Bridge', ...bridgeHoursWords },
  },
  'out-of-hours-concern': {
    title: 'A concern that comes while The Bridge is closed',
    asks: 'While The Bridge is closed the Emergency Duty Team looks at each concern that comes, and leaves a note for The Bridge.',
    levels: { DUE: 'from the moment it is told' },
    told: { duty: atOnce },
    ends: 'The Bridge opens, or the concern is decided.',
    numbers: bridgeHoursWords,
  },
  'referrer-acknowledgement-due': {
    title: 'Word to whoever raised a concern that it has arrived',
    asks: 'Whoever raised a concern hears within this time that it has arrived.',
    levels: { DUE: 'for the last fifth of the time', OVERDUE: dayAfter },
    told: { screener: atOnce, 'bridge-manager': dayAfter },
    ends: 'They are told that it has arrived, or what was decided.',
    numbers: { limit: 'Longest time to an answer, from the day the concern came' },
  },
  'agency-check-unanswered': {
    title: 'An answer from an agency that was asked',
    asks: 'An agency that The Bridge asks what it knows answers while there is still time to use the answer.',
    levels: { DUE: 'at half of the time a concern may stay with The Bridge' },
    told: { 'agency-safeguarding-lead': halfway, screener: halfway },
    ends: 'The agency answers, or the concern is decided without it.',
    numbers: { hold: 'Longest time a concern may stay with The Bridge' },
  },
  'data-protection-pleaded': {
    title: 'An agency pleaded what is no reason to keep something back',
    asks: 'Data protection, human rights, an agency’s own rules and missing consent never stand before a child’s safety. An agency that pleads one of them is challenged, and its answer is still needed.',
    levels: { INFO: 'from the moment it is pleaded' },
    told: { 'agency-safeguarding-lead': atOnce, screener: atOnce },
    ends: 'The agency answers, or the concern is decided without it.',
    numbers: {},
  },
  'family-unaware': {
    title: 'The family does not know of a concern',
    asks: 'Everybody who works on a concern that the family has not been told of takes care not to give it away by accident.',
    levels: { INFO: 'from the moment the concern is told' },
    told: { screener: atOnce, lead: atOnce },
    ends: 'The family is told.',
    numbers: {},
  },
  'referrer-prompt': {
    title: 'Nothing heard of a concern',
    asks: 'A practitioner who raised a concern and has heard nothing is reminded to ask.',
    levels: { INFO: 'once the time below has passed' },
    told: { referrer: 'once the time below has passed' },
    ends: 'They hear what was decided.',
    numbers: { limit: 'How long without an answer' },
  },
  'consultation-follow-up': {
    title: 'Advised to raise a concern',
    asks: 'Whoever asked The Bridge for advice and was told to raise a concern is reminded where none has come.',
    levels: { DUE: 'once the time below has passed' },
    told: { referrer: 'once the time below has passed' },
    ends: 'The concern is raised.',
    numbers: { limit: 'How long from the advice to the concern' },
  },
  'repeat-referral': {
    title: 'Told of before',
    asks: 'Whoever looks at a concern sees how often the child and the household were told of before, by whom and about what.',
    levels: { INFO: 'with the concern' },
    told: { screener: atOnce },
    ends: 'The concern is decided.',
    numbers: { shownAt: 'How many concerns, this one among them', window: 'How far back concerns are counted' },
  },
  'cumulative-referrals': {
    title: 'Several concerns in a short time',
    asks: 'A concern that is one of several in a short time is not put aside until a manager has written what all of them say together.',
    levels: { GATE: 'with the concern' },
    told: { 'bridge-manager': atOnce },
    ends: 'The concern is decided: it is taken further, or the review of all of them is written, or another manager says in writing why not.',
    numbers: { gateAt: 'How many concerns, this one among them', window: 'How far back concerns are counted' },
  },
  're-referral-after-closure': {
    title: 'A concern soon after a closure',
    asks: 'A concern soon after the child’s case, or one in the household, was closed is not put aside until a manager has written what everything before it says.',
    levels: { GATE: 'with the concern' },
    told: { 'bridge-manager': atOnce },
    ends: 'The concern is decided: it is taken further, or the review is written, or another manager says in writing why not.',
    numbers: { reach: 'How long after a closure' },
  },
  'multi-source-corroboration': {
    title: 'A second source sees the same',
    asks: 'Whoever looks at a concern sees that somebody else raised the same before, independently.',
    levels: { INFO: 'with the concern' },
    told: { screener: atOnce, lead: atOnce },
    ends: 'The concern is decided.',
    numbers: { window: 'How far apart the two may lie' },
  },
  'other-authority-history': {
    title: 'What another authority knows',
    asks: 'Somebody is known to have lived in another authority’s area: that authority is asked for what it knows, and its answer is here within this time.',
    levels: { DUE: 'once the shorter time has passed', OVERDUE: 'once the longer time has passed' },
    told: {
      screener: 'once the shorter time has passed',
      'bridge-manager': 'once the longer time has passed',
      'service-manager': 'when it has been overdue for the time below',
    },
    ends: 'The history arrives, or the person has died.',
    numbers: {
      limit: 'Longest time until the history is here',
      shown: 'How long until it shows as due',
      serviceManager: 'How long overdue until the service manager is told',
    },
  },
}
