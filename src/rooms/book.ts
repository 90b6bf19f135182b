import { bind } from '../thread/book.ts'
import { caredFor } from './cared-for/index.ts'
import { childInNeed } from './child-in-need/index.ts'
import { childProtection } from './child-protection/index.ts'
import { frontDoor } from './front-door/index.ts'

/** The whole book: every kind, rule and episode of every room. A new room is one line here. */
export const book = bind([frontDoor, childInNeed, childProtection, caredFor])
