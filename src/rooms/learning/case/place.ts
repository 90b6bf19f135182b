import type { Stop } from './case.ts'

/** By which rules a case is judged on a page. */
export type JudgedBy = 'today' | 'of-the-day'

/** Where the page stands, and where it can be moved to. */
export type Place = { readonly stop: Stop; readonly previous: Stop | undefined; readonly next: Stop | undefined; readonly atEnd: boolean }

/** The address of a case at a stop; without one, of the whole case. */
export const hrefOf = (story: string, judgedBy: JudgedBy, stop?: Stop): string => {
  const query = new URLSearchParams({ ...(stop ? { at: stop.at } : {}), ...(judgedBy === 'of-the-day' ? { rules: judgedBy } : {}) })
  return `/learn/${story}${query.size > 0 ? `?${query}` : ''}`
}
