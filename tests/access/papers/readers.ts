import type { Recipient } from '../../../src/rooms/sharing/disclosure/what-may-go.ts'
import { ids } from '../../database.ts'
import { allowedBy, matrixText } from '../oracle.ts'
import type { Canary, Family } from './families.ts'

export const may = allowedBy(matrixText())

const ordinary = ['record', 'whereabouts', 'health', 'legal', 'third-party']

/** Nobody of the family reads on paper who told us, of other adults, of access to the record or of what an authority keeps of itself. */
const familiesRead = new Set(
  'note addendum visit visit-attempted core-group conference plan-end cp-plan cp-plan-agreed family-group-conference family-network-meeting child-in-need-review case-closed support-stage signposted early-help-assessment childs-voice family-told background communication-needs'.split(
    ' ',
  ),
)

const professionalsRead = new Set([
  ...familiesRead,
  ...'home-conditions circumstances-changed pattern-statement pre-proceedings history-received adult-in-contact parental-factor referral-decision'.split(
    ' ',
  ),
])

const accountMay = (family: Family, role: string, { group, audience, agency }: Canary): boolean => {
  const mine = ids.placeOf(role).agency === ids.agency[agency as 'school']
  if (audience === 'agency' && !mine) return false
  const ties = family.ties.get(role) ?? []
  return ties.some(tie => may(role, tie, group) || (mine && may(role, tie, 'own')))
}

const professionals: Readonly<Record<string, string>> = {
  'Pat health': 'health-practitioner',
  'Pat education': 'school-safeguarding-lead',
  'Pat police': 'police-officer',
  'Pat voluntary': 'early-help-practitioner',
}

/** Who may have a word, worked out from the matrix by code that shares nothing with the code that chooses: what sender and reader may both have. */
export const readerMay = (family: Family, sender: string, reader: Recipient, canary: Canary): boolean => {
  if (canary.hidden || !accountMay(family, sender, canary)) return false
  if (!(reader.sort === 'person' ? familiesRead : professionalsRead).has(canary.kind)) return false
  if (reader.sort === 'person') return canary.group === 'record' && canary.audience !== 'agency'
  if (reader.sort === 'professional')
    return ordinary.includes(canary.group) && canary.audience !== 'agency' && may(professionals[reader.name] ?? '', 'agency', canary.group)
  const role = ids.roles.find(one => ids.account(one) === reader.id) ?? ''
  return (
    accountMay(family, role, canary) &&
    (ordinary.includes(canary.group) ||
      (may(role, (family.ties.get(role) ?? [''])[0] ?? '', 'own') && ids.placeOf(role).agency === ids.agency[canary.agency as 'school']))
  )
}
