import { addDays, type Day, dayOf, lastWorkingDayOnOrBefore, londonAt, type Moment } from '../guidance/index.ts'
import type { Advised, Concern } from '../rooms/commands.ts'
import { demonstrationAccount } from './organisation.ts'

/** When something happened: at what time of how many working days ago. */
export type Ago = { readonly workingDaysAgo: number; readonly time: string }

/** A concern that waits at The Bridge when the demonstration begins, and which account raised it. */
export type Waiting = Ago & {
  readonly key: string
  readonly by: string
  readonly concern: Concern
}

/** Advice that The Bridge has given: to somebody who signs in, about a child by name or about nobody by name, one of whom has not done yet what was advised. */
export const advice: readonly { readonly key: string; readonly by: string; readonly on: Ago; readonly advised: Advised }[] = [
  {
    key: 'pocket money',
    by: 'screener',
    on: { workingDaysAgo: 4, time: '11:20' },
    advised: {
      caller: 'Hugh Sample',
      account: demonstrationAccount('high-school'),
      source: 'education',
      sourceName: 'Sample Vale High School',
      child: undefined,
      question: 'A boy of twelve has more money than he can explain. No name given. Ask him, or wait?',
      advised: 'Ask him with somebody he likes in the room. Write down his words. Ring again if anybody older is in the story.',
      advice: 'no-action',
      decidedBy: 'Ben Invented',
    },
  },
  {
    key: 'third Monday',
    by: 'bridge-social-worker',
    on: { workingDaysAgo: 3, time: '15:45' },
    advised: {
      caller: 'Nadia Sample',
      account: demonstrationAccount('nursery'),
      source: 'education',
      sourceName: 'Little Larches Nursery',
      child: { given: 'Poppy', family: 'Specimen' },
      question: 'The third Monday with a mark on her cheek, each time another story.',
      advised: 'Raise a concern today, and tell her mother that you do unless that makes it worse. Do not wait for a fourth Monday.',
      advice: 'referral',
      decidedBy: 'Grace Invented',
    },
  },
  {
    key: 'tired of forms',
    by: 'screener',
    on: { workingDaysAgo: 1, time: '10:05' },
    advised: {
      caller: 'Vera Sample',
      account: demonstrationAccount('family-centre'),
      source: 'voluntary',
      sourceName: 'Invented Family Centre',
      child: { given: 'Elliot', family: 'Example' },
      question: 'A family that takes every leaflet and no help. Is there a way without another form?',
      advised: 'One assessment that everybody uses. Ella of Early Help comes to the centre on Thursday and fills it in with them.',
      advice: 'early-help-assessment',
      decidedBy: 'Ben Invented',
    },
  },
]

const school = { name: 'Sana Sample', role: 'Designated safeguarding lead', phone: '0161 496 0101', email: 'school@example.org' }
const told = { familyTold: 'yes', safeToContactParents: 'yes' } as const

/**
 * A morning's work for a screener, ten of them: one that cannot wait, a family that is known, one that may be, a baby not yet born, somebody who was out at
 * night, somebody with nowhere to go, and some who ask for help themselves.
 */
