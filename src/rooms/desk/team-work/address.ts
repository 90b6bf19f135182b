import type { TeamAsked } from './team-work.ts'

/** The address of the team's page with what is chosen there; only what differs from the plain page stands in it. */
export const addressOf = (asked: Partial<TeamAsked>): string => {
  const said = new URLSearchParams()
  if (asked.show && asked.show !== 'all') said.set('show', asked.show)
  if (asked.worker) said.set('worker', asked.worker)
  if (asked.sort && asked.sort !== 'pressing') said.set('sort', asked.sort)
  if (asked.page && asked.page > 1) said.set('page', String(asked.page))
  const query = said.toString()
  return query === '' ? '/team' : `/team?${query}`
}
