import { takeBackup } from '../kernel/db/backup/take.ts'
import { reach } from '../kernel/installation.ts'
import { argumentsOf, type Run, refuse } from './command.ts'
import { onInstallation } from './installed.ts'

const usage = 'golden-thread backup <new file>'

/**
 * `golden-thread backup <file>`: the whole database as it stands at one moment, in one new file, while work goes on: with the server's own tools where the
 * database is a server of its own, otherwise every row as text. The file holds case records; its owner alone may read it.
 */
export const run: Run = async (args, out) => {
  const parsed = argumentsOf(args, {}, usage)
  if ('refused' in parsed) return refuse(out, parsed.refused)
  const [file, ...more] = parsed.positionals
  if (file === undefined || more.length > 0) return refuse(out, `backup takes one new file. Accepted: ${usage}`)
  return onInstallation(
    out,
    async installation => {
      try {
        const { head, bytes, rows } = await takeBackup(installation.adminUrl, file, installation.embedded ? 'rows' : 'archive')
        out.print(
          `${rows} rows of ${Object.keys(head.tables).length} tables, as they stood at ${head.takenAt}, are in ${file} (${inWords(bytes)}).`,
        )
        out.print(
          'It holds case records: keep it as safe as the database, on another machine. The installation’s secret and its anchor are not in it.',
        )
        return 0
      } catch (error) {
        if (error instanceof Error && 'code' in error && /^(ENOENT|EACCES|EEXIST|ENOSPC)$/.test(String(error.code)))
          return refuse(out, `${file} cannot be written: ${error.message}`)
        throw error
      }
    },
    reach,
  )
}

const inWords = (bytes: number): string => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`)
