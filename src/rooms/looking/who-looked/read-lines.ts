import { z } from 'zod'
import { defineChore, type Standing } from '../../../kernel/jobs/index.ts'
import { lookingSettings } from '../numbers.ts'

/** As many lines of one partnership as one transaction reads. */
const most = 2000

const numbers = JSON.stringify(Object.fromEntries(Object.entries(lookingSettings).map(([name, { history }]) => [name, history[0]?.value])))

/**
 * Reads the access lines that were written since it last did, each once, and keeps for every record who looked at it, how often records were opened on a day, and
 * which looks are unusual. It bears being run twice, and at once. Gives how many lines it read.
 */
export const readLines = async ({ database, stopping }: Pick<Standing, 'database' | 'stopping'>): Promise<number> => {
  let read = 0
  while (!stopping.aborted) {
    const [row] = await database.door<{ read: number }>('select gt.read_lines($1, $2) as read', [most, numbers])
    read += row?.read ?? 0
    if ((row?.read ?? 0) === 0) break
  }
  return read
}

/** Each minute: who looked. */
export const readLinesChore = defineChore({
  name: 'read-lines',
  payload: z.strictObject({}),
  every: '* * * * *',
  alone: true,
  run: async (_payload, standing) => {
    await readLines(standing)
  },
})
