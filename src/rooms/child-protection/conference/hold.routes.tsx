import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import { addMonths, addWorkingDays, type Day, dayOf, londonTimes, type Moment, printDay } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import type { KeptAt } from '../../../kernel/http/kept-form.tsx'
import { keptFormRoutes } from '../../../kernel/http/kept-routes.tsx'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import type { AgencyKind } from '../../../thread/entry.ts'
import { words } from '../../../thread/fields.ts'
import type { Asked } from '../../../thread/gates.ts'
import { type AccountId, type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { involvement } from '../../../thread/own-kinds/index.ts'
import { type Outcome, orAsked, StoppedByGates } from '../../../thread/store/append.ts'
import { type HowFreshIs, type MeetingOnRecord, readHowFresh, readMeeting } from '../../commands.ts'
import { type FamilyMember, readChildren, readFamily, sayOf } from '../../family/index.ts'
import { meetingMoved } from '../../meetings/index.ts'
import { type PaperOfConference, papersOf } from '../papers/papers.queries.ts'
import { ConferencePage } from './conference.page.tsx'
import { conference } from './conference.ts'
import { openConference, sendInvitations } from './convene.ts'
import { DecidedBefore, decideConference } from './decide.ts'
import { DecisionPage } from './decision.page.tsx'
import { type DecisionForm, decisionForm, decisionLabels, keptDecision } from './decision-form.ts'
import { type ConferenceOfChild, readConference } from './of-meeting.queries.ts'
import { conferenceInvitations, conferenceOpened, conferencePostponed } from './request.ts'

const id = z
  .string()
  .refine(isId)
  .transform(text => text as SubjectId)
export const atMeeting = z.object({ meeting: id })
export const atChild = z.object({ meeting: id, child: id })
const anything = z.record(z.string(), z.unknown())

const typesOf = { 'initial-conference': 'initial', 'review-conference': 'review', 'transfer-in-conference': 'transfer-in' } as const
type ConferenceType = (typeof typesOf)[keyof typeof typesOf]
type ChildHere = ConferenceOfChild & FamilyMember

/** A conference as whoever asks works at it. */
export type OpenConference = {
  readonly meeting: MeetingOnRecord
  readonly type: ConferenceType
  readonly children: readonly ChildHere[]
  /** What was made of it to go out. */
  readonly papers: readonly PaperOfConference[]
}
type AnyAsk = Pick<Ask, 'csrf' | 'newCommandId' | 'commandId' | 'page' | 'today' | 'now' | 'typed'>

const isConference = (type: string): type is keyof typeof typesOf => Object.hasOwn(typesOf, type)

/** The conference of an address with the children of it that are open to whoever asks; nothing to be found where it is none, or none of them is. */
export const openMeetingOf = async (tx: Tx, matter: SubjectId): Promise<OpenConference> => {
  const meeting = await readMeeting(tx, matter)
  if (!meeting || !isConference(meeting.type) || meeting.cancelled) throw new NotFound()
  const of = meeting.children.map(one => one.child)
  const known = await readChildren(tx, of)
  const states = await readConference(tx, matter, of)
  const children = known.flatMap(one => {
    const state = states.find(other => other.child === one.subject)
    return state ? [{ ...state, ...one }] : []
  })
  if (children.length === 0) throw new NotFound()
  return { meeting, type: typesOf[meeting.type], children, papers: await papersOf(tx, matter) }
}

const mayInvite = ({ children }: OpenConference): boolean => children.every(one => one.may(conferenceInvitations))
/** May whoever asks hold this conference: its chair, who chairs for every child of it that is open to them? */
export const mayChair = ({ children, meeting }: OpenConference): boolean =>
  meeting.relations.includes('meeting-chair') && children.every(one => one.may(conference) && one.may(conferenceOpened))

/** Has it begun, so that nothing is asked any more of who is to come? One that was set again, because too few were there, has not. */
const hasBegun = ({ children }: Pick<OpenConference, 'children'>): boolean =>
  children.some(one => one.decided !== null || one.opened?.facts['goesOn'] === 'goes-on')

/** May whoever asks put it off? Who keeps the meeting and may say so of each child, until it has begun. */
export const mayPutOff = ({ children, meeting }: OpenConference): boolean =>
  meeting.keeps &&
  !meeting.held &&
  !hasBegun({ children }) &&
  meeting.may(meetingMoved) &&
  children.every(one => one.may(conferencePostponed))

const showConference = (ask: AnyAsk, book: Book, opened: OpenConference, typed: Typed, errors: FieldErrors = []): Reply =>
  show(
    ask.page({
      title: 'A conference',
      errors,
      way: { kind: 'back', href: '/conferences' },
      children: (
        <ConferencePage
          meeting={opened.meeting}
          children={opened.children}
          papers={opened.papers}
          form={{ typed, errors }}
          marks={() => ({ csrf: ask.csrf, commandId: ask.newCommandId() })}
          mayInvite={mayInvite(opened) && !hasBegun(opened)}
          mayChair={mayChair(opened)}
          mayPutOff={mayPutOff(opened)}
          says={(found, name) => sayOf(book.rules.find(rule => rule.id === found.rule)?.says(found) ?? '', name)}
          today={ask.today}
        />
      ),
    }),
    {
      status: errors.length > 0 ? 422 : 200,
      json: {
        type: opened.type,
        at: opened.meeting.at,
        children: opened.children.map(({ may: _may, ...one }) => one),
        papers: opened.papers,
        errors,
      },
    },
  )

/** What gates ask for, as the error of a form. */
export const asError = (gates: readonly Asked[]): FieldErrors =>
  [...new Set(gates.map(one => one.asks))].map(message => ({ field: 'form', message }))

/** When what is told happened: now on the day itself, the time of the conference where it is told later. */
const whenHappened = (meeting: MeetingOnRecord, ask: Pick<Ask, 'today' | 'now'>): Moment =>
  dayOf(meeting.at) < ask.today ? meeting.at : ask.now

const text = (typed: Typed, name: string): string => {
  const value = typed[name]
  return (typeof value === 'string' ? value : '').trim()
}

/** The words of a field that may be left empty, or what is wrong with them. */
const optional = (typed: Typed, field: string, most: number, errors: { field: string; message: string }[]): string | undefined => {
  const read = words(most).safeParse(text(typed, field))
  if (!read.success) errors.push({ field, message: read.error.issues[0]?.message ?? 'Write it otherwise' })
  return read.data || undefined
}

export type Deciding = {
  readonly opened: OpenConference
  readonly child: ChildHere
  readonly tooFew: boolean
  readonly unknownAdult: boolean
  readonly fresh: HowFreshIs | null
  /** Children related to this one who live elsewhere, by name, as far as whoever asks may know them. */
  readonly elsewhere: readonly string[]
}

const openToDecide = async (tx: Tx, { meeting, child: of }: { meeting: SubjectId; child: SubjectId }): Promise<Deciding> => {
  const opened = await openMeetingOf(tx, meeting)
  const child = opened.children.find(one => one.child === of)
  // Who is there is said first: the quorum stands on it. One that is set again decides when it is held.
  if (!child || !mayChair(opened) || child.opened?.facts['goesOn'] !== 'goes-on') throw new NotFound()
  const asked = (rule: string) => child.asks.some(one => one.rule === rule)
  const fresh = child.isA === 'unborn' ? null : await readHowFresh(tx, { subject: child.child, called: child.called }, dayOf(tx.actor.at))
  const family = await readFamily(tx, child.child, 'family')
  const elsewhere = (family?.others ?? [])
    .filter(one => one.isA !== 'adult' && !one.atHome && one.died === null && !opened.children.some(other => other.child === one.subject))
    .map(one => one.name)
  return { opened, child, tooFew: asked('inquorate'), unknownAdult: asked('unidentified-adult'), fresh, elsewhere }
}

/** The last days of what a conference sets: the core group ten working days on, the first review three months on and each later one six. */
export const limitsOf = (opened: OpenConference): { coreGroup: Day; review: Day } => {
  const on = dayOf(opened.meeting.at)
  return { coreGroup: addWorkingDays(on, 10), review: addMonths(on, opened.type === 'review' ? 6 : 3) }
}

/** What is wrong with the days that a plan is given. */
export const dayErrors = (form: Pick<DecisionForm, 'plan' | 'coreGroupOn' | 'reviewOn'>, opened: OpenConference): FieldErrors => {
  if (form.plan !== 'yes') return []
  const on = dayOf(opened.meeting.at)
  const { coreGroup, review } = limitsOf(opened)
  const outside = (field: 'coreGroupOn' | 'reviewOn', last: Day): FieldErrors => {
    const given = form[field]
    return given && (given < on || given > last) ? [{ field, message: `Enter a day from the conference on, by ${printDay(last)}` }] : []
  }
  return [...outside('coreGroupOn', coreGroup), ...outside('reviewOn', review)]
}

/** Holding a conference: the invitations, who is there, the decision of each child. `book`: the kinds and rules in force. */
export const holdRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/meetings/:meeting/conference',
    words: 'a conference: before, at and after it',
    params: atMeeting,
    handle: async ask => showConference(ask, book(), await ask.tx(tx => openMeetingOf(tx, ask.params.meeting)), {}),
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/conference/invitations',
    words: 'send the invitations to a conference',
    params: atMeeting,
    body: anything,
    handle: async ask => {
      let opened: OpenConference | undefined
      const wrong: { field: string; message: string }[] = []
      const outcome = await orAsked(
        ask.tx(async (tx): Promise<Outcome<null>> => {
          opened = await openMeetingOf(tx, ask.params.meeting)
          if (!mayInvite(opened)) throw new NotFound()
          const { meeting, children } = opened
          const time = text(ask.typed, 'sessionTime')
          const place = optional(ask.typed, 'sessionPlace', 500, wrong)
          const clock = /^([01]?\d|2[0-3])[:.][0-5]\d$/.test(time)
          const reflectiveAt = clock ? londonTimes(dayOf(meeting.at), time.replace('.', ':').padStart(5, '0'))[0] : undefined
          if (time && !clock) wrong.push({ field: 'sessionTime', message: 'Enter the time by the clock, for example 9:00' })
          else if (reflectiveAt && reflectiveAt >= meeting.at)
            wrong.push({ field: 'sessionTime', message: 'The professionals reflect before the conference: enter an earlier time' })
          if (wrong.length > 0) throw new StoppedByGates([])
          const names = children.every(one => one.may(involvement)) && tx.actor.role !== 'conference-chair'
          return sendInvitations(tx, book(), {
            id: ask.commandId as CommandId,
            meeting: meeting.matter,
            children: children.map(one => one.child),
            at: meeting.at,
            chair: names ? ((meeting.chair?.holder ?? undefined) as AccountId | undefined) : undefined,
            reflectiveAt,
            place,
          })
        }),
      )
      if (outcome.done !== 'asked') return go(`/meetings/${ask.params.meeting}/conference`)
      if (!opened) throw new NotFound()
      return showConference(
        ask,
        book(),
        opened,
        ask.typed,
        wrong.length > 0 ? wrong : asError(outcome.gates).map(error => ({ ...error, field: 'sessionTime' })),
      )
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/conference/open',
    words: 'open a conference',
    params: atMeeting,
    body: anything,
    handle: ask =>
      ask.tx(async tx => {
        const opened = await openMeetingOf(tx, ask.params.meeting)
        if (!mayChair(opened)) throw new NotFound()
        const { meeting, children } = opened
        const errors: { field: string; message: string }[] = []
        const chosen = [ask.typed['there'] ?? []].flat()
        const goesOn = text(ask.typed, 'goesOn')
        const reason = optional(ask.typed, 'reason', 5000, errors)
        const interimPlan = optional(ask.typed, 'interimPlan', 10_000, errors)
        if (dayOf(meeting.at) > ask.today)
          errors.push({ field: 'there', message: `It is opened on the day, ${printDay(dayOf(meeting.at))}` })
        if (goesOn !== 'goes-on' && goesOn !== 'set-again') errors.push({ field: 'goesOn', message: 'Choose whether it goes on' })
        if (goesOn === 'set-again' && !interimPlan)
          errors.push({ field: 'interimPlan', message: 'Write how each child is safe until it is held again' })
        if (errors.length > 0 || (goesOn !== 'goes-on' && goesOn !== 'set-again'))
          return showConference(ask, book(), opened, ask.typed, errors)
        const there: AgencyKind[] = [
          ...(chosen.includes('social-care') ? (['childrens-social-care'] as const) : []),
          ...meeting.invited
            .filter(one => one.as === 'professional' && chosen.includes(one.entry) && one.agencyKind !== 'childrens-social-care')
            .map(one => one.agencyKind ?? 'voluntary'),
        ]
        const outcome = await openConference(tx, book(), {
          id: ask.commandId as CommandId,
          meeting: meeting.matter,
          children: children.map(one => one.child),
          happened: whenHappened(meeting, ask),
          there,
          goesOn,
          reason,
          interimPlan,
        })
        if (outcome.done === 'asked') throw new Error('a gate stood before the opening of a conference')
        return go(`/meetings/${meeting.matter}/conference`)
      }),
  }),
  ...keptFormRoutes<typeof atChild, Deciding>({
    url: '/meetings/:meeting/conference/:child',
    params: atChild,
    words: 'what a conference decides of one child',
    title: 'A conference: the decision about one child',
    labels: decisionLabels,
    kept: keptDecision,
    at: ({ meeting, child }): KeptAt => ({
      name: `conference ${meeting} ${child}`,
      action: `/meetings/${meeting}/conference/${child}`,
      leave: `/meetings/${meeting}/conference`,
    }),
    open: openToDecide,
    fresh: () => ({}),
    send: async (tx, { opened, tooFew, unknownAdult }, typed, ask) => {
      const form = parseForm(decisionForm.schema, typed)
      if (!form.ok) return { errors: form.errors }
      const data = form.data as DecisionForm
      const errors = [
        ...dayErrors(data, opened),
        ...(unknownAdult && !data.adultUnknownWhy
          ? [{ field: 'adultUnknownWhy', message: 'Find out who the adult is, or write why it is decided without knowing' }]
          : []),
        ...(tooFew && !data.proceededWhy ? [{ field: 'proceededWhy', message: 'Write why it goes on, or set the conference again' }] : []),
      ]
      if (errors.length > 0) return { errors }
      const { meeting, child } = ask.at
      await decideConference(tx, book(), {
        id: ask.id,
        meeting,
        child,
        type: opened.type,
        happened: whenHappened(opened.meeting, ask),
        proceeded: tooFew,
        form: data,
      })
      return { to: `/meetings/${meeting}/conference` }
    },
    refused: (error, { child }) => {
      if (error instanceof StoppedByGates) return asError(error.gates)
      return error instanceof DecidedBefore
        ? [{ field: 'plan', message: `This conference has decided about ${child.called} already: read that decision first` }]
        : null
    },
    page: (deciding, parts) => <DecisionPage of={deciding} limits={limitsOf(deciding.opened)} parts={parts} />,
  }),
]
