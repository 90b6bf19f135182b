import { addYears } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { End } from '../../../thread/finding.ts'
import { bornOn, endOfLife, seeableFrom } from '../../../thread/life.ts'
import { birth, death, identity, pregnancy } from '../../../thread/own-kinds/index.ts'
import { earlier, lapsesOn } from '../../../thread/say.ts'
import type { Thread } from '../../../thread/thread.ts'
import { conference } from '../../child-protection/index.ts'
import { referral } from '../../front-door/index.ts'

/** The kinds that say that neglect is a worry, and until when somebody is a child. */
export const worryKinds = [referral, conference, identity, pregnancy, birth, death] as const

const byTime = (a: Entry, b: Entry): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.root < b.root ? -1 : a.root > b.root ? 1 : 0)

/**
 * Every time neglect was named as a worry about this child here, in the order it happened. What another authority was told is none: history that arrives
 * later starts no clock in the past.
 */
export const neglectWorries = (child: Thread): Entry[] =>
  [
    ...child.where(referral, entry => entry.facts.concerns.includes('neglect') && entry.facts.elsewhere === undefined),
    ...child.where(conference, entry => entry.facts.plan && entry.facts.category === 'neglect'),
  ].sort(byTime)

/**
 * What a time counts from that neglect was a worry about: the worry, or the birth of a child who was not yet born then. Nothing for a child who is not
 * born: how a child is cared for is seen once there is one.
 */
export const countsFromBirth = (child: Thread, worry: Entry): Entry | null => {
  const seeable = seeableFrom(child)
  if (seeable === null) return null
  return seeable !== undefined && seeable > worry.at ? (child.of(birth).at(-1) ?? worry) : worry
}

/** When what is asked of a child is asked no more: at death, or when they are grown up. */
export const endOfChildhood = (child: Thread): End | undefined => {
  const born = bornOn(child)
  return earlier(endOfLife(child), born ? lapsesOn(addYears(born, 18)) : undefined)
}
