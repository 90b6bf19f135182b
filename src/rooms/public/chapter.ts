import type { Chapter } from '../../thread/book.ts'
import { signposted } from './directory/signposted.ts'

/** What anybody may read without an account, and that somebody was told of it. */
export const publicPages: Chapter = { room: 'public', kinds: [signposted], rules: [], episodes: [] }
