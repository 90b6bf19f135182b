// A program ends, in good order, with whoever started it: whoever kills that one believes to have ended us.
import { isMainThread } from 'node:worker_threads'

const end = () => process.kill(process.pid, 'SIGTERM')

if (isMainThread && process.channel) {
  // Beside an old Node (run.mjs): the channel closes when that process is gone.
  process.on('disconnect', end)
  process.channel.unref()
} else if (isMainThread && process.env.npm_lifecycle_event) {
  // Under npm, a SIGTERM reaches npm's shell only, which dies of it and leaves its child behind.
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    end()
  }, 300)
  watch.unref()
}
