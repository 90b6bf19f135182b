import { day, printPartial } from '../../../guidance/index.ts'
import type { Finding } from '../../../thread/finding.ts'

/** Since when, as exactly as it is known: 'since 15 Jan 2024', or 'since the plan began, Apr 2013' where there was no act yet. */
export const sinceWhen = ({ since, exactly, first }: Finding['facts']): string => {
  const precision = exactly === 'month' || exactly === 'year' ? exactly : 'day'
  return `since ${first === true ? 'the plan began, ' : ''}${printPartial({ on: day(String(since)), precision })}`
}
