import { z } from 'zod'
import type { FieldErrors, FormState, Typed } from '../../../design-system/index.ts'
import { emptyForm } from '../../../design-system/index.ts'
import { printTimeOfDay } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { draftsOf } from '../../../kernel/http/drafts.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { said } from '../../../thread/fields.ts'
import { type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { helpToTellOf } from '../../public/index.ts'
import { takersOfWork } from '../decision/decide.ts'
import { readDecided } from '../decision/decided.queries.ts'
import type { DecisionOnPage } from '../decision/decision.page.tsx'
import { declaredDecision } from '../decision/decision-form.ts'
import { acknowledge } from '../feedback/acknowledge.ts'
import { type Hands, handsOfTheBridge } from '../queue/queue.queries.ts'
import { type Agency, agenciesToAsk, askAgencies } from './ask-agencies.ts'
import { ConcernPage, type Done, DoneBanner, doneWords } from './concern.page.tsx'
import { type ConcernAsRead, type KnownPerson, readConcern, readKnown } from './concern.queries.ts'
import { type Concern, concernFrom, peopleOf } from './concern.ts'
import { besideThis } from './known.tsx'
import { releaseConcern, takeConcern } from './take.ts'

/** The address of a concern. */
export const atMatter = z.object({
  matter: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

export type AnyAsk = Pick<Ask, 'typed' | 'csrf' | 'newCommandId' | 'page' | 'commandId' | 'tx' | 'actor' | 'now' | 'today'>

/** What a manager has typed of a decision and not sent: one draft for each concern. */
export const decisionDrafts = (matter: SubjectId) => draftsOf<Typed>(`decision ${matter}`, declaredDecision.only)

/** The concern as it waits in the asker's queue, or nothing to be found. */
export const openConcern = async (tx: Tx, matter: SubjectId): Promise<{ read: ConcernAsRead; concern: Concern }> => {
  const read = await readConcern(tx, matter)
  const concern = read && concernFrom(read)
  if (!concern) throw new NotFound()
  return { read, concern }
}

/** All that the page needs, read in one transaction. */
export type Opened = {
  concern: Concern
  known: readonly KnownPerson[]
  agencies: readonly Agency[]
  hands: readonly Hands[]
  decision: (Pick<DecisionOnPage, 'takers' | 'services' | 'asksForReview' | 'draft'> & { typed: Typed }) | undefined
}

/** Reads a concern with everything its page shows; the decision's part only for those who may decide. */
export const openPage = async (tx: Tx, matter: SubjectId): Promise<Opened> => {
  const { concern } = await openConcern(tx, matter)
  const known = await readKnown(tx, peopleOf(concern))
  const agencies = await agenciesToAsk(tx)
  const hands = await handsOfTheBridge(tx)
  if (!tx.actor.grants.has('queue/append:referral-decision')) return { concern, known, agencies, hands, decision: undefined }
  const takers = await takersOfWork(tx)
  const services = await helpToTellOf(tx)
  const [draft] = await decisionDrafts(matter).list(tx)
  return {
    concern,
    known,
    agencies,
    hands,
    decision: {
      takers,
      services,
      asksForReview: known.some(person => besideThis(person, matter).some(finding => finding.GATE !== null)),
      typed: draft?.body ?? {},
      draft: { version: draft?.version ?? 0, savedAt: draft && printTimeOfDay(draft.savedAt) },
    },
  }
}

/** Shows the page of a concern; with what was typed and what has to be put right, where a form of it came back. */
export const showConcern = (
  ask: AnyAsk,
  book: Book,
  { concern, known, agencies, hands, decision }: Opened,
  more: {
    done?: Done | undefined
    asking?: FormState
    deciding?: FormState & { asksForReview?: boolean }
    noting?: { person: SubjectId; form: FormState }
  } = {},
): Reply => {
  const errors: FieldErrors = [...(more.noting?.form.errors ?? []), ...(more.asking?.errors ?? []), ...(more.deciding?.errors ?? [])]
  const children = ConcernPage({
    concern,
    known,
    agencies,
    hands,
    book,
    now: ask.now,
    today: ask.today,
    account: ask.actor().account,
    csrf: ask.csrf,
    newCommandId: ask.newCommandId,
    asking: more.asking ?? emptyForm,
    noting: more.noting,
    decision: decision && {
      ...decision,
      form: more.deciding ?? { typed: decision.typed, errors: [] },
      asksForReview: decision.asksForReview || (more.deciding?.asksForReview ?? false),
      csrf: ask.csrf,
      commandId: ask.newCommandId(),
    },
  })
  const page = ask.page({
    title: 'A concern, being screened',
    wide: true,
    errors,
    way: { kind: 'breadcrumbs', items: [{ text: 'The Bridge', href: '/bridge' }, { text: 'This concern' }] },
    notice: more.done && errors.length === 0 ? DoneBanner({ done: more.done }) : undefined,
    children,
    islands: decision ? ['autosave.js'] : [],
  })
  return show(page, { status: errors.length > 0 ? 422 : 200, json: { ...jsonOf(concern, known), errors } })
}

/** The same facts for programs: what was told, who is matched, what the agencies said, what is known. */
const jsonOf = (concern: Concern, known: readonly KnownPerson[]) => ({
  matter: concern.matter,
  told: {
    at: concern.told.at,
    facts: concern.told.facts,
    words: concern.words,
    referrer: concern.referrer,
    whereabouts: concern.whereabouts,
    thirdParty: concern.thirdParty,
  },
  children: concern.children.map(({ told, match }) => ({ told, person: match?.facts.person ?? null })),
  checks: concern.checks.map(({ agency, question, asked, answer }) => ({
    entry: asked.root,
    agency,
    question,
    askedAt: asked.at,
    answer: answer && {
      at: answer.entry.at,
      facts: answer.entry.facts,
      record: answer.record,
      health: answer.health,
      police: answer.police,
    },
  })),
  screener: concern.screener ?? null,
  findings: concern.findings,
  known: known.map(({ read, ...person }) => ({ ...person, entries: read.thread.entries })),
})

const askForm = z
  .object({
    agency: z.preprocess(
      value => (value === undefined ? [] : typeof value === 'string' ? [value] : value),
      z.array(z.string().refine(isId)),
    ),
    another: z.string().refine(isId, 'Choose an agency of the list').optional(),
    question: said(4000, 'Write what is asked').prefault(''),
  })
  .refine(form => form.agency.length > 0 || form.another !== undefined, { path: ['agency'], message: 'Choose at least one agency to ask' })

/** The pages of a concern being screened. `book`: the kinds and rules in force. */
export const concernRoutes = (book: () => Book): readonly Route[] => {
  const back = (matter: SubjectId, done: Done) => go(`/bridge/${matter}?done=${done}`)
  const one = (
    action: string,
    words: string,
    done: Done,
    work: (tx: Tx, command: { id: CommandId; matter: SubjectId }) => Promise<unknown>,
  ) =>
    route({
      method: 'POST',
      url: `/bridge/:matter/${action}`,
      words,
      params: atMatter,
      handle: async ask => {
        await ask.tx(async tx => {
          await openConcern(tx, ask.params.matter)
          await work(tx, { id: ask.commandId as CommandId, matter: ask.params.matter })
        })
        return back(ask.params.matter, done)
      },
    })
  return [
    route({
      method: 'GET',
      url: '/bridge/:matter',
      words: 'a concern being screened',
      params: atMatter,
      query: z.object({
        done: z
          .enum(Object.keys(doneWords) as [Done, ...Done[]])
          .optional()
          .catch(undefined),
      }),
      handle: async ask => {
        const opened = await ask.tx(async tx => {
          // Decided meanwhile: whoever worked on it is shown what was decided, not that there is nothing.
          const read = await readConcern(tx, ask.params.matter)
          if (!read && (await readDecided(tx, ask.params.matter))) return 'decided'
          return openPage(tx, ask.params.matter)
        })
        return opened === 'decided'
          ? go(`/bridge/${ask.params.matter}/decided`)
          : showConcern(ask, book(), opened, { done: ask.query.done })
      },
    }),
    one('take', 'take a concern to screen it', 'taken', (tx, command) => takeConcern(tx, book(), command)),
    one('release', 'give a concern back to the queue', 'released', (tx, command) => releaseConcern(tx, book(), command)),
    one('acknowledge', 'tell the referrer that the concern has arrived', 'acknowledged', (tx, command) => acknowledge(tx, book(), command)),
    route({
      method: 'POST',
      url: '/bridge/:matter/checks',
      words: 'ask agencies what they hold',
      params: atMatter,
      body: z.record(z.string(), z.unknown()),
      handle: async ask => {
        const { matter } = ask.params
        const form = parseForm(askForm, ask.typed)
        const left = await ask.tx(async tx => {
          const { read } = await openConcern(tx, matter)
          const agencies = await agenciesToAsk(tx)
          const wanted = form.ok ? agencies.filter(agency => [...form.data.agency, form.data.another].includes(agency.id)) : []
          if (!form.ok || wanted.length === 0) return openPage(tx, matter)
          await askAgencies(tx, book(), { id: ask.commandId as CommandId, concern: read, agencies: wanted, question: form.data.question })
          return undefined
        })
        const errors = form.ok ? [{ field: 'agency', message: 'Choose an agency of this partnership' }] : form.errors
        return left ? showConcern(ask, book(), left, { asking: { typed: ask.typed, errors } }) : back(matter, 'asked')
      },
    }),
  ]
}
