import type { Level } from './level-tag.tsx'
import { LevelTag } from './level-tag.tsx'
import type { Content } from './wording.ts'

export type QueueRow = {
  readonly id: string
  readonly href: string
  readonly level: Level
  /** "Decide by 12:00", "Decide by Thursday 4 June". */
  readonly by: string
  /** Who it is about: "Amira T, 6, and 2 siblings". */
  readonly who: string
  /** What was said, in a line: "school says: hungry, same coat since autumn". */
  readonly says: Content
  /** What is already known, in a few phrases: "4th concern in 12 months". */
  readonly known?: readonly string[] | undefined
  /** Who has been asked, and whether they have answered. */
  readonly asked?: readonly { readonly agency: string; readonly answered: boolean }[] | undefined
  readonly assigned: 'you' | 'nobody' | { readonly name: string }
  /** How far it has come, in a word or two: "Waiting for agencies". */
  readonly stage?: string | undefined
  /** Since when it is here and how long it may stay. */
  readonly stay?: string | undefined
  /** What somebody before has left for whoever takes it up. */
  readonly note?: Content | undefined
  /** What can be done with it without opening it: buttons and a box to choose it, inside the form that the caller puts around the list. */
  readonly act?: Content | undefined
}

const assignedWords = (assigned: QueueRow['assigned']): string =>
  assigned === 'you' ? 'assigned to you' : assigned === 'nobody' ? 'assigned to nobody yet' : `assigned to ${assigned.name}`

/** What waits for somebody, most pressing first, as the caller orders it. Each row opens one piece of work. */
export function QueueList({ label, rows, headingLevel = 2 }: { label: string; rows: readonly QueueRow[]; headingLevel?: 2 | 3 | 4 }) {
  const Heading = `h${headingLevel}` as 'h2'
  return (
    <ul class="gt-queue" aria-label={label}>
      {rows.map(row => (
        <li key={row.id} class="gt-queue__row">
          <p class="gt-queue__by">
            <LevelTag level={row.level} /> <span class="gt-queue__time">{row.by}</span>
            {row.stay && <span class="gt-queue__stay">{row.stay}</span>}
          </p>
          <div class="gt-queue__body">
            <Heading class="gt-queue__who">
              <a class="govuk-link" href={row.href}>
                {row.who}
              </a>
            </Heading>
            <p class="gt-queue__says">{row.says}</p>
            {row.known && row.known.length > 0 && <p class="gt-queue__known">{row.known.join(' · ')}</p>}
            {row.note && <div class="gt-queue__note">{row.note}</div>}
            <p class="gt-queue__foot">
              {row.stage && <strong>{row.stage}</strong>}
              {row.stage && ' · '}
              {row.asked && row.asked.length > 0 && (
                <>asked: {row.asked.map(({ agency, answered }) => `${agency} ${answered ? '✓ answered' : '… waiting'}`).join(', ')} · </>
              )}
              {assignedWords(row.assigned)}
            </p>
            {row.act && <div class="gt-queue__act">{row.act}</div>}
          </div>
        </li>
      ))}
    </ul>
  )
}
