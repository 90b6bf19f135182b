import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
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
import type { HtmlNode } from './testing/html-tree.ts'
import { elementsOf, normalise, parseHtml } from './testing/html-tree.ts'
import { Textarea } from './textarea.tsx'
import { WarningText } from './warning-text.tsx'

type Options = Record<string, unknown>
type Fixture = { readonly name: string; readonly options: Options; readonly html: string }
type Held = {
  readonly component: string
  /** Our component with the options of a fixture, renamed where ours go by another name. */
  readonly draw: (options: Options) => VNode
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
  (options: Options): VNode =>
    h(component as FunctionComponent<Options>, rename(contentOf(options) as Options)) as VNode

const html = (value: unknown): ComponentChildren => (value ? nodesOf(parseHtml(String(value))) : undefined)
const noTranslation = 'the words of the component are ours and English'
const noInterruption = 'we confirm with a panel, and never interrupt with one'
const noGaps = 'an item that is not there is left out of the list by the caller, so that it does not count'
const oneWayForValues = 'what was typed is given in one way: by the full name of the box'

const conditionals = (options: Options): Options => ({
  ...options,
  items: (options.items as Options[]).map(item =>
    'divider' in item ? item : { ...item, conditional: (item.conditional as { text?: unknown } | undefined)?.text },
  ),
})

const held: readonly Held[] = [
  { component: 'back-link', draw: draw(BackLink, options => ({ ...options, href: options.href || '#' })), notOffered: {} },
  { component: 'breadcrumbs', draw: draw(Breadcrumbs), notOffered: {} },
  { component: 'button', draw: draw(Button), notOffered: {} },
  {
    component: 'character-count',
    draw: draw(CharacterCount, ({ maxlength, maxwords, countType, ...rest }) => ({
      ...rest,
      limit: maxwords === undefined ? { maxlength, countType } : { maxwords, countType },
    })),
    notOffered: {
      'with custom textarea description': noTranslation,
      'custom classes on countMessage': 'the message under the box looks the same everywhere',
      'to configure in JavaScript': 'a limit is always known when the page is made',
      'with neither maxlength nor maxwords set': 'a limit is always known when the page is made',
      'with neither maxlength, maxwords nor textarea description set': 'a limit is always known when the page is made',
      'with translations': noTranslation,
    },
  },
  {
    component: 'checkboxes',
    draw: draw(Checkboxes, conditionals),
    notOffered: {
      'with falsy values': noGaps,
    },
  },
  {
    component: 'date-input',
    draw: draw(DateInput, ({ day, month, year, ...rest }) => ({
      ...rest,
      ...([day, month, year].some(box => box !== undefined)
        ? {
            items: Object.entries({ day, month, year }).flatMap(([name, box]) =>
              box === false || box === null
                ? []
                : [{ name, classes: name === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2', ...(box as Options) }],
            ),
          }
        : {}),
    })),
    notOffered: {
      'with field value and items': oneWayForValues,
      'with field value and item value': oneWayForValues,
      'with field value, item value and values': oneWayForValues,
    },
  },
  { component: 'details', draw: draw(Details), notOffered: {} },
  {
    component: 'error-message',
    draw: draw(ErrorMessage),
    notOffered: {
      translated: noTranslation,
      attributes: 'an id is given as the id, never among the attributes',
      'with visually hidden text': noTranslation,
      'visually hidden text removed': 'a screen reader always hears that it is an error',
    },
  },
  { component: 'error-summary', draw: draw(ErrorSummary), notOffered: {} },
  {
    component: 'exit-this-page',
    draw: draw(ExitThisPage),
    notOffered: {
      translated: noTranslation,
    },
  },
  {
    component: 'fieldset',
    draw: options => draw(Fieldset, ({ text, ...rest }) => ({ ...rest, children: text }))(options),
    notOffered: {},
  },
  {
    component: 'file-upload',
    draw: draw(FileUpload),
    notOffered: {
      'enhanced, custom wrapper classes and attributes': 'the wrapper belongs to the component',
      translated: noTranslation,
    },
  },
  { component: 'hint', draw: draw(Hint), notOffered: {} },
  {
    component: 'input',
    draw: draw(Input),
    notOffered: {
      'with customised input wrapper': 'the wrapper belongs to the component',
    },
  },
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
  {
    component: 'panel',
    draw: draw(Panel),
    notOffered: {
      interruption: noInterruption,
      'interruption-with-content-with-long-line-length': noInterruption,
      'interruption-with-headings-content-and-lists': noInterruption,
      'interruption with custom classes': noInterruption,
      'interruption, with actions classes and attributes': noInterruption,
      'interruption, submit action': noInterruption,
      'interruption, button link': noInterruption,
      'interruption, no actions': noInterruption,
      'interruption, no actions items': noInterruption,
    },
  },
  {
    component: 'password-input',
    draw: draw(PasswordInput),
    notOffered: {
      'with translations': noTranslation,
    },
  },
  {
    component: 'radios',
    draw: draw(Radios, conditionals),
    notOffered: {
      'with falsy items': noGaps,
    },
  },
  {
    component: 'select',
    draw: draw(Select, ({ items = [], ...rest }) => ({ ...rest, items })),
    notOffered: {
      'with falsy values': 'a value is text or a number',
    },
  },
  {
    component: 'service-navigation',
    draw: options => {
      const { slots, ...rest } = options as { slots?: { end?: string | { html: string; align?: string } } }
      const end =
        typeof slots?.end === 'string'
          ? { content: html(slots.end) }
          : slots?.end && { content: html(slots.end.html), align: slots.end.align }
      return draw(ServiceNavigation, given => ({ ...given, end }))(rest)
    },
    notOffered: {
      'with custom navigation toggle text': noTranslation,
      'with custom navigation toggle label': noTranslation,
      'with identical navigation toggle text and label': noTranslation,
      'with custom navigation toggle text and navigation label': noTranslation,
      'with slotted content': 'there is one place for more: at the end',
    },
  },
  { component: 'skip-link', draw: draw(SkipLink), notOffered: {} },
  {
    component: 'summary-list',
    draw: options =>
      options.card
        ? draw(SummaryCard, ({ card, rows, classes, attributes }) => ({ ...(card as Options), rows, list: { classes, attributes } }))(
            options,
          )
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
  {
    component: 'task-list',
    draw: draw(TaskList),
    notOffered: {
      'with empty values': noGaps,
    },
  },
  { component: 'textarea', draw: draw(Textarea), notOffered: {} },
  { component: 'warning-text', draw: draw(WarningText), notOffered: {} },
]

const shipped = new URL('../../node_modules/govuk-frontend/dist/govuk/components/', import.meta.url)
const fixturesOf = (component: string): readonly Fixture[] =>
  JSON.parse(readFileSync(new URL(`${component}/fixtures.json`, shipped), 'utf8')).fixtures

const asOurs = (render: Held['draw'], fixture: Fixture): string => {
  try {
    return normalise(renderToString(render(fixture.options)))
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
      await t.test(reason === undefined ? fixture.name : `${fixture.name}: not offered, ${reason}`, () => {
        if (reason === undefined) assert.equal(asOurs(render, fixture), normalise(fixture.html))
        else assert.notEqual(asOurs(render, fixture), normalise(fixture.html), `held after all: take it off the list (${reason})`)
      })
    }
  })
}

const componentsNotOffered: Readonly<Record<string, string>> = {
  accordion: 'long pages are cut into pages, and details fold what is left',
  'cookie-banner': 'only the cookie that signs a person in is set, which needs no consent',
  feedback: 'asking how the page was is not the work of this record',
  footer: 'it carries the crown: the partnership has a foot of its own',
  'generic-header': 'the service navigation carries the name',
  header: 'it carries the crown',
  'language-navigation': 'the record is kept in English; letters are translated one by one',
  'phase-banner': 'the record has no trial phase',
}

test('every component GOV.UK Frontend ships is either held or named with the reason why not', () => {
  const ships = readdirSync(shipped, { withFileTypes: true }).flatMap(entry => (entry.isDirectory() ? [entry.name] : []))
  assert.ok(ships.length > 30)
  assert.deepEqual(ships.toSorted(), [...held.map(({ component }) => component), ...Object.keys(componentsNotOffered)].toSorted())
})

test('planted fault: a component that loses a class, a word, an attribute or a tie to its hint is caught', () => {
  const fixture = fixturesOf('input').find(({ name }) => name === 'with error and hint')
  assert.ok(fixture)
  const right = renderToString(draw(Input)(fixture.options))
  assert.equal(normalise(right), normalise(fixture.html))
  const faults: [string | RegExp, string][] = [
    ['govuk-input--error', 'govuk-input-error'],
    ['Error:', ''],
    [/ aria-describedby="[^"]*"/, ''],
    ['-hint ', ' '],
    ['<input', '<textarea></textarea><input'],
  ]
  for (const [from, to] of faults) {
    const faulty = right.replace(from, to)
    assert.notEqual(faulty, right, `${from} is not there to be broken`)
    assert.notEqual(normalise(faulty), normalise(fixture.html), String(from))
  }
})

test('what a person typed is never HTML', () => {
  const typed = '<script>alert(1)</script>"&'
  const drawn = renderToString(<Textarea name="story" label={typed} hint={typed} errorMessage={typed} value={typed} />)
  assert.equal(elementsOf(parseHtml(drawn)).filter(({ tag }) => tag === 'script').length, 0)
  const area = elementsOf(parseHtml(drawn)).find(({ tag }) => tag === 'textarea')
  assert.deepEqual(area?.children, [{ text: typed }])
})

test('a text area gives back a line break typed first', () => {
  assert.match(renderToString(<Textarea name="story" label="Story" value={'\nAmira said'} />), />\n\nAmira said</)
})
