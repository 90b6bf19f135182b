import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '../kernel/db/with-actor.ts'
import { isId, type SubjectId } from '../thread/ids.ts'
import { exportSet, NoSuchSubject, setsToExport } from '../thread/store/export.ts'
import { argumentsOf, type Run, refuse } from './command.ts'
import { onInstallation, partnershipFor } from './installed.ts'

const usage = 'golden-thread export [--subject ID]... [--out FOLDER] [--partnership ID]'

const options = { subject: { type: 'string', multiple: true }, out: { type: 'string' }, partnership: { type: 'string' } } as const

/**
 * `golden-thread export`: writes threads as stories, one file for those that belong together, into an empty folder; or one story to standard output. With
 * `--subject` these threads alone. The files hold case records: their owner alone may read them, and an access line says what was written out.
 */
export const run: Run = async (args, out) => {
  const parsed = argumentsOf(args, options, usage)
  if ('refused' in parsed) return refuse(out, parsed.refused)
  const { values, positionals } = parsed
  if (positionals.length > 0) return refuse(out, `export takes no other words. Accepted: ${usage}`)
  const wrong = values.subject?.find(id => !isId(id))
  if (wrong !== undefined) return refuse(out, `--subject ${wrong} is not an id. Accepted: a UUID in small letters`)
  const folder = values.out
  if (folder !== undefined) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    if ((await readdir(folder)).length > 0) return refuse(out, `${folder} is not empty. Accepted: an empty folder, or one that is made`)
  }
  return onInstallation(out, async installation => {
    const chosen = await partnershipFor(installation, values.partnership)
    if ('refused' in chosen) return refuse(out, chosen.refused)
    const database = openDatabase(installation.urlAs('gt_import'), 1)
    try {
      const sets = await setsToExport(database, chosen.partnership, (values.subject as SubjectId[] | undefined) ?? null)
      if (folder === undefined && sets.length !== 1)
        return refuse(
          out,
          sets.length === 0 ? 'there is nothing to write out' : `there are ${sets.length} stories to write: name a folder with --out`,
        )
      let [subjects, entries] = [0, 0]
      for (const set of sets) {
        const story = await exportSet(database, chosen.partnership, set)
        subjects += story.subjects
        entries += story.entries
        if (folder === undefined) out.print(story.text)
        else await writeFile(join(folder, `${story.name}.json`), story.text, { mode: 0o600, flag: 'wx' })
      }
      out.complain(`${subjects} subjects and ${entries} entries are written. They are case records: keep them as safe as the database.`)
      return 0
    } catch (error) {
      if (error instanceof NoSuchSubject) return refuse(out, error.message)
      throw error
    } finally {
      await database.close()
    }
  })
}
