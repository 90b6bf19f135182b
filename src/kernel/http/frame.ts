import type { VNode } from 'preact'
import { Fragment, h } from 'preact'
import { NotificationBanner, Page, type Partnership, partnershipTheme, TabLinks } from '../../design-system/index.ts'
import { printTimeOfDay } from '../../guidance/index.ts'
import type { PartnershipId } from '../../thread/ids.ts'
import type { Actor, Database } from '../db/with-actor.ts'
import { quietExit, quietHome, quietName, quietSeconds, readsQuietly } from './quiet.ts'
import { grantOf, type PageOf, type Place } from './route.ts'

/** What any page prints of the partnership. */
export type Profile = { name: string; profile: PublishedSettings }

/** The published settings of a partnership: its own words, colours and numbers to ring. */
export type PublishedSettings = {
  colours?: Parameters<typeof partnershipTheme>[0]
  contacts?: Partnership['contacts']
  footLinks?: Partnership['footLinks']
  emergency?: readonly { name: string; telephone: string; when: string }[]
}

/** The profile of a partnership, read at most every thirty seconds: it changes a few times a year and stands on every page. */
export const profiles = (database: Database): ((partnership: PartnershipId) => Promise<Profile>) => {
  const kept = new Map<PartnershipId, { until: number; profile: Promise<Profile> }>()
  return partnership => {
    const before = kept.get(partnership)
    if (before && before.until > performance.now()) return before.profile
    const profile = database
      .door<{ name: string; profile: PublishedSettings }>('select name, profile from gt.profile_of($1)', [partnership])
      .then(([row]) => row ?? { name: 'Golden Thread', profile: {} })
    profile.catch(() => kept.delete(partnership))
    kept.set(partnership, { until: performance.now() + 30_000, profile })
    return profile
  }
}

const themes = new WeakMap<Profile, ReturnType<typeof partnershipTheme>>()

/** The style sheet with the partnership's colours, worked out once for a profile: it checks that they can be read. */
export const themeOf = (profile: Profile): ReturnType<typeof partnershipTheme> => {
  const theme = themes.get(profile) ?? partnershipTheme(profile.profile.colours)
  themes.set(profile, theme)
  return theme
}

const roleWords = (role: string): string => role.replaceAll('-', ' ').replace(/^./, first => first.toUpperCase())

type Around = {
  profile: Profile
  actor: Actor | null
  csrf: string
  nonce: string
  url: string
  navigation: readonly Place[]
}

/** Says on every page that shows such a record that it is open in an emergency, until when, and that this is reviewed. */
const OpenInEmergency = ({ openings }: Pick<Actor, 'openings'>) => {
  const last = openings.at(-1)
  return last
    ? h(NotificationBanner, {
        title: 'Open in an emergency',
        titleId: 'open-in-emergency',
        classes: 'gt-in-emergency',
        text: `You opened this record in an emergency. It closes at ${printTimeOfDay(last.until)}. Why you opened it is reviewed.`,
      })
    : null
}

/** Does the reader's role open this page? */
const has = (actor: Actor | null, href: string): boolean => actor?.grants.has(grantOf({ method: 'GET', url: href })) ?? false

type Reading = Pick<Around, 'actor' | 'url' | 'navigation'>

/** The place as a tab of which a reader finds it, where it is not in their bar. */
const tabOf = (actor: Actor | null, { within, unless }: Place): string | undefined =>
  within && has(actor, within) && !(unless && has(actor, unless)) ? within : undefined

/** The places that are tabs of one page for this reader, that page first; none where it has no other. */
const tabsOf = ({ actor, navigation }: Pick<Reading, 'actor' | 'navigation'>, href: string): readonly Place[] => {
  const inside = navigation.filter(item => has(actor, item.href) && tabOf(actor, item) === href)
  return inside.length === 0 ? [] : [...navigation.filter(item => item.href === href), ...inside]
}

/** The tabs over a page that is one of several kept together; nothing on any other. */
const Tabs = ({ actor, url, navigation }: Reading) => {
  const here = navigation.find(item => item.href === url)
  if (!here) return null
  const tabs = tabsOf({ actor, navigation }, tabOf(actor, here) ?? here.href)
  return tabs.length === 0
    ? null
    : h(TabLinks, {
        label: tabs.map(item => item.text).join(', '),
        items: tabs.map(({ text, href }) => ({ text, href, current: href === url })),
      })
}

/** A page of a family, or of whoever is on the way to one: nothing around it says whose it is or what it is for. */
const quietly = (page: PageOf, { profile, actor, csrf, nonce, url }: Around): VNode =>
  h(Page, {
    safeExit: quietExit,
    ...page,
    nonce,
    partnership: { name: quietName, homeHref: quietHome, theme: themeOf(profile), contacts: [], footLinks: [] },
    reader: actor
      ? {
          kind: 'signed-in',
          name: actor.name,
          account: actor.account,
          csrf,
          signOutAction: '/sign-out',
          lock: { action: '/lock', backTo: url || quietHome },
          settingsHref: `${quietHome}/settings`,
        }
      : { kind: 'anyone' },
    navigation: [],
  }) as VNode

/** The page inside the partnership's frame: who is reading, where he may go, whom to ring. */
export const framed = (page: PageOf, around: Around): VNode => {
  const { profile, actor, csrf, nonce, url, navigation } = around
  const quiet = page.quiet ?? (readsQuietly(actor) && !page.plain ? { hiddenAfter: quietSeconds } : undefined)
  if (quiet) return quietly({ ...page, quiet }, around)
  return h(Page, {
    ...page,
    notice: h(
      Fragment,
      {},
      actor && actor.openings.length > 0 ? h(OpenInEmergency, { openings: actor.openings }) : null,
      page.notice,
      actor ? h(Tabs, { actor, url, navigation }) : null,
    ),
    nonce,
    partnership: {
      name: profile.name,
      homeHref: '/',
      theme: themeOf(profile),
      contacts: profile.profile.contacts ?? [],
      footLinks: profile.profile.footLinks ?? [],
    },
    reader: actor
      ? {
          kind: 'signed-in',
          name: actor.name,
          role: roleWords(actor.role),
          agency: actor.agencyName,
          account: actor.account,
          csrf,
          signOutAction: '/sign-out',
          ...(readsQuietly(actor) ? { settingsHref: `${quietHome}/settings` } : {}),
          lock: { action: '/lock', backTo: url || '/' },
          searchAction: actor.grants.has(grantOf({ method: 'POST', url: '/search' })) ? '/search' : undefined,
        }
      : { kind: 'anyone', signInHref: '/sign-in' },
    navigation: navigation
      .filter(item => has(actor, item.href) && !(item.besides && has(actor, item.besides)) && !tabOf(actor, item))
      .map(item => ({
        text: item.text,
        href: item.href,
        current: item.href === url,
        active: [item, ...tabsOf({ actor, navigation }, item.href)].some(
          ({ href }) => href !== '/' && (url.startsWith(`${href}/`) || (href === url && href !== item.href)),
        ),
      })),
  }) as VNode
}
