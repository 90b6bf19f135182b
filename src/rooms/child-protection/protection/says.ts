import { isMoment, printMoment } from '../../../guidance/index.ts'
import type { Finding } from '../../../thread/finding.ts'

/** What a countdown says: when it ends, or that it has ended and what happened since is not written down. */
export const sayCountdown =
  (what: string) =>
  ({ facts }: Pick<Finding, 'facts'>): string => {
    const when = isMoment(facts.expires) ? printMoment(facts.expires) : 'a time that is not known'
    const beyond = facts.beyond === true ? ' A later end is printed on the order than the law allows: look at it again with a lawyer.' : ''
    return facts.over === true
      ? `${what} of this child has ended (${when}). How the child is safe now is to be written down.${beyond}`
      : `${what} of this child ends on ${when}. Decide before then how the child is safe afterwards.${beyond}`
  }
