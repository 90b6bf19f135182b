/** Where somebody can be asked to look: pages of one's own, whose addresses say nothing of anybody. */
export const places = ['/', '/announcements', '/checks', '/openings'] as const
export type Place = (typeof places)[number]

/** A mail as it is sent. Only this file makes one, from fixed words, so that no name and nothing of a case can ever be in it. */
class Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
  constructor(to: string, subject: string, text: string) {
    this.to = to
    this.subject = subject
    this.text = text
  }
}

export type { Letter }

/** Was this made here? Asked before anything is sent: a look-alike is not a letter. */
export const isLetter = (thing: unknown): thing is Letter => thing instanceof Letter

// One address, without a display name (a name is a word of somebody) and without anything that could begin another header.
const address = /^[^\s<>"(),:;@[\]\\\p{Cc}]{1,64}@[a-z0-9.-]{1,190}$/iu

/**
 * "Something waits": the one mail there is. `to`: the bare address of an account; `site`: the address of this installation (https://…); `link`: the page
 * to look at. Says neither whom nor what it is about, nor how urgent it is. Refuses (throws) what is not one bare address, and a link that is not one of `places`.
 */
export const somethingWaits = ({ to, site, link }: { to: string; site: string; link: Place }): Letter => {
  if (!address.test(to)) throw new TypeError('a mail goes to one bare address')
  if (!places.includes(link)) throw new TypeError('a mail points only at pages whose address says nothing')
  const where = new URL(link, site).href
  return new Letter(
    to,
    'Something waits for you in Golden Thread',
    [
      'Something waits for you in Golden Thread.',
      '',
      `Sign in to read it: ${where}`,
      '',
      'This message says no more than that on purpose. Please do not answer it: nobody reads this mailbox.',
      '',
    ].join('\n'),
  )
}
