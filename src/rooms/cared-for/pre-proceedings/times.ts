import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { Thread } from '../../../thread/thread.ts'
import { preProceedings } from './pre-proceedings.ts'

type Step = Entry<FactsOf<typeof preProceedings>>

/** One time of work before court proceedings: what began it, its steps in order, and what ended it. */
export type TimeOfWork = { readonly began: Step; readonly steps: readonly Step[]; readonly ended: Step | undefined }

/** Does this step end the work? */
export const endsWork = ({ facts }: Pick<Step, 'facts'>): boolean => facts.step === 'ended-court' || facts.step === 'ended-no-court'

/** Each time of work before proceedings; what is said to begin while it runs is no second beginning, and a step outside of any belongs to none. */
export const timesOfWork = (child: Thread): TimeOfWork[] => {
  const all: { began: Step; steps: Step[]; ended: Step | undefined }[] = []
  for (const entry of child.of(preProceedings)) {
    const last = all.at(-1)
    const open = last && !last.ended ? last : undefined
    if (entry.facts.step === 'begun') {
      if (!open) all.push({ began: entry, steps: [], ended: undefined })
    } else if (open && endsWork(entry)) open.ended = entry
    else open?.steps.push(entry)
  }
  return all
}
