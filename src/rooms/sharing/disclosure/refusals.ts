import type { Done } from './disclosure.queries.ts'

/** What the database refused, in words for whoever asked. */
export const refusals: Readonly<Partial<Record<Done, string>>> = {
  'not-on-case': 'They are not on the case any more. Throw this away and begin again',
  'not-theirs':
    'Since this was made what the reader may have has changed, or an entry was corrected or taken back. Throw it away and begin again',
  'moved-on': 'This has moved on since you opened the page. Look at where it stands now',
  refused: 'It says words of an address that is protected, and cannot go',
  unanswered: 'Something was found that has not been answered. Throw this away and begin again, or answer it',
  second: 'Somebody else has to let this go: not whoever prepared it, but the manager or the chair who works with the child',
  'too-late':
    'It is too late to take it back: whoever it is for can have it. Ring them, and tell your manager and the information governance lead',
  'too-early': 'It can still be taken back: hand it over once that time is past',
  'not-by-post': 'An address around this family may be protected: nothing is posted. Hand it over, or read it together',
  stopped: 'Something has changed since this was let go: do not hand it over. Destroy what was printed, and take it back',
}
