import { grantOf } from '../../../kernel/http/route.ts'

/** Keys pressed one after the other, what they do, and where they lead (`#search`, `#hide`: on the page itself). */
export type Keys = { readonly keys: string; readonly words: string; readonly href: string }

const leadsTo: readonly Keys[] = [
  { keys: 'g w', words: 'Go to your work', href: '/' },
  { keys: 'g a', words: 'Go to what you were told', href: '/announcements' },
  { keys: 'g t', words: 'Go to team work', href: '/team' },
  { keys: 'g b', words: 'Go to the queue of The Bridge', href: '/bridge' },
  { keys: 'g c', words: 'Go to the concerns you have raised', href: '/concerns' },
  { keys: 'g n', words: 'Raise a new concern', href: '/concerns/new' },
  { keys: 'g d', words: 'Go to what you have not sent yet', href: '/drafts' },
  { keys: 'g s', words: 'Go to searching', href: '/search' },
  { keys: 'g r', words: 'Go to the rules', href: '/rules' },
  { keys: 'g l', words: 'Learn from a case', href: '/learn' },
  { keys: '?', words: 'See these keys', href: '/help/keys' },
]

const onThePage: readonly Keys[] = [
  { keys: '/', words: 'Write in the search box, where the page has one', href: '#search' },
  { keys: 'h h', words: 'Hide the screen', href: '#hide' },
]

/** The keys for whoever has these grants: only those that lead to pages which open to them. */
export const keysFor = (grants: ReadonlySet<string>): readonly Keys[] => [
  ...leadsTo.filter(({ href }) => grants.has(grantOf({ method: 'GET', url: href }))),
  ...onThePage,
]
