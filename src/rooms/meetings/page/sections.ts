import { ActionsSection } from '../actions/actions.page.tsx'
import { DissentSection } from '../dissent/dissent.page.tsx'
import { HeldSection } from '../held/held.section.tsx'
import { InvitedSection, MyInvitation } from '../inviting/invited.section.tsx'
import { MinutesSection } from '../minutes/minutes.page.tsx'
import { ReportsSection } from '../reports/reports.section.tsx'
import { SharingSection } from '../sharing/share.page.tsx'
import { ConferenceSection } from './conference.section.tsx'
import type { MeetingSection } from './section.ts'

/** Before it is held, who comes matters most; afterwards what was decided. */
const InvitedBefore: MeetingSection = ask => (ask.meeting.held ? null : InvitedSection(ask))
const InvitedAfter: MeetingSection = ask => (ask.meeting.held ? InvitedSection(ask) : null)

/** The sections of a meeting's page, in their order. A new one is one line here. */
export const sections: readonly MeetingSection[] = [
  MyInvitation,
  ConferenceSection,
  HeldSection,
  InvitedBefore,
  MinutesSection,
  ActionsSection,
  DissentSection,
  ReportsSection,
  SharingSection,
  InvitedAfter,
]
