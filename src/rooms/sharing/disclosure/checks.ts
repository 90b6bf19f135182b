import type { Check, Found } from './disclosure.queries.ts'

/** What each check is called, and what is asked where it finds something. */
export const checks: Readonly<Record<Check, { readonly name: string; readonly asks: string }>> = {
  protected: { name: 'An address that is protected', asks: '' },
  left: { name: 'An address where somebody lived before', asks: 'Why may it stand there?' },
  referrer: { name: 'Who told us of a concern', asks: 'Why may the reader know it?' },
  child: { name: 'The name of another child', asks: 'Why may the reader read it?' },
  adult: { name: 'The name of another adult', asks: 'Why may the reader read it?' },
  responsibility: { name: 'Parental responsibility of the reader', asks: 'Why may they have it without?' },
}

/** Why two people are needed, in words. */
export const secondWords: Readonly<Record<string, string>> = {
  closed: 'the record is closed to all but named people',
  'kept-out': 'somebody is kept out of the record',
  near: 'something is on record of somebody around them that is not told here',
  'new-reader': 'whoever it is for stands on the case only because whoever prepared it said so, or since a few days',
  protected: 'an address in the family is protected',
  adoption: 'there is an adoption in the family',
}

/** What was found, in words: where whoever reads this does not read the record that says so, only the entry to leave out. */
export const sayFound = (found: readonly Found[]): string => {
  const named = found.filter(one => one.named).map(one => one.found)
  const unnamed = found.filter(one => !one.named).map(one => one.found)
  return [
    ...(named.length > 0 ? [`Found: ${named.join('; ')}`] : []),
    ...(unnamed.length > 0 ? [`Found, and not named here, in ${unnamed.join('; ')}`] : []),
  ].join('. ')
}
/** One thing that was found. */
export const sayOne = ({ found, named }: Found): string => (named ? `“${found}”` : `found, and not named here, in ${found}`)
