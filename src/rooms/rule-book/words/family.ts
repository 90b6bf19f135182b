import type { RuleWords } from './rule-words.ts'

const atOnce = 'at once'
const dayAfter = 'once the last day has passed'

/** The rules about people and families in plain words, by their ids. */
export const familyWords: Readonly<Record<string, RuleWords>> = {
  'unidentified-adult': {
    title: 'An adult whom nobody has identified',
    asks: 'Every adult in regular contact with a child is known. Somebody finds out within this time who an unknown adult is; after it, an initial conference does not decide without knowing, or writes why.',
    levels: { DUE: dayAfter, GATE: 'once an initial conference is called, after the last day has passed' },
    told: { lead: dayAfter, chair: dayAfter },
    ends: 'It is known who the adult is, or that it is somebody who is known; the contact has ended; a manager has written down why it is not followed further; or the child has died.',
    numbers: { limit: 'Longest time in which an adult stays unknown' },
  },
  'father-not-contacted': {
    title: 'A father with parental responsibility with whom nobody has spoken',
    asks: 'A father with parental responsibility is spoken with, whatever he is to the mother.',
    levels: { DUE: 'from the day he is on the register' },
    told: { lead: atOnce },
    ends: 'Somebody who works with the child has spoken with him; he has no parental responsibility, or the contact has ended; a manager has written down why it is not followed further; or the child has died.',
    numbers: { limit: 'Longest time until he is spoken with' },
  },
  'baby-visit-suggested': {
    title: 'A baby on a plan, to be visited sooner',
    asks: 'A child under one who is on a child protection plan is better visited this often. It is a suggestion beside the longest time that holds for every child.',
    levels: { DUE: dayAfter },
    told: { lead: dayAfter },
    ends: 'The child is seen by the social worker or a named cover, which begins a new turn; the plan ends; the first birthday comes; or the child has died.',
    numbers: { suggested: 'Suggested time between visits' },
  },
  'baby-visit-due': {
    title: 'A baby in need, to be visited',
    asks: 'A child under one with whom children’s social care works, on no child protection plan and not in its care, is visited at least this often.',
    levels: { DUE: 'a week before the last day', OVERDUE: dayAfter },
    told: { lead: 'a week before the last day', manager: dayAfter },
    ends: 'Children’s social care sees the child, which begins a new turn; the work ends; a plan or care begins; the first birthday comes; or the child has died.',
    numbers: { atMost: 'Longest time between visits', shown: 'How long before the last day it is shown' },
  },
  'new-adult-in-home': {
    title: 'A new adult in the home of a child on a plan',
    asks: 'An adult comes into the home of a child on a child protection plan: a manager decides within this time whether the child is safe with that.',
    levels: { DUE: 'from noon of the last day', OVERDUE: dayAfter },
    told: { manager: atOnce, lead: atOnce },
    ends: 'A manager has decided; the adult has left; the plan ends; or the child has died.',
    numbers: { limit: 'Longest time to a decision, from the day the adult came' },
  },
  'baby-under-one': {
    title: 'A baby under one',
    asks: 'Everybody who works with a baby sees that the child is under one, and asks about safe sleep, crying, bathing and who cares for the baby.',
    levels: { INFO: 'from the birth, or from the day on which it was expected' },
    told: { lead: atOnce, manager: atOnce, chair: atOnce, 'core-group': atOnce, screener: atOnce },
    ends: 'The child’s first birthday, or the child has died.',
    numbers: {},
  },
  'fgc-not-offered': {
    title: 'Family group conference to be offered',
    asks: 'A family whose child is on a child protection plan, or in work before court proceedings, is offered a family group conference, in which the wider family makes the plan.',
    levels: { DUE: 'from the day of the plan, or of the work before court proceedings' },
    told: { lead: 'at once', manager: 'at once' },
    ends: 'An offer is written down; the plan or the work has ended; or the child has died.',
    numbers: { counts: 'How long before the plan an offer still counts' },
  },
}
