import {
  type Because,
  neglectResponse,
  partnershipNews,
  recurringThemes,
  supportAndSafeguarding,
  visitsBriefing,
} from '../../../guidance/index.ts'

/** A story that people learn from: which one, where its facts come from, and what to ask oneself and one's team about it. */
export type CaseToLearnFrom = {
  readonly story: string
  readonly sources: readonly Because[]
  readonly questions: readonly string[]
}

/** The cases to learn from, in the order in which they are offered. */
export const cases: readonly CaseToLearnFrom[] = [
  {
    story: 'case-17',
    sources: [neglectResponse.case17, neglectResponse.case17Lessons, neglectResponse.salfordAnalysis],
    questions: [
      'Move through the months. On which day would you have wanted to see everything that had been told before, side by side?',
      'What might a day in this home have been like for each of the children? Who could have asked them?',
      'When one worry is looked at and put aside, and then another: what makes “good enough” harder to judge?',
      'Who among us holds a piece today that nobody else can see?',
    ],
  },
  {
    story: 'seen-at-school-only',
    sources: [visitsBriefing.box(2), visitsBriefing.box(3), visitsBriefing.box(5)],
    questions: [
      'Each visit at school was made in good time. What did it leave unseen?',
      'Who would you have talked with after the first visit at which nobody was let in, and by when?',
      'What might make it hard for this family to open the door, and who is best placed to ask?',
    ],
  },
  {
    story: 'the-mornings',
    sources: [visitsBriefing.box(2), visitsBriefing.box(4), supportAndSafeguarding.section('Our approach to safety and support')],
    questions: [
      'Esi wrote down what her mornings were like before anybody sat down to decide. What would have been planned without it?',
      'Her mother was ashamed. What did somebody ask, and how, so that she could say it?',
      'In June it was better. Who would have been ready to stop there, and what made it good enough in November?',
    ],
  },
  {
    story: 'who-does-bedtime',
    sources: [recurringThemes.box(2), recurringThemes.box(3), recurringThemes.box(4)],
    questions: [
      'The mother was asked twice who else was there. Who was not asked, and what was in the way?',
      'The nursery and the health visitor each saw one thing, and wrote it down without a name. Who would have put the two side by side?',
      'What changed for Poppy and Rory because he was known before the conference and not after it?',
    ],
  },
  {
    story: 'returned-within-a-year',
    sources: [partnershipNews.reflectiveSession],
    questions: [
      'Before the conference nobody of the family is in the room. What would you say there that you have not said before?',
      'Her plan ended a year ago to the day. What had held it up, and who knew when that fell away?',
      'For her brother no session is due. What of what was learned belongs to him as well?',
    ],
  },
  {
    story: 'recorded-late',
    sources: [visitsBriefing.box(3)],
    questions: [
      'Move to a day in late February. What would a colleague covering for you have believed about this child?',
      'What gets in the way of writing a visit down on the day, and what would help?',
    ],
  },
]
