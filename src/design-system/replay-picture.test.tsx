import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { renderToString } from 'preact-render-to-string'
import { monthsOf, partialDateInWords } from './partial-date.ts'
import { axisOf } from './replay-axis.ts'
import { denseLanesOf, lanesOf, linesOfText } from './replay-layout.ts'
import type { ReplaySaying } from './replay-picture.tsx'
import { ReplayPicture } from './replay-picture.tsx'
import { elementsOf, parseHtml, spoken } from './testing/html-tree.ts'

test('a date is said as exactly as it is known, and no more', () => {
  assert.equal(partialDateInWords('2011-05-16'), '16 May 2011')
  assert.equal(partialDateInWords('2011-05'), 'May 2011')
  assert.equal(partialDateInWords('2011'), '2011')
})

test('a day is a point within its month, a month is all of its month, a year all of its year', () => {
  assert.deepEqual(monthsOf('2011-05'), { from: 2011 * 12 + 4, to: 2011 * 12 + 5 })
  assert.deepEqual(monthsOf('2011'), { from: 2011 * 12, to: 2011 * 12 + 12 })
  const { from, to } = monthsOf('2012-02-29')
  assert.ok(from === to && from > 2012 * 12 + 1 && from < 2012 * 12 + 2)
})

test('what is no date is refused', () => {
  for (const wrong of ['', '11-05', '2011-13', '2011-02-29', '2011-04-31', '16 May 2011', '2011-05-16T00:00'])
    assert.throws(() => monthsOf(wrong), /is not a date/, wrong)
})

const labels = fc.array(fc.record({ x: fc.integer({ min: 0, max: 1000 }), width: fc.integer({ min: 1, max: 300 }) }), { maxLength: 40 })

test('no two labels of a lane touch, and no leader runs through the label of another', () => {
  fc.assert(
    fc.property(labels, all => {
      const lanes = lanesOf(all)
      for (const [i, one] of all.entries()) {
        for (const [j, other] of all.entries()) {
          if (i === j || other.x < one.x || other.x > one.x + one.width) continue
          // The label of one reaches over where another begins: it must hang above that one, or the other's leader would cross it.
          if (other.x > one.x) assert.ok((lanes[i] ?? 0) > (lanes[j] ?? 0), `${i} ${j}`)
          else assert.notEqual(lanes[i], lanes[j])
        }
      }
    }),
  )
})

test('a dense story has no more lanes than labels over one point, and still no two labels of a lane touch', () => {
  fc.assert(
    fc.property(labels, all => {
      const lanes = denseLanesOf(all, 0)
      const over = all.map(one => all.filter(other => other.x <= one.x && one.x <= other.x + other.width).length)
      assert.ok(Math.max(-1, ...lanes) < Math.max(0, ...over))
      for (const [i, one] of all.entries()) {
        for (const [j, other] of all.entries()) {
          if (i !== j && other.x >= one.x && other.x <= one.x + one.width) assert.notEqual(lanes[i], lanes[j])
        }
      }
    }),
  )
})

test('planted fault: labels all put into one lane do touch', () => {
  assert.notDeepEqual(
    lanesOf([
      { x: 0, width: 100 },
      { x: 50, width: 100 },
    ]),
    [0, 0],
  )
})

test('breaking a text into lines loses no word', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,30}$/), { minLength: 1, maxLength: 20 }), words => {
      const lines = linesOfText(words.join(' '), 19)
      assert.equal(lines.join(' '), words.join(' '))
      for (const line of lines) assert.ok(line.length <= 19 || !line.includes(' '))
    }),
  )
})

const picture = (
  <ReplayPicture
    id="p"
    title="An invented family"
    description="Two events."
    events={[
      { id: 'e1', when: '2011-03', label: 'Neighbour reports', who: 'Housing told social care' },
      { id: 'e2', when: '2011-05-16', label: 'School reports <hunger>', who: 'School told social care' },
    ]}
    sayings={[
      {
        id: 's1',
        level: 'CRITICAL',
        label: 'Two agencies say neglect',
        from: '2011-05-16',
        told: 'the service manager',
        because: 'themes, September 2023',
      },
      {
        id: 's2',
        level: 'DUE',
        label: 'Read together',
        from: '2011-05',
        until: '2011-07',
        told: 'the manager',
        because: 'themes',
        ended: 'met July 2011',
      },
    ]}
  />
)

test('the picture has a title and a description, and the tables beneath say every fact again', () => {
  const nodes = parseHtml(renderToString(picture))
  const svg = elementsOf(nodes).find(({ tag }) => tag === 'svg')
  assert.equal(svg?.attributes['aria-labelledby'], 'p-title p-description')
  assert.equal(svg?.attributes.role, 'img')
  const tables = elementsOf(nodes)
    .filter(({ tag }) => tag === 'table')
    .map(table => spoken([table]))
  assert.deepEqual(tables, [
    'What happened When What Who told whom March 2011 Neighbour reports Housing told social care 16 May 2011 School reports <hunger> School told social care',
    'What would have been said From Until Level What To whom Because of ' +
      '16 May 2011 the end of the story Child may be unsafe Two agencies say neglect the service manager themes, September 2023 ' +
      'May 2011 met July 2011 Due Read together the manager themes',
  ])
})

test('an event known only to the month is drawn over the month; one known to the day is a point', () => {
  const marks = elementsOf(parseHtml(renderToString(picture))).filter(({ attributes }) => attributes.class === 'gt-replay__mark')
  assert.deepEqual(
    marks.map(({ tag }) => tag),
    ['rect', 'circle', 'rect', 'rect', 'circle', 'rect'],
    'two across; then four down, where the months in which something began and ceased to be said are marked too',
  )
})

