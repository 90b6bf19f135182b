import { ActionsSection } from '../actions/actions.page.tsx'
import { MinutesSection } from '../minutes/minutes.page.tsx'
import { SharingSection } from '../sharing/share.page.tsx'
import type { MeetingSection } from './section.ts'

/** The sections of a meeting's page, in their order. A new one is one line here. */
export const sections: readonly MeetingSection[] = [MinutesSection, ActionsSection, SharingSection]
import { HeldSection } from '../held/held.section.tsx'
import { InvitedSection, MyInvitation } from '../inviting/invited.section.tsx'
import { ReportsSection } from '../reports/reports.section.tsx'
import type { MeetingSection } from './section.ts'

/** The sections of a meeting's page, in their order. A new one is one line here. */
export const sections: readonly MeetingSection[] = [MyInvitation, HeldSection, ActionsSection, ReportsSection, InvitedSection]
