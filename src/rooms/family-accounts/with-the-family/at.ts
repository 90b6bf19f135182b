import { z } from 'zod'
import type { FieldErrors } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Ask } from '../../../kernel/http/route.ts'
import { type AccountId, isId, type SubjectId } from '../../../thread/ids.ts'
import { type ChildOfFamily, childOfFamily, type FamilyAccount, familyAccountsOf } from './with-the-family.queries.ts'

/** An id in an address. */
export const id = z.string().refine(isId)
/** The child whose page it is, in the address. */
export const atChild = z.object({ person: id.transform(text => text as SubjectId) })
/** One account of the family. */
export const atAccount = atChild.extend({ account: id.transform(text => text as AccountId) })

/** What a page needs of a request. */
export type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'page'>
/** Where what is shared with the family of this child is shown. */
export const pathOf = (person: SubjectId): string => `/people/${person}/with-family`
/** The way back there. */
export const back = (person: SubjectId) => ({ kind: 'back' as const, href: pathOf(person), text: 'Shared with the family' })
/** How a form is answered: asked again, or shown. */
export const statusOf = (errors: FieldErrors): number => (errors.length > 0 ? 422 : 200)

/** The child, where the asker may do this here. Refuses (not found) everybody else. */
export const childAt = async (
  tx: Tx,
  person: SubjectId,
  may: 'family-shared' | 'family-invite' = 'family-shared',
): Promise<ChildOfFamily> => {
  const child = await childOfFamily(tx, person, may)
  if (!child) throw new NotFound()
  return child
}

/** An account that stands for this child, and whose it is. */
export const accountAt = async (
  tx: Tx,
  { person, account }: z.output<typeof atAccount>,
  may: 'family-shared' | 'family-invite' = 'family-shared',
): Promise<{ child: ChildOfFamily; account: FamilyAccount }> => {
  const child = await childAt(tx, person, may)
  const found = (await familyAccountsOf(tx, person)).find(one => one.account === account && one.stands)
  if (!found) throw new NotFound()
  return { child, account: found }
}
