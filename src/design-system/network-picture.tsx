import {
  type DrawnPerson,
  layAcross,
  layDown,
  lineHeight,
  lineSize,
  type Network,
  type NetworkLayout,
  nameSize,
  symbol,
} from './network-layout.ts'
import type { TableCell } from './table.tsx'
import { WideTable } from './table.tsx'
import type { Content } from './wording.ts'

export type { Network, NetworkHome, NetworkPerson, NetworkTie } from './network-layout.ts'

export type NetworkPictureProps = {
  /** Begins the ids of the picture; one picture, one id. */
  readonly id: string
  readonly title: string
  /** The drawing in a sentence or two, for those who cannot see it. */
  readonly description: string
  readonly network: Network
  /** The same facts as text, beneath: heading cells and rows. */
  readonly head: readonly string[]
  readonly rows: readonly (readonly TableCell[])[]
}

const Shape = ({ at }: { at: DrawnPerson }) => {
  const { shape, middle, died } = at.person
  const [x, y, size] = [at.x, at.y + 6, symbol]
  const [cx, cy, half] = [x + size / 2, y + size / 2, size / 2]
  const edge = (inset: number) => {
    switch (shape) {
      case 'female':
        return <circle class="gt-network__shape" cx={cx} cy={cy} r={half - inset} />
      case 'unborn':
        return (
          <path
            class="gt-network__shape"
            d={`M${cx} ${y + inset} L${x + size - inset} ${y + size - inset} L${x + inset} ${y + size - inset} Z`}
          />
        )
      case 'unknown':
        return (
          <path
            class="gt-network__shape gt-network__shape--unknown"
            d={`M${cx} ${y + inset} L${x + size - inset} ${cy} L${cx} ${y + size - inset} L${x + inset} ${cy} Z`}
          />
        )
      case 'person':
        return (
          <rect class="gt-network__shape" x={x + inset} y={y + inset} width={size - 2 * inset} height={size - 2 * inset} rx={half / 2} />
        )
      case 'male':
        return <rect class="gt-network__shape" x={x + inset} y={y + inset} width={size - 2 * inset} height={size - 2 * inset} />
    }
  }
  return (
    <g>
      {edge(0)}
      {middle && edge(4)}
      {died && <path class="gt-network__died" d={`M${x} ${y} L${x + size} ${y + size} M${x + size} ${y} L${x} ${y + size}`} />}
      {shape === 'unknown' && (
        <text class="gt-network__mark" x={cx} y={cy + 5} text-anchor="middle" font-size={lineSize}>
          ?
        </text>
      )}
    </g>
  )
}

const Person = ({ at }: { at: DrawnPerson }) => {
  const x = at.x + symbol + 12
  const top = at.y + nameSize + 3
  return (
    <g>
      <Shape at={at} />
      {at.name.map((line, index) => (
        <text key={`name ${index}`} class="gt-network__name" x={x} y={top + index * lineHeight} font-size={nameSize}>
          {line}
        </text>
      ))}
      {at.lines.map((line, index) => (
        <text key={`line ${index}`} x={x} y={top + (at.name.length + index) * lineHeight} font-size={lineSize}>
          {line}
        </text>
      ))}
    </g>
  )
}

const Drawing = ({ layout }: { layout: NetworkLayout }) => (
  <>
    {layout.homes.map(({ home, label, x, y, width, height }) => (
      <g key={home.id}>
        <rect
          class={`gt-network__home${home.known ? '' : ' gt-network__home--unknown'}`}
          x={x}
          y={y}
          width={width}
          height={height}
          rx={6}
        />
        {label.map((line, index) => (
          <text key={index} class="gt-network__label" x={x + 14} y={y + 14 + lineSize + index * lineHeight - 2} font-size={lineSize}>
            {line}
          </text>
        ))}
      </g>
    ))}
    {layout.ties.map(({ tie, points, text, at }) => (
      <g key={tie.to}>
        <path
          class={`gt-network__tie${tie.sure ? '' : ' gt-network__tie--unsure'}`}
          d={points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(' ')}
        />
        {text.map((line, index) => (
          <text key={index} x={at.x} y={at.y + lineSize + index * lineHeight} font-size={lineSize}>
            {line}
          </text>
        ))}
      </g>
    ))}
    {layout.people.map(at => (
      <Person key={`${at.home} ${at.person.id}`} at={at} />
    ))}
  </>
)

const Svg = ({ id, title, description, layout }: { id: string; title: string; description: string; layout: NetworkLayout }) => (
  <svg
    class="gt-network__picture"
    viewBox={`0 0 ${layout.width} ${layout.height}`}
    width={layout.width}
    height={layout.height}
    preserveAspectRatio="xMinYMin meet"
    role="img"
    aria-labelledby={`${id}-title ${id}-description`}
  >
    <title id={`${id}-title`}>{title}</title>
    <desc id={`${id}-description`}>{description}</desc>
    <Drawing layout={layout} />
  </svg>
)

/**
 * A family as a drawing made on the server: who lives where, who sees whom, and those whom nobody has named yet. Shapes as a family tree has them, lines whole
 * or broken, words everywhere: it prints in black and white. A narrow screen shows it from top to bottom. The same facts stand in a table beneath.
 */
export function NetworkPicture({ id, title, description, network, head, rows }: NetworkPictureProps): Content {
  return (
    <div class="gt-network">
      <div class="gt-network__across">
        <Svg id={id} title={title} description={description} layout={layAcross(network)} />
      </div>
      <div class="gt-network__down">
        <Svg id={`${id}-down`} title={title} description={description} layout={layDown(network)} />
      </div>
      <p class="govuk-body-s gt-network__key">
        Circle: girl or woman. Square: boy or man. Rounded square: not known which. Triangle: not yet born. Diamond with a question mark:
        not yet identified. Double edge: the person the drawing is about. Crossed: has died. Whole line: known to see the person. Broken
        line: not confirmed.
      </p>
      <WideTable label={`${title}: the same as a table`} head={[...head]} rows={rows.map(row => [...row])} firstCellIsHeader />
    </div>
  )
}
