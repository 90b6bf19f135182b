import { demonstrationRoutes } from '../demonstration/told-by-hand.routes.tsx'
import type { RoomRoutes } from '../kernel/http/route.ts'
import { accountsRoutes } from './accounts/web.ts'
import { assessmentRoutes } from './assessment/web.ts'
import { caredForRoutes } from './cared-for/web.ts'
import { challengeRoutes } from './challenge/web.ts'
import { childInNeedRoutes } from './child-in-need/web.ts'
import { childProtectionRoutes } from './child-protection/web.ts'
import { cpIsRooms } from './cp-is/web.ts'
import { deskRoutes } from './desk/web.ts'
import { familyRoutes } from './family/web.ts'
import { familyAccountsRoutes } from './family-accounts/web.ts'
import { frontDoorRoutes } from './front-door/web.ts'
import { learningRoutes } from './learning/web.ts'
import { lookingRoutes } from './looking/web.ts'
import { meetingsRoutes } from './meetings/web.ts'
import { publicRoutes } from './public/web.ts'
import { recordingRoutes } from './recording/web.ts'
import { recordsRoutes } from './records/web.ts'
import { ruleBookRoutes } from './rule-book/web.ts'
import { seenRoutes } from './seen/web.ts'
import { sharingRoutes } from './sharing/web.ts'
import { voiceRoutes } from './voice/web.ts'
import { withoutSignalRooms } from './without-signal/web.ts'

/** What every room brings to the web. A new room is one line here. */
export const rooms: readonly RoomRoutes[] = [
  deskRoutes,
  familyRoutes,
  frontDoorRoutes,
  learningRoutes,
  lookingRoutes,
  ruleBookRoutes,
  recordingRoutes,
  recordsRoutes,
  sharingRoutes,
  accountsRoutes,
  voiceRoutes,
  publicRoutes,
  familyAccountsRoutes,
  meetingsRoutes,
  childInNeedRoutes,
  childProtectionRoutes,
  caredForRoutes,
  assessmentRoutes,
  challengeRoutes,
  cpIsRooms,
  withoutSignalRooms,
  seenRoutes,
  demonstrationRoutes,
]
