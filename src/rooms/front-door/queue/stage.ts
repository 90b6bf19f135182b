import type { Entry } from '../../../thread/entry.ts'
import { involvement, involvementEnd } from '../../../thread/own-kinds/index.ts'
import type { Thread } from '../../../thread/thread.ts'
import { referralTold } from '../referral/referral-told.ts'
import { agencyCheckAnswered, agencyCheckAsked } from '../screening/agency-check.ts'
import { childMatched } from '../screening/child-matched.ts'

/** How far a concern has come at The Bridge, in the order it goes through them. */
export const stageWords = {
  new: 'New',
  screening: 'Being screened',
  waiting: 'Waiting for agencies',
  ready: 'Ready to decide',
} as const

export type Stage = keyof typeof stageWords
export const stages = Object.keys(stageWords) as Stage[]

/** The stages of a matter's concerns, told from what was done: nobody sets one by hand. Looked through once, however much was done. */
export const stageIn = (matter: Thread): ((concern: Entry) => Stage) => {
  const asked = matter.of(agencyCheckAsked)
  const waits = asked.some(check => matter.answering(agencyCheckAnswered, check).length === 0)
  const matched = new Set(matter.of(childMatched).map(match => match.facts.label))
  const taken = matter.of(involvement).some(isScreening(matter))
  return concern => {
    if (waits) return 'waiting'
    const children = concern.kind === referralTold.name ? (concern.facts as { children: readonly { label: string }[] }).children : []
    if (asked.length > 0 && children.every(child => matched.has(child.label))) return 'ready'
    return taken || asked.length > 0 || matched.size > 0 ? 'screening' : 'new'
  }
}

const isScreening =
  (matter: Thread) =>
  (one: Entry): boolean => {
    const facts = one.facts as { as?: unknown; form?: unknown }
    return facts.as === 'screener' && facts.form === 'account' && matter.answering(involvementEnd, one).length === 0
  }
