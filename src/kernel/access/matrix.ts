import { readFileSync } from 'node:fs'
import { z } from 'zod'

/**
 * The access matrix: who may see and do what, written once in `access-matrix.csv`, reviewed by people. The policies of the database and the
 * guards of the routes are both made from it; the tests' oracle reads it by code of its own.
 */
// `give`: which roles may be given to an account, in an agency of which kind (the relation), and whether in every agency or in one's own.
const whats = ['read', 'append', 'involve', 'page', 'override', 'give'] as const
const row = z.strictObject({
  what: z.enum(whats),
  names: z.array(z.string().min(1)).min(1),
  roles: z.array(z.string().regex(/^[a-z-]+$|^\*$/)).min(1),
  relations: z.array(z.string().regex(/^[a-z-]+$/)).min(1),
  because: z.string().min(10),
})
export type MatrixRow = z.output<typeof row>

/** The file as it stands in the repository. */
export const matrixFile = new URL('../../../access-matrix.csv', import.meta.url)

/** Takes the text of the matrix and gives its rows; refuses, by line, a row that cannot be read. Lists inside a cell are parted by `;`. */
export const parseMatrix = (text: string): MatrixRow[] => {
  const [head, ...lines] = text.split('\n')
  if (head !== 'what,name,role,relation,because') throw new Error('the access matrix begins with: what,name,role,relation,because')
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return []
    const [what, name, role, relation, ...because] = line.split(',')
    const parsed = row.safeParse({
      what,
      names: name?.split(';'),
      roles: role?.split(';'),
      relations: relation?.split(';'),
      because: because.join(',').replace(/^"|"$/g, ''),
    })
    if (!parsed.success) throw new Error(`access-matrix.csv, line ${at + 2}: ${z.prettifyError(parsed.error)}`)
    return [parsed.data]
  })
}

/** The matrix in force. */
export const matrix = (): MatrixRow[] => parseMatrix(readFileSync(matrixFile, 'utf8'))

/** The role in whose name the public's words are told: nobody signs in with it, and the database makes its one account itself. */
export const publicRole = 'member-of-the-public'

/** Every role of the matrix that people sign in with. */
export const rolesIn = (rows: readonly MatrixRow[]): string[] =>
  [...new Set(rows.flatMap(r => r.roles))].filter(role => role !== '*' && role !== publicRole).sort()

/** The roles of families: they stand in no relation to a record, and `*` does not mean them. What each may open is said by its name. */
export const familyRoles: readonly string[] = ['parent', 'young-person']

/** The roles of those who lead the safeguarding of their agency: they are told what is asked of it as a whole (roles: agency safeguarding lead). */
export const safeguardingLeads: readonly string[] = ['school-safeguarding-lead', 'agency-safeguarding-lead']

/** One line for each grant: a role, in a relation, may do one thing; `*` stands for every role that some row names, families' apart. */
export const grantsIn = (rows: readonly MatrixRow[]): { role: string; relation: string; may: string }[] => {
  const everyone = rolesIn(rows).filter(role => !familyRoles.includes(role))
  const seen = new Map<string, { role: string; relation: string; may: string }>()
  for (const r of rows)
    for (const name of r.names)
      for (const role of r.roles.includes('*') ? everyone : r.roles)
        for (const relation of r.relations) {
          const grant = { role, relation, may: r.what === 'read' ? name : `${r.what}:${name}` }
          seen.set(JSON.stringify(grant), grant)
        }
  return [...seen.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, grant]) => grant)
}
