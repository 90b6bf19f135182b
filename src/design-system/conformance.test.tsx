import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { ComponentChildren, FunctionComponent, VNode } from 'preact'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { BackLink } from './back-link.tsx'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { Button } from './button.tsx'
import { CharacterCount } from './character-count.tsx'
import { Checkboxes } from './checkboxes.tsx'
import { DateInput } from './date-input.tsx'
import { Details } from './details.tsx'
import { ErrorMessage } from './error-message.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { ExitThisPage } from './exit-this-page.tsx'
import { Fieldset } from './fieldset.tsx'
import { FileUpload } from './file-upload.tsx'
import { Hint } from './hint.tsx'
import { Input } from './input.tsx'
import { InsetText } from './inset-text.tsx'
import { Label } from './label.tsx'
import { NotificationBanner } from './notification-banner.tsx'
import { Pagination } from './pagination.tsx'
import { Panel } from './panel.tsx'
import { PasswordInput } from './password-input.tsx'
import { Radios } from './radios.tsx'
import { Select } from './select.tsx'
import { ServiceNavigation } from './service-navigation.tsx'
import { SkipLink } from './skip-link.tsx'
import { SummaryCard } from './summary-card.tsx'
import { SummaryList } from './summary-list.tsx'
import { Table } from './table.tsx'
import { Tabs } from './tabs.tsx'
import { Tag } from './tag.tsx'
import { TaskList } from './task-list.tsx'
import { elementsOf, normalise, parseHtml } from './testing/html-tree.ts'
import type { HtmlNode } from './testing/html-tree.ts'
import { Textarea } from './textarea.tsx'
import { WarningText } from './warning-text.tsx'

type Options = Record<string, unknown>
type Fixture = { readonly name: string; readonly options: Options; readonly html: string }
type Held = {
  readonly component: string
  /** Our component with the options of a fixture, renamed where ours go by another name. */
  readonly draw: (options: Options) => VNode | null
  /** Fixtures we do not hold, by name, each with its reason. A fixture that we do hold must not stand here. */
  readonly notOffered: Readonly<Record<string, string>>
}

const nodesOf = (nodes: readonly HtmlNode[]): ComponentChildren =>
  nodes.map(node => ('text' in node ? node.text : h(node.tag, node.attributes, nodesOf(node.children))))

/** GOV.UK takes `text` or `html`; ours takes content. The same for `titleText`, `summaryHtml` and their like; empty entries of lists go. */
function contentOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(item => item && Object.keys(item).length > 0).map(contentOf)
  if (value === null || typeof value !== 'object') return value
  const out: Options = {}
  for (const [key, inner] of Object.entries(value)) {
    const named = /^(?:(title|summary|description)(Text|Html)|(html))$/.exec(key)
    if (!named) out[key] ??= key === 'attributes' || key === 'values' ? inner : contentOf(inner)
    else if (inner) {
      const name = named[1] ?? 'text'
      if (named[2] !== 'Text') out[name] = nodesOf(parseHtml(String(inner)))
      else out[name] ??= inner
    }
  }
  return out
}

// A fixture is JSON: the one place where options reach a component without its types.
const draw =
  (component: FunctionComponent<never>, rename: (options: Options) => Options = options => options) =>
  (options: Options): VNode | null =>
    h(component as FunctionComponent<Options>, rename(contentOf(options) as Options))

const html = (value: unknown): ComponentChildren => (value ? nodesOf(parseHtml(String(value))) : undefined)
const noTranslation = 'the words of the component are ours and English'
const notInserted = 'nothing is inserted before or after the control'
const noInverse = ''

const conditionals = (options: Options): Options => ({
  ...options,
  items: (options.items as Options[]).map(item =>
    'divider' in item ? item : { ...item, conditional: (item.conditional as { text?: unknown } | undefined)?.text },
  ),
})

