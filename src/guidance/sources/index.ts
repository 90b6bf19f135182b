/** The sources of the rule book: what is cited, where it stands, on what footing, and how a reason is said. */
import {
  adoptionInformationRegulations,
  bankingAct1971,
  carePlanningRegulations,
  childrenAct1989,
  dataProtectionAct2018,
  familyLawReformAct1969,
  ukGdpr,
} from './law.ts'
import { generalPractice, localPractice } from './local-practice.ts'
import { neglectResponse } from './neglect-response.ts'
import { ourChoices, ourReadings } from './our-own.ts'
import { partnershipNews } from './partnership-news.ts'
import { recurringThemes } from './recurring-themes.ts'
import { type Basis, type Because, basisOf as basisOfSource, printPublished, type Source } from './source.ts'
import { supportAndSafeguarding } from './support-and-safeguarding.ts'
import { visitsBriefing } from './visits-briefing.ts'
import { workingTogether2018, workingTogether2023 } from './working-together.ts'

export {
  adoptionInformationRegulations,
  bankingAct1971,
  carePlanningRegulations,
  childrenAct1989,
  type DataProtectionPlace,
  dataProtectionAct2018,
  familyLawReformAct1969,
  ukGdpr,
} from './law.ts'
export { localPractice, uncheckedPractice } from './local-practice.ts'
export { neglectResponse } from './neglect-response.ts'
export { ownChoice, reading } from './our-own.ts'
export { partnershipNews } from './partnership-news.ts'
export { recurringThemes } from './recurring-themes.ts'
export { type Basis, type Because, type Confidence, type Published, printPublished, type Source } from './source.ts'
export { supportAndSafeguarding } from './support-and-safeguarding.ts'
export { visitsBriefing } from './visits-briefing.ts'
export { workingTogether2018, workingTogether2023 } from './working-together.ts'

/** Every source that a reason may name. */
export const sources: readonly Source[] = [
  visitsBriefing,
  recurringThemes,
  partnershipNews,
  neglectResponse,
  supportAndSafeguarding,
  workingTogether2018,
  workingTogether2023,
  childrenAct1989,
  carePlanningRegulations,
  familyLawReformAct1969,
  bankingAct1971,
  ukGdpr,
  adoptionInformationRegulations,
  dataProtectionAct2018,
  ...Object.values(localPractice),
  generalPractice,
  ourReadings,
  ourChoices,
]

const byId = new Map(sources.map(source => [source.id, source]))

/** The source a reason names. Refuses (RangeError) an unknown one. */
export const sourceOf = (because: Because): Source => {
  const source = byId.get(because.source)
  if (!source) throw new RangeError(`no source is called ${because.source}`)
  return source
}

/** The basis that a reason gives to what rests on it. */
export const basisOf = (because: Because): Basis => basisOfSource(sourceOf(because))

/** A reason as a short citation: 'because: visits briefing, July 2024, box 3'; of our own choice, the reason itself. */
export const printBecause = (because: Because): string => {
  const source = sourceOf(because)
  if (source.confidence === 'ours') {
    return because.place ? `because: ${source.called} ${because.place}` : `because: ${source.called}: ${because.words}`
  }
  const published = printPublished(source.published)
  const dated = published !== undefined && !source.called.includes(published.slice(-4)) ? [published] : []
  return `because: ${[source.called, ...dated, ...(because.place ? [because.place] : [because.words])].join(', ')}`
}
