import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { dayOf, momentOf, Temporal } from '../src/guidance/index.ts'
import { root } from '../src/kernel/config.ts'
import { embeddedServer } from '../src/kernel/db/embedded/index.ts'
import { migrate } from '../src/kernel/db/migrate.ts'
import { databaseOn, dropAll, withClient } from './databases.ts'
import { tidied } from './floor.ts'
import { acceptedAsItIs, keep, keptOn, madeAgain } from './kept.ts'
import { type Loaded, load } from './load.ts'
import { measure, tenfoldQueue } from './measure.ts'
import { storiesASecond } from './replayed.ts'
import { chartOf, type Figures, figures, type Measured, tableOf } from './report.ts'
import { compare } from './same.ts'
import { type Scale, scales, sizesAt } from './sizes.ts'
import { stand } from './stand.ts'

/** What a run is asked for. */
export type Asked = {
  /** How large. `quick`: a twentieth of the sizes, one short round; shows that the measurement works, and nothing of how fast the program is. */
  readonly size: Scale
  /** Only operations whose name holds this. */
  readonly only: string | null
  /** A folder whose databases are kept and used again, so that a change can be measured without loading anew. */
  readonly keep: string | null
  /** Only load what is kept, and measure nothing. */
  readonly loadOnly?: boolean
  /** An administrator's URL of a server to measure on, instead of an embedded one. */
  readonly url: string | null
  /** What the passwords of the database's roles are made from, where the server is shared; they are the server's, not a database's. */
  readonly secret?: string
  /** How much smaller than the whole, where it is to be another than that of its size. */
  readonly scale?: number
}

// A partnership of 600,000 people is run on a server that keeps what is worked with in memory: a fifth of the machine's, as a server of its own would have. Both sizes have as much.
const gigabytes = Math.min(4, Math.max(1, Math.floor(totalmem() / 5 / 2 ** 30)))
const settings = { shared_buffers: `${gigabytes}GB`, max_wal_size: '4GB', jit: 'off' } as const
/** Minutes of measuring after which operations get no further round, and minutes that loading either size may take: the whole stays within its bound. */
const bounds = {
  whole: { measuring: 16, loading: [8, 60] },
  small: { measuring: 9, loading: [3, 12] },
  quick: { measuring: 1.5, loading: [0.25, 0.5] },
} as const satisfies Record<Scale, { measuring: number; loading: readonly [number, number] }>

const ownSecret = 'the measurement signs in with what is made from this'

