import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { assetUrl } from './assets.ts'
import { BackLink } from './back-link.tsx'
import type { Breadcrumb } from './breadcrumbs.tsx'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { ExitThisPage } from './exit-this-page.tsx'
import type { FieldErrors } from './form-state.ts'
import { errorListOf } from './form-state.ts'
import type { Partnership, Reader } from './partnership.ts'
import { PartnershipFooter } from './partnership-footer.tsx'
import { PartnershipHeader } from './partnership-header.tsx'
import type { NavigationItem } from './service-navigation.tsx'
import { SkipLink } from './skip-link.tsx'
import type { Content } from './wording.ts'

/** Inside a journey, back to the page before; elsewhere, where this page stands. */
export type WayBack =
  | { readonly kind: 'back'; readonly href: string; readonly text?: string }
  | { readonly kind: 'breadcrumbs'; readonly items: readonly Breadcrumb[] }

export type PageProps = {
  /** What this page is, without the partnership. It stands in the browser's history: never a person's name. */
  readonly title: string
  readonly partnership: Partnership
  readonly reader: Reader
  readonly navigation: readonly NavigationItem[]
  /** The nonce of this answer's content security policy. */
  readonly nonce: string
  readonly errors?: FieldErrors
  /** The way back, above the main part. */
  readonly way?: WayBack | undefined
  /** What has just happened or come in, at the head of the main part: a notification banner. */
  readonly notice?: Content
  readonly children: Content
  /** A page of work that needs the whole width, such as a queue. */
  readonly wide?: boolean
  /** Public pages for somebody who may be watched: where the quick way out leads. */
  readonly safeExit?: string | undefined
  /** A page that must not say what it is for: it hides itself when it is left alone, and it goes away by itself where scripts do not run. */
  readonly quiet?: { readonly hiddenAfter: number } | undefined
  /** The islands this page needs beyond those of the components. */
  readonly islands?: readonly ('autosave.js' | 'passkey.js' | 'take-along.js' | 'without-signal.js')[]
  /** Where a phone reads what it needs to put this page beside its other programs. */
  readonly manifest?: string | undefined
}

/** The title of the document: what the page is, then whose; "Error: " first where something has to be put right, because it is heard first. */
export function fullTitle(title: string, partnership: string, errors: FieldErrors = []): string {
  return `${errors.length > 0 ? 'Error: ' : ''}${title} – ${partnership}`
}

const Script = ({ name, nonce, early = false }: { name: Parameters<typeof assetUrl>[0]; nonce: string; early?: boolean }) =>
  early ? <script src={assetUrl(name)} nonce={nonce} /> : <script type="module" src={assetUrl(name)} nonce={nonce} />

const Way = ({ way }: { way: WayBack }) =>
  way.kind === 'breadcrumbs' ? (
    <Breadcrumbs items={way.items} collapseOnMobile />
  ) : (
    <nav aria-label="Back">
      <BackLink href={way.href} text={way.text} />
    </nav>
  )

/** A whole page. Every script and style comes from a file of ours: no inline script, no inline style, nothing from elsewhere. */
export function Page(props: PageProps) {
  const { title, partnership, reader, navigation, nonce, errors = [], wide = false } = props
  return (
    <html lang="en-GB" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{fullTitle(title, partnership.name, errors)}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="robots" content={reader.kind === 'signed-in' || props.quiet ? 'noindex' : 'index'} />
        {props.quiet && props.safeExit && reader.kind === 'signed-in' && (
          <noscript>
            <meta http-equiv="refresh" content={`${props.quiet.hiddenAfter};url=${props.safeExit}`} />
          </noscript>
        )}
        <link rel="icon" href={assetUrl('mark.svg')} type="image/svg+xml" />
        {props.manifest && <link rel="manifest" href={props.manifest} />}
        <link rel="preload" href={assetUrl('atkinson-400.woff2')} as="font" type="font/woff2" crossorigin="anonymous" />
        <link rel="stylesheet" href={assetUrl('golden-thread.css')} />
        <link rel="stylesheet" href={partnership.theme.href} />
      </head>
      <body class={wide ? 'govuk-template__body gt-wide-page' : 'govuk-template__body'}>
        <Script name="start.js" nonce={nonce} early />
        <SkipLink text="Skip to main content" href="#main-content" />
        <header class="govuk-template__header">
          <PartnershipHeader partnership={partnership} reader={reader} navigation={navigation} hiddenAfter={props.quiet?.hiddenAfter} />
        </header>
        <div class="govuk-width-container">
          {props.safeExit && <ExitThisPage redirectUrl={props.safeExit} />}
          {props.way && <Way way={props.way} />}
          <main class="govuk-main-wrapper" id="main-content">
            {errors.length > 0 && <ErrorSummary errorList={errorListOf(errors)} />}
            {props.notice}
            {props.children}
          </main>
        </div>
        {!props.quiet && (
          <footer class="govuk-template__footer">
            <PartnershipFooter partnership={partnership} />
          </footer>
        )}
        {props.safeExit && <Script name="safe-exit.js" nonce={nonce} />}
        <Script name="govuk-init.js" nonce={nonce} />
        {reader.kind === 'signed-in' && <Script name="lock.js" nonce={nonce} />}
        {reader.kind === 'signed-in' && <Script name="session.js" nonce={nonce} />}
        {reader.kind === 'signed-in' && !props.quiet && <Script name="keys.js" nonce={nonce} />}
        {props.islands?.map(island => (
          <Script key={island} name={island} nonce={nonce} />
        ))}
      </body>
    </html>
  )
}

/** A page as the text that is sent. */
export const renderPage = (page: VNode): string => `<!doctype html>${renderToString(page)}`

/** Part of a page as text, to be put into a page elsewhere. */
export const renderPart = (part: VNode): string => renderToString(part)
