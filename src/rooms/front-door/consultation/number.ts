import { randomInt } from 'node:crypto'
import { idNamed, type PartnershipId, type SubjectId } from '../../../thread/ids.ts'

const symbols = '34679ACDEFGHJKMNPQRTWXY'

/** A new number of a consultation, to say over the telephone and to write down: C-7QRT-3ACD. It opens nothing to whoever may not read it. */
export const newNumber = (): string => {
  const four = () => Array.from({ length: 4 }, () => symbols[randomInt(symbols.length)]).join('')
  return `C-${four()}-${four()}`
}

/** A number as somebody typed it; null where it cannot be one. */
export const typedNumber = (text: string): string | null => {
  const plain = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  const bare = plain.length === 9 && plain.startsWith('C') ? plain.slice(1) : plain
  return bare.length === 8 && [...bare].every(symbol => symbols.includes(symbol)) ? `C-${bare.slice(0, 4)}-${bare.slice(4)}` : null
}

/** The consultation with this number: its id is made from the number, so that a number is enough to find it and nothing has to be searched. */
export const consultationNumbered = (partnership: PartnershipId, number: string): SubjectId =>
  idNamed(`consultation ${partnership}`, number)
