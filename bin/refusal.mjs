/** Something the person at the keyboard can mend: told in plain words, without a stack. */
export class Refusal extends Error {}

/** Runs a program of ours; a refusal is printed as it is and ends with 1. */
export async function orRefuse(work) {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(`\n${error.message}\n`)
    process.exit(1)
  }
}
