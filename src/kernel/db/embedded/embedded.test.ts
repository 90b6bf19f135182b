import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries } from './binaries.ts'
import { type EmbeddedOptions, EmbeddedRefusal, embeddedServer } from './index.ts'
import { runningOn, shutDown } from './postmaster.ts'
import { mayEnter, ordinaryAccount } from './run-as.ts'

const isRoot = process.getuid?.() === 0
const small = { shared_buffers: '16MB' }
const scratch = mkdtempSync(join(tmpdir(), 'gt-embedded-test-'))
chmodSync(scratch, 0o755)
// A test that fails, or is cut short, leaves no server behind.
const left = () => {
  const folders = globSync('**/data/postmaster.pid', { cwd: scratch }).map(file => dirname(join(scratch, file)))
  return folders.flatMap(data => {
    const running = runningOn(data)
    return running ? [{ data, ...running }] : []
  })
}
after(async () => {
  for (const { data, pid, socketFolder } of left()) {
    await shutDown(pid, data)
    rmSync(socketFolder, { recursive: true, force: true })
  }
  rmSync(scratch, { recursive: true, force: true })
})
process.once('SIGTERM', () => {
  // At once, before the test that is running can start another.
  for (const { pid } of left()) process.kill(pid, 'SIGQUIT')
  process.exit(143)
})

const place = (name: string) => join(scratch, name)
const open = (folder: string, more: Partial<EmbeddedOptions> = {}) => embeddedServer({ folder, log: () => {}, settings: small, ...more })

async function ask(adminUrl: string, sql: string): Promise<unknown[][]> {
  const client = new pg.Client(adminUrl)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows
  } finally {
    await client.end().catch(() => {})
  }
}

const processesOf = (folder: string): number[] => {
  const pid = runningOn(join(folder, 'data'))?.pid
  assert.ok(pid, 'the server runs')
  const children = readdirSync('/proc').filter(name => /^\d+$/.test(name) && parentOf(name) === pid)
  return [pid, ...children.map(Number)]
}

const parentOf = (pid: string): number | undefined => {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
  } catch {
    return undefined
  }
}

test('a database in a folder with a space in its name keeps what it was given, through a stop and a start', async () => {
  const folder = place('a folder with spaces')
  const first = await open(folder)
  assert.equal(first.adopted, false)
  await ask(first.adminUrl, "create table kept (what text); insert into kept values ('Ålice Testcase')")
  await first.stop()
  assert.equal(runningOn(join(folder, 'data')), undefined, 'nothing runs after stop')

  const second = await open(folder)
  assert.deepEqual(await ask(second.adminUrl, 'select what from kept'), [['Ålice Testcase']])
  await second.stop()
})

test('what was committed is there after every process of the server was killed', async () => {
  const folder = place('killed')
  const lost = Promise.withResolvers<Error>()
  const first = await open(folder, { onLost: lost.resolve })
  await ask(first.adminUrl, 'create table kept as select generate_series(1, 1000) as n')
  // Holding a server keeps no program alive, and this test waits for nothing else.
  const staying = setInterval(() => {}, 1000)
  for (const pid of processesOf(folder)) process.kill(pid, 'SIGKILL')
  assert.match((await lost.promise).message, /The database stopped/)
  clearInterval(staying)
  await first.stop()

  const second = await open(folder)
  assert.equal(second.adopted, false)
  assert.deepEqual(await ask(second.adminUrl, 'select count(*)::int from kept'), [[1000]])

  const log: string[] = []
  const third = await open(folder, { log: line => log.push(line) })
  const [[session]] = (await ask(third.adminUrl, 'select pid from pg_stat_activity where application_name like $$golden%$$')) as [[number]]
  process.kill(session, 'SIGKILL')
  for (const began = performance.now(); !log.includes('The database has recovered.') && performance.now() - began < 10_000; )
    await sleep(20)
  assert.ok(log.includes('The database has recovered.'), 'a crash of one session is survived and told')
  assert.deepEqual(await ask(third.adminUrl, 'select count(*)::int from kept'), [[1000]])
  await third.stop()
  await second.stop()
  assert.equal(runningOn(join(folder, 'data')), undefined)
})

