import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Draft } from '../../../kernel/http/drafts.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { discardKept, draftShown, type KeptAt, keepTyped, sendKept } from '../../../kernel/http/kept-form.tsx'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import type { CommandId, SubjectId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { StoppedByGates } from '../../../thread/store/append.ts'
import { type StandsBefore, standsBefore } from '../minutes/gates.queries.ts'
import { goOverAction } from '../minutes/keep-minutes.ts'
import { addressOfMeeting } from '../page/address.ts'
import type { MeetingOnRecord, OnMeeting } from '../page/on-record.ts'
import { atMeeting, openMeeting } from '../page/open-meeting.ts'
import { tellOnMeeting, ungated } from '../page/tell-on-meeting.ts'
import { cultureMissing } from './culture-missing.rules.ts'
import { readOnRecordOfCulture } from './on-record-of-culture.ts'
import { readOwnReports } from './own-reports.queries.ts'
import { type OwnGroups, ReportPage } from './report.page.tsx'
import { meetingReport } from './report.ts'
import { keptReport, overCultureForm, reportForm } from './report-form.ts'
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

/** Does whoever asks write the social work report of a conference that decides for the first time? */
const isAskedOfCulture = (role: string, { type, invited }: MeetingOnRecord): boolean =>
  ['initial-conference', 'transfer-in-conference'].includes(type) &&
  (invited.find(one => one.mine)?.agencyKind === 'childrens-social-care' || role === 'social-worker')

const mayGoOver = (grants: ReadonlySet<string>, meeting: MeetingOnRecord): boolean =>
  meeting.relations.some(relation => grants.has(`${relation}/override:${cultureMissing.id}`))

type Writing = {
  readonly meeting: MeetingOnRecord
  readonly stands: readonly StandsBefore[]
  /** What is on record of the children's culture, where the report has to say it. */
  readonly culture: string
}

const readWriting = async (tx: Tx, matter: SubjectId): Promise<Writing> => {
  const meeting = await open(tx, matter)
  return {
    meeting,
    stands: mayGoOver(tx.actor.grants, meeting) ? await standsBefore(tx, matter, cultureMissing.id) : [],
    culture: isAskedOfCulture(tx.actor.role, meeting) ? await readOnRecordOfCulture(tx, meeting) : '',
  }
}

const showReport = (
  ask: AnyAsk,
  { meeting, stands, culture }: Writing,
  draft: Draft<Typed> | undefined,
  errors: FieldErrors = [],
  over: Typed = {},
): Reply => {
  const own = meeting.of(meetingReport).findLast(one => one.author === ask.actor().account)
  const typed = { ...(draft?.body ?? (own ? typedFrom(own) : culture ? { culture } : {})), ...over }
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
          culture={{ asked: isAskedOfCulture(ask.actor().role, meeting), mayGoOver: stands.some(one => !one.over) }}
          csrf={ask.csrf}
          commandId={ask.newCommandId()}
          overId={ask.newCommandId()}
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
        return { writing: await readWriting(tx, matter), draft: await keptReport.of(tx, keptAt(matter).name) }
      }, 'writing a report')
      return found.own ? showOwn(ask, found.own) : showReport(ask, found.writing, found.draft)
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/report',
    words: 'write what one brings to a meeting',
    params: atMeeting,
    body: anything,
    labels: reportForm.labels,
    handle: async ask => {
      const { meeting: matter } = ask.params
      const sending = sendKept(ask, keptReport, keptAt(matter), {
        open: tx => readWriting(tx, matter),
        send: async (tx, { meeting }, typed) => {
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
                        ...(said.culture ? { culture: true } : {}),
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
        again: (writing, draft, errors) => showReport(ask, writing, draft, errors),
        readAs:
          ({ meeting }) =>
          answer =>
            meeting.children.find(one => one.child === answer)?.name ?? answer,
      })
      try {
        return await sending
      } catch (error) {
        if (!(error instanceof StoppedByGates)) throw error
        // The gate undid what it stopped, and never what somebody has typed.
        const { gates } = error
        const { writing, saved } = await ask.tx(async tx => ({
          writing: await readWriting(tx, matter),
          saved: await keptReport.keep(tx, keptAt(matter).name, ask.typed),
        }))
        const asks = gates.map(gate => ({ field: 'culture', message: `${gate.asks} Whoever chairs may let it go without.` }))
        return showReport(ask, writing, saved.saved ? saved.draft : saved.theirs, asks)
      }
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/report/over',
    words: 'letting the report of children’s social care go without what it says of culture',
    params: atMeeting,
    body: overCultureForm.schema,
    labels: overCultureForm.labels,
    handle: async ask => {
      const { form } = ask
      const matter = ask.params.meeting
      const found = await ask.tx(async tx => {
        const writing = await readWriting(tx, matter)
        const stands = writing.stands.find(one => !one.over)
        if (!stands) throw new NotFound()
        if (form.ok)
          await goOverAction(tx, book(), {
            id: ask.commandId as CommandId,
            meeting: writing.meeting,
            rule: cultureMissing.id,
            key: stands.key,
            reason: form.data.cultureWhy,
          })
        return { writing, draft: await keptReport.of(tx, keptAt(matter).name) }
      })
      if (form.ok) return go(addressOfMeeting(matter))
      return showReport(ask, found.writing, found.draft, form.errors, { cultureWhy: ask.typed['cultureWhy'] })
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
