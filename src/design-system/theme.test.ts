import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contrast, defaultColours, mix, partnershipTheme, problemsWithColours } from './theme.ts'

test('contrast is measured as the accessibility guidelines measure it', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21)
  assert.equal(contrast('#ffffff', '#ffffff'), 1)
  assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48')
  assert.equal(contrast('#ffffff', '#0b5c57'), contrast('#0b5c57', '#ffffff'))
})

test('a tint lies between its two colours', () => {
  assert.equal(mix('#000000', 0, '#ffffff'), '#ffffff')
  assert.equal(mix('#000000', 0.5, '#ffffff'), '#808080')
})

test('the colours a partnership starts with can all be read', () => {
  assert.deepEqual(problemsWithColours(defaultColours), [])
})

test('planted fault: a colour too faint to read is refused, and the refusal says which, on what and by how much', () => {
  assert.throws(
    () => partnershipTheme({ leaf: '#7fc8c0' }),
    /leaf \(#7fc8c0\) is too faint on paper \(#ffffff\): 1\.\d\d to 1, and it must be at least 4\.5 to 1/,
  )
  assert.throws(() => partnershipTheme({ overdue: defaultColours.gold }), /overdue \(#c98a1b\) is too faint/)
})

test('a colour that is not one is refused before it reaches a stylesheet', () => {
  assert.throws(() => partnershipTheme({ ink: 'red;}body{display:none' }), /ink: "red;.*" is not a colour/)
})

test('gold may be any colour, because no word is ever written in it', () => {
  assert.doesNotThrow(() => partnershipTheme({ gold: '#ffdd00' }))
})

test('a change of colour changes where the stylesheet is asked for, so that no browser keeps the old one', () => {
  assert.notEqual(partnershipTheme({ leaf: '#00405c' }).href, partnershipTheme().href)
  assert.equal(partnershipTheme({}).href, partnershipTheme().href)
})
