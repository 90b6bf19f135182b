/** What the page of each fact is called, by the last part of its address: never a person's name. */
export const factTitles = {
  name: 'Name',
  'other-name': 'Another name',
  birth: 'Date of birth and sex',
  identifier: 'A number of this person',
  language: 'Language and interpreter',
  communication: 'How to speak with this person',
  background: 'Culture and background',
  school: 'School, nursery or college',
  move: 'A move, or another home',
  address: 'Put an address right',
  leave: 'Left a home',
  relative: 'How somebody is related',
  person: 'Somebody of the family who is not on record',
  professional: 'A professional who works with this person',
  adult: 'An adult in the child’s life',
  'same-adult': 'Two adults who may be one person',
  'adult-question': 'A question that is not followed further',
  'safety-advice': 'Safety at home and near water',
  curiosity: 'What is not known',
  'working-together': 'What helps the family to work with us',
  childhood: 'What happened in childhood',
  'early-help-assessment': 'Early Help Assessment',
  'new-adult': 'Decide about a new adult in the home',
  'parental-factor': 'What weighs on a parent',
  'parents-own-need': 'What a parent needs for themselves',
  signposted: 'A service the family was told of',
} as const

/** The last part of the address of a fact's page. */
export type FactSlug = keyof typeof factTitles
