import type { Because, Source } from './source.ts'

export const ourReadings: Source = {
  id: 'our-readings',
  called: 'our own reading',
  title: 'How we read what the guidance leaves open',
  publisher: 'Golden Thread',
  published: 'not dated',
  confidence: 'ours',
}

export const ourChoices: Source = {
  id: 'our-own-choice',
  called: 'our own choice',
  title: 'What nobody has published and we had to choose',
  publisher: 'Golden Thread',
  published: 'not dated',
  confidence: 'ours',
}

const readings = {
  1: 'two clocks of four weeks run, one for being seen alone and one for being seen at home, since what a child eats and where a child sleeps cannot be known at school',
  2: 'four weeks are 28 days from the last visit that counts, so that no gap of eight weeks can open between two blocks',
  3: 'the visit clocks start with the plan, on the day of the initial conference',
  4: 'a baby or toddler is seen alone when observed awake with the carer not leading, with the reason; it never counts as spoken to',
  5: 'only the lead social worker or a named cover makes a statutory visit; what others see is shown, and restarts nothing',
  6: 'a visit at school can count as seen alone and never as seen at home, and stays incomplete',
  7: 'an open refusal escalates at once, and two failed attempts in a row are treated as one',
  8: 'a refusal is discussed with managers, chair and core group, all three and in any order; the deadlines are ours',
  9: 'the social worker’s line manager is always asked; each core group member is prompted to tell their own',
  10: 'twelve months run from the end of the plan to the day set for the conference, the anniversary included, and are asked again when it moves',
  11: 'initial conferences are counted for each child, wherever they were held if known',
  12: 'reflective sessions go on after November 2020, behind a setting with its dates',
  13: 'a conference after a transfer in and one before a birth count as initial conferences',
  18: 'The Bridge has one number for worry about harm and one for help and advice, each with its purpose; for emergencies the first and 999',
  19: 'a worry about harm asks that the family knows; an early help assessment and a request for support ask for consent',
  20: 'telling the line manager first never delays a referral',
  31: 'promptly means within one working day, unless the setting says otherwise',
  35: 'the three later referrals of case 17 may stand in any order and must give the same alerts, but for their source',
  38: 'in case 17 the child in need work was open from November 2011 to the closure of May 2012',
  39: 'no enquiry or strategy discussion is read into case 17 that the source does not tell',
  43: 'a limit in weeks or months that ends on a day off is not moved; the last working day before is shown as the day to aim at',
  44: 'a referral on Friday at 11pm counts from its receipt and is due by the end of Monday',
  45: 'the conference counts from the strategy discussion at which the enquiry was begun',
  46: 'after a late review conference the next one counts from the day it was held',
  47: 'a family of several children fills in one screen and keeps one record for each child',
  52: 'The Bridge may decide otherwise than the three outcomes that are printed, and such an outcome is marked',
} as const

/** A point that the guidance leaves open, as we read it. */
export const reading = (number: keyof typeof readings): Because => ({
  source: ourReadings.id,
  place: `${number}`,
  words: readings[number],
})

/** A number or habit that nobody has published, and why we chose it. Refuses an empty reason. */
export const ownChoice = (why: string): Because => {
  if (why.trim() === '') throw new RangeError('our own choice needs a reason')
  return { source: ourChoices.id, words: why }
}
