import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { CheckboxesField, DateField, Form, LongTextField, PasswordField, RadiosField, SelectField, TextField } from './form.tsx'
import type { FormState } from './form-state.ts'
import { emptyForm, errorListOf } from './form-state.ts'
import { elementsOf, parseHtml } from './testing/html-tree.ts'

const inputs = (html: string) => elementsOf(parseHtml(html)).filter(({ tag }) => tag === 'input' || tag === 'textarea' || tag === 'option')

test('every form carries the csrf token and the name of its one act', () => {
  const html = renderToString(
    <Form action="/refer" csrf="token" commandId="act-1">
      <TextField form={emptyForm} name="name" label="Name" />
    </Form>,
  )
  const hidden = inputs(html).filter(({ attributes }) => attributes.type === 'hidden')
  assert.deepEqual(
    hidden.map(({ attributes }) => [attributes.name, attributes.value]),
    [
      ['csrf', 'token'],
      ['commandId', 'act-1'],
    ],
  )
  assert.match(html, /^<form method="post" action="\/refer" novalidate/)
  assert.doesNotMatch(html, /data-autosave-url|enctype/)
})

test('a form with a draft says where it is kept and which version was opened; one with files is sent in parts', () => {
  const html = renderToString(
    <Form action="/refer" csrf="token" commandId="act-1" draft={{ autosaveUrl: '/drafts/7', version: '3' }} files>
      <p>Fields</p>
    </Form>,
  )
  assert.match(html, /data-autosave-url="\/drafts\/7"/)
  assert.match(html, /name="draftVersion" value="3"/)
  assert.match(html, /enctype="multipart\/form-data"/)
})

test('every field gives back what was typed, whatever it was', () => {
  const typed = '</textarea><script>"&\'\n second line'
  const form: FormState = { typed: { a: typed, b: typed, c: 'two', d: ['one', 'three'], e: 'two' }, errors: [] }
  const items = ['one', 'two', 'three'].map(value => ({ value, text: value }))
  const html = renderToString(
    <>
      <TextField form={form} name="a" label="A" />
      <LongTextField form={form} name="b" label="B" />
      <RadiosField form={form} name="c" fieldset={{ legend: 'C' }} items={items} />
      <CheckboxesField form={form} name="d" items={items} />
      <SelectField form={form} name="e" label="E" items={items} />
    </>,
  )
  const found = inputs(html)
  assert.equal(found.find(({ attributes }) => attributes.name === 'a')?.attributes.value, typed)
  assert.deepEqual(found.find(({ attributes }) => attributes.name === 'b')?.children, [{ text: typed }])
  const chosen = found.filter(({ attributes }) => 'checked' in attributes || 'selected' in attributes)
  assert.deepEqual(
    chosen.map(({ attributes }) => attributes.value),
    ['two', 'one', 'three', 'two'],
  )
})

test('a password is never given back', () => {
  assert.doesNotMatch(
    renderToString(<PasswordField form={{ typed: { secret: 'hunter2' }, errors: [] }} name="secret" label="Password" />),
    /hunter2/,
  )
})

test('one box may be given where several may be chosen, and many where one may: neither breaks the page', () => {
  const items = [{ value: 'one', text: 'One' }]
  assert.match(renderToString(<CheckboxesField form={{ typed: { d: 'one' }, errors: [] }} name="d" items={items} />), /checked/)
  assert.match(renderToString(<TextField form={{ typed: { a: ['x', 'y'] }, errors: [] }} name="a" label="A" />), /value="x"/)
})

test('the link of every error leads to something that can be focused', () => {
  const form = (field: string): FormState => ({ typed: {}, errors: [{ field, message: 'Put this right' }] })
  const items = [{ value: 'one', text: 'One' }]
  const fields = {
    name: (state: FormState) => <TextField form={state} name="name" label="Name" />,
    story: (state: FormState) => <LongTextField form={state} name="story" label="Story" />,
    hurt: (state: FormState) => <RadiosField form={state} name="hurt" fieldset={{ legend: 'Hurt' }} items={items} />,
    worries: (state: FormState) => <CheckboxesField form={state} name="worries" items={items} />,
    area: (state: FormState) => <SelectField form={state} name="area" label="Area" items={items} />,
    born: (state: FormState) => <DateField form={state} name="born" fieldset={{ legend: 'Born' }} />,
    'born-day': (state: FormState) => <DateField form={state} name="born" fieldset={{ legend: 'Born' }} />,
    'born-year': (state: FormState) => <DateField form={state} name="born" fieldset={{ legend: 'Born' }} />,
  }
  for (const [field, draw] of Object.entries(fields)) {
    const state = form(field)
    const [item] = errorListOf(state.errors)
    const html = renderToString(draw(state))
    const target = elementsOf(parseHtml(html)).find(({ attributes }) => `#${attributes.id}` === item?.href)
    assert.ok(target && ['input', 'textarea', 'select'].includes(target.tag), `${field} leads to ${target?.tag}`)
    assert.match(html, /Put this right/)
  }
})

test('a date that is wrong as a whole marks three boxes; one wrong box marks that box alone', () => {
  const marked = (field: string) =>
    elementsOf(
      parseHtml(
        renderToString(<DateField form={{ typed: {}, errors: [{ field, message: 'Wrong' }] }} name="born" fieldset={{ legend: 'Born' }} />),
      ),
    )
      .filter(({ attributes }) => attributes.class?.includes('govuk-input--error'))
      .map(({ attributes }) => attributes.name)
  assert.deepEqual(marked('born'), ['born-day', 'born-month', 'born-year'])
  assert.deepEqual(marked('born-month'), ['born-month'])
  assert.deepEqual(marked('other'), [])
})
