import assert from 'node:assert/strict'
import { test } from 'node:test'
import { book } from '../../src/rooms/book.ts'
import { codeOf, program, readSources, type Source } from './source.ts'
import * as walls from './source-walls.ts'

const file = (path: string, text: string): Source => ({ path, text })

/** Holds on the project; catches every planted file; has read something. */
const holds = (
  wall: walls.SourceWall,
  files: readonly Source[],
  planted: readonly (readonly [file: Source | readonly Source[], named: RegExp])[],
) => {
  const found = wall(files)
  assert.deepEqual(found.faults, [])
  assert.ok(found.looked > 0, 'the wall had nothing to look at')
  for (const [fault, named] of planted) assert.match(wall([fault].flat()).faults.join('\n'), named, 'a planted fault was not caught')
}

test('a scan that reads no file fails', () => {
  assert.throws(() => readSources('src/nowhere/**/*.ts'), /no file matches/)
  assert.ok(program().length > 100)
})

test('code is read without its comments and its words', () => {
  const open = '$' + '{'
  const text = [
    "const a = 'new Date()' // Date",
    '/* Date',
    ` Date */ const b = \`Date ${open} c ? \`Date ${open}Date}\` : '}'} Date\` + /Date'[/]/.source`,
    'const d = x / y / Date',
  ].join('\n')
  assert.deepEqual(codeOf(text).match(/Date/g)?.length, 2)
  assert.equal(codeOf(text).split('\n').length, text.split('\n').length)
})

test('only the database folder of the kernel speaks to PostgreSQL, and only doors open it', () =>
  holds(walls.onlyTheKernelHoldsThePool, program(), [
    [file('src/rooms/family/people/people.queries.ts', "import pg from 'pg'\n"), /people\.queries\.ts speaks to the database itself/],
    [
      file('src/thread/store/read.ts', "import { openDatabase } from '../../kernel/db/with-actor.ts'\nconst db = openDatabase(url, 3)\n"),
      /opens the database/,
    ],
    [file('src/kernel/http/app.ts', "import type { Pool } from 'pg'\n"), /app\.ts speaks/],
  ]))

test('a room is entered by its door alone', () =>
  holds(walls.roomsAreEnteredByTheirDoor, readSources('src/**/*.ts', 'src/**/*.tsx'), [
    [
      file('src/rooms/desk/work/work.ts', "import { referral } from '../../front-door/referral/referral.ts'\n"),
      /enters the room front-door past its door/,
    ],
    [file('src/rooms/desk/work/work.ts', "import { frontDoor } from '../../front-door/chapter.ts'\n"), /past its door/],
    [file('src/cli/kinds.ts', "const x = await import('../rooms/front-door/referral/referral.ts')\n"), /past its door/],
    [file('src/rooms/book.ts', "export { referral } from './front-door/referral/referral.ts'\n"), /past its door/],
  ]))

test('the guidance leans on nothing, the thread on the guidance, the kernel on no area of practice', () =>
  holds(walls.partsLeanOneWay, readSources('src/**/*.ts', 'src/**/*.tsx'), [
    [file('src/guidance/time/day.ts', "import { Thread } from '../../thread/thread.ts'\n"), /leans on what stands above guidance/],
    [file('src/thread/store/append.ts', "import { openPool } from '../../kernel/db/pool.ts'\n"), /above thread/],
    [file('src/kernel/http/app.ts', "import { book } from '../../rooms/book.ts'\n"), /above kernel/],
    [file('src/design-system/page.tsx', "import type { Actor } from '../kernel/db/with-actor.ts'\n"), /above design-system/],
  ]))

