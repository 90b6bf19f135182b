import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import {
  type Box,
  layAcross,
  layDown,
  lineHeight,
  lineSize,
  type Network,
  type NetworkLayout,
  type NetworkPerson,
  nameSize,
  symbol,
} from './network-layout.ts'
import { NetworkPicture } from './network-picture.tsx'
import { widthOfText } from './replay-layout.ts'

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
const dice = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const names = [
  'Amira Testcase',
  'Bo Sample',
  'Maria-Magdalena Invented-Testcase-Sample',
  'Unknown man, about 30, who collects from nursery on Thursdays',
  'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessen Sample',
  'X',
]
const lines = ['6', 'mother, with parental responsibility', 'not yet identified', 'has moved into the child’s home', 'confirmed 1 Oct 2026']
const contacts = ['sees Amira every day, overnight, alone with the child', 'whether they see each other is not on record', 'every week']
const shapes = ['female', 'male', 'unborn', 'unknown', 'person'] as const

/** A thrown family: up to fourteen people in up to four homes, one of them in the middle, the last home of unknown place now and then. */
const thrownFamily = (seed: number): Network => {
  const roll = dice(seed)
  const pick = <T,>(of: readonly T[]): T => of[Math.floor(roll() * of.length)] as T
  const people: NetworkPerson[] = Array.from({ length: 1 + Math.floor(roll() * 14) }, (_, at) => ({
    id: `p${at}`,
    name: pick(names),
    shape: pick(shapes),
    lines: lines.filter(() => roll() < 0.5),
    ...(at === 0 ? { middle: true } : {}),
  }))
  const count = 1 + Math.floor(roll() * 4)
  const homes = Array.from({ length: count }, (_, at) => ({
    id: `h${at}`,
    label: roll() < 0.5 ? 'Another home' : 'Where they live is not on record, or not open to you',
    people: people.filter((_, index) => (index === 0 ? at === 0 : index % count === at)).map(one => one.id),
    known: roll() < 0.7,
  })).filter(home => home.people.length > 0)
  const mine = new Set(homes[0]?.people)
  return {
    people,
    homes,
    ties: people.filter(one => !mine.has(one.id) && roll() < 0.8).map(one => ({ to: one.id, text: pick(contacts), sure: roll() < 0.5 })),
  }
}

const apart = (a: Box, b: Box): boolean => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
const within = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height

/** What covers what, or runs out of its place, in a drawing. */
const faultsOf = (layout: NetworkLayout): string[] => {
  const whole: Box = { x: 0, y: 0, width: layout.width, height: layout.height }
  const faults: string[] = []
  const words = layout.ties.filter(tie => tie.text.length > 0)
  const pairs = <T,>(of: readonly T[]): [T, T][] => of.flatMap((a, at) => of.slice(at + 1).map((b): [T, T] => [a, b]))
  for (const [a, b] of pairs(layout.homes)) if (!apart(a, b)) faults.push(`home ${a.home.id} covers ${b.home.id}`)
  for (const [a, b] of pairs(layout.people)) if (!apart(a, b)) faults.push(`${a.person.id} covers ${b.person.id}`)
  for (const [a, b] of pairs(words)) if (!apart(a.at, b.at)) faults.push(`the words to ${a.tie.to} cover those to ${b.tie.to}`)
  for (const tie of words)
    for (const home of layout.homes) if (!apart(tie.at, home)) faults.push(`the words to ${tie.tie.to} run into ${home.home.id}`)
  for (const box of [...layout.homes, ...words.map(tie => tie.at)])
    if (!within(box, whole)) faults.push('something runs out of the drawing')
  for (const one of layout.people) {
    const home = layout.homes.find(each => each.home.id === one.home)
    if (!home || !within(one, home)) faults.push(`${one.person.id} runs out of home`)
    const room = one.width - symbol - 12
    for (const line of one.name) if (widthOfText(line, nameSize) > room) faults.push(`the name of ${one.person.id} runs out`)
    for (const line of one.lines) if (widthOfText(line, lineSize) > room) faults.push(`a line of ${one.person.id} runs out`)
    if ((one.name.length + one.lines.length) * lineHeight > one.height) faults.push(`${one.person.id} is higher than the row`)
  }
  for (const { text, at, tie } of words)
    if (text.some(line => widthOfText(line, lineSize) > at.width)) faults.push(`the words to ${tie.to} are wider than their place`)
  return faults
}

