import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedRefusal } from './refusal.ts'

const patience = 10 * 60_000

/**
 * Runs `work` while no other process of this machine runs work under the same name, and gives what it gives.
 * `waiting` is called once when somebody else has been holding the name for a second.
 * Refuses after ten minutes of waiting.
 */
export async function alone<T>(name: string, waiting: () => void, work: () => Promise<T>): Promise<T> {
  const held = await hold(name, waiting)
  try {
    return await work()
  } finally {
    held.close()
  }
}

async function hold(name: string, waiting: () => void): Promise<Server> {
  // A name in Linux's abstract socket space is given to one process at a time and falls free when that process dies, however it dies:
  // unlike a lock file it cannot be left behind.
  const address = `\0golden-thread-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`
  const began = performance.now()
  let told = false
  for (;;) {
    const server = await listen(address)
    if (server) return server
    const waited = performance.now() - began
    if (waited > patience)
      throw new EmbeddedRefusal(
        `Another Golden Thread has been starting or stopping the same database for ${patience / 60_000} minutes. Stop it, then try again.`,
      )
    if (waited > 1000 && !told) {
      told = true
      waiting()
    }
    await sleep(50)
  }
}

function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer(stranger => stranger.destroy())
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)))
    server.listen(address, () => resolve(server))
  })
}
