import { capital } from '../../../design-system/words.ts'
import type { AgencyKind, FieldGroup } from '../../../thread/entry.ts'
import type { Relation } from '../../../thread/own-kinds/index.ts'
import { categoryWords, coreGroup, coreGroupInWords, cpPlan, planFieldWords, planInWords } from '../../child-protection/index.ts'
import { agencyWords } from '../../front-door/index.ts'
import { note, noteInWords, sayStageState } from '../../recording/index.ts'
import { childsVoice, voiceInWords } from '../../voice/index.ts'

/** What a worker's relation to a child is called beside the name; those that say who raised a concern, or was asked, are not shown with the child. */
export const workerWords: Partial<Record<Relation, string>> = {
  lead: 'Lead worker',
  'co-worker': 'Second worker',
  manager: 'Managed by',
  chair: 'Conference chair',
  'core-group': 'Core group',
  agency: 'Works with the child',
  screener: 'Screening',
  queue: 'Waiting at',
}

/** In which order workers are named. */
export const workerOrder = Object.keys(workerWords)

/** A role as people say it: 'Social worker'. */
export const sayRole = (role: string): string => capital(role.replaceAll('-', ' '))

/** What is open for a child, in words: 'Child protection plan: neglect'. */
export const sayEpisode = ({ kind, state }: { kind: string; state: string }): string => {
  if (kind === 'support-stage') return sayStageState(state)
  const said = kind === 'child-protection-plan' ? (categoryWords[state as keyof typeof categoryWords] ?? state) : state.replaceAll('-', ' ')
  return `${capital(sayEpisodeKind(kind))}: ${said}`
}

/** What is open for a child, within a sentence: 'child protection plan'. */
export const sayEpisodeKind = (kind: string): string => kind.replaceAll('-', ' ')

/** A kind of organisation as the first words of a line: 'Children’s social care', 'Police'. */
export const sayAgencyKind = (kind: AgencyKind): string => capital(agencyWords[kind].replace(/^(the|an?) /, ''))

/** What a part of an entry is called where it is not the record itself: who may read it is said by its name. */
export const partWords: Partial<Record<FieldGroup, string>> = {
  whereabouts: 'Where',
  health: 'Health',
  police: 'Police',
  legal: 'Legal advice',
  'third-party': 'About somebody else',
  adoption: 'About the adoption, sealed',
  referrer: 'Who told us',
  feedback: 'Told to the referrer',
}

const alike: Readonly<Record<string, string>> = { sibling: 'brother or sister', 'half-sibling': 'half-brother or half-sister' }

/** What somebody is to a person of whom that person is recorded to be the mother, the grandparent and so on; nothing where no word says it. */
const theOtherWay: Readonly<Record<string, string>> = {
  mother: 'child',
  father: 'child',
  parent: 'child',
  'step-parent': 'stepchild',
  grandparent: 'grandchild',
  'aunt or uncle': 'niece or nephew',
  partner: 'partner',
  friend: 'friend',
  ...alike,
}

/**
 * How somebody who lives there too stands to the person, as a page says it. `relation`: what they are recorded to be to the person; `back`: what the person
 * is recorded to be to them, which says it the other way round.
 */
export const sayRelation = (relation: string | null, back: string | null): string | null =>
  relation !== null ? (alike[relation] ?? relation) : back !== null ? (theOtherWay[back] ?? null) : null

/** What the fields people write are called; the words that stand here are those the forms ask with, as short as a heading. */
const narrativeWords: Readonly<Record<string, string>> = {
  ...planFieldWords,
  actions: 'What will be done',
  agenciesView: 'What the agencies say of it',
  added: 'Added',
  alsoThere: 'Who was there',
  arguedOtherWay: 'What argued the other way',
  bottomLines: 'What the plan must not leave out',
  came: 'Who came',
  childrenElsewhere: 'Children who live elsewhere',
  childsView: 'The child’s view',
  childsWords: 'In the child’s words',
  consentScope: 'What may be shared',
  conditions: 'The home',
  correctedWhy: 'Why it was corrected',
  cpIsBy: 'Who tells the NHS',
  contingency: 'If things do not get better',
  coverWhy: 'Why somebody else visited',
  dailyLife: 'What a day is like',
  decision: 'What was decided',
  dangerStatements: 'What we are worried will happen',
  adoption: 'About the adoption',
  dissent: 'Who disagreed, and why',
  emergencyCall: 'The call to 999',
  evidence: 'What it rests on',
  fact: 'What happened',
  familysPlan: 'The plan that the family made',
  familysView: 'The family’s view',
  gathered: 'What was learned',
  goodEnoughWhy: 'Whether things are good enough',
  howOffered: 'How it was offered',
  howToChallenge: 'How to challenge this',
  health: 'Health',
  invited: 'Who was asked',
  impact: 'What it does to the child',
  intelligence: 'Police intelligence',
  knownReferrals: 'Earlier referrals that are known',
  means: 'What it means',
  missedAppointments: 'Appointments that were missed',
  newAdults: 'Adults who are new',
  meals: 'What the child eats',
  notAloneWhy: 'Why the child was not seen alone',
  next: 'What comes next',
  note: 'Note',
  notDiscussedWhy: 'Why it was not talked through with the family',
  notHeardWhy: 'Why the child was not heard',
  notToldWhy: 'Why the family was not told',
  others: 'What concerns them',
  purpose: 'What it was for',
  question: 'The question to the family',
  reason: 'Why',
  objections: 'Who objected, and why',
  offers: 'What each of them offers',
  observed: 'What was seen',
  outlinePlan: 'The plan in outline',
  pattern: 'The pattern',
  presentation: 'How the child was',
  previousAreas: 'Where they lived before',
  riskToWorkers: 'Risk to workers',
  safetyGoals: 'What safety looks like',
  seenBoard: 'When each child was last seen',
  seenOrHeard: 'What was seen or heard',
  seenWhy: 'When the child was seen and heard',
  sleeping: 'Where the child sleeps',
  stepDownPlan: 'What follows the plan',
  tools: 'What the tools say',
  tried: 'What has been tried',
  view: 'What the author makes of it',
  voiceChanged: 'What changed because of what the child said',
  whatChanged: 'What has changed',
  whatFollows: 'What follows',
  whatWasSaid: 'What was said',
  whereNow: 'Where the child is now',
  whoElse: 'Who else was there',
  wished: 'What should come of it',
  whyRefused: 'Why it was refused',
  workingWell: 'What works well',
  worry: 'What we are worried about',
}

/** A field's name as a heading: from the list, or its own words ('analysisOfRisk' becomes 'Analysis of risk'). */
export const sayField = (name: string): string =>
  narrativeWords[name] ??
  capital(
    name
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
      .replaceAll(/[-_]/g, ' ')
      .toLowerCase(),
  )

/** A phrase with commas, and 'and' before the last. */
export const listed = (things: readonly string[]): string =>
  things.length < 2 ? things.join('') : `${things.slice(0, -1).join(', ')} and ${things.at(-1)}`

const inWords: Readonly<Record<string, (facts: unknown) => readonly { readonly heading: string; readonly text: string }[]>> = {
  [note.name]: noteInWords,
  [childsVoice.name]: voiceInWords,
  [cpPlan.name]: planInWords,
  [coreGroup.name]: coreGroupInWords,
}

/** What the facts of an entry of a kind say beside its words, under headings of their own; most kinds say all of it in their line. */
export const sayFacts = (kind: string, facts: unknown): readonly { readonly heading: string; readonly text: string }[] =>
  inWords[kind]?.(facts) ?? []
