import { join } from 'node:path'
import { anchorOf } from '../kernel/audit/anchor.ts'
import { verifyCommand } from '../kernel/audit/verify.ts'
import { readConfig, WrongSetting } from '../kernel/config.ts'
import { embeddedServer } from '../kernel/db/embedded/index.ts'
import { type Run, refuse } from './command.ts'

/**
 * `golden-thread verify`: looks whether anything that was sealed was changed, cut, put in or put in another order since. Without words it looks at this
 * installation's own database and anchor, which it only reads.
 */
export const run: Run = async (args, out) => {
  try {
    const config = readConfig(process.env)
    if (args.some(word => /^--(database|export)\b/.test(word))) return await verifyCommand(args, out)
    const server = config.DATABASE_URL
      ? { adminUrl: config.DATABASE_URL, stop: async () => {} }
      : await embeddedServer({ folder: join(config.GT_STATE, 'database'), log: out.complain })
    try {
      return await verifyCommand(args, out, { database: server.adminUrl, anchor: anchorOf(config) })
    } finally {
      await server.stop()
    }
  } catch (error) {
    if (error instanceof WrongSetting) return refuse(out, `these settings cannot be used:\n${error.message}`)
    throw error
  }
}
