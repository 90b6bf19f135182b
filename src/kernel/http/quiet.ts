import { isId } from '../../thread/ids.ts'
import type { Actor } from '../db/with-actor.ts'
import { grantOf } from './route.ts'

/** Where the pages of families are. They are quiet: no name, title or number on them says what they are for, since somebody may be looking on. */
export const quietHome = '/yours'

/** Out at once: the session ends, and the browser goes to a page that says nothing. */
export const quietExit = '/yours/away'

/** What a quiet page stands under, in place of the name of the partnership. */
export const quietName = 'Messages'

/** After how many seconds in which nobody did anything a quiet page hides itself. Our own choice: long enough to read a page, short where a telephone is put down. */
export const quietSeconds = 120

/** Is this a path of the pages of families? */
export const isQuietPath = (to: unknown): boolean => typeof to === 'string' && /^\/yours(?:[/?]|$)/.test(to)

/** Are the pages of families this account's own? */
export const readsQuietly = (actor: Pick<Actor, 'grants'> | null): boolean =>
  actor?.grants.has(grantOf({ method: 'GET', url: quietHome })) ?? false

const code = /^[a-hjkmnp-tv-z2-9]{12}$/

/** Is this a code that was read out or handed over on paper? Twelve letters and digits, none of them like another: 59 bits. */
export const isSpokenCode = (text: string): boolean => code.test(text)

/** A code as somebody typed it, without spaces and hyphens and in small letters. */
export const plainCode = (typed: string): string => typed.toLowerCase().replace(/[\s-]+/g, '')

/** What follows /begin/: the secret of a mailed link, or a code. */
export const isBeginning = (text: string): boolean => isId(text) || isSpokenCode(text)
