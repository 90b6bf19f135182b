import { ActionsSection } from '../actions/actions.page.tsx'
import { DissentSection } from '../dissent/dissent.page.tsx'
import { HeldSection } from '../held/held.section.tsx'
import { InvitedSection, MyInvitation } from '../inviting/invited.section.tsx'
import { MinutesSection } from '../minutes/minutes.page.tsx'
import { ReportsSection } from '../reports/reports.section.tsx'
import { SharingSection } from '../sharing/share.page.tsx'
import { ConferenceSection } from './conference.section.tsx'
import type { MeetingSection } from './section.ts'

/** Before it is held, who comes and what each brings matter most; afterwards what was shared and decided. */
const InvitedBefore: MeetingSection = ask => (ask.meeting.held ? null : InvitedSection(ask))
const InvitedAfter: MeetingSection = ask => (ask.meeting.held ? InvitedSection(ask) : null)
const ReportsBefore: MeetingSection = ask => (ask.meeting.held ? null : ReportsSection(ask))
const ReportsAfter: MeetingSection = ask => (ask.meeting.held ? ReportsSection(ask) : null)
const SharedBefore: MeetingSection = ask => (ask.meeting.held ? null : SharingSection(ask))
const SharedAfter: MeetingSection = ask => (ask.meeting.held ? SharingSection(ask) : null)

/** The sections of a meeting's page, in their order. A new one is one line here. */
export const sections: readonly MeetingSection[] = [
  MyInvitation,
  ConferenceSection,
  HeldSection,
  SharedAfter,
  InvitedBefore,
  ReportsBefore,
  MinutesSection,
  ActionsSection,
  DissentSection,
  ReportsAfter,
  SharedBefore,
  InvitedAfter,
]
