import { existsSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { NoAnchor, readAnchor } from './verifying/anchored.ts'
import { CannotSee, fromDatabase } from './verifying/database.ts'
import { fromDump, NoDump } from './verifying/dump.ts'
import { judge, type Verdict } from './verifying/judge.ts'

/**
 * The verifier: a small program of its own, which knows nothing of the rest but PostgreSQL's tables and the description in verifying/canonical.ts, so that it can be
 * kept and run by somebody else, elsewhere. From the command line: `node src/kernel/audit/verify.ts --database URL --anchor FILE`.
 */
export const usage = 'verify [--anchor FILE] [--database URL | --export FILE]'

type Out = { print: (text: string) => void; complain: (text: string) => void }

/** Verifies one database or dump, with an anchor where one is given. */
export const verify = (from: From, anchor: string | null): Promise<Verdict> =>
  judge(sourceOf(from), anchor === null ? null : readAnchor(anchor))

type From = { database: string } | { dump: string }
const sourceOf = (from: From) => ('database' in from ? fromDatabase(from.database) : fromDump(from.dump))

/** Runs the verifier with its arguments; `otherwise`: what is read where neither a database nor a dump is named. 0: nothing wrong; 1: something is; 2: it could not look. */
export const verifyCommand = async (
  args: readonly string[],
  out: Out,
  otherwise: { database: string | undefined; anchor: string | undefined } = { database: undefined, anchor: undefined },
): Promise<number> => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { anchor: { type: 'string' }, database: { type: 'string' }, export: { type: 'string' } },
      strict: true,
    })
    if (values.database !== undefined && values.export !== undefined) return refused(out, 'a database or an export, not both')
    const database = values.database ?? otherwise.database
    const from = values.export !== undefined ? { dump: values.export } : database === undefined ? undefined : { database }
    if (!from) return refused(out, 'no database and no export was named')
    // The anchor of the installation's own database is looked at whether it is there or not: one that was taken away is as good as empty.
    const own = values.anchor === undefined && values.export === undefined && values.database === undefined ? otherwise.anchor : undefined
    const anchor = values.anchor ?? own ?? null
    const began = performance.now()
    const verdict =
      own !== undefined && !existsSync(own) ? await judge(sourceOf(from), { lines: [], unread: [] }) : await verify(from, anchor)
    out.print(report(verdict, anchor, (performance.now() - began) / 1000))
    return verdict.troubles.length === 0 ? 0 : 1
  } catch (error) {
    if (error instanceof NoAnchor || error instanceof CannotSee || error instanceof NoDump || isArgumentError(error))
      return refused(out, error.message)
    throw error
  }
}

const isArgumentError = (error: unknown): error is Error =>
  error instanceof Error && /^ERR_PARSE_ARGS|^ENOENT|^ECONNREFUSED/.test((error as NodeJS.ErrnoException).code ?? '')

const refused = (out: Out, why: string): 2 => {
  out.complain(`verify: ${why}. Accepted: ${usage}`)
  return 2
}

const most = 20

/** What was found, for a person to read: ids and numbers only. */
export const report = (verdict: Verdict, anchor: string | null, seconds: number): string => {
  const { troubles, notes, partnerships, seals, rows, erased, waiting } = verdict
  const first = troubles[0]
  return [
    ...notes.map(note => `Note: ${note}.`),
    ...(erased > 0 ? [`Note: ${erased} entries are erased and stand by their certificates.`] : []),
    ...(anchor === null ? ['Note: without an anchor, an end cut off or a chain written anew cannot be seen. Give one with --anchor.'] : []),
    ...(first ? [`First: ${where(first.partnership, first.seal)}: ${first.kind}.`] : []),
    ...troubles.slice(0, most).map(one => `  ${one.kind}: ${one.says}${one.partnership ? ` (partnership ${one.partnership})` : ''}.`),
    ...(troubles.length > most ? [`  and ${troubles.length - most} more.`] : []),
    `${first ? 'NOT as it was sealed' : 'As it was sealed'}: ${rows} rows under ${seals} seals of ${partnerships} partnerships, ${waiting} rows waiting to be sealed. ${seconds.toFixed(1)} seconds.`,
  ].join('\n')
}

const where = (partnership: string, seal: number): string => (partnership ? `partnership ${partnership}, seal ${seal}` : 'the anchor')

if (import.meta.main)
  process.exitCode = await verifyCommand(process.argv.slice(2), {
    print: text => void process.stdout.write(`${text}\n`),
    complain: text => void process.stderr.write(`${text}\n`),
  })
