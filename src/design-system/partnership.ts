import type { Theme } from './theme.ts'

/** Somebody to ring, as it stands at the foot of every page. */
export type Contact = {
  /** What it is rung for; where it is not said, a worry that a child may come to harm. */
  readonly for?: 'harm' | 'advice'
  readonly name: string
  readonly telephone: string
  /** When it is answered: "Monday to Friday, 9am to 4:30pm". */
  readonly hours: string
}

/** What a page needs to know about the partnership whose page it is. All of it is settings. */
export type Partnership = {
  readonly name: string
  readonly homeHref: string
  readonly theme: Pick<Theme, 'href'>
  readonly contacts: readonly Contact[]
  /** The pages at the foot: how we use information, accessibility, complaints. */
  readonly footLinks: readonly { readonly text: string; readonly href: string }[]
}

/** Who is reading: a person with a name and a role, or anybody. */
export type Reader =
  | {
      readonly kind: 'signed-in'
      readonly name: string
      /** As what, and where: said on every page but those that must not say it. */
      readonly role?: string | undefined
      readonly agency?: string | undefined
      /** Where their own settings are. */
      readonly settingsHref?: string | undefined
      /** Whose page this is: whoever signs in again on it goes on only as the same. */
      readonly account?: string | undefined
      /** Protects the sign-out form; each session has its own. */
      readonly csrf: string
      readonly signOutAction: string
      /** Where hiding the screen is asked for, and the page that is shown again afterwards. */
      readonly lock?: { readonly action: string; readonly backTo: string } | undefined
      /** Where the search box leads; without it, no box. */
      readonly searchAction?: string | undefined
    }
  | { readonly kind: 'anyone'; readonly signInHref?: string | undefined }
