import { ActionsSection } from '../actions/actions.page.tsx'
import { HeldSection } from '../held/held.section.tsx'
import { InvitedSection, MyInvitation } from '../inviting/invited.section.tsx'
import { MinutesSection } from '../minutes/minutes.page.tsx'
import { ReportsSection } from '../reports/reports.section.tsx'
import { SharingSection } from '../sharing/share.page.tsx'
import type { MeetingSection } from './section.ts'

/** The sections of a meeting's page, in their order. A new one is one line here. */
export const sections: readonly MeetingSection[] = [
  MyInvitation,
  HeldSection,
  MinutesSection,
  ActionsSection,
  ReportsSection,
  SharingSection,
  InvitedSection,
]
