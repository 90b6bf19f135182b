import { isId } from '../../thread/ids.ts'

/** Where somebody can be asked to look: pages of one's own, whose addresses say nothing of anybody. */
export const places = ['/', '/announcements', '/checks', '/openings', '/accounts', '/sent-to-me', '/meetings'] as const
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

/**
 * "Begin to use your account": to whoever is given an account or a new way into theirs. `link`: the secret of the link (a UUID), which works once and for
 * `hours`. Says nothing of anybody, nor what the account is for. Refuses (throws) what is not one bare address, and a link that is no UUID.
 */
export const beginByLink = ({ to, site, link, hours }: { to: string; site: string; link: string; hours: number }): Letter => {
  if (!address.test(to)) throw new TypeError('a mail goes to one bare address')
  if (!isId(link)) throw new TypeError('a link is a UUID')
  return new Letter(
    to,
    'Your way into Golden Thread',
    [
      'An account in Golden Thread is ready for you to begin, or to begin again.',
      '',
      `Open this within ${hours} hours; it works once: ${new URL(`/begin/${link}`, site).href}`,
      '',
      'You choose a password there, and put a key for one-time codes into an app of yours. Never give the link to anybody else.',
      'Did you not expect this? Do not open it, and tell whoever looks after the accounts of your agency.',
      '',
      'Please do not answer this message: nobody reads this mailbox.',
      '',
    ].join('\n'),
  )
}

/**
 * "You have something to read": to somebody of a family who said that mail may come. Names nobody, nothing it could be about, and not who sends it: whoever
 * shares the mailbox learns nothing. Refuses (throws) what is not one bare address.
 */
export const somethingToRead = ({ to, site }: { to: string; site: string }): Letter => {
  if (!address.test(to)) throw new TypeError('a mail goes to one bare address')
  return new Letter(
    to,
    'You have something to read',
    ['You have something to read.', '', `Sign in: ${new URL('/yours', site).href}`, '', 'Please do not answer this message.', ''].join(
      '\n',
    ),
  )
}
