import { partnershipsThere } from '../kernel/access/organisation.ts'
import { anchorOf } from '../kernel/audit/anchor.ts'
import { readRevocations, revocationsOf, standingRevocations } from '../kernel/audit/revocations.ts'
import { sealOnce, sealRecovered } from '../kernel/audit/sealer.ts'
import { verifyCommand } from '../kernel/audit/verify.ts'
import type { Config } from '../kernel/config.ts'
import { bringBack } from '../kernel/db/backup/bring-back.ts'
import { NotABackup } from '../kernel/db/backup/container.ts'
import { revokeAgain } from '../kernel/db/backup/revoke-again.ts'
import { openDatabase } from '../kernel/db/with-actor.ts'
import { type Installation, reach } from '../kernel/installation.ts'
import { book } from '../rooms/book.ts'
import { idFrom, type PartnershipId } from '../thread/ids.ts'
import { rebuild } from '../thread/store/rebuild.ts'
import { tellAgain } from '../thread/store/tell-again.ts'
import { argumentsOf, type Out, type Run, refuse } from './command.ts'
import { onInstallation } from './installed.ts'

const usage = 'golden-thread restore <backup>'

/**
 * `golden-thread restore <file>`: brings a backup back into an empty database, and before anybody can sign in ends every session, takes away again what was
 * revoked since, makes derived rows again, records the recovery in every chain of seals and verifies them. Gives 1 where something is not as it was
 * sealed, 2 where it cannot be restored; then nothing of it is there.
 */
export const run: Run = async (args, out) => {
  const parsed = argumentsOf(args, {}, usage)
  if ('refused' in parsed) return refuse(out, parsed.refused)
  const [file, ...more] = parsed.positionals
  if (file === undefined || more.length > 0) return refuse(out, `restore takes one backup. Accepted: ${usage}`)
  return onInstallation(
    out,
    async (installation, config) => {
      try {
        const { head, rows, sessionsEnded } = await bringBack(installation.adminUrl, installation.secret, file)
        out.print(`${rows} rows are back as they stood at ${head.takenAt}. ${sessionsEnded} sessions are ended: everybody signs in again.`)
        await takeAwayAgain(installation, config, out)
        await makeAgain(installation, out)
        return await sealAndVerify(installation, config, `restored from a backup taken at ${head.takenAt}`, out)
      } catch (error) {
        if (error instanceof NotABackup) return refuse(out, error.message)
        if (error instanceof Error && 'code' in error && /^(ENOENT|EACCES|EISDIR)$/.test(String(error.code)))
          return refuse(out, `${file} cannot be read: ${error.message}`)
        throw error
      }
    },
    reach,
  )
}

const takeAwayAgain = async (installation: Installation, config: Config, out: Out): Promise<void> => {
  const file = revocationsOf(config)
  const { lines, unread } = readRevocations(file)
  if (lines.length === 0)
    out.complain(
      `There is no list of what was revoked at ${file}: whoever lost access after the backup was taken has it again. Look who should not, or put the list there and restore again.`,
    )
  if (unread > 0) out.complain(`${unread} lines of ${file} cannot be read: what they took away may stand open again.`)
  const standing = standingRevocations(lines)
  const taken = await revokeAgain(
    installation.adminUrl,
    [...standing.values()].flatMap(own => [...own.values()]),
  )
  const database = openDatabase(installation.urlAs('gt_import'), 1)
  let told = 0
  try {
    for (const { id } of await partnershipsThere(installation.urlAs('gt_import'))) {
      const lost = [...(standing.get(id)?.entries() ?? [])].flatMap(([key, { value }]) =>
        key.startsWith('entry/') ? [{ id: idFrom<never>(key.slice('entry/'.length)), content: value }] : [],
      )
      told += await tellAgain(database, id, book, lost)
    }
  } finally {
    await database.close()
  }
  out.print(`${taken + told} things that were revoked after the backup was taken are revoked again.`)
}

const makeAgain = async (installation: Installation, out: Out): Promise<void> => {
  const database = openDatabase(installation.urlAs('gt_import'), 1)
  try {
    for (const { id } of await partnershipsThere(installation.urlAs('gt_import'))) {
      const end = await rebuild(database, id as PartnershipId, book, () => {})
      out.print(`${end.done} threads were gone through; ${end.rows === 0 ? 'nothing' : `${end.rows} derived rows`} had to be put right.`)
    }
  } finally {
    await database.close()
  }
}

const sealAndVerify = async (installation: Installation, config: Config, reason: string, out: Out): Promise<number> => {
  const anchor = anchorOf(config)
  const round = await sealRecovered(installation.urlAs('gt_import'), { anchor, reason })
  for (const { why } of round?.refused ?? []) out.complain(`Not sealed: ${why.message}`)
  // A partnership that was never sealed has nothing to recover from; what waits in it is sealed like anything else.
  if (round !== null && round.refused.length === 0) await sealOnce(installation.urlAs('gt_worker'), { anchor })
  const verdict = await verifyCommand([], out, { database: installation.adminUrl, anchor })
  return round === null || round.refused.length > 0 ? 1 : verdict
}
