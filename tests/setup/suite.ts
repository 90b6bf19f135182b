import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative, resolve, sep } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

/** How many tests passed, failed and were passed over, and the files that hold no test at all. */
export type Outcome = { passed: number; failed: number; skipped: number; empty: string[] }

/** The test files of the project in `root`, or those that lie at or under one of `places` (paths from `from`), in a fixed order. */
export function testFiles(root: string, places: readonly string[], from: string): string[] {
  const all = globSync(['{src,tests,bench,bin}/**/*.test.{ts,tsx,mjs}'], {
    cwd: root,
    exclude: path => path.endsWith('node_modules'),
  }).sort()
  if (places.length === 0) return all.map(file => join(root, file))
  const within = places.flatMap(place => [resolve(from, place), resolve(root, place)])
  return all.map(file => join(root, file)).filter(file => within.some(place => file === place || file.startsWith(place + sep)))
}

/** Runs the test files, each in a process of its own under the flags of this one (so pages in JSX load), prints what they say, and counts. Ends them all when `signal` says so. */
export async function runTests(
  root: string,
  files: readonly string[],
  output: NodeJS.WritableStream,
  signal?: AbortSignal,
): Promise<Outcome> {
  const outcome: Outcome = { passed: 0, failed: 0, skipped: 0, empty: [] }
  const stream = run({
    files: [...files],
    cwd: root,
    ...(signal && { signal }),
    concurrency: Math.max(1, availableParallelism()),
  })
  stream.on('test:summary', ({ file, counts }) => {
    // One summary for each file and one, without a file, for all.
    if (file !== undefined) return
    outcome.passed = counts.passed
    outcome.failed = counts.tests - counts.passed - counts.skipped - counts.todo
    outcome.skipped = counts.skipped + counts.todo
  })
  stream.on('test:pass', ({ name, nesting, details }) => {
    // Node passes a file in which nothing is tested, under the file's own name.
    if (nesting === 0 && details.type !== 'suite' && files.includes(resolve(root, name)))
      outcome.empty.push(relative(root, resolve(root, name)))
  })
  const printed = stream.compose(spec)
  printed.pipe(output, { end: false })
  await new Promise<void>((done, failed) => printed.once('end', done).once('error', failed))
  return outcome
}
