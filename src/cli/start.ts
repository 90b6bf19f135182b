import {
  demonstrationEmail,
  demonstrationOrganisation,
  demonstrationPartnership,
  demonstrationPassword,
  demonstrationPeople,
} from '../demonstration/organisation.ts'
import { isSetUp, setUp } from '../kernel/access/organisation.ts'
import { readConfig, WrongSetting } from '../kernel/config.ts'
import { Unfit } from '../kernel/db/fit-to-serve.ts'
import { bringUp } from '../kernel/installation.ts'
import { mayCatch, startCatcher } from '../kernel/mail/index.ts'
import { openWeb } from '../web.ts'
import { openWorker } from '../worker.ts'
import { type Run, refuse } from './command.ts'

/** `golden-thread start`: brings the database up, fills an empty one with the demonstration, serves until it is told to stop. */
export const run: Run = async (args, out) => {
  if (args.length > 0) return refuse(out, 'start takes no words; it is set by the environment (see the README)')
  try {
    const config = readConfig(process.env)
    out.print('Starting the database…')
    const installation = await bringUp(config, out.print)
    try {
      if (config.GT_DEMONSTRATION === 'yes' && !(await isSetUp(installation.urlAs('gt_import'), demonstrationPartnership))) {
        out.print('Filling the demonstration…')
        await setUp(installation.urlAs('gt_import'), demonstrationOrganisation())
      }
      const catcher = mayCatch(config) ? await startCatcher() : null
      const web = await openWeb(config, installation, demonstrationPartnership, catcher)
      const worker = await openWorker(config, installation, { address: web.address, catcher })
      if (web.portWasTaken) out.print(`Port ${web.portWasTaken} is taken, so another one was chosen. PORT sets it.`)
      out.print(welcome(web.address))
      await toldToStop()
      out.print('Stopping…')
      await web.stop()
      await worker.stop()
      await catcher?.stop()
    } finally {
      await installation.stop()
    }
    return 0
  } catch (error) {
    if (error instanceof WrongSetting) return refuse(out, `these settings cannot be used:\n${error.message}`)
    if (error instanceof Unfit) return refuse(out, error.message)
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      return refuse(out, `the port ${process.env['PORT']} is taken: set PORT to a free one, or leave it out and one is chosen`)
    throw error
  }
}

const welcome = (address: string): string =>
  [
    '',
    `Golden Thread is ready: ${address}`,
    '',
    'Demonstration sign-ins (everybody in it is invented):',
    ...demonstrationPeople.map(person => `  ${demonstrationEmail(person.key).padEnd(34)} ${person.does}`),
    '',
    `  password for all of them: ${demonstrationPassword}`,
    '  one-time code:            npx golden-thread code <the part before the @>',
    `  mail that was caught:     ${address}/mail-catcher`,
    '',
    'Ctrl-C stops everything.',
    '',
  ].join('\n')

const toldToStop = (): Promise<void> =>
  new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
