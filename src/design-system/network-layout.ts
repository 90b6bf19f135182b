import { linesOfText, widthOfText } from './replay-layout.ts'

/** Somebody in the drawing of a family. `lines`: what stands under the name, each a short phrase. */
export type NetworkPerson = {
  readonly id: string
  readonly name: string
  /** As a family tree draws people: a circle for a girl or woman, a square for a boy or man, a triangle before birth, a diamond where nobody knows who it is. */
  readonly shape: 'female' | 'male' | 'unborn' | 'unknown' | 'person'
  readonly lines: readonly string[]
  /** The person the drawing is about: drawn with a double edge. */
  readonly middle?: boolean
  readonly died?: boolean
}

/** A home, or a group of those of whom nobody knows where they live. */
export type NetworkHome = { readonly id: string; readonly label: string; readonly people: readonly string[]; readonly known: boolean }

/** Who sees the person in the middle though they live elsewhere. `sure`: drawn as a whole line; otherwise broken, for a contact that is not confirmed. */
export type NetworkTie = { readonly to: string; readonly text: string; readonly sure: boolean }

export type Network = {
  readonly people: readonly NetworkPerson[]
  readonly homes: readonly NetworkHome[]
  readonly ties: readonly NetworkTie[]
}

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type DrawnPerson = Box & {
  readonly person: NetworkPerson
  readonly home: string
  readonly name: readonly string[]
  readonly lines: readonly string[]
}
export type DrawnHome = Box & { readonly home: NetworkHome; readonly label: readonly string[] }
export type DrawnTie = {
  readonly tie: NetworkTie
  readonly home: string
  /** Corners of the line, from the person in the middle to the other. */
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly text: readonly string[]
  readonly at: Box
}
export type NetworkLayout = {
  readonly width: number
  readonly height: number
  readonly homes: readonly DrawnHome[]
  readonly people: readonly DrawnPerson[]
  readonly ties: readonly DrawnTie[]
}

export const nameSize = 16
export const lineSize = 14
export const lineHeight = 19
export const symbol = 22
const pad = 14
const between = 22

type Measures = { readonly boxWidth: number; readonly tieWidth: number }
const wide: Measures = { boxWidth: 330, tieWidth: 170 }
const narrow: Measures = { boxWidth: 300, tieWidth: 0 }

const charactersIn = (width: number, size: number): number => Math.max(8, Math.floor(width / widthOfText('n', size)))
const wrapped = (text: string, width: number, size: number): string[] =>
  linesOfText(text, charactersIn(width, size)).flatMap(line => {
    const most = charactersIn(width, size)
    // A word longer than the box is broken: nothing of a name may run out of its home.
    return line.length <= most ? [line] : (line.match(new RegExp(`.{1,${most}}`, 'gsu')) ?? [line])
  })

type Cell = { readonly person: NetworkPerson; readonly name: string[]; readonly lines: string[]; readonly height: number }

const cellOf = (person: NetworkPerson, { boxWidth }: Measures, extra: readonly string[]): Cell => {
  const room = boxWidth - 2 * pad - symbol - 12
  const name = wrapped(person.name, room, nameSize)
  const lines = [...person.lines, ...extra].flatMap(line => wrapped(line, room, lineSize))
  return { person, name, lines, height: Math.max(symbol + 8, (name.length + lines.length) * lineHeight) + 12 }
}

type Stacked = { home: DrawnHome; people: DrawnPerson[]; end: number }

/** What a row must leave room for beside its own words: a line more in it, or a height that the words of its tie need. */
type Room = { readonly line?: ReadonlyMap<string, string>; readonly height?: ReadonlyMap<string, number> }

const stack = (network: Network, home: NetworkHome, measures: Measures, x: number, y: number, room: Room): Stacked => {
  const byId = new Map(network.people.map(person => [person.id, person]))
  const label = wrapped(home.label, measures.boxWidth - 2 * pad, lineSize)
  let at = y + pad + label.length * lineHeight + 6
  const people: DrawnPerson[] = []
  for (const id of home.people) {
    const person = byId.get(id)
    if (!person) continue
    const told = room.line?.get(id)
    const cell = cellOf(person, measures, told ? [told] : [])
    const height = Math.max(cell.height, room.height?.get(id) ?? 0)
    people.push({
      person,
      home: home.id,
      name: cell.name,
      lines: cell.lines,
      x: x + pad,
      y: at,
      width: measures.boxWidth - 2 * pad,
      height,
    })
    at += height
  }
  const end = at + pad - 6
  return { home: { home, label, x, y, width: measures.boxWidth, height: end - y }, people, end }
}

