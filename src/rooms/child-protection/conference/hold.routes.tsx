import { z } from 'zod'
import type { FieldErrors, Typed } from '../../../design-system/index.ts'
import { addMonths, addWorkingDays, type Day, dayOf, londonTimes, type Moment, printDay } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Draft } from '../../../kernel/http/drafts.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { discardKept, draftShown, type KeptAt, keepTyped, sendKept } from '../../../kernel/http/kept-form.tsx'
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
import { sayOf } from '../../family/index.ts'
import { meetingMoved } from '../../meetings/index.ts'
import { type PaperOfConference, papersOf } from '../papers/papers.queries.ts'
import { type ChildOfConference, readChildren } from './children.queries.ts'
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
type ChildHere = ConferenceOfChild & ChildOfConference

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
  const known = await readChildren(tx, of, false)
  const states = await readConference(tx, matter, of)
  const children = known.flatMap(one => {
    const state = states.find(other => other.child === one.child)
    return state ? [{ ...state, ...one }] : []
  })
  if (children.length === 0) throw new NotFound()
  return { meeting, type: typesOf[meeting.type], children, papers: await papersOf(tx, matter) }
}

const mayInvite = ({ children }: OpenConference): boolean => children.every(one => one.may(conferenceInvitations.name))
const mayChair = ({ children, meeting }: OpenConference): boolean =>
  meeting.relations.includes('meeting-chair') && children.every(one => one.may(conference.name) && one.may(conferenceOpened.name))

/** May whoever asks put it off? Who keeps the meeting and may say so of each child, until it is held. */
export const mayPutOff = ({ children, meeting }: OpenConference): boolean =>
  meeting.keeps && !meeting.held && meeting.may(meetingMoved) && children.every(one => one.may(conferencePostponed.name))

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
          mayInvite={mayInvite(opened)}
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
const asError = (gates: readonly Asked[]): FieldErrors =>
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

const keptAt = (meeting: SubjectId, child: SubjectId): KeptAt => ({
  name: `conference ${meeting} ${child}`,
  action: `/meetings/${meeting}/conference/${child}`,
  leave: `/meetings/${meeting}/conference`,
})

type Deciding = {
  readonly opened: OpenConference
  readonly child: ChildHere
  readonly tooFew: boolean
  readonly unknownAdult: boolean
  readonly fresh: HowFreshIs | null
}

const openToDecide = async (tx: Tx, { meeting, child: of }: { meeting: SubjectId; child: SubjectId }): Promise<Deciding> => {
  const opened = await openMeetingOf(tx, meeting)
  const child = opened.children.find(one => one.child === of)
  // Who is there is said first: the quorum stands on it. One that is set again decides when it is held.
  if (!child || !mayChair(opened) || child.opened?.facts['goesOn'] !== 'goes-on') throw new NotFound()
  const asked = (rule: string) => child.asks.some(one => one.rule === rule)
  const fresh = child.isUnborn ? null : await readHowFresh(tx, { subject: child.child, called: child.called }, dayOf(tx.actor.at))
  return { opened, child, tooFew: asked('inquorate'), unknownAdult: asked('unidentified-adult'), fresh }
}

/** The last days of what a conference sets: the core group ten working days on, the first review three months on and each later one six. */
const limitsOf = (opened: OpenConference): { coreGroup: Day; review: Day } => {
  const on = dayOf(opened.meeting.at)
  return { coreGroup: addWorkingDays(on, 10), review: addMonths(on, opened.type === 'review' ? 6 : 3) }
}

