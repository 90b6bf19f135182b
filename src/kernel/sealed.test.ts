import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closedOnAPhone, sealFor } from './sealed.ts'
import { closedAsOnAPhone as closed } from './testing/closed-as-on-a-phone.ts'

const secret = 'a secret of the tests, long enough to be one'

test('what is sealed is read again letter by letter, and says nothing to anybody else', () => {
  const seal = sealFor(secret, 'tests')
  for (const text of ['', 'Amira Testcase', 'zero\u200bwidth, \u202eright to left, 👩‍👧, é and e\u0301\r\n', 'x'.repeat(100_000)]) {
    const sealed = seal.close(text)
    assert.equal(seal.open(sealed), text)
    if (text.length > 5) assert.ok(!Buffer.from(sealed, 'base64url').toString('latin1').includes(text))
  }
  assert.notEqual(seal.close('x'), seal.close('x'))
})

test('what was changed, or was sealed elsewhere or for something else, is not opened', () => {
  const seal = sealFor(secret, 'tests')
  const sealed = Buffer.from(seal.close('Amira Testcase'), 'base64url')
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    assert.equal(seal.open(changed.toString('base64url')), null, `byte ${at}`)
  }
  assert.equal(sealFor(secret, 'something else').open(sealed.toString('base64url')), null)
  assert.equal(sealFor(`${secret}.`, 'tests').open(sealed.toString('base64url')), null)
  for (const wrong of ['', 'x', 'not sealed by anybody']) assert.equal(seal.open(wrong), null)
})

test('what a phone of one account closed is read again letter by letter, for that account alone', () => {
  const phone = closedOnAPhone(secret, 'an account')
  const sealed = closed(phone.publicKey, 'Amira Testcase, 👩‍👧')
  assert.equal(phone.open(sealed), 'Amira Testcase, 👩‍👧')
  assert.equal(closedOnAPhone(secret, 'an account').open(sealed), 'Amira Testcase, 👩‍👧', 'nothing is kept for it')
  assert.equal(closedOnAPhone(secret, 'another account').open(sealed), null)
  assert.equal(closedOnAPhone(`${secret}.`, 'an account').open(sealed), null)
  const bytes = Buffer.from(sealed, 'base64url')
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    assert.equal(phone.open(changed.toString('base64url')), null, `byte ${at}`)
  }
  for (const wrong of ['', 'x', 'not closed by anybody']) assert.equal(phone.open(wrong), null)
})
