import { levelShapes, levelWords } from './level-tag.tsx'
import { monthsOf, partialDateInWords } from './partial-date.ts'
import { type Axis, axisOf, type Break, lengthOfBreak } from './replay-axis.ts'
import { denseLanesOf, lanesOf, linesOfText, widthOfText } from './replay-layout.ts'
import { momentsOf, type ReplayEvent, type ReplaySaying, type ReplayStory, shortDate, shortMonth } from './replay-story.ts'
import type { Content } from './wording.ts'

const size = 15
const lineHeight = 18
const margin = 16
const laneGap = 5
/** What fits into a page 1280 pixels wide without scrolling. */
const usualWidth = 1216
/** Kept free beside the last month, for words that begin there. */
const besideTheEnd = 190
const breakWidth = 116
const mostLanes = 26
const perCharacter = size * 0.5

/** A double stroke across a line: here it is broken. */
const Cut = ({ at, y, tall }: { at: Break; y: number; tall: number }) => {
  const x = (at.begin + at.end) / 2
  return (
    <g class="gt-replay__cut">
      <path class="gt-replay__gap" d={`M${x - 8} ${y + tall}L${x} ${y - tall}H${x + 8}L${x} ${y + tall}Z`} />
      <path d={`M${x - 8} ${y + tall}L${x} ${y - tall}M${x} ${y + tall}L${x + 8} ${y - tall}`} />
    </g>
  )
}

function Months({ axis, y }: { axis: Axis; y: number }) {
  const step = axis.perMonth >= 40 ? 1 : 3
  return (
    <g class="gt-replay__months">
      {axis.stretches.map(stretch =>
        Array.from({ length: stretch.to - stretch.from + 1 }, (_, index) => stretch.from + index).map(month => {
          const x = month === stretch.to ? axis.at(stretch.to - 1) + axis.perMonth : axis.at(month)
          const begins = month === stretch.from
          const january = month % 12 === 0
          // A beginning just before a January leaves the word to it, and one just before another named month silences that.
          const room = 34 / axis.perMonth
          const crowded = begins ? month % 12 > 12 - room && stretch.to > month + 1 : !january && month - stretch.from < room
          const named = month < stretch.to && (begins || january || month % step === 0) && !crowded
          return (
            <g key={month}>
              <line x1={x} x2={x} y1={y} y2={y + (january ? 16 : 7)} />
              {named && (
                <text x={x + 3} y={y + 20}>
                  {shortMonth((month % 12) + 1)}
                  {(january || begins) && (
                    <tspan x={x + 3} dy={lineHeight} class="gt-replay__year">
                      {Math.floor(month / 12)}
                    </tspan>
                  )}
                </text>
              )}
            </g>
          )
        }),
      )}
      {axis.breaks.map(one => (
        <text key={one.from} class="gt-replay__break" x={(one.begin + one.end) / 2} y={y + 20} text-anchor="middle">
          {lengthOfBreak(one)}
          <tspan x={(one.begin + one.end) / 2} dy={lineHeight}>
            nothing new
          </tspan>
        </text>
      ))}
    </g>
  )
}

/** What is known only to the month lies over the whole month; a day is a point. */
function Mark({ event: { when }, y, axis }: { event: ReplayEvent; y: number; axis: Axis }) {
  const { from, to } = monthsOf(when)
  return from === to ? (
    <circle class="gt-replay__mark" cx={axis.at(from)} cy={y} r="6" />
  ) : (
    <rect class="gt-replay__mark" x={axis.at(from) + 1} y={y - 5} width={axis.at(to) - axis.at(from) - 2} height="10" rx="5" />
  )
}

/** Each event in as few lines as there is room for to its right, on lanes above the thread. */
const eventsIn = (events: readonly ReplayEvent[], axis: Axis, right: number) => {
  const labels = events.map(event => {
    const x = axis.at(monthsOf(event.when).from)
    const date = shortDate(event.when)
    const lines = linesOfText(`${date} ${event.label}`, Math.min(64, Math.floor((right - margin - x - 6) / perCharacter)))
    return { event, date, lines, x, width: 6 + Math.max(...lines.map(line => widthOfText(line, size))) }
  })
  const apart = lanesOf(labels)
  const lanes = Math.max(...apart) < mostLanes ? apart : denseLanesOf(labels)
  const heights = Array.from({ length: Math.max(...lanes) + 1 }, (_, lane) =>
    Math.max(0, ...labels.map(({ lines }, index) => (lanes[index] === lane ? lines.length * lineHeight + laneGap : 0))),
  )
  const above = (lane: number): number => heights.slice(0, lane).reduce((sum, height) => sum + height, 0)
  const tall = above(heights.length)
  return {
    tall,
    labels: labels.map((label, index) => ({
      ...label,
      head: tall - above(lanes[index] ?? 0) - label.lines.length * lineHeight - laneGap + lineHeight,
    })),
  }
}

/** Each thing said on a row of its own; one that begins near the end has its words moved to where there is room. */
const sayingsIn = (sayings: readonly ReplaySaying[], axis: Axis, right: number, end: number) => {
  let y = 0
  const rows = sayings.map(saying => {
    const from = axis.at(monthsOf(saying.from).from)
    const words = `${levelWords[saying.level]}: ${saying.label}`
    const x = Math.min(from, right - margin - 26 - Math.min(widthOfText(words, size), 340))
    const lines = linesOfText(words, Math.floor((right - margin - x - 26) / perCharacter))
    const row = { saying, from, until: saying.until ? axis.at(monthsOf(saying.until).to) : end, x, y, lines }
    y += lines.length * lineHeight + 26
    return row
  })
  return { rows, tall: y }
}

