import { demonstrationOtpSecret, demonstrationPeople } from '../demonstration/organisation.ts'
import { momentOf, Temporal } from '../guidance/index.ts'
import { codeAt } from '../kernel/access/one-time-code.ts'
import { type Run, refuse } from './command.ts'

/** `golden-thread code <account>`: the one-time code that a demonstration account's app would show now. It knows no other account's. */
export const run: Run = async (args, out) => {
  const [given, ...more] = args
  const key = given?.replace(/@.*$/, '')
  const accepted = demonstrationPeople.map(person => person.key).join(', ')
  if (!key || more.length > 0) return refuse(out, `code takes one demonstration account. Accepted: ${accepted}`)
  if (!demonstrationPeople.some(person => person.key === key))
    return refuse(out, `there is no demonstration account ${JSON.stringify(given)}. Accepted: ${accepted}`)
  out.print(codeAt(demonstrationOtpSecret(key), momentOf(Temporal.Now.instant())))
  return 0
}
