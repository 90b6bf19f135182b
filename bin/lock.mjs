import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Runs `work` while no other living process holds the lock file, which a killed one may leave behind. Says `waiting` after a second. */
export async function whileAlone(file, waiting, work) {
  let told = false
  for (const began = performance.now(); !take(file); await sleep(100)) {
    if (told || performance.now() - began < 1000) continue
    told = true
    console.error(waiting)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

function take(file) {
  try {
    writeFileSync(file, identity(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const holder = read(file)
  // Empty for the moment between its making and its writing.
  if (!holder || holder === identity(holder.split(' ')[0])) return false
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return false
  }
  // Between our look and our taking it away another may have taken the lock anew: then it is theirs.
  if (read(aside) !== holder) renameSync(aside, file)
  else rmSync(aside)
  return false
}

const read = file => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** A process by its number and the tick at which it began, because numbers are used again. */
function identity(pid) {
  const stat = read(`/proc/${pid}/stat`)
  return stat ? `${pid} ${stat.slice(stat.lastIndexOf(')')).split(' ')[20]}` : `${pid} ${isAlive(pid) ? 'alive' : 'dead'}`
}

function isAlive(pid) {
  try {
    process.kill(Number(pid), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
