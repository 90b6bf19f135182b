import { compare } from './cases.ts'
import { tested } from './tested.ts'

/** Run as its own process, so that the machine's time zone can be another: compares, prints the report as JSON. */
const [runs = '1000', seed = '1'] = process.argv.slice(2)
const { failed, numRuns, counterexample, errorInstance } = compare(tested(), Number(runs), Number(seed))
process.stdout.write(
  JSON.stringify({
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    failed,
    numRuns,
    counterexample,
    why: String(errorInstance ?? ''),
  }),
)
