import { type Content, Details, type TimelineEntry, WideTable } from '../../../design-system/index.ts'
import { type Day, daysBetween, plural, printPartial } from '../../../guidance/index.ts'
import type { ChronologyEntry, Passage } from '../people/person.ts'
import { listed } from '../people/words.ts'

const short = (on: Day): string => printPartial({ on, precision: 'day' })

/** What must be said about an entry itself: late, corrected, withdrawn, kept to one agency. */
export const notesOf = (entry: ChronologyEntry): string[] => [
  ...(entry.recorded
    ? [
        `recorded ${short(entry.recorded)}${entry.on.length === 10 ? `, ${plural(daysBetween(entry.on as Day, entry.recorded), 'day')} later` : ''}`,
      ]
    : []),
  ...(entry.corrected ? [`corrected ${short(entry.corrected)}`] : []),
  ...(entry.withdrawn ? [`withdrawn ${short(entry.withdrawn)}`] : []),
  ...(entry.ownAgencyOnly ? ['kept to your agency'] : []),
]

/** The line of an entry; one that was withdrawn says so. */
export const lineOf = (entry: ChronologyEntry): string => (entry.withdrawn ? `Withdrawn: ${entry.title}` : entry.title)

/**
 * An entry as it hangs on the gold thread. `href`: where it is opened by itself. `whole`: nothing of it is folded away, for paper and for the page of one entry.
 */
export const onThread = (
  entry: ChronologyEntry,
  { href, whole = false }: { href?: string | undefined; whole?: boolean } = {},
): TimelineEntry => ({
  id: `entry-${entry.root}`,
  when: { iso: entry.on, text: entry.when },
  title: lineOf(entry),
  href,
  agency: entry.agency,
  who: `${entry.author}, ${entry.role.toLowerCase()}`,
  text: textOf(entry, whole),
  significant: entry.significant !== null,
  notes: notesOf(entry),
})

const longest = 600

const textOf = (entry: ChronologyEntry, whole: boolean): Content => {
  const length = entry.passages.reduce((sum, passage) => sum + passage.text.length, 0)
  const [first] = entry.passages
  if (entry.passages.length === 0 && entry.earlier.length === 0 && entry.added.length === 0 && !entry.significant) return undefined
  if (entry.withdrawn && !whole)
    return (
      <Details summary={`What the withdrawn entry said (${entry.when})`}>
        <Passages passages={entry.passages} />
      </Details>
    )
  return (
    <>
      {first && length > longest && !whole ? (
        <>
          <p class="govuk-body">
            <strong>{first.heading}:</strong> {first.text.slice(0, 240).replace(/\s+\S*$/, '')}…
          </p>
          <Details summary={`Read all of it (${lineOf(entry)}, ${entry.when})`}>
            <Passages passages={entry.passages} />
          </Details>
        </>
      ) : (
        <Passages passages={entry.passages} />
      )}
      <Beside entry={entry} />
      {entry.earlier.length > 0 && (
        <Details open={whole} summary={`Earlier version${entry.earlier.length > 1 ? 's' : ''} (${entry.when})`}>
          {entry.earlier.map((version, at) => (
            <div key={at}>
              <p class="govuk-body">
                As recorded {short(version.recorded)}: {version.title}
              </p>
              <Passages passages={version.passages} />
            </div>
          ))}
        </Details>
      )}
    </>
  )
}

/** What was said beside the entry afterwards: why it is significant, and what was added. */
const Beside = ({ entry: { significant, added } }: { entry: ChronologyEntry }) => (
  <>
    {significant && (
      <p class="govuk-body">
        <strong>Significant:</strong> <Lines text={significant.reason} /> ({significant.by}, {short(significant.on)})
      </p>
    )}
    {added.map((one, at) => (
      <p key={at} class="govuk-body">
        <strong>
          Added {short(one.on)} by {one.by}, {one.role.toLowerCase()}:
        </strong>{' '}
        <Lines text={one.text} />
      </p>
    ))}
  </>
)

const Passages = ({ passages }: { passages: readonly Passage[] }) => (
  <>
    {passages.map(passage => (
      <p key={`${passage.part} ${passage.heading}`} class="govuk-body">
        <strong>{passage.heading}:</strong> <Lines text={passage.text} />
      </p>
    ))}
  </>
)

const Lines = ({ text }: { text: string }) => (
  <>
    {text.split('\n').map((line, at) => (
      <>
        {at > 0 && <br />}
        {line}
      </>
    ))}
  </>
)

/** Entries as a table, in the order they are given. `label`: what the table is; `hrefOf`: where each is opened by itself. */
export const EntriesTable = ({
  entries,
  label,
  hrefOf,
  whole = false,
}: {
  entries: readonly ChronologyEntry[]
  label: string
  hrefOf?: ((entry: ChronologyEntry) => string) | undefined
  whole?: boolean
}) => (
  <WideTable
    label={label}
    head={['When', 'What', 'Recorded by', 'About the entry']}
    rows={entries.map(entry => [
      { text: entry.when, attributes: { id: `entry-${entry.root}` } },
      {
        text: (
          <>
            <strong>
              {hrefOf ? (
                <a class="govuk-link" href={hrefOf(entry)}>
                  {lineOf(entry)}
                </a>
              ) : (
                lineOf(entry)
              )}
            </strong>
            {textOf(entry, whole)}
          </>
        ),
      },
      `${entry.agency}: ${entry.author}, ${entry.role.toLowerCase()}`,
      listed([...(entry.significant ? ['significant'] : []), ...notesOf(entry)]),
    ])}
  />
)
