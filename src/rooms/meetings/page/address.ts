import type { SubjectId } from '../../../thread/ids.ts'

/** The address of a meeting's page. */
export const addressOfMeeting = (matter: SubjectId): string => `/meetings/${matter}`
