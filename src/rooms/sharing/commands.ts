import type { AnyJob } from '../../kernel/jobs/index.ts'
import { book } from '../book.ts'
import { tellSent } from './disclosure/tell-sent.ts'
import { tellOpened } from './opened/tell-opened.ts'

/** The work of sharing, for the worker. */
export const sharingJobs: readonly AnyJob[] = [tellSent, tellOpened(() => book)]

/** What other rooms need to let a paper of theirs go out as everything does that leaves a record. */
export { checks, sayFound, sayOne, secondWords } from './disclosure/checks.ts'
export { answerField, answerKey, checkForm } from './disclosure/disclosure.forms.ts'
export {
  type Check,
  checkOutgoing,
  disclosesOf,
  type Found,
  foundIn,
  type Outgoing,
  readOutgoing,
} from './disclosure/disclosure.queries.ts'
export { basisWords, type DocumentKind, documentWords, knownWords } from './disclosure/disclosure.ts'
export { keyOf, readersOf } from './disclosure/readers.ts'
export { refusals } from './disclosure/refusals.ts'
export { keepEach, printEach, type Ready, Refused, sendOutgoing } from './disclosure/send.ts'
export { type Standing, stateOf } from './disclosure/state.ts'
export type { Held, Recipient } from './disclosure/what-may-go.ts'
