import type { Partnership, Reader } from './partnership.ts'
import { SearchBox } from './search-box.tsx'
import type { NavigationItem } from './service-navigation.tsx'
import { ServiceNavigation } from './service-navigation.tsx'

function SignedIn({ reader, hiddenAfter }: { reader: Extract<Reader, { kind: 'signed-in' }>; hiddenAfter?: number | undefined }) {
  return (
    <form class="gt-signed-in" method="post" action={reader.signOutAction} data-account={reader.account} data-hidden-after={hiddenAfter}>
      <input type="hidden" name="csrf" value={reader.csrf} />
      <p class="gt-signed-in__who">
        <span class="govuk-visually-hidden">Signed in as </span>
        <strong>{reader.name}</strong>
        {reader.role !== undefined && `, ${reader.role}`}
        {reader.agency !== undefined && `, ${reader.agency}`}
      </p>
      <a class="govuk-link" href={reader.settingsHref ?? '/settings'}>
        Your settings
      </a>{' '}
      {reader.lock && (
        <>
          <input type="hidden" name="to" value={reader.lock.backTo} />
          <button type="submit" class="gt-link-button" formaction={reader.lock.action} data-hide-screen="">
            Hide screen
          </button>{' '}
        </>
      )}
      <button type="submit" class="gt-link-button">
        Sign out
      </button>
    </form>
  )
}

/** The head of every page: whose record this is, the ways through it, the search box, who is signed in, and the way out. */
export function PartnershipHeader({
  partnership,
  reader,
  navigation,
  hiddenAfter,
}: {
  /** Seconds in which nobody does anything, after which the page hides itself; where it is not said, ten minutes. */
  hiddenAfter?: number | undefined
  partnership: Pick<Partnership, 'name' | 'homeHref'>
  reader: Reader
  navigation: readonly NavigationItem[]
}) {
  const end =
    reader.kind === 'signed-in' ? (
      <div class="gt-head-end">
        {reader.searchAction && <SearchBox action={reader.searchAction} csrf={reader.csrf} />}
        <SignedIn reader={reader} hiddenAfter={hiddenAfter} />
      </div>
    ) : (
      reader.signInHref && (
        <p class="gt-signed-in">
          <a class="govuk-link" href={reader.signInHref}>
            Sign in <span class="govuk-visually-hidden">as a professional</span>
          </a>
        </p>
      )
    )
  return (
    <ServiceNavigation
      serviceName={partnership.name}
      serviceUrl={partnership.homeHref}
      ariaLabel={partnership.name}
      navigation={navigation}
      end={end ? { content: end, align: 'inline' } : undefined}
    />
  )
}
