import type { AgencyKind } from '../../thread/entry.ts'
import type { Teller } from './tellers.ts'

/** What The Bridge decides in the generated families. */
export type Decided =
  | 'information-and-advice'
  | 'no-further-action'
  | 'early-help'
  | 'child-in-need'
  | 'section-47'
  | 'disability-team'
  | 'complex-safeguarding'

/**
 * A worry as somebody tells it of one child. In the texts {name} is the child, {he}, {him}, {his} follow the child's sex, {school} is the child's school;
 * `others` is told of a brother or sister at the same time, and tells nothing of the child.
 */
export type Worry = {
  readonly key: string
  readonly by: Teller
  readonly source: AgencyKind
  readonly ages: readonly [from: number, to: number]
  readonly concerns: readonly string[]
  readonly told: string
  readonly others: string
  /** Why it was decided so, of the child. A worry is only ever decided in one of these ways. */
  readonly reasons: Partial<Record<Decided, string>>
}

const atHome = 'Lives in the same home. Nothing was told of {name} alone.'

export const worries: readonly Worry[] = [
  {
    key: 'coat',
    by: 'school',
    source: 'education',
    ages: [4, 11],
    concerns: ['neglect'],
    told: '{name} came in the same thin jumper for the second week and asked for seconds at lunch each day. Money is short at home, {his} mum told us at the gate.',
    others: atHome,
    reasons: {
      'information-and-advice': 'The school has it in hand with the family: clothes, breakfast club and a form for school meals.',
      'early-help': 'Early Help meets the family at school about money, clothing and mornings.',
      'child-in-need': 'An assessment: help at school has been tried for a year and {name} is still cold and hungry.',
    },
  },
  {
    key: 'asleep',
    by: 'school',
    source: 'education',
    ages: [5, 11],
    concerns: ['neglect'],
    told: '{name} falls asleep in class, has been late eleven times this half term and says {he} sets {his} own alarm.',
    others: 'Late on the same mornings. {name} says everybody is asleep when {he} leaves.',
    reasons: {
      'early-help': 'Early Help works on mornings with the family; the school keeps a place at breakfast club.',
      'child-in-need': 'An assessment of what mornings and nights are like at home.',
      'section-47': '{name} was left with nobody grown up all of last night. Strategy discussion with the police and health.',
      'no-further-action': 'A new baby in the house and a short night: the school and the health visitor know the family and keep an eye.',
    },
  },
  {
    key: 'worried about mum',
    by: 'school',
    source: 'education',
    ages: [5, 12],
    concerns: ['emotional', 'parental-mental-health'],
    told: '{name} cries on Fridays and says {he} does not like to leave {his} mum alone, and does not like to be alone with her either.',
    others: atHome,
    reasons: {
      'early-help': 'Early Help visits with the mother’s agreement; her own doctor is told with her agreement too.',
      'child-in-need': 'An assessment with the mother’s mental health team: what the illness means for {name} on a bad day.',
      'information-and-advice': 'The mother has help of her own already. The school’s counsellor sees {name} each week.',
    },
  },
  {
    key: 'drawing',
    by: 'school',
    source: 'education',
    ages: [4, 9],
    concerns: ['domestic-abuse'],
    told: '{name} drew {his} mum crying and said “it gets loud when it is night”. We did not ask more.',
    others: atHome,
    reasons: {
      'early-help':
        'The mother has asked her partner to leave and wants support. A worker of Early Help and an adviser on safety visit together.',
      'child-in-need': 'An assessment, with each parent seen apart.',
    },
  },
  {
    key: 'grip',
    by: 'school',
    source: 'education',
    ages: [3, 10],
    concerns: ['physical'],
    told: 'A bruise on {name}’s upper arm like a grip. {name} said {he} was pulled back from the road. {His} father said the same when he came.',
    others: 'No marks seen on {name} at school today.',
    reasons: {
      'child-in-need':
        'Seen by a doctor the same day, who found it fits what both said. An assessment looks at how cross moments end at home.',
      'information-and-advice': 'Seen by a doctor the same day: it fits what both said separately. Nothing else is known of the family.',
      'section-47':
        'The doctor found two older marks that nobody could explain. Strategy discussion with the police and health this afternoon.',
    },
  },
  {
    key: 'young carer',
    by: 'school',
    source: 'education',
    ages: [9, 16],
    concerns: ['emotional', 'parental-mental-health'],
    told: '{name} stays at home two days a week to look after {his} mother when she is low, shops, cooks, and is proud of it. {He} is falling behind.',
    others: 'Comes to school every day. {name} says who makes breakfast: not a grown-up.',
    reasons: {
      'early-help': 'A young carers’ assessment and a family plan, with the mother’s own services.',
      'child-in-need': 'An assessment: this is more care than a child should give.',
    },
  },
  {
    key: 'not sleeping',
    by: 'school',
    source: 'education',
    ages: [11, 16],
    concerns: ['emotional'],
    told: '{name} told a teacher {he} does not sleep and has stopped eating with the family. There are scratches on {his} forearm that {he} made.',
    others: 'Says {he} is all right, and that home has been quiet for a while.',
    reasons: {
      'early-help': 'A worker for young people meets {name} weekly; the doctor refers to the mental health team.',
      'child-in-need': 'An assessment beside the mental health team, at {name}’s own wish.',
      'information-and-advice': 'Seen by the mental health team this week. The family asks for nothing else now.',
    },
  },
  {
    key: 'new trainers',
    by: 'school',
    source: 'education',
    ages: [12, 16],
    concerns: ['exploitation'],
    told: '{name} has things nobody at home bought, two telephones, and leaves at lunchtime in cars with people {he} will not name.',
    others: atHome,
    reasons: {
      'complex-safeguarding': 'The team for exploitation takes this on with the police; the family is a partner in it.',
      'child-in-need': 'An assessment that begins with what {name} wants, and with who is in the cars.',
    },
  },
  {
    key: 'kitchen knife',
    by: 'school',
    source: 'education',
    ages: [12, 16],
    concerns: ['harm-outside-the-home'],
    told: '{name} had a kitchen knife in {his} bag “because of the lads at the bus stop”. {He} handed it over when asked and cried.',
    others: atHome,
    reasons: {
      'early-help': 'A worker for young people walks the journey with {name}; the school and the police look at the bus stop.',
      'child-in-need': 'An assessment of what happens on the way to school, with the police.',
    },
  },
  {
    key: 'late at nursery',
    by: 'nursery',
    source: 'education',
    ages: [2, 4],
    concerns: ['neglect'],
    told: '{name} comes late and hungry, in the nappy of the night, three mornings of five. {He} holds on to whoever feeds {him}.',
    others: atHome,
    reasons: {
      'early-help': 'A worker of Early Help comes at seven to do mornings together with the family for six weeks.',
      'child-in-need': 'An assessment: two offers of help were not taken up, and {name} is losing weight.',
    },
  },
  {
    key: 'few words',
    by: 'nursery',
    source: 'education',
    ages: [2, 4],
    concerns: ['needs-of-disability'],
    told: '{name} has five words at an age when others have fifty. {His} parents ask for help and do not know whom to ask.',
    others: 'Doing well. Nothing to add.',
    reasons: {
      'information-and-advice': 'Speech therapy and the two-year check are booked; the family has the names to ring.',
      'early-help': 'A family plan around {name}’s speech: therapist, nursery and home pulling the same way.',
    },
  },
  {
    key: 'missed checks',
    by: 'health',
    source: 'health',
    ages: [0, 2],
    concerns: ['neglect'],
    told: 'Two checks missed, and {name} has dropped a line on the weight chart. Nobody answered the door on Tuesday; the pram was in the hall.',
    others: atHome,
    reasons: {
      'early-help': 'The health visitor and Early Help visit together, at times that suit the family.',
      'child-in-need': 'An assessment: {name}’s weight has to be watched each week and the family has not been reached.',
      'section-47':
        '{name} weighs less than six weeks ago and nobody has seen inside the home. Strategy discussion with health the same day.',
    },
  },
  {
    key: 'low mood',
    by: 'health',
    source: 'health',
    ages: [0, 2],
    concerns: ['parental-mental-health'],
    told: '{name}’s mother scored high for low mood at the eight-week check and said some days she cannot pick the baby up. Her sister stays with her.',
    others: atHome,
    reasons: {
      'information-and-advice': 'The mental health team for new parents saw her the next day. The health visitor comes each week.',
      'early-help': 'A volunteer twice a week, the health visitor weekly, a plan for bad days with the sister.',
    },
  },
  {
    key: 'scald',
    by: 'health',
    source: 'health',
    ages: [1, 4],
    concerns: ['accident-or-injury'],
    told: '{name} was scalded by a cup of tea. The account fits the burn. It is the third accident in a year, each a different one.',
    others: 'No accidents are known of {name}.',
    reasons: {
      'early-help': 'A worker goes through the home with the family: gate, guards, where the kettle stands.',
      'no-further-action': 'An accident, treated well at home and brought at once. The health visitor has visited and a stair gate is in.',
      'child-in-need': 'An assessment of supervision after a third accident.',
    },
  },
  {
    key: 'clinic',
    by: 'doctor',
    source: 'health',
    ages: [6, 16],
    concerns: ['neglect', 'needs-of-disability'],
    told: '{name} has missed three clinics for diabetes and the last readings were far too high. The family is warm and in a muddle.',
    others: 'Well; nothing is known.',
    reasons: {
      'early-help': 'One person holds the diary with the family: the school nurse. Early Help pays fares until the grant comes.',
      'child-in-need': 'An assessment: {name} was in hospital twice for what could have been prevented.',
    },
  },
  {
    key: 'hoist',
    by: 'doctor',
    source: 'health',
    ages: [2, 16],
    concerns: ['needs-of-disability'],
    told: '{name} wakes four times a night, needs two people to be moved, and nobody at home has slept through for months. The family asks for short breaks.',
    others: 'Helps a great deal at home and has given up swimming for it.',
    reasons: { 'disability-team': 'The team for children with disabilities assesses, at the family’s wish.' },
  },
  {
    key: 'neighbours rang',
    by: 'police',
    source: 'police',
    ages: [0, 16],
    concerns: ['domestic-abuse'],
    told: 'Called by neighbours to an argument between the adults. {name} was upstairs and awake. No injuries seen. One adult left for the night.',
    others: 'Was in the home and awake. No injuries seen on {name}.',
    reasons: {
      'information-and-advice': 'A first call. Both adults have been given where to turn, each apart.',
      'early-help': 'Not the first call. Early Help visits, with an adviser for the mother.',
      'child-in-need': 'An assessment, each adult seen apart, and the children at school.',
    },
  },
  {
    key: 'at the door',
    by: 'police',
    source: 'police',
    ages: [0, 16],
    concerns: ['domestic-abuse'],
    told: '{name}’s mother rang: her former partner was at the door shouting and would not leave. {name} hid in the bathroom with her.',
    others: 'Was in the home. Hid where {he} was told to.',
    reasons: {
      'child-in-need': 'An assessment. A plan for safety is made with the mother today and the locks are changed by the landlord.',
      'early-help': 'The mother has an order and an adviser. Early Help supports the children at school.',
      'section-47': 'Strategy discussion the same day: he was armed, and has been before.',
    },
  },
  {
    key: 'found at three',
    by: 'police',
    source: 'police',
    ages: [12, 17],
    concerns: ['going-missing'],
    told: 'Reported missing by {his} mother at 11pm and found at 3am, cold and not saying where {he} had been. Third time in two months.',
    others: 'At home and asleep when officers came.',
    reasons: {
      'early-help': 'A talk on return within three days with somebody {name} chose, and a plan with {his} mother for the next time.',
      'child-in-need': 'An assessment: {name} is away from something, or to somebody, and we do not know which.',
      'complex-safeguarding': 'The same address comes up for two other children: mapped together with the police.',
    },
  },
  {
    key: 'park at nine',
    by: 'police',
    source: 'police',
    ages: [4, 9],
    concerns: ['neglect'],
    told: '{name} was alone in the park at nine in the evening. Each parent thought {he} was with the other. Taken home; both were frightened.',
    others: 'Was at home.',
    reasons: {
      'no-further-action': 'A misunderstanding between two careful parents, and a fright they will not forget.',
      'early-help': 'Two homes, two diaries: Early Help helps the parents to one.',
    },
  },
  {
    key: 'mould',
    by: 'housing-officer',
    source: 'housing',
    ages: [0, 17],
    concerns: ['homelessness', 'neglect'],
    told: 'Mould in both bedrooms and beds wet through; {name} sleeps in the living room. The family has asked for repairs for months.',
    others: 'Sleeps in the living room too.',
    reasons: {
      'information-and-advice': 'A wrong of the landlord, not of the family. The repair is ordered and a cot has been lent.',
      'early-help': 'Early Help stands beside the family until the repair is done.',
    },
  },
  {
    key: 'eviction',
    by: 'housing-officer',
    source: 'housing',
    ages: [0, 17],
    concerns: ['homelessness'],
    told: 'The family of {name} has to leave by the end of the month and has nowhere to go. Arrears began when hours at work were cut.',
    others: 'Has to leave with the family.',
    reasons: {
      'information-and-advice': 'The housing team has found a place in the same school’s area.',
      'early-help': 'Early Help and the housing team plan the move with the family; school stays the same.',
      'child-in-need': 'One hotel room for all of them and two buses to school: an assessment of what {name} needs meanwhile.',
    },
  },
  {
    key: 'nothing since Tuesday',
    by: 'family-centre',
    source: 'voluntary',
    ages: [0, 15],
    concerns: ['neglect'],
    told: '{His} dad came for a parcel and said there had been nothing in the house since Tuesday. He was ashamed to ask. {name} ate while we talked.',
    others: 'Came along and ate.',
    reasons: {
      'information-and-advice': 'A benefit that had stopped was put right by telephone with the father sitting there.',
      'early-help': 'Early Help looks at money and debts with the father.',
    },
  },
  {
    key: 'drinking again',
    by: 'health',
    source: 'health',
    ages: [0, 15],
    concerns: ['parental-substance-misuse'],
    told: 'The father of {name} told his own worker he drinks again and has driven to school after it. He asked us to tell you.',
    others: 'Is driven to school too.',
    reasons: {
      'child-in-need': 'An assessment. An uncle drives for now; the father’s honesty is a strength.',
      'early-help': 'The father goes to his group each week and the grandmother drives. A family plan holds it.',
      'section-47': 'He was stopped this morning with both children in the car. Strategy discussion with the police.',
    },
  },
  {
    key: 'a neighbour',
    by: 'screener',
    source: 'public',
    ages: [0, 10],
    concerns: ['emotional'],
    told: 'A caller who did not want to be named hears {name} crying late and a man shouting, most weekends for months.',
    others: 'The caller thinks there is another child, and does not know a name.',
    reasons: {
      'no-further-action':
        'Health and the school know the family well and see nothing that fits. The health visitor calls this week all the same.',
      'information-and-advice':
        'The parents were visited with their agreement: a baby with reflux, thin walls, and tired people. Health helps.',
      'early-help': 'The parents say evenings are hard and want help with them.',
    },
  },
]
