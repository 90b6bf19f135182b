import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type MatrixRow, matrix, parseMatrix, rolesIn } from '../../src/kernel/access/matrix.ts'
import { policiesFrom } from '../../src/kernel/access/policies.ts'
import { book } from '../../src/rooms/book.ts'
import { agencyKinds, fieldGroups } from '../../src/thread/entry.ts'
import { type Relation, relations } from '../../src/thread/own-kinds/index.ts'

/** What `read` may name beside a field group: what is kept beside the threads, whatever one's own agency wrote, and who is on record at all. */
const besideThreads = [
  'identity',
  'household',
  'involvement',
  'episode',
  'finding',
  'finding-told',
  'own',
  'find',
  'known',
  'openings',
  'openings-of-team',
  'looks',
  'kept',
  'unusual',
  'limits',
  'family-invite',
  'family-shared',
  'disclosure',
  'release',
  'copy',
  'decisions',
  'last-seen',
  'nhs-notices',
]
/** What `append` may name that is no kind of entry: what is not a thread. */
const notThreads = ['setting', 'service']
/** Relations that nobody is given by an involvement: of anyone at all, of an author's agency to what it wrote, of the duty desk to what it was told of and to every child who is open, of the register of what was opened in an emergency, of whoever keeps the records while they write, and of a family for the one entry it tells. */
const given = ['anyone', 'beginner', 'author', 'duty', 'open-child', 'break-glass', 'reviewer', 'records', 'family']

/** What in the matrix means nothing to the program, and what of the program the matrix forgets. */
const faultsOf = (rows: readonly MatrixRow[], kinds: ReadonlySet<string>, gated: ReadonlySet<string>): string[] => {
  const named = (what: MatrixRow['what']) => new Set(rows.filter(row => row.what === what).flatMap(row => row.names))
  const appended = named('append')
  return [
    ...[...kinds].filter(kind => !appended.has(kind)).map(kind => `nobody may append the kind ${kind}`),
    ...[...appended].filter(name => !kinds.has(name) && !notThreads.includes(name)).map(name => `append names no kind: ${name}`),
    ...[...named('read')].filter(name => ![...fieldGroups, ...besideThreads].includes(name)).map(name => `read names nothing: ${name}`),
    ...[...named('involve')].filter(name => !relations.includes(name as Relation)).map(name => `involve names no relation: ${name}`),
    ...[...gated].filter(rule => !named('override').has(rule)).map(rule => `nobody may override the gate of ${rule}`),
    ...[...named('override')].filter(name => !gated.has(name)).map(name => `override names no gate: ${name}`),
    ...fieldGroups.filter(group => !named('read').has(group) && group !== 'legal').map(group => `nobody may read ${group}`),
    ...[...named('give')].filter(name => name !== 'account' && !rolesIn(rows).includes(name)).map(name => `give names no role: ${name}`),
    ...rolesIn(rows)
      .filter(role => !named('give').has(role))
      .map(role => `nobody may give the role ${role}`),
    ...rows.flatMap(row =>
      row.relations
        .filter(one => !(row.what === 'give' ? [...agencyKinds, 'everywhere', 'own-agency'] : [...relations, ...given]).includes(one))
        .map(one => `nobody can stand in the relation ${one} (${row.because})`),
    ),
  ]
}

const kinds = new Set(book.kinds.keys())
const gated = new Set(book.rules.filter(rule => rule.gate).map(rule => rule.id))

test('the matrix names every kind and gate of the book, and nothing that does not exist', () => {
  assert.ok(kinds.size > 10 && gated.size > 0)
  assert.deepEqual(faultsOf(matrix(), kinds, gated), [])
  const planted = (line: string) =>
    faultsOf([...matrix(), ...parseMatrix(`what,name,role,relation,because\n${line}`)], kinds, gated).join('\n')
  assert.match(planted('append,home-vist,social-worker,lead,a misspelt kind'), /append names no kind: home-vist/)
  assert.match(planted('read,recrod,social-worker,lead,a misspelt group'), /read names nothing: recrod/)
  assert.match(planted('read,record,social-worker,leed,a misspelt relation'), /nobody can stand in the relation leed/)
  assert.match(planted('involve,leed,team-manager,manager,a misspelt relation'), /involve names no relation: leed/)
  assert.match(planted('give,no-such-role,system-administrator,health,a role that is not'), /give names no role: no-such-role/)
  assert.match(planted('give,social-worker,system-administrator,helth,a misspelt kind'), /nobody can stand in the relation helth/)
  assert.match(planted('page,GET /,a-new-role,anyone,a role nobody gives'), /nobody may give the role a-new-role/)
  assert.match(planted('override,no-such-rule,social-worker,lead,a gate that is not'), /override names no gate/)
  assert.match(faultsOf(matrix(), new Set([...kinds, 'forgotten']), gated).join('\n'), /nobody may append the kind forgotten/)
  assert.match(faultsOf(matrix(), kinds, new Set([...gated, 'forgotten'])).join('\n'), /nobody may override the gate of forgotten/)
})

test('the policies that are committed are those of the matrix', () => {
  const committed = readFileSync(new URL('../../db/policies/policies.sql', import.meta.url), 'utf8')
  assert.equal(committed, policiesFrom(matrix()), 'access-matrix.csv or the policies changed: run golden-thread policies')
  assert.notEqual(committed, policiesFrom(matrix().slice(1)))
})
