import type { ClockName } from '../stages/clocks.ts'

/** For what a challenge waits, and on whose side that lies. */
export const waitsForWords: Readonly<Record<ClockName, { readonly text: string; readonly of: 'challenged' | 'challenger' | 'both' }>> = {
  answer: { text: 'an answer', of: 'challenged' },
  discuss: { text: 'the managers of both sides to talk it through', of: 'both' },
  outcome: { text: 'the written outcome', of: 'challenged' },
  meet: { text: 'the heads of service to meet', of: 'both' },
  letter: { text: 'the letter after that meeting', of: 'challenged' },
  agencies: { text: 'the agencies’ members of the partnership', of: 'both' },
  final: { text: 'the chair of the partnership', of: 'both' },
  reply: { text: 'a word from whoever raised it: is it settled, or does it go further?', of: 'challenger' },
  urgent: { text: 'an answer: the child may be unsafe', of: 'challenged' },
}
