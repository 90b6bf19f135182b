import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { conferenceOpened } from './request.ts'

/** Are social care and so many other agencies that work with the child there? Each agency that came is named once by its kind. */
export const isQuorate = ({ facts }: Entry<FactsOf<typeof conferenceOpened>>, others: number): boolean =>
  facts.there.includes('childrens-social-care') && facts.there.filter(one => one !== 'childrens-social-care').length >= others
