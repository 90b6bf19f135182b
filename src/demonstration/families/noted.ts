/** What people write down between the visits and the meetings. {name} is the child; nothing here names another. */

/** A note: how the contact came about, what happened, and what its author makes of it. */
export type Noted = { readonly contact: string; readonly fact: string; readonly view?: string; readonly workingWell?: string }

/** By a worker of early help or of a family centre, with the family. */
export const notedByHelp: readonly Noted[] = [
  {
    contact: 'at-home',
    fact: 'We went through the morning on paper: who gets up when, and what goes wrong at quarter past eight.',
    view: 'It goes at the family’s own pace, which is the right one.',
  },
  {
    contact: 'at-home',
    fact: 'Filled in the form for the school grant together; it went off today.',
    workingWell: 'The parent did the ringing.',
  },
  {
    contact: 'at-home',
    fact: '{name} showed me the chart on the fridge: five stars of seven.',
    view: 'Better than last time, and fragile.',
    workingWell: 'Bedtime is the same every night.',
  },
  {
    contact: 'elsewhere',
    fact: 'Walked to the centre together, so that the first time is not alone.',
    view: 'Harder for the grown-up than for {name}.',
  },
  {
    contact: 'telephone',
    fact: 'Rang the landlord with the parent beside me. A date for the repair, in writing.',
    view: 'Nothing new to worry about.',
  },
  {
    contact: 'at-home',
    fact: 'Sat at the kitchen table. {name} drew what a good day looks like: everybody is in it, and the dog.',
    view: 'I think {name} says less when others are in the room. Next time we walk.',
  },
  {
    contact: 'message',
    fact: 'Moved Tuesday to Thursday by message; the answer came within the hour.',
  },
  {
    contact: 'at-home',
    fact: 'Looked at what the plan asks for. Four things of seven are done, two are nobody’s.',
    view: 'It asks for too much at once. I will say so at the next meeting.',
  },
]

/** By a social worker, beside the visits. */
export const notedByWorker: readonly Noted[] = [
  { contact: 'telephone', fact: 'Rang the school: {name} was there every day this week, once late.' },
  {
    contact: 'professionals',
    fact: 'Spoke with the doctor’s surgery: no appointment missed, nothing they worry about.',
    view: 'Two agencies now say the same, independently.',
  },
  {
    contact: 'records-read',
    fact: 'Read the record from its beginning before the review.',
    view: 'What worked the first time was a person, not a plan.',
  },
  { contact: 'message', fact: 'Agreed Thursday at four by message.' },
  {
    contact: 'telephone',
    fact: 'The grandmother rang: she can have {name} on Fridays, and wants nothing for it but a telephone number.',
    workingWell: 'Family who offer before they are asked.',
  },
  {
    contact: 'professionals',
    fact: 'Met the learning mentor. {name} talks at the allotment and nowhere else.',
    view: 'That is where I should go too.',
  },
  { contact: 'telephone', fact: 'Rang to hear how the week was. A long list, and at the end of it a laugh.' },
]

/** By the person a school or nursery has for it. */
export const notedBySchool: readonly Noted[] = [
  {
    contact: 'at-school',
    fact: '{name} asked to help with the younger ones at break, and was good at it.',
    workingWell: 'Kind, and proud of it.',
  },
  { contact: 'at-school', fact: '{name} was here four days of five. The fifth: a note from home without a reason.' },
  { contact: 'at-school', fact: 'New shoes, and {name} showed everybody.' },
  {
    contact: 'at-school',
    fact: '{name} did not want to go home today and would not say why. Was all right once collected.',
    view: 'The second Friday. I will ask next week, quietly.',
  },
  { contact: 'at-school', fact: 'Ate everything, and took fruit for the way.', view: 'Worth watching; it may be growing.' },
  { contact: 'telephone', fact: 'Rang home about swimming things. They were here the next day, with the name in.' },
]

/** By a health visitor or school nurse. */
export const notedByHealth: readonly Noted[] = [
  { contact: 'at-home', fact: 'Weighed and measured: on the same line as last time.', workingWell: 'Sleeping in a cot of {his} own.' },
  {
    contact: 'at-home',
    fact: 'Talked about sleep, crying and who takes over when it is too much.',
    view: 'There is somebody to take over.',
  },
  { contact: 'telephone', fact: 'Rang about the missed check; a new one on Tuesday, at home.' },
]

/** What it takes to be heard, where words are few. */
export const spokenWith = [
  'Give {him} time: the answer comes after you have stopped waiting. Pictures help; questions in a row do not.',
  'Sit beside, not opposite. {He} points to yes and no on the lap tray.',
  'Sign and say it. A hearing aid in the left ear only when {he} wants it.',
] as const

/** What somebody has weighed on a parent and what it means for the child, by the worry it came with. */
export const factorsBehind: Readonly<
  Record<string, { readonly factor: string; readonly whose: 'mother' | 'father' | 'both'; readonly impact: string; readonly need?: string }>
> = {
  drawing: { factor: 'domestic-abuse', whose: 'mother', impact: '{name} lies awake listening and is tired at school.' },
  'neighbours rang': { factor: 'domestic-abuse', whose: 'both', impact: '{name} goes quiet when voices are raised, here and at school.' },
  'at the door': { factor: 'domestic-abuse', whose: 'mother', impact: '{name} checks the lock before bed.', need: 'domestic-abuse' },
  'worried about mum': {
    factor: 'mental-health',
    whose: 'mother',
    impact: 'On a bad day {name} stays near {his} mother and does not play.',
    need: 'mental-health',
  },
  'young carer': {
    factor: 'mental-health',
    whose: 'mother',
    impact: '{name} does what a grown-up should, and is proud and tired.',
    need: 'mental-health',
  },
  'drinking again': {
    factor: 'substances',
    whose: 'father',
    impact: '{name} knows from the step on the stairs which evening it will be.',
    need: 'health',
  },
  eviction: {
    factor: 'homelessness',
    whose: 'both',
    impact: '{name} does homework on a bed, in one room with everybody.',
    need: 'housing',
  },
  coat: { factor: 'money', whose: 'both', impact: '{name} says {he} is not hungry before anybody asks.', need: 'debt' },
}
