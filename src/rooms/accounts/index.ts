/** The door of the room: accounts. */
export { hasProved, proveFirst } from './own-sign-in/own-sign-in.routes.tsx'
