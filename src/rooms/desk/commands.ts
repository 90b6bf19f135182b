/** What other rooms tell people of by the desk. */
export { tellOfClosing } from './notices/notices.ts'
