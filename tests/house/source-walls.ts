import { posix } from 'node:path'
import { codeOf, importsOf, isTest, type Source } from './source.ts'

/** What a wall found: how many files it had something to say about, and what is wrong, each line naming the file. */
export type Found = { readonly looked: number; readonly faults: readonly string[] }
export type SourceWall = (files: readonly Source[]) => Found

const eachImport =
  (concerns: (path: string) => boolean, wrong: (path: string, imported: string, types: boolean) => string | false): SourceWall =>
  files => {
    const own = files.filter(file => concerns(file.path))
    return {
      looked: own.length,
      faults: own.flatMap(file =>
        importsOf(file).flatMap(({ of, types }) => {
          const said = wrong(file.path, of, types)
          return said ? [`${file.path} ${said} (${of})`] : []
        }),
      ),
    }
  }

const everywhere = (path: string) => path.startsWith('src/')
const within = (path: string, ...places: readonly string[]) => places.some(place => path === place || path.startsWith(place))

/**
 * Who may speak to PostgreSQL itself, and who may open a way in; everybody else is given a transaction that knows who is asking. The sealer and the verifier act
 * for nobody: the one calls three functions of its own, the other only reads and belongs to no part of the program.
 */
const speaksToDatabase = [
  'src/kernel/db/',
  'src/kernel/access/organisation.ts',
  'src/kernel/access/accounts.ts',
  'src/kernel/jobs/',
  'src/kernel/audit/sealer.ts',
  'src/kernel/audit/verifying/database.ts',
]
const opensDatabase = [
  'src/kernel/db/',
  'src/kernel/jobs/',
  'src/kernel/installation.ts',
  'src/cli/',
  'src/cli.ts',
  'src/web.ts',
  'src/worker.ts',
  'src/demonstration/',
]

