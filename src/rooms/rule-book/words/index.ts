import { assessmentWords } from './assessment.ts'
import { caredForWords } from './cared-for.ts'
import { challengeWords } from './challenge.ts'
import { childInNeedWords } from './child-in-need.ts'
import { childProtectionWords } from './child-protection.ts'
import { cpIsWords } from './cp-is.ts'
import { familyWords } from './family.ts'
import { familyAccountsWords } from './family-accounts.ts'
import { frontDoorWords } from './front-door.ts'
import { learningWords } from './learning.ts'
import { lookingWords } from './looking.ts'
import { meetingsWords } from './meetings.ts'
import { recordingWords } from './recording.ts'
import { recordsWords } from './records.ts'
import type { RuleWords } from './rule-words.ts'
import { seenWords } from './seen.ts'
import { sharingWords } from './sharing.ts'
import { voiceWords } from './voice.ts'

export { dutyWords, type RuleWords } from './rule-words.ts'

/** The words of every rule of the book, by its id; a test holds that none is missing and none is left over. */
export const ruleWords: Readonly<Record<string, RuleWords>> = {
  ...frontDoorWords,
  ...childInNeedWords,
  ...childProtectionWords,
  ...caredForWords,
  ...cpIsWords,
  ...recordingWords,
  ...familyWords,
  ...voiceWords,
  ...lookingWords,
  ...recordsWords,
  ...familyAccountsWords,
  ...meetingsWords,
  ...challengeWords,
  ...assessmentWords,
  ...learningWords,
  ...seenWords,
  ...sharingWords,
}

/** The words of a rule. Refuses (throws) a rule that has none. */
export const wordsOf = (rule: string): RuleWords => {
  const words = ruleWords[rule]
  if (!words) throw new Error(`the rule ${rule} has no words`)
  return words
}

/** What each room is called on the page of rules. */
const roomWords: Readonly<Record<string, string>> = {
  'front-door': 'The front door',
  'early-help': 'Early help',
  'child-in-need': 'Child in need',
  'child-protection': 'Child protection',
  'cared-for': 'Cared-for children',
  'cp-is': 'What the NHS is told',
  family: 'People and families',
  recording: 'Recording',
  public: 'Public pages',
  voice: 'The child’s voice',
  looking: 'Who may look',
  records: 'What is kept',
  'family-accounts': 'What is shared with families',
  meetings: 'Meetings',
  challenge: 'Professional challenge',
  assessment: 'Assessment',
  learning: 'Learning',
  seen: 'Who has seen each child',
  sharing: 'What is shared of a record',
}

/** A room in words; one without words of its own is called by its name. */
export const wordsOfRoom = (room: string): string =>
  roomWords[room] ?? room.replaceAll('-', ' ').replace(/^./, first => first.toUpperCase())
