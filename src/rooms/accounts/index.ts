/** The door of the room: who has an account, for how long, and whether they have just shown that it is them. */
export { accountSettings, forgetTries, lookUpRecoveries, switchOffDormant } from './dormant/dormant.ts'
export { hasProved, proveFirst } from './own-sign-in/own-sign-in.routes.tsx'
