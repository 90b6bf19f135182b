import { writeFileSync } from 'node:fs'
import { matrix } from '../kernel/access/matrix.ts'
import { policiesFrom } from '../kernel/access/policies.ts'
import type { Run } from './command.ts'

/** Where the policies are kept, generated and committed. */
export const policiesFile = new URL('../../db/policies/policies.sql', import.meta.url)

/** `golden-thread policies`: writes the database's policies from access-matrix.csv. */
export const run: Run = async (_args, out) => {
  writeFileSync(policiesFile, policiesFrom(matrix()))
  out.print('db/policies/policies.sql is written from access-matrix.csv.')
  return 0
}
