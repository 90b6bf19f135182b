import type { RuleWords } from './rule-words.ts'

const dayAfter = 'once the last day has passed'
const lastFifth = 'for the last fifth of the time'

/** The rules of meetings in plain words, by their ids. */
export const meetingsWords: Readonly<Record<string, RuleWords>> = {
  'strategy-action-not-smart': {
    title: 'What each action of a meeting says',
    asks: 'Before minutes are final, every action says how you will know that it was done, who does it and that they can, by when, and on which risk it acts.',
    levels: { GATE: 'from the moment the action is asked' },
    told: { minutes: 'at once', 'meeting-chair': 'at once' },
    ends: 'Nothing is missing any more, or the action is done or needed no more.',
    numbers: {},
  },
  'culture-missing': {
    title: 'What culture means, in the report for a first conference',
    asks: 'The report of children’s social care for a conference that decides for the first time says what language, faith, culture and identity mean for the child’s days.',
    levels: { GATE: 'from the call of the conference' },
    told: { 'meeting-chair': 'at once' },
    ends: 'A report of children’s social care says it; the conference is held, or is not held.',
    numbers: {},
  },
  'action-unanswered': {
    title: 'A word from whoever is asked to do something',
    asks: 'Whoever is asked to do something by a meeting says within this time whether they can. Where they cannot, whoever chairs finds another way.',
    levels: { DUE: 'at half of the time, or from the moment they say that they cannot', OVERDUE: dayAfter },
    told: { 'action-owner': 'at half of the time', 'meeting-chair': `${dayAfter}, or when they say that they cannot` },
    ends: 'They have answered; after a no, somebody else has said yes or it is needed no more.',
    numbers: { limit: 'Longest time to a word, from being asked' },
  },
  'action-overdue': {
    title: 'An action is done by its day',
    asks: 'What a meeting asked for is done by the day that was agreed.',
    levels: { DUE: 'some days before', OVERDUE: dayAfter },
    told: { 'action-owner': 'some days before', 'meeting-chair': dayAfter },
    ends: 'The owner has said what became of it, or that it cannot be done.',
    numbers: { shown: 'How long before the day it is shown' },
  },
  'strategy-not-shared': {
    title: 'The actions of a strategy meeting reach everybody',
    asks: 'What a strategy meeting asks for is shared with everybody invited within this time.',
    levels: { DUE: lastFifth, OVERDUE: dayAfter },
    told: { minutes: lastFifth, 'meeting-chair': dayAfter },
    ends: 'The actions or the minutes are shared.',
    numbers: { limit: 'Longest time, from the end of the meeting' },
  },
  'conference-decisions-late': {
    title: 'What a conference decided is sent',
    asks: 'What a conference decided is sent to everybody invited within this time.',
    levels: { DUE: lastFifth, OVERDUE: dayAfter },
    told: { minutes: lastFifth, 'meeting-chair': dayAfter },
    ends: 'The decisions are sent.',
    numbers: { limit: 'Longest time, from the end of the conference' },
  },
  'conference-minutes-late': {
    title: 'The minutes of a conference are sent',
    asks: 'The minutes of a conference are sent to everybody invited within this time.',
    levels: { DUE: lastFifth, OVERDUE: dayAfter },
    told: { minutes: lastFifth, 'meeting-chair': dayAfter },
    ends: 'The minutes are sent.',
    numbers: { limit: 'Longest time, from the conference' },
  },
  'strategy-no-s47-disagreement': {
    title: 'An agency does not agree that there is no enquiry',
    asks: 'The safeguarding lead of an agency that does not agree at a strategy meeting is told, so that the challenge is answered.',
    levels: { INFO: 'from the moment the dissent is written down' },
    told: { 'agency-safeguarding-lead': 'at once' },
    ends: 'Some weeks have passed; the challenge has its own clocks.',
    numbers: { stands: 'How long word of it stands' },
  },
  'strategy-attendee-missing': {
    title: 'Missing at a strategy meeting',
    asks: 'Every agency that is asked to a strategy meeting comes or sends what it knows; the police and health always.',
    levels: {
      DUE: 'when the meeting is held without an agency that was asked and sent nothing',
      CRITICAL: 'when the meeting is held without the police or health, and they sent nothing',
    },
    told: { 'meeting-chair': 'at once', manager: 'at once' },
    ends: 'The agency sends what it knows, or a named person decides and says why.',
    numbers: {},
  },
  'conference-invitee-silent': {
    title: 'No answer to an invitation to a conference',
    asks: 'Whoever is invited to a child protection conference says in time whether they come.',
    levels: { DUE: 'so long before the conference as set below, while there is no answer' },
    told: { 'agency-safeguarding-lead': 'at once', 'meeting-chair': 'at once' },
    ends: 'The agency answers; it is kept out by the chair; the conference is moved, held or cancelled.',
    numbers: { before: 'How long before the conference an answer is missed' },
  },
}
