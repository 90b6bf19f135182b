/**
 * Somebody's name as it stands on record: the given name and the family name; 'Unborn child', with the family name where there is one, before the birth;
 * 'A person not yet named' where nothing is known.
 */
export const wholeName = ({
  given,
  family,
  is_a,
}: {
  readonly given: string | null
  readonly family: string | null
  readonly is_a?: string | null | undefined
}): string => {
  if (is_a === 'unborn' && !given) return family ? `Unborn child (${family})` : 'Unborn child'
  return [given, family].filter(Boolean).join(' ') || 'A person not yet named'
}