export const waitingConcerns: readonly Waiting[] = [
  {
    key: 'hand',
    by: 'health',
    workingDaysAgo: 0,
    time: '08:35',
    concern: {
      danger: { inDangerNow: 'yes', emergencyCall: 'The police were rung at 8:20am, reference 117 of today.' },
      about: { form: 'worried-about-a-child', concerns: ['physical'], askedFor: 'section-47' },
      children: [{ given: 'Callum', family: 'Testcase', school: 'not at school yet' }],
      adults: [{ name: 'Dean Testcase', relation: 'father', parentalResponsibility: 'not-known' }],
      worry: {
        seenOrHeard:
          'Brought to the walk-in centre with the print of an adult hand on his cheek and older bruises on his back. Seen by me and a doctor at 8am. His father says he fell from a bunk bed.',
        worry: 'The marks do not go with the story, and he flinched when his father stood up.',
        childsWords: '“Daddy was cross about the milk.”',
      },
      strengths: { earlyHelpTried: 'not-known' },
      family: {
        familyTold: 'no',
        notToldReason: 'would-raise-risk',
        safeToContactParents: 'no',
        whereNow: 'In the treatment room with a nurse; his father is in the waiting room.',
      },
      you: { name: 'Hema Sample', role: 'Nurse in charge', phone: '0161 496 0142', riskToWorkers: 'He has shouted at staff this morning.' },
    },
  },
  {
    key: 'amira again',
    by: 'school',
    workingDaysAgo: 0,
    time: '08:45',
    concern: {
      danger: { inDangerNow: 'no' },
      about: { form: 'worried-about-a-child', concerns: ['neglect'] },
      children: [
        { given: 'Amira', family: 'Testcase', school: 'Hollow Lane Primary School' },
        { given: 'Yusuf', family: 'Testcase', school: 'Hollow Lane Primary School' },
      ],
      adults: [{ name: 'Leila Testcase', relation: 'mother', parentalResponsibility: 'yes' }],
      worry: {
        seenOrHeard:
          'Not collected again yesterday. A neighbour came at 5pm. Amira had a key round her neck and said she has it “for when Mum cannot get up”.',
        impact: 'Amira is eight and looks after a child of six.',
        childsWords: '“I do the tea. It is only beans.”',
      },
      strengths: { earlyHelpTried: 'yes', tried: 'Breakfast club since October.', knownReferrals: 'Ours, of this winter.' },
      family: told,
      you: school,
    },
  },
  {
    key: 'neighbours',
    by: 'police',
    workingDaysAgo: 1,
    time: '22:50',
    concern: {
      danger: { inDangerNow: 'no' },
      about: { form: 'worried-about-a-child', concerns: ['domestic-abuse'] },
      children: [
        { given: 'Ruby', family: 'Sample' },
        { given: 'Oscar', family: 'Sample' },
        { given: 'Ivie', family: 'Sample' },
      ],
      adults: [
        { name: 'Dawn Sample', relation: 'mother' },
        { name: 'Craig Sample', relation: 'partner of the mother' },
      ],
      worry: {
        seenOrHeard:
          'Called by neighbours at 9:40pm. Both adults had been drinking. Three children awake on the stairs; no injuries seen on them. Craig Sample left for the night.',
        worry: 'Third call to this address in four months.',
      },
      strengths: { earlyHelpTried: 'not-known' },
      family: { ...told, safeToContactParents: 'not-known' },
      you: { name: 'Piotr Sample', role: 'Constable', phone: '0161 496 0177' },
    },
  },
  {
    key: 'nursery biting',
    by: 'nursery',
    workingDaysAgo: 1,
    time: '15:25',
    concern: {
      danger: { inDangerNow: 'no' },
      about: { form: 'worried-about-a-child', concerns: ['emotional', 'parental-mental-health'] },
      children: [{ given: 'Alfie', family: 'Invented', school: 'Little Larches Nursery' }],
      adults: [{ name: 'Sophie Invented', relation: 'mother', parentalResponsibility: 'yes' }],
      worry: {
        seenOrHeard:
          'For three weeks Alfie has hidden under the table when his mother comes. On Tuesday she sat in the car for half an hour and cried.',
        worry: 'She says she has stopped taking her tablets and is “no good for him”.',
      },
      strengths: { workingWell: 'He is always clean and on time, and loves the water tray.', earlyHelpTried: 'no' },
      family: told,
      you: { name: 'Nadia Sample', role: 'Manager of the nursery', phone: '0161 496 0119' },
    },
  },
  {
    key: 'late booking',
    by: 'health',
    workingDaysAgo: 2,
    time: '11:05',
    concern: {
      danger: { inDangerNow: 'no' },
      about: { form: 'worried-about-a-child', concerns: ['parental-substance-misuse', 'homelessness'] },
      children: [{ family: 'Testcase', given: 'unborn baby of Kelly' }],
      adults: [{ name: 'Kelly Testcase', relation: 'expectant mother, 20', parentalResponsibility: 'yes' }],
      worry: {
        seenOrHeard: 'Booked at 30 weeks. She sleeps on friends’ sofas and says she “only smokes weed now”.',
        impact: 'No home for the baby to come to.',
      },
      strengths: {
        workingWell: 'She came to both appointments since.',
        earlyHelpTried: 'no',
        previousAreas: 'She grew up in another authority.',
      },
      family: { ...told, consent: 'given' },
      you: { name: 'Hema Sample', role: 'Nurse in charge', phone: '0161 496 0142' },
    },
  },
  {
    key: 'a wish for help',
    by: 'early-help',
    workingDaysAgo: 1,
    time: '16:10',
    concern: {
      danger: { inDangerNow: 'no' },
      about: { form: 'child-needing-support', concerns: ['needs-of-disability'], askedFor: 'disability-team' },
      children: [{ given: 'Maya', family: 'Sample', school: 'Hollow Lane Primary School' }],
      adults: [
        { name: 'Priya Sample', relation: 'mother', parentalResponsibility: 'yes' },
        { name: 'Anil Sample', relation: 'father', parentalResponsibility: 'yes' },
      ],
      worry: {
        seenOrHeard: 'Both parents ask for short breaks. Maya wakes four times a night and has outgrown her hoist.',
        childsWords: 'Maya chose the picture of the swimming pool, twice.',
      },
      strengths: { workingWell: 'A patient, warm family.', tried: 'A family plan since September.', earlyHelpTried: 'yes' },
      family: { ...told, consent: 'given' },
      you: { name: 'Ella Sample', role: 'Early Help practitioner', phone: '0161 496 0155' },
    },
  },
  {
    key: 'gone again',
    by: 'police',
    workingDaysAgo: 0,
    time: '07:20',
    concern: {
      danger: { inDangerNow: 'no' },
      about: { form: 'worried-about-a-child', concerns: ['going-missing', 'exploitation'], askedFor: 'complex-safeguarding' },
      children: [{ given: 'Keira', family: 'Example', school: 'Sample Vale High School' }],
      adults: [{ name: 'Dean Example', relation: 'father', parentalResponsibility: 'yes' }],
      worry: {
        seenOrHeard:
          'Rung in missing by her father at 11:40pm. Found at 4am at a flat where two other girls have been found this month. Home by 5am, tired, not hurt, angry at being fetched.',
        worry: 'She has a second telephone and will not say who gave it to her.',
        childsWords: '“I can look after myself. Nobody else is.”',
      },
      strengths: {
        workingWell: 'Her father rang within the hour and came out to look.',
        earlyHelpTried: 'yes',
        tried: 'A youth worker, for half a year.',
      },
      family: told,
      you: { name: 'Piotr Sample', role: 'Constable', phone: '0161 496 0177' },
    },
  },
  {
    key: 'signed by an aunt',
    by: 'high-school',
    workingDaysAgo: 0,
    time: '08:50',
    concern: {
      danger: { inDangerNow: 'no' },
      about: { form: 'worried-about-a-child', concerns: ['other'], askedFor: 'private-fostering' },
      children: [{ given: 'Daniela', family: 'Specimen', school: 'Sample Vale High School' }],
      adults: [{ name: 'Rosa Madeup', relation: 'says she is an aunt', parentalResponsibility: 'no' }],
      worry: {
        seenOrHeard:
          'Daniela is thirteen and has stayed with Rosa for ten weeks. Her form was signed “aunt”, and she told us that Rosa is her mother’s neighbour from before.',
        worry: 'Nobody here can say where her mother is today.',
      },
      strengths: {
        workingWell: 'She is fed, clean, on time, and likes Rosa.',
        earlyHelpTried: 'no',
        previousAreas: 'Came from Exampleford in the holidays.',
      },
      family: { ...told, safeToContactParents: 'not-known' },
      you: { name: 'Hugh Sample', role: 'Designated safeguarding lead', phone: '0161 496 0121', email: 'high-school@example.org' },
    },
  },
  {
    key: 'sofa to sofa',
    by: 'family-centre',
    workingDaysAgo: 1,
    time: '14:05',
    concern: {
      danger: { inDangerNow: 'no' },
      about: { form: 'worried-about-a-child', concerns: ['homelessness', 'domestic-abuse'], askedFor: 'homeless-16-17' },
      children: [{ given: 'Jayden', family: 'Madeup' }],
      adults: [{ name: 'Carl Madeup', relation: 'step-father' }],
      worry: {
        seenOrHeard:
          'Jayden is sixteen and was told to go after a fight with his step-father. Three sofas in nine nights; tonight he has none. He came for a shower and something to eat.',
        childsWords: '“I am not going back while he is there. I would rather it was cold.”',
      },
      strengths: { workingWell: 'He still goes to college.', earlyHelpTried: 'not-known' },
      family: { familyTold: 'no', notToldReason: 'could-not-be-reached', safeToContactParents: 'not-known', consent: 'given' },
      you: { name: 'Vera Sample', role: 'Family support worker', phone: '0161 496 0163' },
    },
  },
  {
    key: 'wants a word',
    by: 'high-school',
    workingDaysAgo: 0,
    time: '08:55',
    concern: {
      danger: { inDangerNow: 'no' },
      about: { form: 'child-needing-support', concerns: ['parental-mental-health'], askedFor: 'information-and-advice' },
      children: [{ given: 'Amber', family: 'Invented', school: 'Sample Vale High School' }],
      adults: [{ name: 'Tracey Invented', relation: 'mother', parentalResponsibility: 'yes' }],
      worry: {
        seenOrHeard:
          'Amber’s mother asked us herself: since the new medicine she sleeps until noon, and Amber, who is twelve, gets her brother to school.',
        childsWords: '“I do not mind. I mind if somebody makes a fuss.”',
      },
      strengths: { workingWell: 'A mother who asks. Grandparents in the next street.', earlyHelpTried: 'no' },
      family: { ...told, consent: 'given' },
      you: { name: 'Hugh Sample', role: 'Designated safeguarding lead', phone: '0161 496 0121' },
    },
  },
]

/** The moment of what happened so long ago: that time on that working day, and never later than `now`. */
export const raisedAt = ({ workingDaysAgo, time }: Ago, now: Moment): Moment => {
  let on: Day = lastWorkingDayOnOrBefore(dayOf(now))
  if (londonAt(on, time) > now || londonAt(on, '09:00') > now) on = lastWorkingDayOnOrBefore(addDays(on, -1))
  for (let back = 0; back < workingDaysAgo; back += 1) on = lastWorkingDayOnOrBefore(addDays(on, -1))
  return londonAt(on, time)
}
