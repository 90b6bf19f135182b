import { Session } from 'node:inspector'

// Begun once and never stopped: V8 counts every block of code compiled from here on, and loses count of what it has optimised in between.
const session = new Session()
session.connect()
session.post('Profiler.enable')
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })

/** How often the blocks and functions of our own code run during some work. V8 counts them, so the answer is the same on every machine. */
export const stepsOf = (work: () => void): number => {
  let steps = 0
  session.post('Profiler.takePreciseCoverage')
  work()
  session.post('Profiler.takePreciseCoverage', (fault, taken) => {
    if (fault) throw fault
    for (const script of taken.result)
      if (script.url.includes('/src/')) for (const { ranges } of script.functions) for (const { count } of ranges) steps += count
  })
  return steps
}
