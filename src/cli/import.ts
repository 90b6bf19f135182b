import { setUp } from '../kernel/access/organisation.ts'
import { profileNamed, published } from '../kernel/access/profile.ts'
import type { Config } from '../kernel/config.ts'
import { openDatabase } from '../kernel/db/with-actor.ts'
import { book } from '../rooms/book.ts'
import { knownSettings } from '../rooms/settings.ts'
import { isId, type PartnershipId } from '../thread/ids.ts'
import { type Imported, importStory } from '../thread/store/import.ts'
import { printTrouble } from '../thread/stories/index.ts'
import { argumentsOf, type Out, type Run, refuse } from './command.ts'
import { onInstallation, partnershipFor } from './installed.ts'
import { readStories } from './story-files.ts'

const usage = 'golden-thread import <file or folder>... [--partnership ID] [--new NAME]'

const options = { partnership: { type: 'string' }, new: { type: 'string' } } as const

/**
 * `golden-thread import`: appends stories to the database, also while the service runs. With `--new` the partnership named is set up first, with the
 * profile that GT_PROFILE names and nobody in it, where it does not exist. Prints what came of each story; gives 1 where anything was refused, 2 where the command cannot be understood.
 */
export const run: Run = async (args, out) => {
  const parsed = argumentsOf(args, options, usage)
  if ('refused' in parsed) return refuse(out, parsed.refused)
  const { values, positionals } = parsed
  if (positionals.length === 0) return refuse(out, `import needs a story file or a folder of them. Accepted: ${usage}`)
  if (values.new !== undefined && (values.partnership === undefined || !isId(values.partnership) || values.new.trim() === ''))
    return refuse(out, `--new is the name of the partnership whose id is given. Accepted: ${usage}`)
  const { stories, troubles } = await readStories(positionals)
  const refused = [...troubles]
  for (const trouble of troubles) out.complain(`Refused: ${printTrouble(trouble)}`)
  if (stories.length === 0) return 1
  return onInstallation(out, async (installation, config) => {
    const url = installation.urlAs('gt_import')
    if (values.new !== undefined) {
      const id = values.partnership as PartnershipId
      if ('refused' in (await partnershipFor(installation, id)))
        await setUp(url, { partnership: partnershipOf(id, values.new.trim(), config), agencies: [], teams: [], accounts: [] })
    }
    const chosen = await partnershipFor(installation, values.partnership)
    if ('refused' in chosen) return refuse(out, chosen.refused)
    const database = openDatabase(url, 1)
    try {
      for (const { story, file } of stories) {
        const done = await importStory(database, chosen.partnership, book, story, file)
        refused.push(...done.refused)
        report(done, file, out)
      }
    } finally {
      await database.close()
    }
    return refused.length > 0 ? 1 : 0
  })
}

const partnershipOf = (id: PartnershipId, name: string, config: Config) => {
  const profile = profileNamed(config.GT_PROFILE, knownSettings())
  return { id, name, profile: published(profile), settings: profile.settings }
}

const report = (done: Imported, file: string, out: Out): void => {
  const already = done.there > 0 ? `; ${done.there} were there already` : ''
  out.print(`${file}: ${counted(done.subjects, 'subject')} and ${counted(done.entries, 'entry', 'entries')} brought in${already}`)
  if (done.agencies.length > 0) out.print(`  new agencies: ${done.agencies.join(', ')}`)
  if (done.authors.length > 0) out.print(`  new accounts that nobody can sign in with: ${done.authors.join(', ')}`)
  for (const { entry, rule, asks } of done.wouldHaveAsked) out.print(`  ${entry}: ${rule} would have been asked: ${asks}`)
  for (const trouble of done.refused) out.complain(`Refused: ${printTrouble(trouble)}`)
}

const counted = (count: number, one: string, several = `${one}s`): string => `${count} ${count === 1 ? one : several}`
