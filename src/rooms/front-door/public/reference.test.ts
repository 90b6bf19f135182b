import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSending, newSending, referenceOfSending, typedReference } from './reference.ts'

test('a reference has thirty symbols in groups of five, of which none is taken for another, and more than 128 bits', () => {
  const symbols = new Set<string>()
  const references = new Set<string>()
  for (let many = 0; many < 2000; many += 1) {
    const reference = referenceOfSending(newSending())
    assert.match(reference, /^([A-Z0-9]{5}-){5}[A-Z0-9]{5}$/)
    for (const symbol of reference.replaceAll('-', '')) symbols.add(symbol)
    references.add(reference)
  }
  assert.equal(references.size, 2000)
  assert.ok(30 * Math.log2(symbols.size) > 128, `${symbols.size} symbols`)
  for (const pair of ['0O', '1I', '1L', 'IL', '5S', '8B', '2Z', 'UV'])
    assert.ok(![...pair].every(symbol => symbols.has(symbol)), `both ${pair[0]} and ${pair[1]} are used`)
})

test('each symbol is as likely as another, in each place', () => {
  const seen = new Map<string, number>()
  for (let many = 0; many < 3000; many += 1)
    for (const symbol of referenceOfSending(newSending()).replaceAll('-', '')) seen.set(symbol, (seen.get(symbol) ?? 0) + 1)
  const expected = (3000 * 30) / seen.size
  for (const [symbol, count] of seen) assert.ok(Math.abs(count - expected) < expected * 0.15, `${symbol} was drawn ${count} times`)
})

test('one sending has one reference', () => {
  const sending = newSending()
  assert.ok(isSending(sending))
  assert.equal(referenceOfSending(sending), referenceOfSending(sending))
  assert.ok(!isSending('short') && !isSending(`${sending}'`))
})

test('a reference is read however it was written down, and what cannot be one is none', () => {
  assert.equal(typedReference(' 3acd4 efg6h-JK7MN.p9qrt wxy34 67acd '), '3ACD4-EFG6H-JK7MN-P9QRT-WXY34-67ACD')
  assert.equal(typedReference(' 3acd 4efg-6HJK.7mnp 9qrt '), '3ACD-4EFG-6HJK-7MNP-9QRT', 'as it was given until now')
  for (const text of ['', '3ACD', '0ACD-4EFG-6HJK-7MNP-9QRT', '3ACD-4EFG-6HJK-7MNP-9QRT-3', 'OACD-4EFG-6HJK-7MNP-9QRT'])
    assert.equal(typedReference(text), null)
})
