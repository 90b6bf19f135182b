import type { Route } from '../../kernel/http/route.ts'
import type { Book } from '../../thread/book.ts'
import { enquiryRecordRoutes } from './enquiry/record.routes.tsx'
import { safetyRoutes } from './enquiry/safety.routes.tsx'
import { harmRoutes } from './harm/harm.routes.tsx'
import { protectionRoutes } from './protection/protection.routes.tsx'
import { strategyRoutes } from './strategy/strategy.routes.tsx'

/** The pages from the suspicion of significant harm to the outcome of an enquiry. `book`: the kinds and rules in force. */
export const suspectedHarmRoutes = (book: () => Book): readonly Route[] => [
  ...safetyRoutes(book),
  ...harmRoutes(book),
  ...strategyRoutes(book),
  ...enquiryRecordRoutes(book),
  ...protectionRoutes(book),
]