const seeds = Array.from({ length: 300 }, (_, at) => at + 1)

describe('a family as a drawing', () => {
  it('nothing covers anything else, whoever belongs to the family, on a wide screen and on a narrow one', () => {
    let largest = 0
    for (const seed of seeds) {
      const family = thrownFamily(seed)
      largest = Math.max(largest, family.people.length)
      for (const lay of [layAcross, layDown]) assert.deepEqual(faultsOf(lay(family)), [], `seed ${seed}, ${lay.name}`)
    }
    assert.equal(largest, 14)
  })

  it('a drawing in which one thing was moved onto another is caught', () => {
    const layout = layAcross(
      thrownFamily(seeds.find(seed => thrownFamily(seed).homes.length === 4 && thrownFamily(seed).ties.length > 2) ?? 1),
    )
    const [first, second] = layout.people
    const [one, other] = layout.homes
    const [tie, next] = layout.ties
    assert.ok(first && second && one && other && tie && next)
    assert.notDeepEqual(faultsOf({ ...layout, people: [first, { ...second, y: first.y, x: first.x }] }), [])
    assert.notDeepEqual(faultsOf({ ...layout, homes: [one, { ...other, x: one.x, y: one.y }] }), [])
    assert.notDeepEqual(faultsOf({ ...layout, ties: [tie, { ...next, at: { ...tie.at } }] }), [])
    assert.notDeepEqual(faultsOf({ ...layout, width: 100 }), [])
  })

  it('everybody is drawn, in every home they have, and every line leads from the one in the middle to its end', () => {
    for (const seed of seeds.slice(0, 60)) {
      const family = thrownFamily(seed)
      for (const layout of [layAcross(family), layDown(family)]) {
        assert.equal(
          layout.people.length,
          family.homes.reduce((sum, home) => sum + home.people.length, 0),
        )
        assert.equal(layout.ties.length, family.ties.length)
        const middle = layout.people.find(one => one.person.middle)
        for (const { tie, points } of layout.ties) {
          const [from, to] = [points[0], points.at(-1)]
          const target = layout.people.find(one => one.person.id === tie.to)
          assert.ok(from && to && target && middle)
          assert.ok(from[1] >= middle.y && from[1] <= middle.y + middle.height)
          assert.ok(to[1] >= target.y && to[1] <= target.y + target.height)
        }
      }
    }
  })

  it('the same family is the same drawing, and fits a phone', () => {
    for (const seed of seeds.slice(0, 20)) {
      assert.deepEqual(layAcross(thrownFamily(seed)), layAcross(thrownFamily(seed)))
      assert.ok(layDown(thrownFamily(seed)).width <= 345)
    }
  })

  it('says in words what it shows: a title, a description, a table, and a key to its shapes', () => {
    const html = renderToString(
      NetworkPicture({
        id: 'network',
        title: 'Family and network',
        description: 'Amira lives with two others.',
        network: thrownFamily(3),
        head: ['Who', 'Where'],
        rows: [['Amira Testcase', 'Home of Amira']],
      }) as never,
    )
    assert.match(html, /<title id="network-title">Family and network<\/title>/)
    assert.match(html, /<desc id="network-description">Amira lives with two others\.<\/desc>/)
    assert.match(html, /<th[^>]*scope="row"[^>]*>Amira Testcase/)
    assert.match(html, /not yet identified/)
    assert.doesNotMatch(html, /style=|onclick|<script/)
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(found => found[1])
    assert.equal(new Set(ids).size, ids.length, 'no id twice')
  })
})
