import { z } from 'zod'
import { day, moment, ownChoice } from '../../../src/guidance/index.ts'
import { matrix } from '../../../src/kernel/access/matrix.ts'
import { bind } from '../../../src/thread/book.ts'
import { fieldGroups } from '../../../src/thread/entry.ts'
import { duties } from '../../../src/thread/finding.ts'
import { kind } from '../../../src/thread/kind.ts'
import { rule } from '../../../src/thread/rule.ts'
import { so } from '../../../src/thread/say.ts'
import { ids } from '../../database.ts'

/** The one kind and the one rule of the world: an entry with every field group, and a finding of each sort that a policy tells apart. */

const part = { facts: z.strictObject({}), narrative: z.strictObject({ said: z.string().optional() }) }

/** A note with any parts; what it says in each is a word found nowhere else. */
export const note = kind({
  name: 'world-note',
  words: 'note',
  of: ['person'],
  title: () => 'Note',
  record: { facts: z.strictObject({ worry: z.boolean().default(false) }), narrative: part.narrative },
  also: Object.fromEntries(fieldGroups.filter(group => group !== 'record').map(group => [group, part])),
  retention: 'oversight',
})

/** Each duty that the matrix lets somebody be told by, and two by which nobody is. */
export const told = [
  ...duties.filter(duty => matrix().some(row => row.what === 'read' && row.names.includes('finding-told') && row.relations.includes(duty))),
  ...(['lead', 'chair', 'agency-safeguarding-lead'] as const),
]

/** Findings of each sort that a policy tells apart: told to one duty, waiting in a queue, for the duty desk, critical. */
const worried = rule({
  id: 'world-worry',
  says: () => 'A worry',
  because: [ownChoice('a rule of the tests')],
  kinds: [note],
  inForce: { from: day('2000-01-01') },
  findings: person =>
    person
      .of(note)
      .filter(entry => entry.facts.worry)
      .flatMap(opened => [
        ...told.map(to => so('INFO', { name: `told-${to}`, opened, until: undefined, tell: [to] })),
        so('DUE', { name: 'queued', opened, until: undefined, tell: [], queue: 'bridge' }),
        so('INFO', {
          name: 'asked-of-one-agency',
          opened,
          until: undefined,
          tell: ['agency-safeguarding-lead'],
          facts: { askedAgency: ids.agency.health },
        }),
        so('DUE', { name: 'for-the-duty-desk', opened, until: undefined, tell: ['duty'] }),
        so('DUE', { name: 'was-for-the-duty-desk', opened, until: { at: opened.at, as: 'lapsed', by: null, known: null }, tell: ['duty'] }),
        so('DUE', { name: 'soon-for-the-duty-desk', opened, from: moment('2199-01-01T00:00:00Z'), until: undefined, tell: ['duty'] }),
        so('CRITICAL', { name: 'critical', opened, until: undefined, tell: ['manager'] }),
        so('CRITICAL', { name: 'was-critical', opened, until: { at: opened.at, as: 'lapsed', by: null, known: null }, tell: ['manager'] }),
      ]),
})

export const worldBook = bind([
  {
    room: 'world',
    kinds: [note],
    rules: [worried],
    episodes: [
      person =>
        person
          .of(note)
          .slice(0, 1)
          .map(entry => ({ kind: 'world', state: 'open', from: entry.at, until: null, entry: entry.root, endedBy: null })),
    ],
    lastSeen: person => {
      const [first] = person.of(note)
      return first
        ? {
            onPlan: true,
            since: first.on,
            until: null,
            born: null,
            anybody: first.on,
            worker: null,
            alone: null,
            home: null,
            bedroom: null,
            aloneBy: null,
            homeBy: null,
          }
        : null
    },
  },
])
