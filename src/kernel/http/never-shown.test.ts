import assert from 'node:assert/strict'
import { it } from 'node:test'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { type AccountId, newId } from '../../thread/ids.ts'
import { keepWords, keptWords } from './kept-words.tsx'
import { CannotBeKeptPage, SentBeforePage, SignedOutPage, StillHiddenPage, WrongMarkPage } from './trouble-pages.tsx'

const secrets = ['password', 'again', 'code', 'secondCode', 'secret', 'answer', 'kept']
const typed = { words: 'half a sentence', ...Object.fromEntries(secrets.map(name => [name, `unseen ${name}`])) }
const labels = Object.fromEntries(Object.keys(typed).map(name => [name, `The ${name}`]))

it('no page that gives back what was typed shows a secret, also where a form has declared it', () => {
  for (const page of [SignedOutPage, StillHiddenPage, WrongMarkPage, SentBeforePage]) {
    const html = renderToString(h(page, { typed, labels }))
    assert.match(html, /half a sentence/)
    assert.doesNotMatch(html, /unseen/)
  }
  assert.doesNotMatch(renderToString(h(CannotBeKeptPage, { fields: ['words'], typed, labels })), /unseen/)
})

it('no secret travels through signing in again', () => {
  const account = newId<AccountId>()
  const sealed = keepWords('a secret of the installation', { account, action: '/settings', typed, labels })
  assert.deepEqual(keptWords('a secret of the installation', sealed, account)?.typed, { words: 'half a sentence' })
})
