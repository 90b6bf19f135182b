import type { Answered, Typed, Visitor } from '../../testing/visitor.ts'

/** What a neighbour tells, page by page. */
export const neighbourly: readonly (readonly [page: string, fields: Typed])[] = [
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
export const tellAll = async (stranger: Visitor, change: Readonly<Record<string, Typed>> = {}): Promise<Answered> => {
  await stranger.get('/worried')
  await stranger.get('/worried/danger')
  for (const [page, fields] of neighbourly) {
    const kept = await stranger.post(`/worried/${page}`, change[page] ?? fields)
    if (kept.status !== 303) throw new Error(`${page} was not kept: ${kept.status}`)
  }
  return stranger.get('/worried/check')
}

/** Sends what was told; gives the reference. */
export const sendIt = async (stranger: Visitor): Promise<string> => {
  const sent = await stranger.post('/worried/send', { sending: stranger.hidden('sending') })
  const reference = /<strong class="gt-reference">([^<]+)</.exec(sent.page)?.[1]
  if (!reference) throw new Error(`nothing was sent: ${sent.status}`)
  return reference
}
