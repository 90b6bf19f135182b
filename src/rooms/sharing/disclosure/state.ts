import type { Moment } from '../../../guidance/index.ts'

/** What is asked of a document to say where it stands. */
export type Standing = {
  readonly state: 'drafted' | 'checked' | 'released' | 'recalled' | 'thrown-away'
  /** Can nobody take it back any more? */
  readonly open: boolean
  readonly stopped: boolean
  readonly openedAt: Moment | null
  readonly handedAt: Moment | null
  readonly sort: 'account' | 'person' | 'professional'
}

/** Where a document stands, in a word, and in which colour. */
export const stateOf = (one: Standing): { readonly text: string; readonly colour: 'yellow' | 'grey' | 'red' | 'blue' | 'green' } => {
  if (one.state === 'drafted') return { text: 'To be checked', colour: 'yellow' }
  if (one.state === 'checked') return { text: 'Not let go yet', colour: 'yellow' }
  if (one.state === 'recalled') return { text: 'Taken back', colour: 'grey' }
  if (one.state === 'thrown-away') return { text: 'Thrown away', colour: 'grey' }
  if (one.stopped) return { text: 'Stopped', colour: 'red' }
  if (!one.open) return { text: 'Can be taken back', colour: 'blue' }
  if (one.openedAt) return { text: 'Opened', colour: 'green' }
  if (one.handedAt) return { text: 'Handed over', colour: 'green' }
  return { text: one.sort === 'account' ? 'Sent, not opened' : 'To be handed over', colour: 'blue' }
}
