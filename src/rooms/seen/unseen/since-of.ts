import { day, printPartial } from '../../../guidance/index.ts'
import type { Finding } from '../../../thread/finding.ts'

/** The day since which a child has not been seen, as exactly as it is known. */
export const sinceOf = ({ since, exactly }: Finding['facts']): string =>
  printPartial({ on: day(String(since)), precision: exactly === 'month' || exactly === 'year' ? exactly : 'day' })
