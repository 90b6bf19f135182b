import { type Day, printPartial, spanInWords } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import type { Thread } from '../../../thread/thread.ts'
import { earlyHelpAssessment, earlyHelpOutcomeWords } from './early-help-assessment.ts'

type Assessment = Entry<FactsOf<typeof earlyHelpAssessment>>

/** The last Early Help Assessment on a thread, with what was last said of its outcome; nothing where there is none. */
export const lastAssessment = (child: Thread): { readonly done: Assessment; readonly last: Assessment } | undefined => {
  const done = child.where(earlyHelpAssessment, entry => entry.answers === null).at(-1)
  return done && { done, last: child.answering(earlyHelpAssessment, done).at(-1) ?? done }
}

/** The last assessment in words: by whom, when, how long ago, what became of it. `today`: London. Nothing where there is none. */
export const sayLastAssessment = (child: Thread, today: Day): string | undefined => {
  const found = lastAssessment(child)
  if (!found) return undefined
  const { done, last } = found
  const precision = done.precision === 'moment' ? 'day' : done.precision
  const when = `${printPartial({ on: done.on, precision })}${precision === 'day' ? `, ${spanInWords(done.on, today)}` : ''}`
  return `Done ${done.facts.doneBy ? `by ${done.facts.doneBy} ` : ''}(${when}): ${earlyHelpOutcomeWords[last.facts.outcome]}.`
}
