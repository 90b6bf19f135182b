import { argumentsOf, type Run, refuse } from './command.ts'

const usage = 'golden-thread bench [--quick | --small] [--only WORDS] [--keep FOLDER [--load]] | bench --peers'

/**
 * `golden-thread bench`: loads two invented partnerships, measures pages and changes against the least that could answer, prints a table and a chart
 * (bench/README.md); with `--peers`, the same rows side by side with Directus instead. On a database of its own, or on the server that GT_BENCH_URL names. Needs what is installed for development.
 */
export const run: Run = async (args, out) => {
  const parsed = argumentsOf(
    args,
    {
      quick: { type: 'boolean', default: false },
      small: { type: 'boolean', default: false },
      load: { type: 'boolean', default: false },
      only: { type: 'string' },
      keep: { type: 'string' },
      peers: { type: 'boolean', default: false },
    },
    usage,
  )
  if ('refused' in parsed) return refuse(out, parsed.refused)
  if (parsed.positionals.length > 0) return refuse(out, `bench takes no words. Accepted: ${usage}`)
  const url = process.env['GT_BENCH_URL'] ?? null
  const size = parsed.values.quick ? 'quick' : parsed.values.small ? 'small' : 'whole'
  if (parsed.values.peers) {
    const { scales } = await import('../../bench/sizes.ts')
    const { sideBySide } = await import('../../bench/peers/side-by-side.ts')
    const secret = process.env['GT_SECRET'] ?? 'the measurement signs in with what is made from this'
    await sideBySide({ url, secret, scale: scales[size], rounds: size === 'quick' ? 1 : 5 }, out.print)
    return 0
  }
  const { run: measure } = await import('../../bench/run.ts')
  const { only, keep, load: loadOnly } = parsed.values
  if (loadOnly && !keep) return refuse(out, 'bench --load says where to keep what it loads: --keep FOLDER.')
  await measure({ size, only: only ?? null, keep: keep ?? null, loadOnly, url }, out.print)
  return 0
}