/** Only the kernel's database folder speaks to PostgreSQL, and only the program's doors open it. */
export const onlyTheKernelHoldsThePool: SourceWall = files => {
  const driver = eachImport(
    everywhere,
    (path, of) => /^(pg|pg-pool|kysely|graphile-worker)$/.test(of) && !within(path, ...speaksToDatabase) && 'speaks to the database itself',
  )(files)
  const opening = files
    .filter(
      file => everywhere(file.path) && !within(file.path, ...opensDatabase) && /\b(openDatabase|openPool)\s*\(/.test(codeOf(file.text)),
    )
    .map(file => `${file.path} opens the database`)
  return { looked: driver.looked, faults: [...driver.faults, ...opening] }
}

const roomOf = (path: string): string | undefined => /^src\/rooms\/([\w-]+)\//.exec(path)?.[1]
const doors = ['index.ts', 'chapter.ts', 'commands.ts', 'web.ts', 'web.tsx', 'routes.ts', 'routes.tsx']

/** A room is entered by its door alone: index.ts from anywhere; its chapter, commands and routes only where the rooms are bound together. */
export const roomsAreEnteredByTheirDoor: SourceWall = eachImport(everywhere, (path, of) => {
  const room = roomOf(of)
  if (!room || roomOf(path) === room || room === 'testing') return false
  const door = of.slice(`src/rooms/${room}/`.length)
  const bindsRooms = posix.dirname(path) === 'src/rooms'
  return door !== 'index.ts' && !(bindsRooms && doors.includes(door)) && `enters the room ${room} past its door`
})

/** Which part of the house may lean on which; the kernel and the design system know no area of practice. */
const leansOn: Record<string, readonly string[]> = {
  guidance: ['guidance'],
  thread: ['guidance', 'thread', 'kernel/db/statement.ts', 'kernel/db/with-actor.ts'],
  'design-system': ['design-system', 'guidance'],
  kernel: ['kernel', 'guidance', 'thread', 'design-system'],
}

export const partsLeanOneWay: SourceWall = eachImport(
  path => everywhere(path) && !isTest(path),
  (path, of) => {
    const part = /^src\/([\w-]+)\//.exec(path)?.[1] ?? ''
    const may = leansOn[part]
    return (
      may !== undefined &&
      of.startsWith('src/') &&
      !may.some(place => within(of, `src/${place}${place.includes('.') ? '' : '/'}`)) &&
      `leans on what stands above ${part}`
    )
  },
)

/** What a rule may not do: know the day, draw lots, look out of the window, or do anything that another run would do otherwise. */
const impure =
  /\b(Date|Temporal|Math\.random|crypto|process|fetch|performance|setTimeout|setInterval|globalThis|console|newId|async|await|require|navigator)\b/

/**
 * Rules, and all that they lead to inside the rooms, are pure: they lean on the guidance, the thread (not its store) and rooms' kinds, and take nothing
 * from the clock, from chance or from outside.
 */
export const rulesArePure: SourceWall = files => {
  const byPath = new Map(files.map(file => [file.path, file]))
  const rules = files.filter(file => file.path.endsWith('.rules.ts'))
  const faults = new Set<string>()
  const read = new Set<string>()
  const follow = (file: Source, from: string): void => {
    if (read.has(file.path)) return
    read.add(file.path)
    const mark = impure.exec(codeOf(file.text))?.[0]
    if (mark) faults.add(`${file.path} uses ${mark}${from}`)
    for (const { of, types } of importsOf(file)) {
      if (!of.startsWith('src/')) {
        if (of !== 'zod') faults.add(`${file.path} leans on ${of}${from}`)
      } else if (of.startsWith('src/rooms/')) {
        const next = byPath.get(of)
        if (next) follow(next, from || ` (reached from ${file.path})`)
        else faults.add(`${file.path} leans on ${of}, which was not read`)
      } else if (!within(of, 'src/guidance/', 'src/thread/') || (within(of, 'src/thread/store/', 'src/thread/stories/') && !types))
        faults.add(`${file.path} leans on ${of}${from}`)
    }
  }
  for (const rule of rules) follow(rule, '')
  return { looked: rules.length, faults: [...faults] }
}

/** Where a time may be taken from the machine: the doors. */
const readsTheClock = ['src/kernel/', 'src/cli/', 'src/cli.ts', 'src/web.ts', 'src/worker.ts', 'src/demonstration/']

/** Days and moments are those of the guidance; the machine's own are for doors, and only doors ask what time it is. */
export const onlyDoorsReadTheClock: SourceWall = files => {
  const own = files.filter(file => everywhere(file.path) && !isTest(file.path))
  return {
    looked: own.length,
    faults: own.flatMap(file => {
      const code = codeOf(file.text)
      const door = within(file.path, ...readsTheClock)
      if (/\bDate\b(?!\s*[:?])/.test(code) && !door && !within(file.path, 'src/guidance/time/')) return [`${file.path} uses Date`]
      return /\bTemporal\.Now\b|\bDate\.now\b|new Date\(\s*\)|performance\.now/.test(code) && !door
        ? [`${file.path} asks what time it is`]
        : []
    }),
  }
}

/** Entries are never read back by the statement that writes them: an author may append what he may not read. */
export const nothingReturnsFromAnAppend: SourceWall = files => {
  const own = files.filter(file => /insert into gt\./i.test(file.text))
  return {
    looked: own.length,
    faults: own.flatMap(file =>
      [...file.text.matchAll(/insert into gt\.(entry|entry_part|entry_salt|entry_link|access_line)\b[^;`]*/gi)]
        .filter(match => /\breturning\b/i.test(match[0]))
        .map(match => `${file.path} reads back what it writes to ${match[1]}`),
    ),
  }
}

const marks = ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK']
const unfinished = new RegExp(`\\b(${marks.join('|')})\\b`)

/** Nothing is left for later, nothing is said to be anything, nothing is promised to be there. */
export const nothingIsWavedThrough: SourceWall = files => ({
  looked: files.length,
  faults: files.flatMap(file => {
    const code = codeOf(file.text).split('\n')
    const lines = file.text.split('\n')
    return lines.flatMap((line, at) => {
      const where = `${file.path}:${at + 1}`
      const own = code[at] ?? ''
      if (unfinished.test(line)) return [`${where} is left for later`]
      if (/@ts-(ignore|nocheck|expect-error)/.test(line)) return [`${where} silences the types`]
      if (/^\s*\W*biome-ignore/.test(line) && !/biome-ignore [\w/]+: \S+ \S+/.test(line))
        return [`${where} silences a habit without a reason`]
      if (/(:|<|\bas|,)\s*any\b(?!\s*\()/.test(own) && !/biome-ignore lint\/suspicious\/noExplicitAny/.test(lines[at - 1] ?? ''))
        return [`${where} says any`]
      if (file.path.endsWith('.ts') && /[\w)\]]!(?=[.;,)\]}[]|\s*$)/.test(own)) return [`${where} promises that something is there`]
      return []
    })
  }),
})

const forbidden = ['manager', 'helper', 'util', 'utils', 'helpers', 'service', 'services', 'info', 'data', 'common', 'misc']
/** Names the field itself uses: GOV.UK calls this component so, and the law that is pleaded is called so. */
const calledSo = ['src/design-system/service-navigation.tsx', 'src/rooms/front-door/screening/data-protection-pleaded.rules.ts']

/** Files and what they give are called by what they are. */
export const thingsAreNamed: SourceWall = files => ({
  looked: files.length,
  faults: files.flatMap(file => {
    const inPath = file.path
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter(word => forbidden.includes(word))
    const given = [
      ...codeOf(file.text).matchAll(
        /\bexport\s+(?:const|function|class|type|interface)\s+\w*?(Manager|Helper|Util|Utils|Service|Info|Data|Common|Misc)\b/g,
      ),
    ].map(match => match[1] ?? '')
    return calledSo.includes(file.path) ? [] : [...inPath, ...given].map(word => `${file.path} has a name that says nothing: ${word}`)
  }),
})

/** The project stands by itself: it says nothing of how, with what or where it was made. Written in pieces, so that this page does not say it either. */
const making = new RegExp(
  [
    'cla' + 'ude',
    'anth' + 'ropic',
    'open' + 'ai\\b',
    'chat' + 'gpt',
    '\\bcopi' + 'lot\\b',
    '\\bl' + 'lm\\b',
    'language mo' + 'del',
    'ai[- ]gene' + 'rated',
    '\\bsub-?ag' + 'ent',
    '\\.\\./sha' + 'red',
    '/work/(ma' + 'in|sha' + 'red)',
    'thread-sp' + 'ike',
    '\\bhouse\\.m' + 'd\\b',
    'reliab' + 'ility\\.md',
    '/tmp/br' + 'ief',
  ].join('|'),
  'i',
)

export const nothingSaysHowItWasMade: SourceWall = files => ({
  looked: files.length,
  faults: files.flatMap(file =>
    file.text
      .split('\n')
      .flatMap((line, at) => (making.test(line) || making.test(file.path) ? [`${file.path}:${at + 1} says how the project was made`] : [])),
  ),
})

/** Every file of rules gives rules that the book holds, each rule stands in one file, and the file is called like one of its rules. */
export const rulesAreInTheBook =
  (inTheBook: readonly string[]): SourceWall =>
  files => {
    const places = new Map<string, string[]>()
    const faults: string[] = []
    const rules = files.filter(file => file.path.endsWith('.rules.ts'))
    for (const file of rules) {
      const ids = [...file.text.matchAll(/^\s*id: '([^']+)'/gm)].map(match => match[1] ?? '')
      if (ids.length === 0) faults.push(`${file.path} holds no rule`)
      else if (!ids.includes(posix.basename(file.path, '.rules.ts')))
        faults.push(`${file.path} is not called like a rule of its own: ${ids.join(', ')}`)
      for (const id of ids) places.set(id, [...(places.get(id) ?? []), file.path])
    }
    for (const [id, where] of places) {
      if (where.length > 1) faults.push(`${id} is written in ${where.join(' and ')}`)
      if (!inTheBook.includes(id)) faults.push(`${id} (${where.join()}) is in no chapter`)
    }
    for (const id of inTheBook) if (!places.has(id)) faults.push(`${id} is in the book but in no file of rules`)
    return { looked: rules.length, faults }
  }
