import { createServer } from 'node:http'
import pg from 'pg'

/** What the floor is told when it starts: one statement for each operation, with the values of each target. */
export type FloorParts = {
  readonly url: string
  readonly port: number
  readonly operations: Record<string, { text: string; values: unknown[][] }>
}

// The least that could answer: bare node:http, one prepared statement as the administrator, whom no policy holds, and its rows as JSON.
process.once('message', (parts: FloorParts) => {
  const pool = new pg.Pool({
    connectionString: parts.url,
    max: 16,
    options: '-c timezone=UTC -c datestyle=ISO -c plan_cache_mode=force_generic_plan -c jit=off',
  })
  const server = createServer((request, response) => {
    const [, name = '', at = '0'] = (request.url ?? '').split('/')
    const operation = parts.operations[name]
    const values = operation?.values[Number(at)]
    if (!operation || !values) {
      response.writeHead(404).end()
      return
    }
    pool
      .query({ name, text: operation.text, values })
      .then(({ rows }) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows)))
      .catch((error: Error) => response.writeHead(500).end(error.message))
  })
  server.listen(parts.port, '127.0.0.1', () => process.send?.('ready'))
  process.once('SIGTERM', () => server.close(() => void pool.end().then(() => process.exit(0))))
})
process.send?.('waiting')
