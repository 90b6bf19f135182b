/** One element or one run of text; comments and doctypes are left out. */
export type HtmlNode = HtmlElement | { readonly text: string }
export type HtmlElement = { readonly tag: string; readonly attributes: Readonly<Record<string, string>>; readonly children: HtmlNode[] }

const voidTags = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'])
const rawTags = new Set(['script', 'style', 'textarea', 'title'])
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  ctdot: '⋯',
  hellip: '…',
}

function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal) return String.fromCodePoint(Number(decimal))
    const character = entities[name]
    if (character === undefined) throw new Error(`Unknown entity ${whole}`)
    return character
  })
}

function attributesOf(source: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const match of source.matchAll(/([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
    const name = match[1]?.toLowerCase() ?? ''
    // As in a browser: where an attribute is written twice, the first holds.
    if (!(name in found)) found[name] = decode(match[2] ?? match[3] ?? match[4] ?? '')
  }
  return found
}

/**
 * Reads HTML into a tree. It is strict where a browser would repair: an end tag that closes nothing, or an element left open, throws.
 * Takes the HTML of a fragment or of a whole document; gives its top-level nodes.
 */
export function parseHtml(html: string): HtmlNode[] {
  const root: HtmlElement = { tag: '#root', attributes: {}, children: [] }
  const open: HtmlElement[] = [root]
  const token = /<!--[\s\S]*?-->|<!doctype[^>]*>|<\/([a-z][^\s>]*)\s*>|<([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi
  let at = 0
  const here = () => open.at(-1) ?? root
  const say = (text: string) => text && here().children.push({ text: decode(text) })
  for (let match = token.exec(html); match; match = token.exec(html)) {
    say(html.slice(at, match.index))
    at = token.lastIndex
    const [whole, closing, opening, rest = ''] = match
    if (closing) {
      if (here().tag !== closing.toLowerCase()) throw new Error(`</${closing}> closes <${here().tag}>`)
      open.pop()
    } else if (opening) {
      const tag = opening.toLowerCase()
      const element: HtmlElement = { tag, attributes: attributesOf(rest), children: [] }
      here().children.push(element)
      if (rawTags.has(tag)) {
        const end = html.toLowerCase().indexOf(`</${tag}`, at)
        if (end < 0) throw new Error(`${whole} is never closed`)
        const text = html.slice(at, end)
        if (text) element.children.push({ text: decode(text) })
        at = html.indexOf('>', end) + 1
        token.lastIndex = at
      } else if (!voidTags.has(tag) && !rest.endsWith('/')) {
        open.push(element)
      }
    }
  }
  say(html.slice(at))
  if (open.length > 1) throw new Error(`<${here().tag}> is never closed`)
  return root.children
}

const collapse = (text: string) => text.replace(/[ \t\r\n\f]+/g, ' ').trim()

function linesOf(nodes: readonly HtmlNode[], indent: string): string[] {
  return nodes.flatMap(node => {
    if ('text' in node) return collapse(node.text) ? [`${indent}${collapse(node.text)}`] : []
    const attributes = Object.entries(node.attributes)
      .map(([name, value]) => `${name}="${collapse(value)}"`)
      .sort()
    return [`${indent}<${[node.tag, ...attributes].join(' ')}>`, ...linesOf(node.children, `${indent}  `)]
  })
}

const inline = new Set(['a', 'abbr', 'b', 'code', 'em', 'i', 'span', 'strong'])
const spokenPart = (node: HtmlNode): string => {
  if ('text' in node) return node.text
  const inside = node.children.map(spokenPart).join('')
  return inline.has(node.tag) ? inside : ` ${inside} `
}

/** The words of a piece of HTML as one line. Spaces between inline elements count, so "Change<span>name</span>" is not "Change name". */
export const spoken = (nodes: readonly HtmlNode[]): string => collapse(nodes.map(spokenPart).join(''))

/**
 * HTML in one form for comparing: one line an element or text, attributes sorted, whitespace collapsed, and at the end the words as they are read.
 * The order of attributes, the way void elements are written and indentation make no difference; everything else does.
 */
export function normalise(html: string): string {
  const nodes = parseHtml(html)
  return [...linesOf(nodes, ''), `words: ${spoken(nodes)}`].join('\n')
}

/** Every element of a tree, depth first. */
export function elementsOf(nodes: readonly HtmlNode[]): HtmlElement[] {
  return nodes.flatMap(node => ('text' in node ? [] : [node, ...elementsOf(node.children)]))
}
