import { type ParseArgsConfig, parseArgs } from 'node:util'

/** Where a command speaks: `print` is its answer, `complain` what went wrong. Each text is a whole number of lines. */
export type Out = { print: (text: string) => void; complain: (text: string) => void }

/** Runs a command with its arguments and gives the exit code: 0 done, 1 done with a bad answer, 2 not understood. */
export type Run = (args: readonly string[], out: Out) => Promise<number>

/** One command of the program: what it is called, what it is for, and how it runs. */
export type Command = { name: string; words: string; run: Run }

/** Says why a command cannot be run and gives the exit code for it. */
export const refuse = (out: Out, why: string): 2 => {
  out.complain(`golden-thread: ${why}`)
  return 2
}

type Options = NonNullable<ParseArgsConfig['options']>
type Parsed<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true; strict: true }>>

/**
 * The options and the other words of a command, or why they cannot be taken: an unknown option is answered by `usage`, which
 * names those that are accepted.
 */
export const argumentsOf = <const O extends Options>(
  args: readonly string[],
  options: O,
  usage: string,
): Parsed<O> | { refused: string } => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    const said = error instanceof Error ? (error.message.split(/[.\n]/)[0] ?? '') : String(error)
    return { refused: `${said}. Accepted: ${usage}` }
  }
}
