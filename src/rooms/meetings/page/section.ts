import type { VNode } from 'preact'
import type { Day, Moment } from '../../../guidance/index.ts'
import type { AccountId } from '../../../thread/ids.ts'
import type { MeetingOnRecord } from './on-record.ts'

/** What a section of a meeting's page is given. `mark`: the marks of a form, fresh for each. */
export type SectionAsk = {
  readonly meeting: MeetingOnRecord
  readonly mark: () => { readonly csrf: string; readonly commandId: string }
  readonly today: Day
  readonly now: Moment
  readonly account: AccountId
  /** When those who came into it first opened it, for whoever keeps the meeting. */
  readonly opened: ReadonlyMap<AccountId, Moment>
}

/** A section of the page of a meeting: nothing where it has nothing to say to whoever asks. Each begins with a heading of the second level. */
export type MeetingSection = (ask: SectionAsk) => VNode | null
