import type { RoomRoutes } from '../../kernel/http/route.ts'
import { book, chapters } from '../book.ts'
import { gatesRoutes } from './gates/gates.routes.tsx'
import { rulesRoutes } from './rules/rules.routes.tsx'
import { settingRoutes } from './settings/setting.routes.tsx'

/** What the rule book brings to the web. */
export const ruleBookRoutes: RoomRoutes = {
  routes: [...rulesRoutes(() => ({ book, chapters })), ...settingRoutes(() => book), ...gatesRoutes(() => book)],
  navigation: [{ text: 'Rules', href: '/rules' }],
}