const held: readonly Held[] = [
  { component: 'back-link', draw: draw(BackLink), notOffered: {} },
  { component: 'breadcrumbs', draw: draw(Breadcrumbs), notOffered: {} },
  { component: 'button', draw: draw(Button), notOffered: {} },
  {
    component: 'character-count',
    draw: draw(CharacterCount, ({ maxlength, maxwords, countType, ...rest }) => ({
      ...rest,
      limit: maxwords === undefined ? { maxlength, countType } : { maxwords, countType },
    })),
    notOffered: {},
  },
  { component: 'checkboxes', draw: draw(Checkboxes, conditionals), notOffered: {} },
  {
    component: 'date-input',
    draw: draw(DateInput, ({ day, month, year, ...rest }) => ({
      ...rest,
      ...(day || month || year
        ? { items: Object.entries({ day, month, year }).flatMap(([name, box]) => (box === false ? [] : [{ name, ...(box as Options) }])) }
        : {}),
    })),
    notOffered: {},
  },
  { component: 'details', draw: draw(Details), notOffered: {} },
  { component: 'error-message', draw: draw(ErrorMessage), notOffered: {} },
  { component: 'error-summary', draw: draw(ErrorSummary), notOffered: {} },
  { component: 'exit-this-page', draw: draw(ExitThisPage), notOffered: {} },
  {
    component: 'fieldset',
    draw: options => draw(Fieldset, ({ text, ...rest }) => ({ ...rest, children: text }))(options),
    notOffered: {},
  },
  { component: 'file-upload', draw: draw(FileUpload), notOffered: {} },
  { component: 'hint', draw: draw(Hint), notOffered: {} },
  { component: 'input', draw: draw(Input), notOffered: {} },
  { component: 'inset-text', draw: draw(InsetText), notOffered: {} },
  { component: 'label', draw: draw(Label), notOffered: {} },
  {
    component: 'notification-banner',
    draw: options => {
      const { html: content, ...rest } = options
      return draw(NotificationBanner, given => (content ? { ...given, children: html(content) } : given))(rest)
    },
    notOffered: {},
  },
  { component: 'pagination', draw: draw(Pagination), notOffered: {} },
  { component: 'panel', draw: draw(Panel), notOffered: {} },
  { component: 'password-input', draw: draw(PasswordInput), notOffered: {} },
  { component: 'radios', draw: draw(Radios, conditionals), notOffered: {} },
  { component: 'select', draw: draw(Select), notOffered: {} },
  {
    component: 'service-navigation',
    draw: options => {
      const { slots, ...rest } = options as { slots?: { end?: string | { html: string; align?: string } } }
      const end = typeof slots?.end === 'string' ? { content: html(slots.end) } : slots?.end && { content: html(slots.end.html), align: slots.end.align }
      return draw(ServiceNavigation, given => ({ ...given, end }))(rest)
    },
    notOffered: {},
  },
  { component: 'skip-link', draw: draw(SkipLink), notOffered: {} },
  {
    component: 'summary-list',
    draw: options =>
      options.card
        ? draw(SummaryCard, ({ card, rows, classes, attributes }) => ({ ...(card as Options), rows, list: { classes, attributes } }))(options)
        : draw(SummaryList)(options),
    notOffered: {},
  },
  { component: 'table', draw: draw(Table), notOffered: {} },
  {
    component: 'tabs',
    draw: draw(Tabs, ({ items, idPrefix, ...rest }) => ({
      ...rest,
      items: (items as Options[] | undefined)?.map((item, index) => ({
        ...item,
        id: item.id ?? `${idPrefix}-${index + 1}`,
        panel: { ...(item.panel as Options), content: (item.panel as Options).text },
      })),
    })),
    notOffered: {},
  },
  { component: 'tag', draw: draw(Tag), notOffered: {} },
  { component: 'task-list', draw: draw(TaskList), notOffered: {} },
  { component: 'textarea', draw: draw(Textarea), notOffered: {} },
  { component: 'warning-text', draw: draw(WarningText), notOffered: {} },
]

const fixturesOf = (component: string): readonly Fixture[] =>
  JSON.parse(readFileSync(new URL(`../../node_modules/govuk-frontend/dist/govuk/components/${component}/fixtures.json`, import.meta.url), 'utf8'))
    .fixtures

const asOurs = (render: Held['draw'], fixture: Fixture): string => {
  try {
    return normalise(renderToString(render(fixture.options) ?? h('div', { class: 'nothing' })))
  } catch (error) {
    return `could not be drawn: ${error}`
  }
}

for (const { component, draw: render, notOffered } of held) {
  test(`${component} gives the HTML that GOV.UK Frontend gives`, async t => {
    const fixtures = fixturesOf(component)
    assert.ok(fixtures.length > 3, 'a component without fixtures would hold nothing')
    const names = new Set(fixtures.map(fixture => fixture.name))
    for (const name of Object.keys(notOffered)) assert.ok(names.has(name), `"${name}" is no fixture of ${component}`)
    for (const fixture of fixtures) {
      const reason = notOffered[fixture.name]
      await t.test(fixture.name, reason === undefined ? {} : {}, () => {
        if (reason === undefined) assert.equal(asOurs(render, fixture), normalise(fixture.html))
        else assert.notEqual(asOurs(render, fixture), normalise(fixture.html), `held after all: take it off the list (${reason})`)
      })
    }
  })
}
