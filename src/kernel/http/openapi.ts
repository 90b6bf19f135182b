import { z } from 'zod'
import type { Route } from './route.ts'

const schemaOf = (schema: z.ZodType): unknown => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })

const fieldsOf = (schema: z.ZodType): [string, unknown, boolean][] => {
  const described = schemaOf(schema) as { properties?: Record<string, unknown>; required?: string[] }
  return Object.entries(described.properties ?? {}).map(([name, field]) => [name, field, described.required?.includes(name) ?? false])
}

/** The description of every route (OpenAPI 3.1), made from the very schemas that parse the forms. Ask for JSON with `Accept: application/json`. */
export const describe = (routes: readonly Route[]): unknown => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.url.replace(/:(\w+)/g, '{$1}')
    const parameters = [
      ...fieldsOf(route.params).map(([name, schema]) => ({ name, in: 'path', required: true, schema })),
      ...fieldsOf(route.query).map(([name, schema, required]) => ({ name, in: 'query', required, schema })),
      ...(route.method === 'POST'
        ? [{ name: 'idempotency-key', in: 'header', required: false, schema: { type: 'string', format: 'uuid' } }]
        : []),
    ]
    const body = {
      content: {
        'application/json': { schema: schemaOf(route.body) },
        'application/x-www-form-urlencoded': { schema: schemaOf(route.body) },
      },
    }
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: {
        summary: route.words,
        ...(parameters.length > 0 ? { parameters } : {}),
        ...(route.method === 'POST' ? { requestBody: body } : {}),
        ...(route.open ? { security: [] } : {}),
        responses: {
          200: { description: 'Done, or shown' },
          ...(route.open ? {} : { 401: { description: 'Nobody is signed in' } }),
          404: { description: 'Not found, or not allowed: nobody can tell which' },
          ...(route.method === 'POST'
            ? { 403: { description: 'Not sent from our own page' }, 422: { description: 'Something has to be put right' } }
            : {}),
        },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Golden Thread', version: '1' },
    security: [{ session: [] }],
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-gt' } } },
    paths,
  }
}
