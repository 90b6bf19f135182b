import { LevelTag } from './level-tag.tsx'
import { partialDateInWords } from './partial-date.ts'
import { across } from './replay-across.tsx'
import { lengthOfBreak } from './replay-axis.ts'
import { down } from './replay-down.tsx'
import type { ReplayStory } from './replay-story.ts'
import { shortMonth } from './replay-story.ts'
import { WideTable } from './table.tsx'
import type { Content } from './wording.ts'

export type { ReplayEvent, ReplaySaying } from './replay-story.ts'

export type ReplayPictureProps = ReplayStory & {
  /** Begins the ids of the picture; one picture, one id. */
  readonly id: string
  readonly title: string
  /** The picture in a sentence or two, for those who cannot see it. */
  readonly description: string
}

function Facts({ title, events, sayings }: Pick<ReplayPictureProps, 'title' | 'events' | 'sayings'>) {
  return (
    <>
      <WideTable
        label={`${title}: what happened`}
        caption="What happened"
        captionClasses="govuk-table__caption--m"
        classes="gt-dense"
        head={['When', 'What', 'Who told whom']}
        rows={events.map(event => [partialDateInWords(event.when), event.label, event.who ?? ''])}
        firstCellIsHeader
      />
      {sayings.length === 0 ? (
        <p class="govuk-body">Nothing would have been said.</p>
      ) : (
        <WideTable
          label={`${title}: what would have been said`}
          caption="What would have been said"
          captionClasses="govuk-table__caption--m"
          classes="gt-dense"
          head={['From', 'Until', 'Level', 'What', 'To whom', 'Because of']}
          rows={sayings.map(saying => [
            partialDateInWords(saying.from),
            saying.ended ?? (saying.until ? partialDateInWords(saying.until) : 'the end of the story'),
            { text: <LevelTag level={saying.level} /> },
            { text: saying.href ? <a href={saying.href}>{saying.label}</a> : saying.label },
            saying.told,
            saying.because,
          ])}
          firstCellIsHeader
        />
      )}
    </>
  )
}

type Drawing = { readonly width: number; readonly height: number; readonly drawn: Content }

const Drawn = ({ id, title, description, drawing }: { id: string; title: string; description: string; drawing: Drawing }) => (
  <svg
    class="gt-replay__picture"
    viewBox={`0 0 ${drawing.width} ${drawing.height}`}
    width={drawing.width}
    height={drawing.height}
    preserveAspectRatio="xMinYMin meet"
    role="img"
    aria-labelledby={`${id}-title ${id}-description`}
  >
    <title id={`${id}-title`}>{title}</title>
    <desc id={`${id}-description`}>{description}</desc>
    {drawing.drawn}
  </svg>
)

const monthInWords = (month: number): string => `${shortMonth((month % 12) + 1)} ${Math.floor(month / 12)}`

/**
 * A past case along the gold thread, drawn on the server: above it what happened, below it what would have been said and for how long. Long stretches in
 * which nothing is new are broken out of the line, and the break says how long it is; a narrow screen shows the same from top to bottom.
 * The same facts stand in two tables beneath. Refuses a story without any event. Draws nothing more exactly than it is known.
 */
export function ReplayPicture({ id, title, description, events, sayings, asOf }: ReplayPictureProps): Content {
  if (events.length === 0) throw new Error('A picture needs at least one event')
  const story = { events, sayings, asOf }
  const wide = across(story)
  const broken = wide.axis.breaks.map(
    one => ` The line leaves out ${lengthOfBreak(one)} in which nothing is new, ${monthInWords(one.from)} to ${monthInWords(one.to - 1)}.`,
  )
  const told = `${description}${broken.join('')}`
  return (
    <div class="gt-replay">
      <section class="gt-replay__scroll" tabindex={0} aria-label={`${title}: picture`}>
        <Drawn id={id} title={title} description={told} drawing={wide} />
      </section>
      <div class="gt-replay__down">
        <Drawn id={`${id}-down`} title={title} description={told} drawing={down(story)} />
      </div>
      <Facts title={title} events={events} sayings={sayings} />
    </div>
  )
}
