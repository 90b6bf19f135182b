import { anchorOf } from '../kernel/audit/anchor.ts'
import { dumpSealed } from '../kernel/audit/dump.ts'
import { type Round, sealOnce, sealRecovered } from '../kernel/audit/sealer.ts'
import { readConfig, WrongSetting } from '../kernel/config.ts'
import { bringUp, type Installation } from '../kernel/installation.ts'
import { argumentsOf, type Out, type Run, refuse } from './command.ts'

const usage = 'golden-thread seal [--recovered "why" | --dump FILE]'

const options = { recovered: { type: 'string' }, dump: { type: 'string' } } as const

/**
 * `golden-thread seal`: seals now whatever waits. With `--recovered` it records in every chain that the database was restored, and why; with `--dump` it writes
 * all that is sealed to a new file, for verifying elsewhere. Gives 1 where a chain could not be sealed.
 */
export const run: Run = async (args, out) => {
  const parsed = argumentsOf(args, options, usage)
  if ('refused' in parsed) return refuse(out, parsed.refused)
  const { recovered, dump } = parsed.values
  if (parsed.positionals.length > 0 || (recovered !== undefined && dump !== undefined))
    return refuse(out, `seal takes one of these. Accepted: ${usage}`)
  if (recovered?.trim() === '') return refuse(out, `a recovery needs a reason. Accepted: ${usage}`)
  try {
    const config = readConfig(process.env)
    const installation = await bringUp(config, out.complain)
    try {
      if (dump !== undefined) return await dumped(installation, dump, out)
      const anchor = anchorOf(config)
      const round =
        recovered === undefined
          ? await sealOnce(installation.urlAs('gt_worker'), { anchor })
          : await sealRecovered(installation.urlAs('gt_import'), { anchor, reason: recovered.trim() })
      return told(round, anchor, out)
    } finally {
      await installation.stop()
    }
  } catch (error) {
    if (error instanceof WrongSetting) return refuse(out, `these settings cannot be used:\n${error.message}`)
    throw error
  }
}

const dumped = async (installation: Installation, file: string, out: Out): Promise<number> => {
  try {
    out.print(
      `${await dumpSealed(installation.adminUrl, file)} rows are written to ${file}. It holds case records: keep it as safe as the database.`,
    )
    return 0
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EEXIST' || error.code === 'ENOENT' || error.code === 'EACCES'))
      return refuse(out, `${file} cannot be written: ${error.code === 'EEXIST' ? 'it exists already' : error.message}`)
    throw error
  }
}

const told = (round: Round | null, anchor: string, out: Out): number => {
  if (!round) {
    out.complain('Another process is sealing this database. Nothing was done.')
    return 1
  }
  for (const line of round.sealed)
    out.print(`Partnership ${line.partnership}: seal ${line.seal_no} over ${line.count} rows, anchored in ${anchor}.`)
  for (const { why } of round.refused) out.complain(`Not sealed: ${why.message}`)
  if (round.sealed.length === 0 && round.refused.length === 0) out.print('Nothing waits to be sealed.')
  return round.refused.length > 0 ? 1 : 0
}