const program = `
  import { embeddedServer } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}
  const server = await embeddedServer({ folder: process.argv[1], log: () => {}, settings: ${JSON.stringify(small)} })
  console.log(server.adminUrl)
  process.stdin.on('data', async () => { await server.stop(); process.exit(0) })
`
const runProgram = async (folder: string, as: { uid?: number; gid?: number } = {}) => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
    ...as,
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, adminUrl: line.toString().trim() }
}

test('a server left behind by a killed program is taken over, and shut down by the one who took it over', async () => {
  const folder = place('left-behind')
  const { child, adminUrl } = await runProgram(folder)
  await ask(adminUrl, 'create table kept as select 1 as n')
  child.kill('SIGKILL')
  await once(child, 'exit')

  const heir = await open(folder)
  assert.equal(heir.adopted, true)
  assert.deepEqual(await ask(heir.adminUrl, 'select n from kept'), [[1]])
  await heir.stop()
  assert.equal(runningOn(join(folder, 'data')), undefined)
})

test('programs that start at the same moment share one server, and only the last to leave shuts it down', async () => {
  const folder = place('shared')
  const servers = await Promise.all([open(folder), open(folder), open(folder)])
  assert.equal(servers.filter(server => !server.adopted).length, 1)
  const [first, second, third] = servers
  await first?.stop()
  await second?.stop()
  assert.deepEqual(await ask(third?.adminUrl ?? '', 'select 1'), [[1]])
  await third?.stop()
  assert.equal(runningOn(join(folder, 'data')), undefined)
})

test('a pid file whose number another program now has does not stop the database from starting, and that program is left alone', async () => {
  const folder = place('shared')
  writeFileSync(
    join(folder, 'data', 'postmaster.pid'),
    `${process.pid}\n${join(folder, 'data')}\n1\n5432\n/tmp/gt-none\n\n 1 1\nready   \n`,
  )
  const server = await open(folder)
  assert.equal(server.adopted, false)
  await server.stop()
})

test('a fresh start begins empty, and never takes the ground from under one who is already there', async () => {
  const folder = place('shared')
  const first = await open(folder)
  await ask(first.adminUrl, 'create table kept as select 1 as n')
  const joined = await open(folder, { fresh: true })
  assert.deepEqual(await ask(joined.adminUrl, 'select n from kept'), [[1]])
  await joined.stop()
  await first.stop()
  const fresh = await open(folder, { fresh: true })
  await assert.rejects(ask(fresh.adminUrl, 'select n from kept'), /does not exist/)
  await fresh.stop()
})

test('a path far longer than a socket may have works', async () => {
  const folder = join(place('long'), ...Array.from({ length: 8 }, (_, n) => `a-folder-name-of-forty-characters-no-${n}-`))
  assert.ok(folder.length > 250)
  const server = await open(folder)
  assert.deepEqual(await ask(server.adminUrl, 'select 1'), [[1]])
  await server.stop()
})

test('nothing that was written about a person reaches the log of the database', async () => {
  const folder = place('shared')
  const server = await open(folder)
  await ask(server.adminUrl, 'create table if not exists person (name text primary key)')
  await ask(server.adminUrl, "insert into person values ('Robin Invented') on conflict do nothing")
  await assert.rejects(ask(server.adminUrl, "insert into person values ('Robin Invented')"), /duplicate key/)
  await assert.rejects(ask(server.adminUrl, "select 'Robin Invented'::date"), /invalid input syntax/)
  await server.stop()
  const logs = readdirSync(join(folder, 'data', 'log')).map(file => readFileSync(join(folder, 'data', 'log', file), 'utf8'))
  assert.match(logs.join(''), /database system is ready/)
  assert.doesNotMatch(logs.join(''), /Robin Invented/)
})

