import { z } from 'zod'
import { book } from '../rooms/book.ts'
import type { AnyKind, PartSchema } from '../thread/kind.ts'
import { argumentsOf, type Run, refuse } from './command.ts'

const usage = 'golden-thread kinds [<kind>...]'

/** Prints every kind of entry, or those named, as one JSON object: what it is of, how long it is kept, and the JSON Schema of each of its parts as it is written. */
export const run: Run = async (args, out) => {
  const parsed = argumentsOf(args, {}, usage)
  if ('refused' in parsed) return refuse(out, parsed.refused)
  const unknown = parsed.positionals.find(name => !book.kinds.has(name))
  if (unknown !== undefined)
    return refuse(out, `there is no kind ${JSON.stringify(unknown)}. Accepted: ${[...book.kinds.keys()].join(', ')}`)
  const chosen = [...book.kinds.values()].filter(kind => parsed.positionals.length === 0 || parsed.positionals.includes(kind.name))
  out.print(JSON.stringify(Object.fromEntries(chosen.map(kind => [kind.name, asSchema(kind)])), null, 2))
  return 0
}

const asSchema = (kind: AnyKind) => ({
  words: kind.words,
  of: kind.of,
  retention: kind.retention,
  parts: Object.fromEntries(
    Object.entries({ record: kind.record, ...kind.also }).map(([group, part]) => [group, partSchema(part as PartSchema)]),
  ),
})

const partSchema = ({ facts, narrative }: PartSchema) => ({ facts: schemaOf(facts), narrative: schemaOf(narrative) })

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' })
