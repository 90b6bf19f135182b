import type { Content } from './wording.ts'

export type TimelineEntry = {
  readonly id: string
  /** When it happened: machine form ("2024-02-06", "2024-02" where only the month is known) and the words people read. */
  readonly when: { readonly iso: string; readonly text: string }
  /** What it is: "Visit at school". */
  readonly title: string
  readonly href?: string | undefined
  readonly agency: string
  readonly who: string
  readonly text?: Content
  readonly significant: boolean
  /** What must be said about the entry itself: "corrected 12 February", "recorded 10 March, 26 days later". */
  readonly notes?: readonly string[] | undefined
}

export type TimelineProps = {
  /** What the list is, for those who hear it: "Chronology, newest first". */
  readonly label: string
  readonly entries: readonly TimelineEntry[]
  /** The level of the headings of the entries, one below the heading above the timeline. */
  readonly headingLevel?: 2 | 3 | 4 | undefined
}

const Star = () => (
  <svg class="gt-timeline__star" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" focusable="false">
    <path d="m10 1 2.800 5.900 6.400.8-4.700 4.400 1.200 6.400L10 15.400l-5.700 3.100 1.200-6.400L.8 7.700l6.400-.8Z" fill="currentColor" />
  </svg>
)

/** The gold thread: what happened, hanging on one line. Heard as an ordered list. */
export function Timeline({ label, entries, headingLevel = 3 }: TimelineProps) {
  const Heading = `h${headingLevel}` as 'h3'
  return (
    <ol class="gt-timeline" aria-label={label}>
      {entries.map(entry => (
        <li
          key={entry.id}
          id={entry.id}
          class={entry.significant ? 'gt-timeline__entry gt-timeline__entry--significant' : 'gt-timeline__entry'}
        >
          <p class="gt-timeline__when">
            <time datetime={entry.when.iso}>{entry.when.text}</time>
          </p>
          <div class="gt-timeline__what">
            <Heading class="gt-timeline__title">
              {entry.href ? (
                <a class="govuk-link" href={entry.href}>
                  {entry.title}
                </a>
              ) : (
                entry.title
              )}
              {entry.significant && (
                <>
                  {' '}
                  <span class="gt-timeline__significant">
                    <Star /> Significant
                  </span>
                </>
              )}
            </Heading>
            <p class="gt-timeline__who">
              {entry.agency} · {entry.who}
              {entry.notes?.map(note => ` · ${note}`)}
            </p>
            {entry.text && <div class="gt-timeline__text">{entry.text}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
