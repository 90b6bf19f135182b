import { z } from 'zod'
import { type AnyJob, defineChore, defineJob, type Standing } from '../jobs/index.ts'
import type { Scanner } from './scanner.ts'

const payload = z.strictObject({ document: z.uuid() })

/** What to ask for (`enqueue`) so that a document is looked at by the scanner. */
export const scanWanted = { name: 'scan-document', payload } as const

const scan = async ({ database, log, job }: Standing, scanner: Scanner, partnership: string, document: string): Promise<void> => {
  const [row] = await database.door<{ content: Buffer }>('select content from gt.document_to_scan($1, $2)', [partnership, document])
  if (!row) return
  const found = await scanner.look(row.content)
  if (!found.clean) log.warn('the scanner refused a document', { job, document, called: found.called })
  await database.door('select gt.document_scanned($1, $2, $3)', [partnership, document, found.clean ? 'clean' : 'refused'])
}

/**
 * The work of the scanner: each document once it is added, and every ten minutes what has waited longer (the scanner was away, or there was none then).
 * `scanner` null: none is set up, and documents stay in quarantine.
 */
export const scanJobs = (scanner: Scanner | null): readonly AnyJob[] => [
  defineJob({
    ...scanWanted,
    run: async ({ document }, context) => {
      if (scanner) await scan(context, scanner, context.asker.partnership, document)
    },
  }),
  defineChore({
    name: 'scan-waiting',
    payload: z.strictObject({}),
    every: '*/10 * * * *',
    run: async (_payload, standing) => {
      if (!scanner) return
      const waiting = await standing.database.door<{ partnership_id: string; document_id: string }>(
        `select partnership_id, document_id from gt.documents_waiting(interval '10 minutes', 200)`,
        [],
      )
      for (const one of waiting) {
        if (standing.stopping.aborted) return
        await scan(standing, scanner, one.partnership_id, one.document_id)
      }
    },
  }),
]
