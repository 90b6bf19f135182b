import { type Day, printDay } from '../../guidance/index.ts'

/** What one shared thing says, as whoever it was shared with reads it. */
export type ItemWords = {
  readonly title: string
  readonly words: string
  readonly onDay: Day | null
  readonly atTime: string | null
  readonly place: string | null
}

/** One shared thing exactly as the family reads it: by the worker before it is shared, and by whoever it was shared with. */
export const SharedItem = ({ item }: { item: ItemWords }) => (
  <>
    {(item.onDay || item.place) && (
      <p class="govuk-body">
        <strong>
          {[item.onDay && printDay(item.onDay), item.atTime].filter(Boolean).join(', ')}
          {item.place && `${item.onDay ? '. ' : ''}${item.place}`}
        </strong>
      </p>
    )}
    {item.words.split('\n\n').map((passage, at) => (
      <p key={at} class="govuk-body gt-narrative">
        {passage.split('\n').map((line, row, lines) => (
          <>
            {row > 0 && <br />}
            {row === 0 && lines.length > 1 && line.endsWith(':') ? <strong>{line}</strong> : line}
          </>
        ))}
      </p>
    ))}
  </>
)