const middleOf = (box: Box): number => box.y + symbol / 2 + 6

/**
 * Lays a family out in two columns: the homes of the person in the middle on the left, everybody else on the right, and between them the lines to those who
 * see the person, each with its words on a stretch of its own. Everything stands in rows, so that nothing covers anything else. The same network gives the
 * same drawing. Takes at most one person in the middle; homes are drawn in the order given.
 */
export const layAcross = (network: Network): NetworkLayout => {
  const middle = network.people.find(person => person.middle)
  const mine = network.homes.filter(home => middle !== undefined && home.people.includes(middle.id))
  const others = network.homes.filter(home => !mine.includes(home))
  const words = new Map(network.ties.map(tie => [tie.to, wrapped(tie.text, wide.tieWidth - 40, lineSize)]))
  const height = new Map([...words].map(([id, lines]) => [id, symbol / 2 + 12 + lines.length * lineHeight]))
  const column = (homes: readonly NetworkHome[], x: number): Stacked[] => {
    let y = 4
    return homes.map(home => {
      const stacked = stack(network, home, wide, x, y, mine.includes(home) ? {} : { height })
      y = stacked.end + between
      return stacked
    })
  }
  const left = column(mine, 4)
  const rightX = 4 + wide.boxWidth + wide.tieWidth
  const right = column(others, rightX)
  const from = left.flatMap(one => one.people).find(one => one.person === middle)
  const trunkX = 4 + wide.boxWidth + 24
  const ties = network.ties.flatMap((tie): DrawnTie[] => {
    const target = right.flatMap(one => one.people).find(one => one.person.id === tie.to)
    if (!target || !from) return []
    const [start, end] = [middleOf(from), middleOf(target)]
    const text = words.get(tie.to) ?? []
    return [
      {
        tie,
        home: target.home,
        points: [
          [from.x + from.width + pad, start],
          [trunkX, start],
          [trunkX, end],
          [rightX, end],
        ],
        text,
        // Under its own line, within the row it belongs to, which is as high as these words need.
        at: { x: trunkX + 8, y: end + 3, width: wide.tieWidth - 40, height: text.length * lineHeight },
      },
    ]
  })
  const stacked = [...left, ...right]
  return {
    width: (others.length > 0 ? rightX + wide.boxWidth : 4 + wide.boxWidth) + 4,
    height: Math.max(60, ...stacked.map(one => one.end), ...ties.map(tie => tie.at.y + tie.at.height)) + 8,
    homes: stacked.map(one => one.home),
    people: stacked.flatMap(one => one.people),
    ties,
  }
}

/** The same from top to bottom, for a narrow screen: one home under the other, the lines along the left edge, their words in the rows they lead to. */
export const layDown = (network: Network): NetworkLayout => {
  const middle = network.people.find(person => person.middle)
  const mine = network.homes.filter(home => middle !== undefined && home.people.includes(middle.id))
  const homes = [...mine, ...network.homes.filter(home => !mine.includes(home))]
  const x = 36
  const trunkX = 14
  const elsewhere = new Set(homes.filter(home => !mine.includes(home)).flatMap(home => home.people))
  const drawn = network.ties.filter(tie => elsewhere.has(tie.to))
  const extra = new Map(drawn.map(tie => [tie.to, tie.text]))
  let y = 4
  const stacked = homes.map(home => {
    const one = stack(network, home, narrow, x, y, mine.includes(home) ? {} : { line: extra })
    y = one.end + between
    return one
  })
  const people = stacked.flatMap(one => one.people)
  const from = people.find(one => one.person === middle)
  return {
    width: x + narrow.boxWidth + 4,
    height: Math.max(60, y - between) + 8,
    homes: stacked.map(one => one.home),
    people,
    ties: drawn.flatMap((tie): DrawnTie[] => {
      const target = people.find(one => one.person.id === tie.to && !mine.some(home => home.id === one.home))
      if (!target || !from) return []
      return [
        {
          tie,
          home: target.home,
          points: [
            [x, middleOf(from)],
            [trunkX, middleOf(from)],
            [trunkX, middleOf(target)],
            [x, middleOf(target)],
          ],
          text: [],
          at: { x: trunkX, y: middleOf(target), width: 0, height: 0 },
        },
      ]
    }),
  }
}
