import type { Route } from '../../kernel/http/route.ts'
import type { Book } from '../../thread/book.ts'
import { decisionRoutes } from './decision/decision.routes.tsx'
import { dutyRoutes } from './hours/duty.routes.tsx'
import { queueRoutes } from './queue/queue.routes.tsx'
import { checksRoutes } from './screening/checks.routes.tsx'
import { childrenRoutes } from './screening/children.routes.tsx'
import { concernRoutes } from './screening/concern.routes.tsx'
import { historyRoutes } from './screening/history.routes.tsx'

/** The pages of The Bridge: its queue, a concern being screened, matching, checks, the decision; and the duty desk out of hours. `book`: the kinds and rules in force. */
export const bridgeRoutes = (book: () => Book): readonly Route[] => [
  ...queueRoutes(book),
  ...concernRoutes(book),
  ...childrenRoutes(book),
  ...checksRoutes(book),
  ...historyRoutes(book),
  ...decisionRoutes(book),
  ...dutyRoutes(book),
]
