import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Draft } from '../../../kernel/http/drafts.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { discardKept, draftShown, type KeptAt, keepTyped, sendKept } from '../../../kernel/http/kept-form.tsx'
import { NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import type { CommandId, SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { addressOfMeeting } from '../page/address.ts'
import type { MeetingOnRecord, OnMeeting } from '../page/on-record.ts'
import { atMeeting, openMeeting } from '../page/open-meeting.ts'
import { tellOnMeeting, ungated } from '../page/tell-on-meeting.ts'
import { readOwnReports } from './own-reports.queries.ts'
import { type OwnGroups, ReportPage } from './report.page.tsx'
import { meetingReport } from './report.ts'
import { keptReport, reportForm } from './report-form.ts'
import { ReportInWords } from './reports.section.tsx'

const anything = z.record(z.string(), z.unknown())

type AnyAsk = Pick<Ask, 'typed' | 'csrf' | 'newCommandId' | 'page' | 'actor'>
type Report = OnMeeting<FactsOf<typeof meetingReport>>

const open = async (tx: Tx, matter: SubjectId): Promise<MeetingOnRecord> => {
  const meeting = await openMeeting(tx, matter)
  if (!meeting.may(meetingReport) || meeting.cancelled) throw new NotFound()
  return meeting
}

const keptAt = (matter: SubjectId): KeptAt => ({
  name: `meeting-report ${matter}`,
  action: `/meetings/${matter}/report`,
  leave: addressOfMeeting(matter),
})

const groupsOf = (ask: AnyAsk): OwnGroups =>
  new Set((['health', 'police', 'third-party'] as const).filter(group => ask.actor().grants.has(`author/${group}`)))

/** A report of one's own, as it would have been typed: where putting it right begins. */
const typedFrom = (report: Report | undefined): Typed => {
  if (!report) return {}
  const { scale, familyReadOn, child } = report.facts
  const [year = '', month = '', day = ''] = familyReadOn?.split('-') ?? []
  return {
    ...report.said,
    ...(child ? { child } : {}),
    ...(scale === undefined ? {} : { scale: String(scale) }),
    ...(familyReadOn ? { 'familyReadOn-day': day, 'familyReadOn-month': month, 'familyReadOn-year': year } : {}),
  }
}

const ownReport = (meeting: MeetingOnRecord, account: string, child?: string): Report | undefined =>
  meeting.of(meetingReport).findLast(one => one.author === account && (one.facts.child ?? 'all') === (child ?? 'all'))

const showReport = (ask: AnyAsk, meeting: MeetingOnRecord, draft: Draft<Typed> | undefined, errors: FieldErrors = []): Reply => {
  const own = meeting.of(meetingReport).findLast(one => one.author === ask.actor().account)
  const typed = draft?.body ?? typedFrom(own)
  const child = typeof typed['child'] === 'string' ? typed['child'] : undefined
  return show(
    ask.page({
      title: 'What you bring to a meeting',
      errors,
      way: { kind: 'back', href: addressOfMeeting(meeting.matter) },
      islands: ['autosave.js'],
      children: (
        <ReportPage
          meeting={meeting}
          form={{ typed, errors }}
          groups={groupsOf(ask)}
          draft={draftShown(draft)}
          correcting={ownReport(meeting, ask.actor().account, child) !== undefined}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { typed, errors } },
  )
}

/** What one wrote for a meeting stays readable, though the meeting itself is no longer open to one. */
const showOwn = (ask: AnyAsk, own: readonly Report[]): Reply =>
  show(
    ask.page({
      title: 'What you brought to a meeting',
      way: { kind: 'back', href: '/meetings' },
      children: (
        <>
          <h1 class="govuk-heading-l">What you brought</h1>
          <p class="govuk-body">The meeting itself is not open to you. What you wrote for it stays yours to read.</p>
          {own.map(report => (
            <ReportInWords key={report.root} report={report} whom={null} />
          ))}
        </>
      ),
    }),
    { json: { own } },
  )

/** Writing what one brings to a meeting. `book`: the kinds and rules in force. */
export const reportRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/meetings/:meeting/report',
    words: 'write what one brings to a meeting',
    params: atMeeting,
    handle: async ask => {
      const { meeting: matter } = ask.params
      const found = await ask.tx(async tx => {
        const own = await readOwnReports(tx, matter)
        if (own) return { own }
        return { meeting: await open(tx, matter), draft: await keptReport.of(tx, keptAt(matter).name) }
      }, 'writing a report')
      return found.own ? showOwn(ask, found.own) : showReport(ask, found.meeting, found.draft)
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/report',
    words: 'write what one brings to a meeting',
    params: atMeeting,
    body: anything,
    labels: reportForm.labels,
    handle: ask => {
      const { meeting: matter } = ask.params
      return sendKept(ask, keptReport, keptAt(matter), {
        open: tx => open(tx, matter),
        send: async (tx, meeting, typed) => {
          const form = parseForm(reportForm.schema, typed)
          if (!form.ok) return { errors: form.errors }
          const { child: chosen, scale, familyReadOn, health, police, others, ...said } = form.data
          const child = meeting.children.find(one => one.child === chosen)?.child
          const groups = groupsOf(ask)
          const words = [...Object.values(said), health, police, others]
          if (!words.some(Boolean))
            return {
              errors: [{ field: 'workingWell', message: 'Write what you know: what is working well, or what you are worried about' }],
            }
          const mine = meeting.invited.find(one => one.mine)
          const before = ownReport(meeting, ask.actor().account, chosen)
          await ungated(
            tellOnMeeting(tx, book(), {
              id: ask.commandId as CommandId,
              matter,
              now: ask.now,
              asked: form.data,
              kinds: [meetingReport],
              entries: shared => [
                {
                  ...shared,
                  kind: meetingReport,
                  ...(before ? { corrects: before.root } : mine ? { answers: mine.entry } : {}),
                  parts: {
                    record: {
                      facts: {
                        ...(mine?.agencyKind ? { agencyKind: mine.agencyKind } : {}),
                        ...(child ? { child } : {}),
                        ...(scale === undefined ? {} : { scale }),
                        ...(familyReadOn ? { familyReadOn } : {}),
                      },
                      narrative: said,
                    },
                    ...(health && groups.has('health') ? { health: { narrative: { health } } } : {}),
                    ...(police && groups.has('police') ? { police: { narrative: { police } } } : {}),
                    ...(others && groups.has('third-party') ? { 'third-party': { narrative: { others } } } : {}),
                  },
                },
              ],
            }),
          )
          return { to: addressOfMeeting(matter) }
        },
        again: (meeting, draft, errors) => showReport(ask, meeting, draft, errors),
        readAs: meeting => answer => meeting.children.find(one => one.child === answer)?.name ?? answer,
      })
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/report/keep',
    words: 'keep a report while it is typed',
    params: atMeeting,
    body: anything,
    handle: ask => keepTyped(ask, keptReport, keptAt(ask.params.meeting), tx => open(tx, ask.params.meeting)),
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/report/discard',
    words: 'throw a report away that is not sent yet',
    params: atMeeting,
    body: anything,
    handle: ask => discardKept(ask, keptReport, keptAt(ask.params.meeting), tx => open(tx, ask.params.meeting)),
  }),
]