test('rules are pure, and so is all that they lean on', () => {
  const rule = (text: string) => file('src/rooms/front-door/a.rules.ts', text)
  holds(walls.rulesArePure, program(), [
    [rule('export const today = () => new Date()'), /uses Date/],
    [rule('const luck = Math.random()'), /uses Math\.random/],
    [rule('const zone = process.env.TZ'), /uses process/],
    [rule('export const said = async () => fetch(url)'), /uses (async|fetch)/],
    [rule("import { readFileSync } from 'node:fs'"), /leans on node:fs/],
    [rule("import type { Tx } from '../../kernel/db/with-actor.ts'"), /leans on src\/kernel\/db\/with-actor\.ts/],
    [rule("import { carryOut } from '../../thread/store/append.ts'"), /leans on src\/thread\/store\/append\.ts/],
    [
      [
        rule("import { b } from './b.ts'"),
        file('src/rooms/front-door/b.ts', "import { c } from './c.ts'"),
        file('src/rooms/front-door/c.ts', 'export const c = Date.now()'),
      ],
      /c\.ts uses Date \(reached from/,
    ],
  ])
})

test('only doors read the clock, and only the guidance knows the machine’s own dates', () =>
  holds(walls.onlyDoorsReadTheClock, program(), [
    [file('src/rooms/desk/work.ts', 'const due = new Date(text)'), /uses Date/],
    [file('src/thread/lens.ts', 'const now = Temporal.Now.instant()'), /asks what time it is/],
    [file('src/guidance/time/day.ts', 'export const today = () => Date.now()'), /asks what time it is/],
  ]))

test('no append reads back what it wrote', () =>
  holds(walls.nothingReturnsFromAnAppend, program(), [
    [
      file('src/thread/store/append.ts', 'statement(`insert into gt.entry (a) values ($1)\n returning entry_id`)'),
      /reads back what it writes to entry/,
    ],
    [file('src/kernel/db/with-actor.ts', 'query(`INSERT INTO gt.access_line (a) values ($1) RETURNING *`)'), /access_line/],
  ]))

test('nothing is left for later, waved through or promised', () => {
  const files = readSources('{src,tests,bench,bin}/**/*.{ts,tsx,mjs}', 'db/**/*.sql')
  holds(walls.nothingIsWavedThrough, files, [
    [file('src/a.ts', `// ${'TO' + 'DO'}: later`), /left for later/],
    [file('src/a.ts', 'const a: any = 1'), /says any/],
    [file('src/a.ts', 'const a = b as any'), /says any/],
    [file('src/a.ts', 'const a = b.get(c)!.d'), /promises/],
    [file('src/a.ts', `// @ts-${'ignore'}\nconst a = 1`), /silences the types/],
    [file('src/a.ts', `// biome-${'ignore'} lint/suspicious/noExplicitAny: x\nconst a = 1`), /without a reason/],
  ])
})

test('files and what they give are called by what they are', () =>
  holds(walls.thingsAreNamed, readSources('{src,tests,bench,bin}/**/*.{ts,tsx,mjs}'), [
    [file('src/kernel/date-utils.ts', ''), /utils/],
    [file('src/rooms/common/thing.ts', ''), /common/],
    [file('src/rooms/desk/work.ts', 'export class CaseManager {}'), /Manager/],
    [file('src/rooms/desk/work.ts', 'export const childInfo = 1\nexport type ChildInfo = 1'), /Info/],
  ]))

test('every rule is written in one file, called like it, and is in the book', () =>
  holds(walls.rulesAreInTheBook(book.rules.map(rule => rule.id)), program(), [
    [
      file('src/rooms/a/b.rules.ts', "export const b = rule({\n  id: 'forgotten',\n"),
      /forgotten .* is in no chapter[\s\S]*in no file of rules/,
    ],
    [
      [file('src/rooms/a/x.rules.ts', "  id: 'x',\n"), file('src/rooms/b/y.rules.ts', "  id: 'x',\n")],
      /x is written in .*x\.rules\.ts and .*y\.rules\.ts/,
    ],
    [file('src/rooms/a/empty.rules.ts', ''), /holds no rule/],
  ]))

test('nothing in the project says how it was made', () => {
  const files = readSources('**/*.{ts,tsx,mjs,js,sql,md,csv,json,yaml,yml,css,html}', 'Dockerfile', '.ci/*')
  holds(
    walls.nothingSaysHowItWasMade,
    files.filter(one => one.path !== 'package-lock.json'),
    [
      [file('docs/a.md', `Written with ${'Cla' + 'ude'}`), /docs\/a\.md:1 says how/],
      [file('docs/a.md', `as ../${'sha' + 'red'}/design says`), /says how/],
    ],
  )
})