/** From where to where words stand over an upright line. */
const wordsOver = (rows: ReturnType<typeof sayingsIn>['rows'], x: number, rowsY: number): [number, number][] =>
  rows
    .filter(row => row.x < x && x < row.x + 26 + Math.max(...row.lines.map(line => widthOfText(line, size))))
    .map(row => [rowsY + row.y - 4, rowsY + row.y + row.lines.length * lineHeight])

/** An upright line that leaves out what stands over it. */
const pathBetween = (x: number, top: number, bottom: number, over: readonly [number, number][]): string =>
  `M${x} ${top}${over.map(([from, to]) => `V${from}M${x} ${to}`).join('')}V${bottom}`

/** The picture from left to right, in whole units: how wide and high it is, and what is in it. */
export function across({ events, sayings, asOf }: ReplayStory): { width: number; height: number; axis: Axis; drawn: Content } {
  const axis = axisOf(momentsOf({ events, sayings, asOf }), {
    start: margin,
    room: usualWidth - 2 * margin - besideTheEnd,
    least: 24,
    most: 240,
    breakWidth,
  })
  const right = Math.max(usualWidth, Math.ceil(axis.end + besideTheEnd + margin))
  const above = eventsIn(events, axis, right)
  const top = margin / 2 + size
  const threadY = top + above.tall + 14
  const moments = momentsOf({ events, sayings, asOf })
  // What still stands is drawn as far as anything is known, not to the end of that month.
  const below = sayingsIn(sayings, axis, right, axis.at(Math.max(...moments.map(({ to }) => to)) - 0.0001))
  const rowsY = threadY + 62
  const bottom = rowsY + below.tall + (asOf ? lineHeight + 4 : 4)
  const asOfX = asOf ? axis.at(monthsOf(asOf).to - 0.0001) : undefined
  const asOfWords = asOf ? `As known ${partialDateInWords(asOf)}` : ''
  const asOfBefore = asOfX !== undefined && asOfX + 6 + widthOfText(asOfWords, size) > right
  const drawn = (
    <>
      {asOfX !== undefined && (
        <path class="gt-replay__as-of" d={pathBetween(asOfX, threadY + 8, bottom, wordsOver(below.rows, asOfX, rowsY))} />
      )}
      {above.labels.map(({ event, x, head }) => (
        <line key={event.id} class="gt-replay__leader" x1={x} x2={x} y1={top + head - size + 2} y2={threadY} />
      ))}
      {above.labels.map(({ event, date, lines, x, head }) => (
        <text key={event.id} class="gt-replay__event" x={x + 6} y={top + head}>
          {lines.map((line, number) => (
            <tspan key={number} x={x + 6} dy={number === 0 ? 0 : lineHeight}>
              {number === 0 && <tspan class="gt-replay__date">{date}</tspan>}
              {number === 0 ? line.slice(date.length) : line}
            </tspan>
          ))}
        </text>
      ))}
      <line class="gt-replay__thread" x1={margin / 2} x2={axis.end} y1={threadY} y2={threadY} />
      {axis.breaks.map(one => (
        <Cut key={one.from} at={one} y={threadY} tall={11} />
      ))}
      {events.map(event => (
        <Mark key={event.id} event={event} y={threadY} axis={axis} />
      ))}
      <Months axis={axis} y={threadY + 8} />
      {below.rows.map(({ saying, from, until, x, y, lines }) => {
        const begin = `${levelWords[saying.level]}:`
        const barY = rowsY + y + lines.length * lineHeight + 2
        return (
          <g key={saying.id} class={`gt-replay__saying gt-replay__saying--${saying.level.toLowerCase()}`}>
            <svg x={x} y={rowsY + y - 2} width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
              {levelShapes[saying.level]}
            </svg>
            <text x={x + 26} y={rowsY + y + 13}>
              {lines.map((line, number) => (
                <tspan key={number} x={x + 26} dy={number === 0 ? 0 : lineHeight}>
                  {number === 0 && <tspan class="gt-replay__date">{begin}</tspan>}
                  {number === 0 ? line.slice(begin.length) : line}
                </tspan>
              ))}
            </text>
            <path
              class="gt-replay__bar"
              d={
                saying.until
                  ? `M${from} ${barY}v8H${Math.max(until, from + 4)}v-8`
                  : `M${from} ${barY}v8H${Math.max(until, from + 12)}m-7-5 7 5-7 5`
              }
            />
            {axis.breaks
              .filter(one => from < one.begin && one.end < until)
              .map(one => (
                <Cut key={one.from} at={one} y={barY + 8} tall={7} />
              ))}
          </g>
        )
      })}
      {asOfX !== undefined && (
        <text class="gt-replay__date" x={asOfBefore ? asOfX - 6 : asOfX + 6} y={bottom - 5} text-anchor={asOfBefore ? 'end' : 'start'}>
          {asOfWords}
        </text>
      )}
    </>
  )
  return { width: right, height: Math.ceil(bottom), axis, drawn }
}
