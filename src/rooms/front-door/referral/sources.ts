import type { AgencyKind } from '../../../thread/entry.ts'

/** What each kind of organisation is called by people. */
export const agencyWords: Record<AgencyKind, string> = {
  'childrens-social-care': 'children’s social care',
  'early-help': 'early help',
  police: 'the police',
  health: 'health',
  education: 'education',
  housing: 'housing',
  'youth-service': 'the youth service',
  'youth-justice': 'youth justice',
  probation: 'probation',
  voluntary: 'a voluntary organisation',
  faith: 'a faith group',
  'domestic-abuse-service': 'a domestic abuse service',
  'substance-misuse-service': 'a substance misuse service',
  legal: 'legal services',
  'family-group-conference': 'family group conferencing',
  'secure-establishment': 'a secure establishment',
  'partnership-unit': 'the partnership’s unit',
  'other-authority': 'another authority',
  public: 'a member of the public',
}

/** Who raised a concern: the kind of organisation and, where it was given, the name that tells one from another of the kind. */
export type Source = { source: AgencyKind; sourceName?: string | undefined }

/** A source as people say it: the name that was given, or else the kind. */
export const saySource = (of: Source): string => of.sourceName ?? agencyWords[of.source]

/** One text for one source, whatever the capitals and spaces; without a name it stands for the kind. */
export const sourceKey = (of: Source): string => `${of.source}/${plainName(of.sourceName ?? '')}`

/** A name as it is compared: without capitals, and with single spaces. */
export const plainName = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase()
