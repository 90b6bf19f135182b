import { type Day, day } from '../../../guidance/index.ts'

/** Something new in the program: from which day, what, for whom (`*`: for everybody), and where it is. */
export type News = {
  readonly id: string
  readonly on: Day
  readonly title: string
  readonly says: string
  readonly roles: readonly string[] | '*'
  readonly href?: string
}

const bridge = ['bridge-screener', 'bridge-social-worker', 'bridge-manager'] as const

/** What is new, newest first. A change that a reader would stumble over is written down here in the same commit. */
export const allNews: readonly News[] = [
  {
    id: 'another-team',
    on: day('2026-11-22'),
    title: 'Children who go to another team',
    says: 'Offer children of your team to another one, singly or together. Until its manager takes them on they stay with you; the answer and the reason stand with both of you.',
    roles: ['team-manager'],
    href: '/team/offers',
  },
  {
    id: 'hidden-screen',
    on: day('2026-11-22'),
    title: 'A hidden screen asks for your password',
    says: 'Hide the screen by the button at the head of a page or by pressing h twice; a desk that is left for ten minutes hides by itself. Your password brings back the page with everything you had typed.',
    roles: '*',
  },
  {
    id: 'team-work',
    on: day('2026-11-22'),
    title: 'Team work',
    says: 'See how much is asked of each worker of your team, find the children nobody leads, and give several children another lead worker in one go. Both workers are told.',
    roles: ['team-manager'],
    href: '/team',
  },
  {
    id: 'by-day',
    on: day('2026-11-22'),
    title: 'Your work, by day',
    says: 'Your work now begins with what is late, then today, this week and later. You can still read it by family. The people you looked at last are at the foot of the page.',
    roles: '*',
    href: '/',
  },
  {
    id: 'thrown-away',
    on: day('2026-11-22'),
    title: 'Threw away the wrong form?',
    says: 'What you throw away on the page of what is not sent yet is kept for thirty days and can be brought back.',
    roles: '*',
    href: '/drafts',
  },
  {
    id: 'mail',
    on: day('2026-11-22'),
    title: 'One mail a day',
    says: 'Mail now comes once a day, and at once only when a child may be unsafe. You can choose otherwise in your settings.',
    roles: '*',
    href: '/settings',
  },
  {
    id: 'keys',
    on: day('2026-11-22'),
    title: 'Keys that lead to pages',
    says: 'Press g and then w for your work, or ? for the list of keys. Turn them off in your settings.',
    roles: '*',
    href: '/help/keys',
  },
  {
    id: 'nobody-holds',
    on: day('2026-11-22'),
    title: 'Alerts that reach nobody',
    says: 'An alert for somebody whom nobody has named now waits on your own page, and says which duty nobody holds.',
    roles: ['team-manager', 'bridge-manager'],
    href: '/announcements',
  },
  {
    id: 'first-day',
    on: day('2026-11-21'),
    title: 'Golden Thread begins',
    says: 'Raise a concern, read what became of it, and see one child’s record from every agency on one thread.',
    roles: '*',
  },
  {
    id: 'queue',
    on: day('2026-11-21'),
    title: 'The queue of The Bridge',
    says: 'Concerns stand in the order in which they are to be decided, with what is already known beside what was told.',
    roles: bridge,
    href: '/bridge',
  },
]

/** What is new for a role, newest first, each with whether it was read: everything up to a day was. */
export const newsFor = (role: string, readTo: Day | null): readonly (News & { readonly read: boolean })[] =>
  allNews
    .filter(one => one.roles === '*' || one.roles.includes(role))
    .map(one => ({ ...one, read: readTo !== null && one.on <= readTo }))
    .sort((a, b) => (a.on > b.on ? -1 : a.on < b.on ? 1 : 0))

/** How many new things somebody of a role has not read. */
export const unreadNews = (role: string, readTo: Day | null): number => newsFor(role, readTo).filter(one => !one.read).length