test('the database is closed to everyone without its password, and nothing is reachable over the network', async () => {
  const folder = place('shared')
  const server = await open(folder)
  const url = new URL(server.adminUrl)
  assert.equal(statSync(join(folder, 'password')).mode & 0o777, 0o600)
  assert.equal(statSync(decodeURIComponent(url.hostname)).mode & 0o777, 0o700)
  url.password = 'wrong'
  await assert.rejects(ask(url.href, 'select 1'), /password authentication failed/)
  const asked =
    "select current_setting('listen_addresses'), current_setting('data_checksums'), current_setting('fsync'), current_setting('TimeZone')"
  assert.deepEqual(await ask(server.adminUrl, asked), [['', 'on', 'on', 'UTC']])
  await server.stop()
  assert.equal(existsSync(decodeURIComponent(url.hostname)), false, 'the socket folder is gone')
})

const root = { skip: isRoot ? false : 'only root can try this' }

test(
  'root runs the database as an ordinary account, or in a namespace once a parent folder is closed, with the same data',
  root,
  async () => {
    const parent = place('flips')
    const folder = join(parent, 'database')
    const account = ordinaryAccount()
    assert.ok(account, 'this machine has an ordinary account')
    const open755 = await open(folder)
    await ask(open755.adminUrl, 'create table kept as select 1 as n')
    await open755.stop()
    const owner = () => statSync(join(folder, 'data')).uid
    const isOpen = mayEnter(folder, account) && mayEnter(findBinaries().native, account)
    assert.equal(owner(), isOpen ? account.uid : 0)

    chmodSync(parent, 0o700)
    const closed = await open(folder, { ways: ['user', 'namespace'] })
    assert.deepEqual(await ask(closed.adminUrl, 'select n from kept'), [[1]])
    await closed.stop()
    assert.equal(owner(), 0)

    chmodSync(parent, 0o755)
    const again = await open(folder)
    assert.deepEqual(await ask(again.adminUrl, 'select n from kept'), [[1]])
    await again.stop()
  },
)

test('where namespaces are forbidden too, root keeps a closed database elsewhere, says where, and finds it again', root, async t => {
  const parent = place('closed')
  const folder = join(parent, 'database')
  const elsewhere = place('var-lib')
  mkdirSync(parent, { mode: 0o700 })
  mkdirSync(elsewhere, { mode: 0o755 })
  const account = ordinaryAccount()
  if (!account || !mayEnter(elsewhere, account)) return t.skip('no ordinary account may enter the folder for temporary files')
  const log: string[] = []
  const ways = { ways: ['user'], elsewhere, log: (line: string) => log.push(line) } as const
  const first = await open(folder, ways)
  await ask(first.adminUrl, 'create table kept as select 1 as n')
  await first.stop()
  assert.match(log.join('\n'), /The database is kept in .*var-lib\/golden-thread-/)
  assert.equal(existsSync(join(folder, 'data')), false)
  const second = await open(folder, ways)
  assert.deepEqual(await ask(second.adminUrl, 'select n from kept'), [[1]])
  await second.stop()

  await assert.rejects(open(join(parent, 'nowhere'), { ways: [], elsewhere }), EmbeddedRefusal)
})

test('an ordinary account runs its own database, and is refused plainly where the database belongs to another', root, async t => {
  const account = ordinaryAccount()
  if (!account || !mayEnter(import.meta.dirname, account) || !mayEnter(dirname(process.execPath), account)) {
    return t.skip('no ordinary account may read this copy of Golden Thread')
  }
  const as = { uid: account.uid, gid: account.gid }
  const folder = place('ordinary')
  mkdirSync(folder)
  chownSync(folder, as.uid, as.gid)
  const { child, adminUrl } = await runProgram(folder, as)
  assert.deepEqual(await ask(adminUrl, 'select 1'), [[1]])
  assert.equal(statSync(join(folder, 'data')).uid, as.uid)
  child.stdin.write('stop')
  assert.deepEqual(await once(child, 'exit'), [0, null])

  const roots = place('flips')
  const refused = spawn(process.execPath, ['--input-type=module', '-e', program, join(roots, 'database')], { cwd: '/', ...as })
  let said = ''
  refused.stderr.on('data', (text: Buffer) => {
    said += text
  })
  await once(refused, 'close')
  assert.match(said, /belongs to another account/)
})