const showDecision = (
  ask: AnyAsk,
  { opened, child, tooFew, unknownAdult, fresh }: Deciding,
  draft: Draft<Typed> | undefined,
  typed: Typed,
  errors: FieldErrors = [],
): Reply =>
  show(
    ask.page({
      title: 'A conference: the decision about one child',
      errors,
      way: { kind: 'back', href: `/meetings/${opened.meeting.matter}/conference` },
      islands: ['autosave.js'],
      children: (
        <DecisionPage
          meeting={opened.meeting}
          child={child}
          called={child.called}
          form={{ typed, errors }}
          draft={draftShown(draft)}
          marks={{ csrf: ask.csrf, commandId: ask.newCommandId() }}
          tooFew={tooFew}
          unknownAdult={unknownAdult}
          fresh={fresh}
          limits={limitsOf(opened)}
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { typed, errors } },
  )

const dayErrors = (form: DecisionForm, opened: OpenConference): FieldErrors => {
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
          const names = children.every(one => one.may(involvement.name)) && tx.actor.role !== 'conference-chair'
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
  route({
    method: 'GET',
    url: '/meetings/:meeting/conference/:child',
    words: 'what a conference decides of one child',
    params: atChild,
    handle: async ask => {
      const { meeting, child } = ask.params
      const { deciding, draft } = await ask.tx(async tx => ({
        deciding: await openToDecide(tx, ask.params),
        draft: await keptDecision.of(tx, keptAt(meeting, child).name),
      }))
      return showDecision(ask, deciding, draft, draft?.body ?? {})
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/conference/:child',
    words: 'what a conference decides of one child',
    params: atChild,
    body: anything,
    labels: decisionLabels,
    handle: ask => {
      const { meeting, child } = ask.params
      return sendKept(ask, keptDecision, keptAt(meeting, child), {
        open: tx => openToDecide(tx, ask.params),
        send: async (tx, { opened, tooFew, unknownAdult }, typed) => {
          const form = parseForm(decisionForm.schema, typed)
          if (!form.ok) return { errors: form.errors }
          const data = form.data as DecisionForm
          const errors = [
            ...dayErrors(data, opened),
            ...(unknownAdult && !data.adultUnknownWhy
              ? [{ field: 'adultUnknownWhy', message: 'Find out who the adult is, or write why it is decided without knowing' }]
              : []),
            ...(tooFew && !data.proceededWhy
              ? [{ field: 'proceededWhy', message: 'Write why it goes on, or set the conference again' }]
              : []),
          ]
          if (errors.length > 0) return { errors }
          try {
            await decideConference(tx, book(), {
              id: ask.commandId as CommandId,
              meeting,
              child,
              type: opened.type,
              happened: whenHappened(opened.meeting, ask),
              proceeded: tooFew,
              form: data,
            })
          } catch (error) {
            // A gate stops before anything is written, but the claim of the command has to go with it, so what was typed is kept by another transaction.
            if (error instanceof StoppedByGates) throw new Stopped(error.gates)
            throw error
          }
          return { to: `/meetings/${meeting}/conference` }
        },
        again: (deciding, draft, errors) => showDecision(ask, deciding, draft, draft.body, errors),
      }).catch(async (error: unknown) => {
        if (!(error instanceof Stopped || error instanceof DecidedBefore)) throw error
        const { deciding, draft } = await ask.tx(async tx => ({
          deciding: await openToDecide(tx, ask.params),
          draft: await keptDecision.of(tx, keptAt(meeting, child).name),
        }))
        const errors =
          error instanceof Stopped
            ? asError(error.gates)
            : [{ field: 'plan', message: `This conference has decided about ${deciding.child.called} already: read that decision first` }]
        return showDecision(ask, deciding, draft, ask.typed, errors)
      })
    },
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/conference/:child/keep',
    words: 'keep what a conference decides of one child while it is typed',
    params: atChild,
    body: anything,
    handle: ask => keepTyped(ask, keptDecision, keptAt(ask.params.meeting, ask.params.child), tx => openToDecide(tx, ask.params)),
  }),
  route({
    method: 'POST',
    url: '/meetings/:meeting/conference/:child/discard',
    words: 'throw away what a conference decides of one child and is not sent yet',
    params: atChild,
    body: anything,
    handle: ask => discardKept(ask, keptDecision, keptAt(ask.params.meeting, ask.params.child), tx => openToDecide(tx, ask.params)),
  }),
]

class Stopped extends Error {
  readonly gates: readonly Asked[]
  constructor(gates: readonly Asked[]) {
    super('a gate asks for something first')
    this.gates = gates
  }
}
