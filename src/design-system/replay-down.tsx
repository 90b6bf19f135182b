import { levelShapes, levelWords } from './level-tag.tsx'
import { monthsOf, type PartialDate, partialDateInWords } from './partial-date.ts'
import { lengthOfBreak, stretchesOf } from './replay-axis.ts'
import { linesOfText, widthOfText } from './replay-layout.ts'
import { momentsOf, type ReplaySaying, type ReplayStory } from './replay-story.ts'
import type { Content } from './wording.ts'

const size = 15
const lineHeight = 19
const width = 340
const threadX = 16
const textX = 34
const textEnd = 262
const lanesEnd = 332
const perCharacter = widthOfText('n'.repeat(100), size) / 100
const charactersFrom = (x: number): number => Math.floor((textEnd - x) / perCharacter)

type Item = {
  readonly key: string
  readonly when: PartialDate
  readonly order: number
  readonly text: string
  readonly begins?: ReplaySaying
  readonly ends?: ReplaySaying
}

/** The line of what was known stands after all of its month. */
const placeOf = ({ when, order }: Item): number => (order === 3 ? monthsOf(when).to : monthsOf(when).from)

const itemsOf = ({ events, sayings, asOf }: ReplayStory): Item[] =>
  [
    ...events.map(({ id, when, label }) => ({ key: `event ${id}`, when, order: 0, text: label })),
    ...sayings.map(saying => ({
      key: `begins ${saying.id}`,
      when: saying.from,
      order: 1,
      text: `${levelWords[saying.level]}: ${saying.label}`,
      begins: saying,
    })),
    ...sayings.flatMap(saying =>
      saying.until ? [{ key: `ends ${saying.id}`, when: saying.until, order: 2, text: `Over: ${saying.label}`, ends: saying }] : [],
    ),
    ...(asOf ? [{ key: 'as of', when: asOf, order: 3, text: `As known ${partialDateInWords(asOf)}` }] : []),
  ].toSorted((a, b) => placeOf(a) - placeOf(b) || a.when.localeCompare(b.when) || a.order - b.order)

/**
 * The picture from top to bottom, for a narrow screen: each date with what happened and what began or ceased to be said, and a bar beside it for as long
 * as each was said. The order is true and the lengths are not; where months are left out the line is broken as in the picture across.
 */
export function down(story: ReplayStory): { width: number; height: number; drawn: Content } {
  const items = itemsOf(story)
  const stretches = stretchesOf(momentsOf(story))
  const gap = Math.min(10, (lanesEnd - textEnd - 8) / Math.max(1, story.sayings.length - 1))
  const laneOf = (saying: ReplaySaying): number => lanesEnd - story.sayings.indexOf(saying) * gap
  const begun = new Map<string, number>()
  const ended = new Map<string, number>()
  const cuts: number[] = []
  const drawn: Content[] = []
  let y = 8
  items.forEach((item, index) => {
    const before = items[index - 1]
    const { from, to } = monthsOf(item.when)
    if (item.when !== before?.when && item.order < 3) {
      const stretch = stretches.findIndex(one => one.from === Math.floor(from))
      const left = stretches[stretch - 1]
      const right = stretches[stretch]
      if (before && left && right && monthsOf(before.when).from < left.to) {
        const words = lengthOfBreak({ from: left.to, to: right.from })
        cuts.push(y + 20)
        drawn.push(
          <text key={`break ${item.when}`} class="gt-replay__break" x={textX} y={y + 25}>
            {words}, nothing new
          </text>,
        )
        y += 44
      }
      y += 4
      drawn.push(
        from === to ? (
          <circle key={`mark ${item.when}`} class="gt-replay__mark" cx={threadX} cy={y + 10} r="6" />
        ) : (
          <rect key={`mark ${item.when}`} class="gt-replay__mark" x={threadX - 5} y={y + 2} width="10" height="16" rx="5" />
        ),
        <text key={`date ${item.when}`} class="gt-replay__date" x={textX} y={y + 15}>
          {partialDateInWords(item.when)}
        </text>,
      )
      y += lineHeight + 2
    }
    if (item.order === 3) {
      drawn.push(
        <line key="as of line" class="gt-replay__as-of" x1="4" x2={width - 4} y1={y + 4} y2={y + 4} />,
        <text key="as of" class="gt-replay__date" x={textX} y={y + 23}>
          {item.text}
        </text>,
      )
      y += lineHeight + 14
      return
    }
    const x = item.begins ? textX + 26 : textX
    const lines = linesOfText(item.text, charactersFrom(x))
    const spoken = item.begins ?? item.ends
    const bold = item.begins ? linesOfText(`${levelWords[item.begins.level]}:`, charactersFrom(x)).join(' ').length : 0
    const at = y
    if (item.begins) begun.set(item.begins.id, at + 9)
    if (item.ends) ended.set(item.ends.id, at + lines.length * lineHeight - 4)
    drawn.push(
      <g key={item.key} class={spoken ? `gt-replay__saying gt-replay__saying--${spoken.level.toLowerCase()}` : undefined}>
        {item.begins && (
          <svg x={textX} y={at - 1} width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
            {levelShapes[item.begins.level]}
          </svg>
        )}
        <text x={x} y={at + 14}>
          {lines.map((line, number) => (
            <tspan key={number} x={x} dy={number === 0 ? 0 : lineHeight}>
              {number === 0 && bold > 0 && <tspan class="gt-replay__date">{line.slice(0, bold)}</tspan>}
              {number === 0 ? line.slice(bold) : line}
            </tspan>
          ))}
        </text>
      </g>,
    )
    y += lines.length * lineHeight + 6
  })
  const end = y + 4
  const height = Math.ceil(end + 8)
  return {
    width,
    height,
    drawn: (
      <>
        <line class="gt-replay__thread" x1={threadX} x2={threadX} y1="4" y2={end} />
        {cuts.map(at => (
          <g key={at} class="gt-replay__cut">
            <path class="gt-replay__gap" d={`M${threadX - 11} ${at + 2}l22-10v10l-22 10Z`} />
            <path d={`M${threadX - 11} ${at + 2}l22-10m0 10l-22 10`} />
          </g>
        ))}
        {story.sayings.map(saying => {
          const x = laneOf(saying)
          const from = begun.get(saying.id) ?? 0
          const until = ended.get(saying.id)
          return (
            <g key={saying.id} class={`gt-replay__saying gt-replay__saying--${saying.level.toLowerCase()}`}>
              <path
                class="gt-replay__bar"
                d={until ? `M${textEnd} ${from}H${x}V${until}H${textEnd}` : `M${textEnd} ${from}H${x}V${end}m-4-6 4 6 4-6`}
              />
            </g>
          )
        })}
        {drawn}
      </>
    ),
  }
}
