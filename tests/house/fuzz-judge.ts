import { elsewhere } from '../../src/rooms/front-door/public/pieces.tsx'

/** An answer as the judge reads it. */
export type Answer = {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

type Tag = { readonly name: string; readonly attributes: ReadonlyMap<string, string> }

const rawText = new Set(['script', 'style', 'textarea', 'title'])

/** The tags of a page, as a browser would find them: quotes, comments and elements whose content is text are read as such (HTML, tokenization). */
export const tagsIn = (html: string): Tag[] => {
  const tags: Tag[] = []
  const opening = /<(?:!--[\s\S]*?(?:-->|$)|[!?/][^>]*>?|([a-zA-Z][^\s/>]*))/g
  for (let found = opening.exec(html); found; found = opening.exec(html)) {
    const name = found[1]?.toLowerCase()
    if (!name) continue
    const attributes = new Map<string, string>()
    const attribute = /[\s/]*(?:(>)|([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?)/y
    attribute.lastIndex = opening.lastIndex
    for (let one = attribute.exec(html); one; one = attribute.exec(html)) {
      opening.lastIndex = attribute.lastIndex
      if (one[1]) break
      attributes.set((one[2] ?? '').toLowerCase(), one[3] ?? one[4] ?? one[5] ?? '')
    }
    tags.push({ name, attributes })
    if (rawText.has(name)) {
      const end = html.toLowerCase().indexOf(`</${name}`, opening.lastIndex)
      opening.lastIndex = end < 0 ? html.length : end
    }
  }
  return tags
}

const isOurs = (tag: Tag): boolean =>
  tag.name !== 'gt-fuzz' &&
  ![...tag.attributes].some(
    ([name, value]) =>
      name.includes('gt-fuzz') || name.startsWith('on') || (/^(href|src|action|formaction)$/.test(name) && /^\s*javascript:/i.test(value)),
  )

/** What an error page may begin with where it is not a form with its errors named. */
const troubles = [
  'You have been signed out',
  'Open the form again',
  'This form was already sent',
  'Please wait a minute',
  'Page not found',
  'We could not read that',
  'Something that cannot be kept',
  'This page was saved elsewhere',
  'This decision was written on elsewhere',
  'Sign in',
]

const saysWhat = (html: string): boolean =>
  html.includes('govuk-error-summary') ||
  html.includes('gt-conflict') ||
  troubles.some(title => new RegExp(`<h1[^>]*>\\s*${title}`).test(html))

/** What a program says of itself to those who wrote it, and must say to nobody else. */
const inside =
  /node_modules|\n\s+at [\w.<>]+ \(|\.tsx?:\d+|invalid input syntax|violates|duplicate key|\bpg_|Invalid input|expected (string|object|array|record|number)|received (undefined|string|array|object)|Too big: |Too small: |Unrecognized key|SyntaxError|TypeError|FST_ERR|\[object Object\]/

/** Everything wrong with an answer, in words; nothing where it is as it should be. `sent`: the request's own text, which may come back escaped. */
export const faultsOf = (answer: Answer, sent: string): string[] => {
  const faults: string[] = []
  const { statusCode, headers, body } = answer
  const type = String(headers['content-type'] ?? '')
  if (statusCode >= 500) faults.push(`answered ${statusCode}`)
  if (!String(headers['content-security-policy'] ?? '').includes("default-src 'none'")) faults.push('no content security policy')
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('no nosniff')
  if ('x-gt-fuzz' in headers) faults.push('a header was smuggled in')
  if (headers['location'] !== undefined) {
    const to = new URL(String(headers['location']), 'https://here.example.test/')
    if (to.origin !== 'https://here.example.test' && to.href !== elsewhere) faults.push(`leads to ${to.origin}`)
  }
  const inSent = inside.exec(sent)?.[0]
  const leaked = inside.exec(body)?.[0]
  if (leaked && leaked !== inSent && !type.includes('javascript')) faults.push(`says of its inside: ${leaked}`)
  if (type.includes('text/html')) {
    const strange = tagsIn(body).find(tag => !isOurs(tag))
    if (strange) faults.push(`reflects markup: <${strange.name} ${[...strange.attributes.keys()].join(' ')}>`)
    if (statusCode >= 400 && statusCode < 500 && !saysWhat(body)) faults.push(`a ${statusCode} page that does not say what is accepted`)
  } else if (statusCode >= 400 && type.includes('json')) {
    const said: unknown = JSON.parse(body)
    if (typeof said !== 'object' || said === null || Object.keys(said).length === 0) faults.push(`a ${statusCode} that says nothing`)
  } else if (statusCode >= 400) faults.push(`a ${statusCode} of type ${type || 'none'}`)
  return faults
}
