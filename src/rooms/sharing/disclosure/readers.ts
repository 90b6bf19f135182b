import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { sayRole } from '../../family/index.ts'
import { recipientsOf } from './disclosure.queries.ts'
import type { Recipient } from './what-may-go.ts'

/** Everybody on the case to whom something of this record may go: those who work with the child, the family, and professionals without an account. Nobody else can be named. */
export const readersOf = async (tx: Tx, person: SubjectId, isA: 'child' | 'adult' | 'unborn'): Promise<Recipient[]> => {
  const { accounts, people, professionals } = await recipientsOf(tx, person)
  return [
    ...people.map(
      (one): Recipient => ({
        sort: 'person',
        id: one.person,
        name: one.name,
        as: one.as === 'self' ? `the ${isA === 'adult' ? 'person' : 'child'} themselves` : `the ${one.as}`,
        agency: null,
        groups: one.groups,
        self: one.as === 'self',
      }),
    ),
    ...accounts.map(
      (one): Recipient => ({
        sort: 'account',
        id: one.account,
        name: one.name,
        as: `${sayRole(one.role).toLowerCase()}, ${one.agency}`,
        agency: one.agency_id,
        groups: one.groups,
        self: false,
      }),
    ),
    ...professionals.map(
      (one): Recipient => ({
        sort: 'professional',
        id: one.entry,
        name: one.facts.name,
        as: [one.facts.job, one.facts.organisation].filter(Boolean).join(', '),
        agency: null,
        groups: one.groups,
        self: false,
      }),
    ),
  ]
}

/** By what a form names a reader. */
export const keyOf = ({ sort, id }: Pick<Recipient, 'sort' | 'id'>): string => `${sort}:${id}`
