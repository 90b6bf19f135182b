import { spawnSync } from 'node:child_process'
import { lchownSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'

/**
 * Who runs PostgreSQL, which refuses to be root:
 * - `self`: we are an ordinary user, so we do;
 * - `user`: we are root and hand it to an ordinary account;
 * - `namespace`: in a user namespace with no mapping the process calls itself nobody, and still owns what root owns.
 *   The only way in when a parent folder lets root alone pass, as /root does.
 */
export type RunAs =
  | { readonly how: 'self' | 'namespace'; readonly uid: number; readonly gid: number }
  | { readonly how: 'user'; readonly uid: number; readonly gid: number; readonly name: string }

export type Way = RunAs['how']

/** A program with its arguments and, where it must run as somebody else, as whom. */
export type Command = { readonly file: string; readonly args: readonly string[]; readonly as: { uid?: number; gid?: number } }

/** Wraps a program so that it runs as `who`. */
export function command(who: RunAs, file: string, args: readonly string[]): Command {
  switch (who.how) {
    case 'self':
      return { file, args, as: {} }
    case 'user':
      return { file, args, as: { uid: who.uid, gid: who.gid } }
    case 'namespace':
      return { file: 'unshare', args: ['--user', '--', file, ...args], as: {} }
  }
}

/**
 * Chooses who shall run PostgreSQL with its data under `home` and its programs under `native`, out of `ways`.
 * Gives undefined where nobody can: then root may still place both elsewhere.
 */
export function chooseRunAs(home: string, native: string, ways: readonly Way[]): RunAs | undefined {
  const uid = process.getuid?.() ?? -1
  const gid = process.getgid?.() ?? -1
  if (uid !== 0) {
    // initdb looks its user up by number; a container may run under a number without a name.
    if (ways.includes('self') && hasName()) return { how: 'self', uid, gid }
  } else if (ways.includes('user')) {
    const account = ordinaryAccount()
    if (account && mayEnter(home, account) && mayRead(native, account)) return { how: 'user', ...account }
  }
  if (ways.includes('namespace') && namespaceWorks()) return { how: 'namespace', uid, gid }
  return undefined
}

/** Gives a file, or a folder with everything in it, to the one who will run PostgreSQL. Only root can; for others it must already be theirs. */
export function handOver(path: string, { uid, gid }: RunAs): void {
  const found = lstatSync(path)
  if (process.getuid?.() !== 0 || found.uid === uid) return
  const within = found.isDirectory() ? readdirSync(path, { withFileTypes: true, recursive: true }) : []
  for (const entry of within) lchownSync(join(entry.parentPath, entry.name), uid, gid)
  // Last: the folder's own owner says whether the whole was handed over.
  lchownSync(path, uid, gid)
}

type Account = { name: string; uid: number; gid: number }

/** The account to which root hands PostgreSQL: `postgres` where the machine has one, else `nobody`. */
export function ordinaryAccount(passwd: string = readFileSync('/etc/passwd', 'utf8')): Account | undefined {
  const accounts = passwd.split('\n').map(line => {
    const [name = '', , uid, gid] = line.split(':')
    return { name, uid: Number(uid), gid: Number(gid) }
  })
  return ['postgres', 'nobody'].map(name => accounts.find(account => account.name === name && account.uid > 0)).find(account => account)
}

/** Whether `account` (by its own number and first group) may pass through every folder from the root of the disk down to `folder`. */
export function mayEnter(folder: string, account: Account): boolean {
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    if (!allows(at, account, 1)) return false
    if (at === dirname(at)) return true
  }
}

function mayRead(native: string, account: Account): boolean {
  const samples = ['bin/postgres', 'bin/initdb', 'lib/libpq.so.5.18', 'lib/postgresql/plpgsql.so', 'share/postgresql/postgres.bki']
  const folders = ['bin', 'lib', 'lib/postgresql', 'share/postgresql', 'share/postgresql/timezonesets']
  try {
    return folders.every(folder => mayEnter(join(native, folder), account)) && samples.every(file => allows(join(native, file), account, 4))
  } catch {
    return false
  }
}

function allows(path: string, account: Account, bit: number): boolean {
  const { mode, uid, gid } = statSync(path)
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0
  return ((mode >> shift) & bit) === bit
}

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

function namespaceWorks(): boolean {
  // `id -un` fails exactly where initdb would: when the namespace's overflow number has no name in /etc/passwd.
  return spawnSync('unshare', ['--user', '--', 'id', '-un'], { stdio: 'ignore' }).status === 0
}
