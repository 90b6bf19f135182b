import { scaleLinear } from 'd3-scale'
import type { Level } from './level-tag.tsx'
import { LevelTag, levelShapes, levelWords } from './level-tag.tsx'
import type { PartialDate } from './partial-date.ts'
import { monthName, monthsOf, partialDateInWords } from './partial-date.ts'
import { denseLanesOf, lanesOf, linesOfText, widthOfText } from './replay-layout.ts'
import { WideTable } from './table.tsx'
import type { Content } from './wording.ts'

/** Something that happened: when, what, and who told whom. */
export type ReplayEvent = { readonly id: string; readonly when: PartialDate; readonly label: string; readonly who?: string | undefined }

/** Something that would have been said: from when, until when (nothing: to the end of the story), to whom and why. */
export type ReplaySaying = {
  readonly id: string
  readonly level: Level
  readonly label: string
  readonly from: PartialDate
  readonly until?: PartialDate | undefined
  readonly told: string
  readonly because: string
  /** "met 12 February 2012": how it ended. */
  readonly ended?: string | undefined
  readonly href?: string | undefined
}

export type ReplayPictureProps = {
  /** Begins the ids of the picture; one picture, one id. */
  readonly id: string
  readonly title: string
  /** The picture in a sentence or two, for those who cannot see it. */
  readonly description: string
  readonly events: readonly ReplayEvent[]
  readonly sayings: readonly ReplaySaying[]
  /** The day the page answers for: drawn as a line across. */
  readonly asOf?: PartialDate | undefined
}

const size = 15
const lineHeight = 18
const labelCharacters = 19
const margin = 24
const laneGap = 10
const rowHeight = 46

type Draw = { readonly x: (months: number) => number; readonly height: number; readonly right: number }

function Months({ first, last, y, draw }: { first: number; last: number; y: number; draw: Draw }) {
  const all = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const step = draw.x(first + 1) - draw.x(first) >= 40 ? 1 : 3
  return (
    <g class="gt-replay__months">
      {all.map(month => (
        <line key={month} x1={draw.x(month)} x2={draw.x(month)} y1={y} y2={y + (month % 12 === 0 ? 16 : 7)} />
      ))}
      {all.slice(0, -1).map(month => {
        const named = month % 12 === 0 || month === first || month % step === 0
        // A first month that stands too near to the next named one keeps silent, except for its year.
        const crowded = month === first && month % step !== 0 && step > 1 && step - (month % step) < 2
        return (
          named &&
          !crowded && (
            <text key={month} x={draw.x(month) + 3} y={y + 20}>
              {monthName((month % 12) + 1).slice(0, 3)}
              {(month % 12 === 0 || month === first) && (
                <tspan x={draw.x(month) + 3} dy={lineHeight} class="gt-replay__year">
                  {Math.floor(month / 12)}
                </tspan>
              )}
            </text>
          )
        )
      })}
    </g>
  )
}

