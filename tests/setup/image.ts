import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** What an image is made from, as text; and the names that the program answers to. */
export type Image = {
  readonly dockerfile: string
  readonly compose: string
  readonly ignored: readonly string[]
  /** The commands of the program, and the settings it reads. */
  readonly commands: readonly string[]
  readonly settings: ReadonlySet<string>
  /** The packages that are installed where those for development are left out, and those that the program imports. */
  readonly installed: ReadonlySet<string>
  readonly imported: ReadonlySet<string>
  readonly node: number
}

/** A file of the project, as text. */
export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

const last = (text: string, pattern: RegExp): string | undefined => [...text.matchAll(pattern)].at(-1)?.[1]
const words = (list: string | undefined): string[] => [...(list ?? '').matchAll(/"([^"]*)"/g)].map(found => found[1] ?? '')

/**
 * Everything that keeps an image from running and can be seen without building it: there is no engine where the tests run. That packages and images can be
 * fetched, and that the healthchecks pass, only a build shows.
 */
export const faultsOf = ({ dockerfile, compose, ignored, commands, settings, installed, imported, node }: Image): string[] => {
  const faults: string[] = []
  const stage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))
  const entry = words(last(stage, /^ENTRYPOINT (\[.*\])$/gm))
  if (entry[0] !== 'node') faults.push('the entry point is not the program')
  for (const path of entry.filter(word => word.startsWith('/app/')).map(word => word.slice('/app/'.length))) {
    if (!existsSync(join(root, path))) faults.push(`the entry point names ${path}, which is not there`)
    if (ignored.some(one => path === one || path.startsWith(`${one}/`))) faults.push(`${path} is left out of the image`)
  }
  for (const needed of ['src', 'bin', 'db', 'profiles', 'stories', 'access-matrix.csv', 'package.json'])
    if (ignored.includes(needed)) faults.push(`${needed} is left out of the image`)
  const started = [
    words(last(stage, /^CMD (\[.*\])$/gm)),
    ...[...compose.matchAll(/^ {4}command: \[(.*)\]$/gm)].map(found => [found[1] ?? '']),
  ]
  for (const [command = 'nothing'] of started) if (!commands.includes(command)) faults.push(`${command} is no command of the program`)
  const user = last(stage, /^USER (\S+)$/gm)
  if (!user || user === 'root' || user === '0') faults.push('the program runs as root')
  else if (!stage.includes(`install -d -o ${user} -g ${user}`)) faults.push(`the state is not ${user}’s to write`)
  const state = /GT_STATE=(\S+)/.exec(stage)?.[1]
  if (!state || !stage.includes(`VOLUME ${state}`) || !compose.includes(`state:${state}`)) faults.push('the state is not kept in a volume')
  const named = [...(/environment: &settings\n((?: {4}\S.*\n)+)/.exec(compose)?.[1] ?? '').matchAll(/^ {4}(\w+):/gm)].map(
    found => found[1] ?? '',
  )
  if (named.length === 0) faults.push('the program is given no settings')
  for (const name of named) if (!settings.has(name)) faults.push(`${name} is no setting of the program`)
  for (const [, of] of dockerfile.matchAll(/^FROM node:(\d+)/gm)) if (Number(of) !== node) faults.push(`Node ${of} is not the program's`)
  const [tools, server] = [/postgresql-client-(\d+)/.exec(stage)?.[1], /image: postgres:(\d+)/.exec(compose)?.[1]]
  if (!tools || !server || Number(tools) < Number(server)) faults.push('the client programs are older than the server')
  const removed = [...(/rm -rf (.*)$/m.exec(dockerfile)?.[1] ?? '').matchAll(/node_modules\/(?!\.bin)(\S+)/g)].map(found => found[1] ?? '')
  for (const name of imported)
    if (!installed.has(name) || removed.some(gone => name === gone)) faults.push(`${name} is imported and not in the image`)
  return faults
}
