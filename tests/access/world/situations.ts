import { relations } from '../../../src/thread/own-kinds/index.ts'
import { ids } from '../../database.ts'

type Bar =
  | 'told on duty'
  | 'told on duty, over'
  | 'told of something else'
  | 'nobody'
  | 'all excluded'
  | 'one excluded'
  | 'closed'
  | 'closed but to one'
  | 'closed, all named'

export type Situation = {
  readonly name: string
  readonly relation: string | null
  readonly holder: 'account' | 'team' | 'agency'
  readonly when: 'open' | 'ended' | 'future'
  readonly bar: Bar
  /** One role alone stands in the relation; otherwise each does. */
  readonly only?: string
  /** The record is read as part of the one of this name, or was until somebody took them apart. */
  readonly partOf?: string
  readonly apart?: true
}

export const situations = (): Situation[] => {
  const base = { holder: 'account', when: 'open', bar: 'nobody' } as const
  return [
    { ...base, name: 'none', relation: null },
    { ...base, name: 'break-glass', relation: 'break-glass' },
    { ...base, name: 'break-glass ended', relation: 'break-glass', when: 'ended' },
    { ...base, name: 'break-glass, all excluded', relation: 'break-glass', bar: 'all excluded' },
    { ...base, name: 'break-glass, closed', relation: 'break-glass', bar: 'closed' },
    ...relations.flatMap(relation => [
      { ...base, name: relation, relation },
      { ...base, name: `${relation} ended`, relation, when: 'ended' as const },
      { ...base, name: `${relation} future`, relation, when: 'future' as const },
    ]),
    ...(['team', 'agency'] as const).flatMap(holder =>
      (['lead', 'manager', 'agency', 'queue', 'screener'] as const).map(relation => ({
        ...base,
        name: `${relation} by ${holder}`,
        relation,
        holder,
      })),
    ),
    ...(['all excluded', 'one excluded', 'closed', 'closed but to one', 'closed, all named'] as const).flatMap(bar =>
      (['lead', 'agency', 'screener', 'core-group'] as const).map(relation => ({ ...base, name: `${relation}, ${bar}`, relation, bar })),
    ),
    ...(['told on duty', 'told on duty, over', 'told of something else'] as const).map(bar => ({
      ...base,
      name: bar,
      relation: null,
      bar,
    })),
    { ...base, name: 'told on duty, another', relation: null, bar: 'told on duty', only: 'social-worker' },
    { ...base, name: 'told on duty, excluded', relation: null, bar: 'all excluded' },
    ...ids.roles.map(role => ({ ...base, name: `lead for the ${role} alone`, relation: 'lead', only: role })),
    ...mergedRecords(),
  ]
}

/**
 * Two records of one child, read as one: who works with either works with the child, and who is kept out of either is kept out of both. A kept record has the
 * name of its part with `, kept` behind it.
 */
const mergedRecords = (): Situation[] => {
  const base = { holder: 'account', when: 'open', bar: 'nobody', relation: null } as const
  const two = (name: string, part: Partial<Situation>, kept: Partial<Situation> = {}): Situation[] => [
    { ...base, name, partOf: `${name}, kept`, ...part },
    { ...base, name: `${name}, kept`, ...kept },
  ]
  return [
    ...(['lead', 'agency', 'core-group'] as const).flatMap(relation => [
      ...two(`merged, ${relation} of the part`, { relation }),
      ...two(`merged, ${relation} of the kept`, {}, { relation }),
    ]),
    ...two('merged, ended with the part', { relation: 'lead', when: 'ended' }),
    ...two('merged, excluded from the part', { bar: 'one excluded' }, { relation: 'lead' }),
    ...two('merged, excluded from the kept', { relation: 'lead' }, { bar: 'one excluded' }),
    ...two('merged, part closed', { bar: 'closed but to one' }, { relation: 'lead' }),
    ...two('merged and taken apart', { relation: 'lead', apart: true }),
  ]
}
