import { type Day, dayOf, isDay, type Moment, moment, momentOf, Temporal } from '../guidance/index.ts'
import { book } from '../rooms/book.ts'
import { asJson, printReplay, printTrouble, type Replay, replay } from '../thread/stories/index.ts'
import { argumentsOf, type Run, refuse } from './command.ts'
import { readStories } from './story-files.ts'

const usage = 'golden-thread replay <file or folder>... [--as-of MOMENT] [--known-at MOMENT] [--rules today|of-the-day] [--json]'

const options = {
  'as-of': { type: 'string' },
  'known-at': { type: 'string' },
  rules: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/**
 * Replays story files; no server is needed. Prints what was said day by day, or with `--json` one object for each story on a line of its own. Gives 1
 * where an expectation fails, naming it, and 2 where a file or option cannot be taken; then nothing is replayed.
 */
export const run: Run = async (args, out) => {
  const parsed = argumentsOf(args, options, usage)
  if ('refused' in parsed) return refuse(out, parsed.refused)
  const { values, positionals } = parsed
  if (positionals.length === 0) return refuse(out, `replay needs a story file or a folder of them. Accepted: ${usage}`)
  const asOf = whenOf('--as-of', values['as-of'])
  if (typeof asOf === 'object') return refuse(out, asOf.refused)
  const knownAt = whenOf('--known-at', values['known-at'])
  if (typeof knownAt === 'object') return refuse(out, knownAt.refused)
  const { rules } = values
  if (rules !== undefined && rules !== 'today' && rules !== 'of-the-day')
    return refuse(out, `--rules ${rules} is not known. Accepted: today, of-the-day`)

  const { stories, troubles } = await readStories(positionals)
  if (troubles.length > 0) {
    out.complain(troubles.map(printTrouble).join('\n'))
    return 2
  }

  const today = dayOf(momentOf(Temporal.Now.instant()))
  let failed = false
  for (const { story } of stories) {
    const replayed = replay(story, book, {
      rules: (rules ?? story.rules) === 'today' ? today : 'of-the-day',
      ...(asOf === undefined ? {} : { asOf }),
      ...(knownAt === undefined ? {} : { knownAt }),
    })
    out.print(values.json ? JSON.stringify(asJson(replayed)) : printReplay(story, replayed, book))
    failed = complain(replayed, values.json, text => out.complain(text)) || failed
  }
  return failed ? 1 : 0
}

/** Names what did not hold, where the answer itself is for another program. Gives whether anything failed. */
const complain = ({ story, checks }: Replay, json: boolean, say: (text: string) => void): boolean => {
  const failures = checks.filter(check => !check.held)
  for (const { expected, found } of json ? failures : []) say(`${story}: not as expected: ${expected}; instead: ${found}`)
  return failures.length > 0
}

/** A day (all of it) or a moment with its offset; undefined where the option is not given. */
const whenOf = (option: string, text: string | undefined): Day | Moment | undefined | { refused: string } => {
  if (text === undefined || isDay(text)) return text
  try {
    return moment(text)
  } catch {
    return {
      refused: `${option} ${text} is not a moment. Accepted: a day such as 2013-04-15, to its end, or a moment with its offset such as 2013-04-15T14:05Z`,
    }
  }
}