/** Measures, prints a table and a chart, and gives the figures. Every limit that cut something short is printed. `say` is told as it goes. */
export const run = async (asked: Asked, say: (line: string) => void): Promise<readonly Figures[]> => {
  const began = performance.now()
  const today = dayOf(momentOf(Temporal.Now.instant()))
  const secret = asked.secret ?? ownSecret
  const quick = asked.size === 'quick'
  const bound = bounds[asked.size]
  const sizes = sizesAt(asked.scale ?? scales[asked.size])
  const rounds = quick ? 1 : 5
  const temporary = asked.keep || asked.url ? null : mkdtempSync(join(tmpdir(), 'golden-thread-bench-'))
  const server = asked.url
    ? { adminUrl: asked.url, stop: async () => {} }
    : await embeddedServer({ folder: asked.keep ?? temporary ?? '', log: say, settings })
  const cut: string[] = []
  const processes: ChildProcess[] = []
  const made: string[] = []
  const cleanUp = async (): Promise<void> => {
    for (const child of processes) child.kill('SIGTERM')
    await Promise.all(processes.map(child => (child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null)))
    if (asked.url) await dropAll(asked.url, made)
    await server.stop()
    if (temporary) rmSync(temporary, { recursive: true, force: true })
  }
  // Stopped by hand, it leaves no server and no folder behind; what was under way fails, and nobody waits for it.
  const stopped = () => {
    process.on('uncaughtException', () => {})
    void cleanUp().finally(() => process.exit(130))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopped)
  try {
    const urlOf = (name: string) => databaseOn(server.adminUrl, name, made)
    const scratch = (name: string) => urlOf(`gt_bench_${process.pid}_${name}`)
    say(`Loading ${sizes.map(size => `${size.people.toLocaleString('en-GB')} people`).join(' and ')}…`)
    const loaded: Loaded[] = []
    for (const [at, size] of sizes.entries()) {
      const name = asked.keep ? `gt_bench_${size.people}` : `gt_bench_${process.pid}_${at}`
      const before = asked.keep ? await keptOn(server.adminUrl, name, size.people) : null
      const one = before
        ? { ...before, size }
        : await load(await urlOf(name), secret, size, today, (bound.loading[at] ?? 1) * 60_000, quick ? 0.1 : 1, progress =>
            say(`    ${progress}`),
          )
      if (before) {
        for (const name of await withClient(before.url, acceptedAsItIs))
          cut.push(`the kept database of ${size.people.toLocaleString('en-GB')} people ran ${name} as it was when it was loaded`)
        await migrate(before.url, secret)
        await withClient(before.url, tidied)
        const since = await madeAgain(before.url, secret)
        if (since) cut.push(`the kept database of ${size.people.toLocaleString('en-GB')} people was derived by earlier rules: ${since}`)
      } else if (asked.keep) await keep(one)
      loaded.push(one)
      say(
        `  ${one.size.name}: ${one.people.toLocaleString('en-GB')} people, ${one.entries.toLocaleString('en-GB')} entries, ${one.derived.toLocaleString('en-GB')} derived rows${before ? ' (kept)' : ` in ${one.seconds.toFixed(0)} s (${(one.entries / one.seconds).toFixed(0)} entries a second, two threads)`}`,
      )
      if (one.cut)
        cut.push(`loading ${size.people.toLocaleString('en-GB')} people was stopped by time at ${one.people.toLocaleString('en-GB')}`)
    }
    const [small, large] = loaded as [Loaded, Loaded]
    if (asked.loadOnly) return []
    const measuring = performance.now()
    const timeIsUp = () => (performance.now() - measuring) / 60_000 > bound.measuring

    // Of one operation it is asked how fast it is now, mostly again and again: what it rests on was compared by the whole run.
    const same = asked.only === null ? await compare(scratch, secret, sizes[0], today, quick ? 24 : 1000, quick ? 20_000 : 150_000) : null
    if (same) {
      say(
        `Bulk and rebuild against the append path: ${same.people} people, ${same.rows.toLocaleString('en-GB')} derived rows, ${same.different} different (${same.seconds.toFixed(0)} s).`,
      )
      if (!quick && same.people < 1000) cut.push(`the comparison was stopped by time at ${same.people} people`)
      if (same.different > 0)
        cut.push(`${same.different} derived rows DIFFER between bulk and append: the figures below are of a partnership that is not right`)
    } else cut.push('bulk and append were not compared, which a run of everything does')
    const wanted = (name: string) => asked.only === null || name.includes(asked.only)
    const stood = [
      await stand(small, secret, today, quick ? 6 : 480, wanted, processes),
      await stand(large, secret, today, quick ? 6 : 480, wanted, processes),
    ] as const
    const results: Measured[] = []
    for (const operation of stood[0].operations.filter(one => wanted(one.name))) {
      if (!stood[0].recorded.has(operation.name) || !stood[1].recorded.has(operation.name)) {
        cut.push(`${operation.name}: not measured, there is no such page`)
        continue
      }
      say(`${operation.name}…`)
      results.push(await measure(operation.name, stood, rounds, quick, timeIsUp))
      const measured = results.at(-1)
      if (!measured) continue
      if (measured.sides.small.ours.length < rounds)
        cut.push(`${operation.name}: ${measured.sides.small.ours.length} of ${rounds} rounds, for want of time`)
      const row = figures(measured)
      say(
        `  ${row.small.rate.toFixed(0)}/s, ${row.small.ofFloor.toFixed(2)} of the floor; ten times: ${row.large.rate.toFixed(0)}/s, ${row.large.ofFloor.toFixed(2)} of the floor; growth ${row.growth.toFixed(2)}`,
      )
    }
    if (asked.only === null || 'queue'.includes(asked.only)) results.push(...(await tenfoldQueue(small, stood[0], rounds, quick, today)))

    if (asked.keep) for (const { url } of loaded) await withClient(url, tidied)
    const files = readdirSync(join(root, 'stories')).filter(name => name.endsWith('.json'))
    const stories = quick ? 50 : 1000
    const replays = Array.from({ length: rounds }, () => storiesASecond(files, stories)).sort((a, b) => a - b)
    const replayed = replays[replays.length >> 1] ?? 0

    const rows = results.map(figures)
    const minutes = (performance.now() - began) / 60_000
    const text = [
      '',
      '## Measured',
      '',
      `${small.people.toLocaleString('en-GB')} people and ${small.entries.toLocaleString('en-GB')} entries, and ${large.people.toLocaleString('en-GB')} people and ${large.entries.toLocaleString('en-GB')} entries; ${small.size.queue} concerns wait at The Bridge in both. Sixteen connections; ${rounds} round${rounds === 1 ? '' : 's'}, ours and the floor in turn.`,
      '',
      tableOf(rows),
      '',
      ...(stood[0].found && stood[1].found
        ? [
            `Misspelt searches that have whoever is meant among their first five: ${stood[0].found.first} of ${stood[0].found.of}; in the partnership ten times as large ${stood[1].found.first} of ${stood[1].found.of}.`,
            '',
          ]
        : []),
      `Replay: ${stories.toLocaleString('en-GB')} stories, ${replayed.toFixed(0)} a second (one process, no database).`,
      '',
      chartOf(rows),
      '',
      `Took ${minutes.toFixed(1)} minutes. ${cut.length === 0 ? 'Nothing was cut short.' : `Cut short: ${cut.join('; ')}.`}`,
    ].join('\n')
    say(text)
    if (!quick) {
      mkdirSync(join(root, 'bench/results'), { recursive: true })
      writeFileSync(
        join(root, 'bench/results', `${today}.json`),
        `${JSON.stringify({ today, loaded: loaded.map(({ url: _url, ...one }) => one), same, rows, found: stood.map(side => side.found), replayed, cut, minutes }, null, 2)}\n`,
      )
    }
    return rows
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, stopped)
    await cleanUp()
  }
}
