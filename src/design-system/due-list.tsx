import type { Level } from './level-tag.tsx'
import { LevelTag } from './level-tag.tsx'
import type { Content } from './wording.ts'

export type DueItem = {
  readonly id: string
  readonly level: Level
  /** What it is, the child first: "Amira has not been seen at home since 15 January". */
  readonly text: Content
  /** When: "due Thursday 22 February, 4 working days left", "29 days ago". */
  readonly when?: string | undefined
  /** Why it is asked: "visits briefing, July 2024, box 3". */
  readonly because: readonly { readonly text: string; readonly href?: string | undefined }[]
  /** What it rests on: the entries, by their names. */
  readonly evidence: readonly { readonly text: string; readonly href: string }[]
  /** The thing to do about it. */
  readonly action?: { readonly text: string; readonly href: string } | undefined
  /** Others of whom the very same is said. */
  readonly also?: readonly { readonly text: string; readonly href: string }[] | undefined
}

/** A list of phrases that hold commas themselves: "a; b; c". */
const joined = (parts: readonly Content[]): Content =>
  parts.map((part, index) => (
    <>
      {index > 0 && '; '}
      {part}
    </>
  ))

/** What is due, and why: most pressing first, as the caller orders it. */
export function DueList({ label, items }: { label: string; items: readonly DueItem[] }) {
  return (
    <ul class="gt-due" aria-label={label}>
      {items.map(item => (
        <li key={item.id} class={`gt-due__item gt-due__item--${item.level.toLowerCase()}`}>
          <p class="gt-due__level">
            <LevelTag level={item.level} />
          </p>
          <div class="gt-due__body">
            <p class="gt-due__text">{item.text}</p>
            {item.when && <p class="gt-due__when">{item.when}</p>}
            <p class="gt-due__because">
              because:{' '}
              {joined(
                item.because.map(source =>
                  source.href ? (
                    <a class="govuk-link" href={source.href}>
                      {source.text}
                    </a>
                  ) : (
                    source.text
                  ),
                ),
              )}
              {item.evidence.length > 0 && (
                <>
                  {' · rests on '}
                  {joined(
                    item.evidence.map(entry => (
                      <a class="govuk-link" href={entry.href}>
                        {entry.text}
                      </a>
                    )),
                  )}
                </>
              )}
            </p>
            {item.action && (
              <p class="gt-due__action">
                <a class="govuk-link" href={item.action.href}>
                  {item.action.text}
                </a>
              </p>
            )}
            {item.also && item.also.length > 0 && (
              <p class="gt-due__action">
                {'The same of '}
                {joined(
                  item.also.map(one => (
                    <a class="govuk-link" href={one.href}>
                      {one.text}
                    </a>
                  )),
                )}
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
