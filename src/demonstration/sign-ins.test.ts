import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matrix, rolesIn } from '../kernel/access/matrix.ts'
import { demonstrationEmail, demonstrationPeople } from './organisation.ts'
import { signIns } from './sign-ins.ts'

test('the sign-ins are a table that a terminal can show, with an account for every role of the matrix', () => {
  const lines = signIns()
  assert.equal(lines.length, demonstrationPeople.length)
  for (const line of lines) assert.ok(line.length <= 140, `${line.length} letters: ${line}`)
  for (const role of rolesIn(matrix())) {
    const [first] = demonstrationPeople.filter(person => person.role === role)
    assert.ok(first, `nobody signs in as ${role}`)
    assert.ok(lines.some(line => line.toLowerCase().startsWith(role.replaceAll('-', ' ')) && line.includes(demonstrationEmail(first.key))))
  }
  assert.equal(new Set(demonstrationPeople.map(person => person.key)).size, demonstrationPeople.length)
})
