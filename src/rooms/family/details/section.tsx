import type { Content, SummaryRow } from '../../../design-system/index.ts'
import { printPartial } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import type { DetailsView } from './details-view.ts'

export type DetailsProps = {
  readonly view: DetailsView
  /** Those of the family of whom the reader may say how they stand to this person. */
  readonly tellable: ReadonlySet<SubjectId>
  readonly addressesAsked: boolean
  /** What the addresses of pages as known on the same day end with; empty for now. */
  readonly known?: string
}

/** The address of the page of one fact; with `entry`, of the one that is told. */
export const to = (view: DetailsView, slug: string, entry?: string): string =>
  `/people/${view.person}/details/${slug}${entry ? `?entry=${entry}` : ''}`

/** The way to put a row right, for whoever may. */
export const change = (may: boolean, href: string, what: string, text = 'Change'): Pick<SummaryRow, 'actions'> =>
  may ? { actions: { items: [{ href, text, visuallyHiddenText: what }] } } : {}

/** The day of an entry, as exact as it is known. */
export const day = (entry: Pick<Entry, 'on' | 'precision'>): string =>
  printPartial({ on: entry.on, precision: entry.precision === 'moment' ? 'day' : entry.precision })

/** One section of the page under its heading. */
export const Section = ({ id, title, children }: { id: string; title: string; children: Content }) => (
  <section aria-labelledby={id}>
    <h2 class="govuk-heading-m" id={id}>
      {title}
    </h2>
    {children}
  </section>
)

/** The ways onward that the reader may go; nothing where there are none. */
export const Ways = ({ links }: { links: readonly (readonly [may: boolean, href: string, text: string])[] }) => {
  const open = links.filter(([may]) => may)
  return open.length === 0 ? null : (
    <ul class="govuk-list">
      {open.map(([, href, text]) => (
        <li key={href}>
          <a class="govuk-link" href={href}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The words told with a fact, each on its own line. */
export const Said = ({ words }: { words: Readonly<Record<string, string | undefined>> }) => {
  const said = Object.values(words).filter(Boolean)
  return said.length === 0 ? null : (
    <span>
      {said.map((text, at) => (
        <span key={at}>
          <br />
          {text}
        </span>
      ))}
    </span>
  )
}
