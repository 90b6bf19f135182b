import { bind } from '../thread/book.ts'
import { assessment } from './assessment/index.ts'
import { caredFor } from './cared-for/index.ts'
import { challenges } from './challenge/index.ts'
import { childInNeed } from './child-in-need/index.ts'
import { childProtection } from './child-protection/index.ts'
import { cpIs } from './cp-is/index.ts'
import { earlyHelp } from './early-help/index.ts'
import { family } from './family/index.ts'
import { familyAccounts } from './family-accounts/index.ts'
import { frontDoor } from './front-door/index.ts'
import { learning } from './learning/index.ts'
import { looking } from './looking/index.ts'
import { meetings } from './meetings/index.ts'
import { publicPages } from './public/index.ts'
import { recording } from './recording/index.ts'
import { records } from './records/index.ts'
import { seen } from './seen/index.ts'
import { sharing } from './sharing/index.ts'
import { voice } from './voice/index.ts'

/** What each room brings to the book. A new room is one line here. */
export const chapters = [
  frontDoor,
  earlyHelp,
  childInNeed,
  childProtection,
  caredFor,
  cpIs,
  family,
  looking,
  recording,
  records,
  publicPages,
  sharing,
  voice,
  familyAccounts,
  meetings,
  challenges,
  assessment,
  learning,
  seen,
] as const

/** The whole book: every kind, rule and episode of every room. */
export const book = bind(chapters)
