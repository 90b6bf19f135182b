/**
 * The fields of forms whose words are neither shown again nor carried on, by whatever page: what proves who somebody is, what is a secret of somebody else,
 * and what belongs to the page alone.
 */
export const neverShown: ReadonlySet<string> = new Set([
  'csrf',
  'commandId',
  'password',
  'again',
  'code',
  'secondCode',
  'secret',
  'answer',
  'challenge',
  'kept',
])