/** What is known only to the month lies over the whole month; a day is a point. */
function Mark({ when, y, draw }: { when: PartialDate; y: number; draw: Draw }) {
  const { from, to } = monthsOf(when)
  return from === to ? (
    <circle class="gt-replay__mark" cx={draw.x(from)} cy={y} r="6" />
  ) : (
    <rect class="gt-replay__mark" x={draw.x(from) + 1} y={y - 5} width={draw.x(to) - draw.x(from) - 2} height="10" rx="5" />
  )
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

const mostLanes = 6
const widestMonth = 240

/** The labels of the events on a scale of months, wide enough that they need few lanes, or as few lanes as can be where the story is too dense. */
function layOut(events: readonly ReplayEvent[], first: number, last: number) {
  const texts = events.map(event => {
    const lines = [partialDateInWords(event.when), ...linesOfText(event.label, labelCharacters)]
    return { event, lines, width: Math.max(...lines.map(line => widthOfText(line, size))) }
  })
  for (let perMonth = Math.min(110, Math.max(24, 1040 / (last - first))); ; perMonth *= 1.4) {
    const scale = scaleLinear([first, last], [margin, margin + perMonth * (last - first)])
    const labels = texts.map(text => ({ ...text, x: scale(monthsOf(text.event.when).from) }))
    const lanes = lanesOf(labels)
    if (Math.max(...lanes) < mostLanes) return { scale, labels, lanes }
    if (perMonth * 1.4 > widestMonth) return { scale, labels, lanes: denseLanesOf(labels) }
  }
}

/**
 * A past case along the gold thread, drawn on the server: above it what happened, below it what would have been said and for how long.
 * The same facts stand in two tables beneath. Refuses a story without any event. Draws nothing more exactly than it is known.
 */
export function ReplayPicture({ id, title, description, events, sayings, asOf }: ReplayPictureProps): Content {
  if (events.length === 0) throw new Error('A picture needs at least one event')
  const moments = [
    ...events.map(event => event.when),
    ...sayings.flatMap(({ from, until }) => (until ? [from, until] : [from])),
    ...(asOf ? [asOf] : []),
  ].map(monthsOf)
  const first = Math.floor(Math.min(...moments.map(({ from }) => from)))
  const last = Math.ceil(Math.max(...moments.map(({ from, to }) => Math.max(to, from + 0.01))))
  const { scale, labels, lanes } = layOut(events, first, last)
  const laneHeights = Array.from({ length: Math.max(...lanes) + 1 }, (_, lane) =>
    Math.max(...labels.map(({ lines }, index) => (lanes[index] === lane ? lines.length * lineHeight + laneGap : 0))),
  )
  const top = margin / 2 + size
  const threadY = top + laneHeights.reduce((sum, height) => sum + height, 0) + 14
  const placed = labels.map((label, index) => {
    const foot = threadY - 14 - laneHeights.slice(0, lanes[index]).reduce((sum, height) => sum + height, 0)
    return { ...label, head: foot - label.lines.length * lineHeight - laneGap + lineHeight }
  })
  const rowsY = threadY + 64
  const bottom = rowsY + sayings.length * rowHeight + (asOf ? lineHeight + 8 : 8)
  const end = scale(last)
  const right = Math.max(
    end,
    ...labels.map(({ x, width }) => x + width),
    ...sayings.map(saying => scale(monthsOf(saying.from).from) + 28 + widthOfText(`${levelWords[saying.level]}: ${saying.label}`, size)),
  )
  const draw: Draw = { x: scale, height: bottom, right: right + margin }

  return (
    <div class="gt-replay">
      <section class="gt-replay__scroll" tabindex={0} aria-label={`${title}: picture, scrolls sideways`}>
        <svg
          class="gt-replay__picture"
          viewBox={`0 0 ${Math.ceil(draw.right)} ${Math.ceil(draw.height)}`}
          width={Math.ceil(draw.right)}
          height={Math.ceil(draw.height)}
          preserveAspectRatio="xMinYMin meet"
          role="img"
          aria-labelledby={`${id}-title ${id}-description`}
        >
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-description`}>{description}</desc>
          {asOf && (
            <line class="gt-replay__as-of" x1={scale(monthsOf(asOf).to)} x2={scale(monthsOf(asOf).to)} y1={threadY - 12} y2={bottom} />
          )}
          {placed.map(({ event, x, head }) => (
            <line key={event.id} class="gt-replay__leader" x1={x} x2={x} y1={head - size + 2} y2={threadY} />
          ))}
          {placed.map(({ event, lines, x, head }) => (
            <text key={event.id} class="gt-replay__event" x={x + 6} y={head}>
              {lines.map((line, number) => (
                <tspan key={number} x={x + 6} dy={number === 0 ? 0 : lineHeight} class={number === 0 ? 'gt-replay__date' : undefined}>
                  {line}
                </tspan>
              ))}
            </text>
          ))}
          <line class="gt-replay__thread" x1={margin / 2} x2={end} y1={threadY} y2={threadY} />
          {events.map(event => (
            <Mark key={event.id} when={event.when} y={threadY} draw={draw} />
          ))}
          <Months first={first} last={last} y={threadY + 8} draw={draw} />
          {sayings.map((saying, index) => {
            const from = scale(monthsOf(saying.from).from)
            const until = saying.until ? scale(monthsOf(saying.until).to) : end
            const y = rowsY + index * rowHeight
            return (
              <g key={saying.id} class={`gt-replay__saying gt-replay__saying--${saying.level.toLowerCase()}`}>
                <svg x={from} y={y} width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
                  {levelShapes[saying.level]}
                </svg>
                <text x={from + 26} y={y + 15}>
                  <tspan class="gt-replay__date">{levelWords[saying.level]}:</tspan> {saying.label}
                </text>
                <path
                  class="gt-replay__bar"
                  d={
                    saying.until
                      ? `M${from} ${y + 24}v8H${Math.max(until, from + 4)}v-8`
                      : `M${from} ${y + 24}v8H${Math.max(until, from + 12)}m-7-5 7 5-7 5`
                  }
                />
              </g>
            )
          })}
          {asOf && (
            <text class="gt-replay__date" x={scale(monthsOf(asOf).to) + 6} y={bottom - 4}>
              As known {partialDateInWords(asOf)}
            </text>
          )}
        </svg>
      </section>
      <Facts title={title} events={events} sayings={sayings} />
    </div>
  )
}
