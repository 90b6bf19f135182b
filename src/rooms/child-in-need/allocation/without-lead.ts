import type { Entry } from '../../../thread/entry.ts'
import type { End } from '../../../thread/finding.ts'
import type { EntryId } from '../../../thread/ids.ts'
import { death, involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import { ends } from '../../../thread/say.ts'
import { isOf, type Thread } from '../../../thread/thread.ts'
import { caseClosed } from '../closure/case-closed.ts'

/** A time in which a team worked with a child who had no lead worker: what it began with, who was named at last, or what ended the work. */
export type WithoutLead = { readonly opened: Entry; readonly named: Entry | undefined; readonly stopped: End | undefined }

type Step = { readonly entry: Entry; readonly rank: number; readonly does: (open: Open) => void }
type Open = { readonly teams: Set<EntryId>; readonly leads: Set<EntryId>; dead: boolean }

// What ends on the moment it began has been there, so that what comes is counted before what goes.
const comes = 0
const goes = 1

const stepOf = (child: Thread, entry: Entry): Step | null => {
  if (isOf(involvement, entry)) {
    const { as } = entry.facts
    if (as === 'manager') return { entry, rank: comes, does: open => open.teams.add(entry.root) }
    return as === 'lead' ? { entry, rank: comes, does: open => open.leads.add(entry.root) } : null
  }
  if (isOf(involvementEnd, entry)) {
    const of = entry.answers ? child.find(entry.answers)?.root : undefined
    if (!of) return null
    return {
      entry,
      rank: goes,
      does: open => {
        open.teams.delete(of)
        open.leads.delete(of)
      },
    }
  }
  if (isOf(caseClosed, entry)) return { entry, rank: goes, does: open => open.teams.clear() }
  return isOf(death, entry)
    ? {
        entry,
        rank: goes,
        does: open => {
          open.dead = true
        },
      }
    : null
}

/** Steps of one moment are one change: a child whose team and lead worker are named together never lacked one. */
const changesOf = (steps: readonly Step[]): Step[][] => {
  const changes: Step[][] = []
  for (const step of steps) {
    const last = changes.at(-1)
    if (last?.[0]?.entry.at === step.entry.at) last.push(step)
    else changes.push([step])
  }
  return changes
}

/** The times in which a team worked with this child and nobody was lead worker, in order. Closing, the end of the team's work and death end them. */
export const withoutLead = (child: Thread): WithoutLead[] => {
  const steps = child.entries.flatMap(entry => stepOf(child, entry) ?? [])
  steps.sort((a, b) => (a.entry.at < b.entry.at ? -1 : a.entry.at > b.entry.at ? 1 : a.rank - b.rank))
  const open: Open = { teams: new Set(), leads: new Set(), dead: false }
  const times: WithoutLead[] = []
  let opened: Entry | undefined
  for (const change of changesOf(steps)) {
    for (const { does } of change) does(open)
    const last = change.at(-1)?.entry
    const worked = open.teams.size > 0 && !open.dead
    if (worked && open.leads.size === 0) opened ??= last
    else if (opened) {
      const named = worked ? change.find(({ entry }) => open.leads.has(entry.root))?.entry : undefined
      times.push({ opened, named, stopped: named ? undefined : ends(last, open.dead ? 'cancelled' : 'lapsed') })
      opened = undefined
    }
  }
  if (opened) times.push({ opened, named: undefined, stopped: undefined })
  return times
}
