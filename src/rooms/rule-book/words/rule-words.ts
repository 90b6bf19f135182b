import type { Duty, Level } from '../../../thread/finding.ts'

/**
 * A rule for somebody who has never seen its code: what it is called, what it asks, when each level shows, who is told and from when, what ends it, and
 * what each of its numbers is. No number stands in these words: a partnership may have set another.
 */
export type RuleWords = {
  readonly title: string
  readonly asks: string
  readonly levels: Readonly<Partial<Record<Level, string>>>
  readonly told: Readonly<Partial<Record<Duty, string>>>
  readonly ends: string
  readonly numbers: Readonly<Record<string, string>>
}

/** Whom a duty is: as pages say it. */
export const dutyWords: Readonly<Record<Duty, string>> = {
  lead: 'the child’s social worker',
  manager: 'the social worker’s manager',
  'service-manager': 'the service manager',
  chair: 'the conference chair',
  'core-group': 'the core group',
  screener: 'whoever screens at The Bridge',
  'bridge-manager': 'the Bridge manager',
  duty: 'whoever is on duty',
  referrer: 'whoever raised the concern',
  'agency-safeguarding-lead': 'the safeguarding lead of the agency that was asked',
  'conference-office': 'the unit that arranges conferences',
  legal: 'the legal adviser',
  'meeting-chair': 'whoever chairs the meeting',
  minutes: 'whoever takes the minutes',
  invited: 'those invited',
  'action-owner': 'whoever is to do it',
  challenger: 'whoever raised the challenge, and their lead',
  challenged: 'whoever answers for what is challenged, and their lead',
  'partnership-chair': 'the chair of the partnership',
}
