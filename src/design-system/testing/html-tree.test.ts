import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normalise, parseHtml, spoken } from './html-tree.ts'

test('the order of attributes, void slashes and indentation make no difference', () => {
  assert.equal(normalise('<p class="a" id="b">\n  One <br/>\n</p>'), normalise('<p id="b" class="a">One<br></p>'))
})

test('a changed class, a lost word, a lost space between words and a lost attribute each make a difference', () => {
  const right = '<a class="x" href="/1">Change<span class="h"> name</span></a>'
  for (const wrong of [
    '<a class="y" href="/1">Change<span class="h"> name</span></a>',
    '<a class="x" href="/1">Change<span class="h"></span></a>',
    '<a class="x" href="/1">Change<span class="h">name</span></a>',
    '<a class="x">Change<span class="h"> name</span></a>',
    '<b class="x" href="/1">Change<span class="h"> name</span></b>',
  ]) {
    assert.notEqual(normalise(wrong), normalise(right), wrong)
  }
})

test('entities are read, and what is in a text area is text', () => {
  assert.equal(spoken(parseHtml('<p>Tom &amp; Amira&#39;s &lt;b&gt;</p>')), "Tom & Amira's <b>")
  assert.deepEqual(parseHtml('<textarea id="a">\n1 < 2</textarea>'), [
    { tag: 'textarea', attributes: { id: 'a' }, children: [{ text: '\n1 < 2' }] },
  ])
})

test('HTML that is not well formed is refused', () => {
  assert.throws(() => parseHtml('<p><b>one</p></b>'), /closes/)
  assert.throws(() => parseHtml('<div><p>one</p>'), /never closed/)
})
