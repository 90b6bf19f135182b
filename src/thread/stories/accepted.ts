import { z } from 'zod'
import { nearest } from './trouble.ts'

/** Where in what was given something is wrong, and what would be accepted there. */
export type Fault = { path: readonly PropertyKey[]; says: string }

/**
 * What a schema found wrong with a value, one fault for each field, in words that name what would be accepted. The schema is turned into
 * JSON Schema only here, once something is wrong, so that a sound file costs nothing.
 */
export const faultsOf = (error: z.ZodError, schema: z.ZodType, given: unknown): Fault[] =>
  error.issues.flatMap(issue => faultsIn(issue, schema, given, []))

type Issue = z.core.$ZodIssue

const faultsIn = (issue: Issue, schema: z.ZodType, given: unknown, under: readonly PropertyKey[]): Fault[] => {
  const path = [...under, ...issue.path]
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = fieldsOf(nodeAt(schema, path))
      return issue.keys.map(key => {
        const near = nearest(key, known)
        return {
          path: [...path, key],
          says: `unknown field${near ? `, did you mean ${near}?` : '.'} Accepted: ${known.join(', ') || 'no fields'}`,
        }
      })
    }
    case 'invalid_type':
    case 'invalid_value':
      return [
        {
          path,
          says: `${valueAt(given, path) === undefined ? 'is missing' : `${say(valueAt(given, path))} will not do`}. ${describe(nodeAt(schema, path))}`,
        },
      ]
    case 'invalid_union': {
      const closest = issue.errors.toSorted((a, b) => deepest(b) - deepest(a))[0]
      if (closest && deepest(closest) > 0) return closest.flatMap(inner => faultsIn(inner as Issue, schema, given, path))
      return [
        {
          path,
          says: `${valueAt(given, path) === undefined ? 'is missing' : `${say(valueAt(given, path))} will not do`}. ${describe(nodeAt(schema, path))}`,
        },
      ]
    }
    default:
      return [{ path, says: issue.message }]
  }
}

const deepest = (issues: readonly { path: readonly PropertyKey[] }[]): number => Math.max(0, ...issues.map(issue => issue.path.length))

/** A path as people write it: `facts.children[0].place`. */
export const printPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${String(step)}` : String(step)), '')

const valueAt = (given: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined),
    given,
  )

const say = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

/** A node of a JSON Schema, as far as it is read here. */
type Node = {
  type?: string
  format?: string
  enum?: readonly unknown[]
  const?: unknown
  properties?: Record<string, Node>
  additionalProperties?: Node | boolean
  items?: Node
  anyOf?: readonly Node[]
  oneOf?: readonly Node[]
}

const nodeAt = (schema: z.ZodType, path: readonly PropertyKey[]): Node[] => {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node
  return path.reduce<Node[]>((nodes, step) => nodes.flatMap(node => below(node, step)), alternatives(root))
}

const alternatives = (node: Node): Node[] => {
  const some = node.anyOf ?? node.oneOf
  return some ? some.flatMap(alternatives) : [node]
}

const below = (node: Node, step: PropertyKey): Node[] => {
  const child =
    typeof step === 'number'
      ? node.items
      : (node.properties?.[String(step)] ?? (typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined))
  return child ? alternatives(child) : []
}

const fieldsOf = (nodes: readonly Node[]): string[] => [...new Set(nodes.flatMap(node => Object.keys(node.properties ?? {})))]

const describe = (nodes: readonly Node[]): string => {
  const ways = [...new Set(nodes.map(describeOne))]
  return ways.length > 0 ? `Accepted: ${ways.join(', or ')}` : 'Nothing is accepted here'
}

const describeOne = (node: Node): string => {
  if (node.enum) return node.enum.map(String).join(', ')
  if (node.const !== undefined) return JSON.stringify(node.const)
  if (node.format === 'uuid') return `a label of this story, written \${label}, or a UUID`
  if (node.format === 'date') return 'a day such as 2013-04-15'
  switch (node.type) {
    case 'string':
      return 'text'
    case 'boolean':
      return 'true or false'
    case 'number':
      return 'a number'
    case 'integer':
      return 'a whole number'
    case 'array':
      return 'a list'
    case 'object':
      return `an object of ${Object.keys(node.properties ?? {}).join(', ') || 'named values'}`
    default:
      return 'another value'
  }
}