const pictureOf = (whens: readonly string[], sayings: readonly ReplaySaying[] = []) =>
  elementsOf(
    parseHtml(
      renderToString(
        <ReplayPicture
          id="p"
          title="t"
          description="d"
          events={whens.map((when, index) => ({ id: `${index}`, when, label: 'x' }))}
          sayings={sayings}
        />,
      ),
    ),
  )
const widthOf = (whens: readonly string[]) => Number(pictureOf(whens).find(({ tag }) => tag === 'svg')?.attributes.width)

test('four years of a case fit a page without scrolling; a longer story is drawn wider, never more crowded than 24 units a month', () => {
  assert.equal(widthOf(['2009-12', '2011-04', '2011-11', '2012-05', '2012-11', '2013-05', '2014-01']), 1216)
  assert.equal(widthOf(['2011-05-16', '2011-05-16']), 1216)
  assert.ok(widthOf(Array.from({ length: 24 }, (_, half) => `${2001 + Math.floor(half / 2)}-${half % 2 ? '07' : '01'}`)) >= 138 * 24)
})

test('a long stretch in which nothing is new is broken out of the line, and the break says how long it is', () => {
  const nodes = pictureOf(['2009-12', '2011-04', '2011-11'])
  const breaks = nodes.filter(({ attributes }) => attributes.class === 'gt-replay__break').map(node => spoken([node]))
  assert.equal(breaks.length, 2, 'once across, once down')
  for (const words of breaks) assert.match(words, /^15 months,? ?nothing new$/)
  const said = nodes.filter(({ tag }) => tag === 'desc').map(node => spoken([node]))
  for (const words of said) assert.match(words, /leaves out 15 months in which nothing is new, Jan 2010 to Mar 2011\./)
})

test('what is being said throughout a break has its bar broken too; what begins after it has not', () => {
  const cuts = (from: string) => {
    const saying = { id: 's', level: 'DUE', label: 'y', from, told: 'z', because: 'b' } as const
    const nodes = pictureOf(['2009-12', '2011-04', '2011-11'], [saying])
    const bar = nodes.find(({ attributes }) => attributes.class?.startsWith('gt-replay__saying '))
    assert.ok(bar)
    return elementsOf([bar]).filter(({ attributes }) => attributes.class === 'gt-replay__cut').length
  }
  assert.deepEqual([cuts('2009-12'), cuts('2011-04')], [1, 0])
})

test('where something begins or ends to be said within the stretch, or it is short, the line is not broken', () => {
  const broken = (nodes: ReturnType<typeof pictureOf>) => nodes.some(({ attributes }) => attributes.class === 'gt-replay__break')
  assert.equal(broken(pictureOf(['2010-01', '2010-09'])), false, 'seven empty months')
  assert.equal(broken(pictureOf(['2010-01', '2010-10'])), true, 'eight empty months')
  const saying = { id: 's', level: 'DUE', label: 'y', from: '2010-01', until: '2010-05', told: 'z', because: 'b' } as const
  assert.equal(broken(pictureOf(['2010-01', '2010-10'], [saying])), false)
})

const moments = fc.array(
  fc.record({ from: fc.integer({ min: 24000, max: 24200 }), long: fc.integer({ min: 0, max: 3 }) }).map(({ from, long }) => ({
    from,
    to: from + long,
  })),
  { minLength: 1, maxLength: 12 },
)

test('outside the breaks every month is as long as every other, and nothing that has a date lies in a break', () => {
  fc.assert(
    fc.property(moments, all => {
      const axis = axisOf(all, { start: 16, room: 900, least: 24, most: 240, breakWidth: 116 })
      for (const { from, to } of axis.stretches)
        for (let month = from; month < to - 1; month++) assert.ok(Math.abs(axis.at(month + 1) - axis.at(month) - axis.perMonth) < 1e-6)
      for (const { from, to } of all)
        for (const one of axis.breaks) assert.ok(to <= one.from || from >= one.to, `${from} to ${to} in ${one.from} to ${one.to}`)
      const months = axis.stretches.reduce((sum, { from, to }) => sum + to - from, 0)
      const left = axis.breaks.reduce((sum, { from, to }) => sum + to - from, 0)
      const [first, last] = [axis.stretches.at(0)?.from ?? 0, axis.stretches.at(-1)?.to ?? 0]
      assert.equal(months + left, last - first, 'no month is lost')
      assert.ok(Math.abs(axis.end - 16 - months * axis.perMonth - axis.breaks.length * 116) < 1e-6)
    }),
  )
})

test('both ways of the picture say the same events and sayings', () => {
  const [wide, narrow] = elementsOf(parseHtml(renderToString(picture)))
    .filter(({ tag }) => tag === 'svg')
    .filter(({ attributes }) => attributes.role === 'img')
    .map(svg => spoken([svg]).replace(/\s+/g, ' '))
  for (const words of [
    'Neighbour reports',
    'School reports <hunger>',
    'Child may be unsafe: Two agencies say neglect',
    'Due: Read together',
  ])
    for (const one of [wide, narrow]) assert.ok(one?.includes(words), `${words} in ${one}`)
})

test('a story without events is refused', () => {
  assert.throws(() => renderToString(<ReplayPicture id="p" title="t" description="d" events={[]} sayings={[]} />), /at least one event/)
})
