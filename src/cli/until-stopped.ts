/** Waits for the end of a program that serves: why it has come, as soon as it has (null before), and a way to say that the database is lost. */
export type UntilStopped = {
  readonly stopped: Promise<'asked' | Error>
  readonly why: () => 'asked' | Error | null
  readonly lost: (why: Error) => void
}

/** Signals that follow each other within half a second are one Ctrl-C: a terminal tells the whole group, and whoever started us tells us too. */
const oneCtrlC = 500

/** From now on Ctrl-C and a request to end are taken as the wish to stop in good order; asked again a while later, the program ends at once. */
export const untilStopped = (): UntilStopped => {
  const { promise, resolve } = Promise.withResolvers<'asked' | Error>()
  let why: 'asked' | Error | null = null
  let first = 0
  const end = (because: 'asked' | Error) => {
    why ??= because
    resolve(why)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (first !== 0 && performance.now() - first > oneCtrlC) process.exit(130)
      if (first === 0) first = performance.now()
      end('asked')
    })
  return { stopped: promise, why: () => why, lost: end }
}
