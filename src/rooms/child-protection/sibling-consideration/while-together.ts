import type { Entry } from '../../../thread/entry.ts'
import type { Member } from '../../../thread/rule.ts'

/** Those of what happened to a member of the household, in order, that fell into a time they shared with the child; its first moment counts and its last does not. */
export const whileTogether = <Happened extends { readonly entry: Entry }>(member: Member, happened: readonly Happened[]): Happened[] => {
  let at = 0
  return happened.filter(({ entry }) => {
    while (member.together[at]?.until && (member.together[at]?.until ?? entry.at) <= entry.at) at += 1
    const span = member.together[at]
    return span !== undefined && span.from <= entry.at
  })
}
