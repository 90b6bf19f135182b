import type { FastifyInstance } from 'fastify'
import { newId } from '../../../thread/ids.ts'
import type { Answered } from './front-desk.ts'

/** Somebody without an account, as a browser would be: it keeps its cookies, forgets those it is told to, and sends the mark of the last page it saw. */
export type Stranger = {
  readonly get: (path: string) => Promise<Answered>
  readonly post: (path: string, fields: Record<string, string | readonly string[]>) => Promise<Answered>
  readonly cookies: ReadonlyMap<string, string>
  /** The fields that the last page would send unseen. */
  readonly hidden: (name: string) => string
}

/** A stranger at the door. `address`: where they ask from. */
export const strangerAt = (desk: FastifyInstance, address = '192.0.2.1'): Stranger => {
  const jar = new Map<string, string>()
  let page = ''
  let mark = ''
  const hidden = (name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? ''
  const ask = async (method: 'GET' | 'POST', url: string, body?: URLSearchParams): Promise<Answered> => {
    const answer = await desk.inject({
      method,
      url,
      remoteAddress: address,
      headers: {
        accept: 'text/html',
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(body ? { payload: body.toString() } : {}),
    })
    for (const { name, value, ...cookie } of answer.cookies)
      if (value === '' || ('maxAge' in cookie && cookie.maxAge === 0)) jar.delete(name)
      else jar.set(name, value)
    if (answer.body.includes('<html')) page = answer.body
    mark = hidden('csrf') || mark
    const to = answer.headers['location']
    return {
      status: answer.statusCode,
      to: typeof to === 'string' ? to : undefined,
      page: answer.body,
      json: () => JSON.parse(answer.body) as unknown,
    }
  }
  return {
    cookies: jar,
    hidden,
    get: path => ask('GET', path),
    post: async (path, fields) => {
      const body = new URLSearchParams({ csrf: mark, commandId: newId() })
      for (const [name, value] of Object.entries(fields)) {
        body.delete(name)
        for (const one of typeof value === 'string' ? [value] : value) body.append(name, one)
      }
      return ask('POST', path, body)
    },
  }
}

/** What a neighbour tells, page by page. */
export const neighbourly: readonly (readonly [page: string, fields: Record<string, string | readonly string[]>])[] = [
  ['danger', { inDangerNow: 'no' }],
  ['about', { form: 'worried-about-a-child' }],
  ['worry', { seenOrHeard: 'The little one was on the balcony alone last night, crying.' }],
  ['children/new', { family: 'Testcase', age: 'about 4' }],
  ['themes', { concerns: ['neglect', 'domestic-abuse'] }],
  ['where', { address: 'Flat above the bakery, Invented Street', postcode: 'M5 0AA' }],
  ['adults', { adults: 'His mother and a man who moved in at Easter.' }],
  ['family', { familyTold: 'no' }],
  ['you', { naming: 'withheld', name: 'Nellie Neighbour', phone: '0161 496 0777', whenToRing: 'mornings only' }],
]

/** Tells all of it, up to the answers; gives the page of answers. `change`: other answers on some pages. */
export const tellAll = async (
  stranger: Stranger,
  change: Readonly<Record<string, Record<string, string | readonly string[]>>> = {},
): Promise<Answered> => {
  await stranger.get('/worried')
  await stranger.get('/worried/danger')
  for (const [page, fields] of neighbourly) {
    const kept = await stranger.post(`/worried/${page}`, change[page] ?? fields)
    if (kept.status !== 303) throw new Error(`${page} was not kept: ${kept.status}`)
  }
  return stranger.get('/worried/check')
}

/** Sends what was told; gives the reference. */
export const sendIt = async (stranger: Stranger): Promise<string> => {
  const sent = await stranger.post('/worried/send', { sending: stranger.hidden('sending') })
  const reference = /<strong class="gt-reference">([^<]+)</.exec(sent.page)?.[1]
  if (!reference) throw new Error(`nothing was sent: ${sent.status}`)
  return reference
}
