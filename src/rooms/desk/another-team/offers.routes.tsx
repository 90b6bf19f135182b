import { z } from 'zod'
import { type FieldErrors, NotificationBanner, type Typed } from '../../../design-system/index.ts'
import { go, NotFound, type Reply, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { said } from '../../../thread/fields.ts'
import { type AccountId, type CommandId, isId, type SubjectId } from '../../../thread/ids.ts'
import { mostAtOnce } from '../lead-worker/change-lead.ts'
import { readTeam, type Team, type TeamChild } from '../team-work/team-work.ts'
import { OfferPage } from './offer.page.tsx'
import { answerOffer, offerChildren, takeOfferBack } from './offer.ts'
import { OffersPage } from './offers.page.tsx'
import type { OtherTeamRow } from './offers.queries.ts'
import { type Offers, readOffers, readOtherTeams } from './offers.ts'

const list = z.preprocess(value => (typeof value === 'string' ? [value] : (value ?? [])), z.array(z.string().refine(isId)))
const offerForm = z.object({
  child: list,
  team: z.string({ error: 'Choose a team' }).refine(isId, 'Choose a team'),
  reason: said(2000, 'Write why they are offered').prefault(''),
})
const answerForm = z
  .object({
    child: list,
    answer: z.enum(['taken-on', 'turned-down'], { error: 'Choose whether your team takes them on' }),
    lead: z.string().prefault(''),
    reason: said(2000, 'Write why').prefault(''),
  })
  .superRefine(({ child, answer, lead }, found) => {
    const wrong = (field: string, message: string) => found.addIssue({ code: 'custom', path: [field], message })
    if (child.length === 0) wrong('child', 'Choose at least one child')
    if (child.length > mostAtOnce) wrong('child', `Choose at most ${mostAtOnce} children`)
    if (answer === 'taken-on' && !isId(lead)) wrong('lead', 'Choose who leads')
  })
const backForm = z.object({ back: list.refine(chosen => chosen.length > 0, 'Choose at least one child') })
const done = z.enum(['offered', 'taken-on', 'turned-down', 'taken-back']).optional().catch(undefined)

const chosenIn = ({ child }: Typed): readonly string[] => (child === undefined ? [] : typeof child === 'string' ? [child] : child)

/** The chosen among the children of the asker's teams; refuses one that is not among them, which nobody can tell from one that does not exist. */
const chosenOf = (team: Team, ids: readonly string[]): TeamChild[] =>
  [...new Set(ids)].map(id => {
    const child = team.children.find(one => one.subject === id)
    if (!child) throw new NotFound()
    return child
  })

/** The chosen, each once and always in one order: a form that is sent twice asks for the same. Who is not offered is left as they are by the command. */
const inOrder = (ids: readonly string[]): SubjectId[] => [...new Set(ids)].sort() as SubjectId[]

type AnyAsk = Pick<Ask, 'csrf' | 'page' | 'newCommandId'>

const offerPage = (
  ask: AnyAsk,
  team: Team,
  teams: readonly OtherTeamRow[],
  chosen: readonly TeamChild[],
  typed: Typed,
  commandId: string,
  errors: FieldErrors = [],
): Reply => {
  const homes = new Set(chosen.flatMap(child => child.household ?? []))
  const siblings = team.children.filter(child => child.household !== null && homes.has(child.household) && !chosen.includes(child))
  return show(
    ask.page({
      title: 'Offer children to another team',
      errors,
      way: { kind: 'back', href: '/team' },
      children: (
        <OfferPage chosen={chosen} siblings={siblings} teams={teams} form={{ typed, errors }} csrf={ask.csrf} commandId={commandId} />
      ),
    }),
    {
      status: errors.length > 0 ? 422 : 200,
      json: { chosen, siblings, teams: teams.map(one => ({ team: one.team_id, name: one.name })), errors },
    },
  )
}

const saidAfter = {
  offered: 'The children are offered. Whoever manages the other team has been told; until they answer nothing changes.',
  'taken-on': 'The children are with your team now. Everybody concerned has been told.',
  'turned-down': 'The children stay where they are. Whoever offered them has been told why.',
  'taken-back': 'The offer is taken back. The other team can read the records no more.',
} as const

const offersPage = (
  ask: AnyAsk,
  offers: Offers,
  workers: Team['workers'],
  { typed = {}, errors = [], after }: { typed?: Typed; errors?: FieldErrors; after?: keyof typeof saidAfter | undefined } = {},
): Reply =>
  show(
    ask.page({
      title: 'Children passed between teams',
      errors,
      way: { kind: 'back', href: '/team', text: 'Team work' },
      ...(after ? { notice: <NotificationBanner type="success" text={saidAfter[after]} /> } : {}),
      children: (
        <OffersPage
          offers={offers}
          workers={workers}
          form={{ typed, errors }}
          csrf={ask.csrf}
          commandIds={[ask.newCommandId(), ask.newCommandId()]}
        />
      ),
    }),
    { status: errors.length > 0 ? 422 : 200, json: { ...offers, errors } },
  )

/** Children asked for by one team of another: offered, taken on or not, taken back. `book`: the kinds and rules in force. */
export const offersRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/team/offer',
    words: 'offer children to another team',
    query: z.object({ child: list }),
    handle: ask =>
      ask.tx(async tx => {
        const team = await readTeam(tx, ask.now)
        const chosen = chosenOf(team, ask.query.child)
        if (chosen.length === 0 || chosen.length > mostAtOnce) return go('/team')
        return offerPage(ask, team, await readOtherTeams(tx, ask.now), chosen, {}, ask.newCommandId())
      }),
  }),
  route({
    method: 'POST',
    url: '/team/offer',
    words: 'offer children to another team',
    body: offerForm,
    handle: ask =>
      ask.tx(async tx => {
        const team = await readTeam(tx, ask.now)
        const teams = await readOtherTeams(tx, ask.now)
        const chosen = chosenOf(team, chosenIn(ask.typed))
        if (chosen.length === 0 || chosen.length > mostAtOnce) return go('/team')
        if (!ask.form.ok) return offerPage(ask, team, teams, chosen, ask.typed, ask.commandId, ask.form.errors)
        const { team: to, reason } = ask.form.data
        const asked = teams.find(one => one.team_id === to)
        if (!asked) return offerPage(ask, team, teams, chosen, ask.typed, ask.commandId, [{ field: 'team', message: 'Choose a team' }])
        const people = chosen.map(child => child.subject).sort()
        await offerChildren(tx, book(), { id: ask.commandId as CommandId, people, team: asked.team_id, reason, managers: asked.managers })
        return go('/team/offers?done=offered')
      }),
  }),
  route({
    method: 'GET',
    url: '/team/offers',
    words: 'children passed between teams',
    query: z.object({ done }),
    handle: ask =>
      ask.tx(async tx => offersPage(ask, await readOffers(tx, ask.now), (await readTeam(tx, ask.now)).workers, { after: ask.query.done })),
  }),
  route({
    method: 'POST',
    url: '/team/offers',
    words: 'answer for children another team offers',
    body: answerForm,
    handle: ask =>
      ask.tx(async tx => {
        const { workers } = await readTeam(tx, ask.now)
        const again = async (errors: FieldErrors) => offersPage(ask, await readOffers(tx, ask.now), workers, { typed: ask.typed, errors })
        if (!ask.form.ok) return again(ask.form.errors)
        const { child, answer, lead, reason } = ask.form.data
        if (answer === 'taken-on' && !workers.some(one => one.account === lead))
          return again([{ field: 'lead', message: 'Choose somebody of your team' }])
        await answerOffer(tx, book(), {
          id: ask.commandId as CommandId,
          people: inOrder(child),
          answer: answer === 'taken-on' ? { as: answer, lead: lead as AccountId } : { as: answer },
          reason,
        })
        return go(`/team/offers?done=${answer}`)
      }),
  }),
  route({
    method: 'POST',
    url: '/team/offers/take-back',
    words: 'take an offer to another team back',
    body: backForm,
    handle: ask =>
      ask.tx(async tx => {
        if (!ask.form.ok) {
          const [offers, { workers }] = [await readOffers(tx, ask.now), await readTeam(tx, ask.now)]
          return offersPage(ask, offers, workers, { typed: ask.typed, errors: ask.form.errors })
        }
        const managers = new Map((await readOtherTeams(tx, ask.now)).map(one => [one.team_id as string, one.managers]))
        await takeOfferBack(tx, book(), { id: ask.commandId as CommandId, people: inOrder(ask.form.data.back), managers })
        return go('/team/offers?done=taken-back')
      }),
  }),
]
