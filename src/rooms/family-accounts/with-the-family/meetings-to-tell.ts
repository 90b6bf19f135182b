import type { Typed } from '../../../design-system/index.ts'
import { dayOf, type Moment, printDay, printTimeOfDay } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { todayIn } from '../../commands.ts'
import { readByKind } from '../../family/index.ts'
import { type MeetingType, meetingAbout, meetingsStanding, meetingWords, withFamily } from '../../meetings/index.ts'
import type { ChildOfFamily } from './with-the-family.queries.ts'

/** A meeting that is coming and to which a family is asked: which, and when. */
export type MeetingToTell = { readonly meeting: SubjectId; readonly type: MeetingType; readonly at: Moment }

/** The meetings about a child that are coming and to which families are asked, as they now stand; never one of professionals alone (a strategy meeting, legal planning). */
export const meetingsToTell = async (tx: Tx, child: SubjectId): Promise<readonly MeetingToTell[]> =>
  meetingsStanding((await readByKind(tx, child, [meetingAbout])).of(meetingAbout)).flatMap(({ facts }) =>
    withFamily.includes(facts.type) && facts.at > tx.actor.at ? [{ meeting: facts.meeting, type: facts.type, at: facts.at }] : [],
  )

/** What the form begins with where somebody is told of a meeting: every word of it can be changed, and is looked at before it is shared. */
export const toldOfMeeting = ({ type, at }: MeetingToTell, child: ChildOfFamily): Typed => ({
  sort: 'date',
  title: `About ${printDay(dayOf(at))}`,
  words: `You are asked to the ${meetingWords[type].toLowerCase()} about ${child.called}. You may bring somebody with you, and you may write down beforehand what you want to say. If you cannot come, tell us.`,
  ...todayIn('onDay', dayOf(at)),
  atTime: printTimeOfDay(at),
})
