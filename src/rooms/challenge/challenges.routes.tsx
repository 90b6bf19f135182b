import { z } from 'zod'
import { emptyForm, type FieldErrors, type FormState, type Typed } from '../../design-system/index.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import type { Labels } from '../../kernel/http/declared.ts'
import type { Draft } from '../../kernel/http/drafts.ts'
import { type Parsed, parseForm } from '../../kernel/http/form.ts'
import { discardKept, draftShown, type KeptAt, keepTyped, keptForm, sendKept } from '../../kernel/http/kept-form.tsx'
import { go, NotFound, type Reply, show } from '../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../kernel/http/route.ts'
import type { Book } from '../../thread/book.ts'
import { type CommandId, isId, type SubjectId } from '../../thread/ids.ts'
import { type MatterOnRecord, readMatter } from '../commands.ts'
import { myChallenges, type WaitsFor, waitsForOf } from './mine/mine.queries.ts'
import { challenge, challengeUrgent } from './raising/challenge.ts'
import { type Began, type Context, chosenFrom, contextOf } from './raising/context.ts'
import { RaisePage } from './raising/raise.page.tsx'
import { raiseChallenge } from './raising/raise.ts'
import { answerForm, discussedForm, furtherForm, raiseForm, settleForm, urgentForm } from './raising/raise-form.ts'
import { mayTellOf, namesOf } from './raising/sides.queries.ts'
import { ChallengePage, MyChallengesPage } from './stages/challenge.page.tsx'
import { challengeAnswered, challengeDiscussed, challengeResolved, challengeStage } from './stages/stage.ts'
import { type Step, writeOnChallenge } from './stages/take-further.ts'

const atChallenge = z.object({
  challenge: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})
const anything = z.record(z.string(), z.unknown())
const began = z.object({
  child: z.string().optional(),
  meeting: z.string().optional(),
  concern: z.string().optional(),
  action: z.string().optional(),
})

const keptRaise = keptForm(raiseForm, { longTexts: ['decision', 'situation', 'evidence', 'wants', 'tried'] })

const keptAt = ({ sort, subject, back }: Context): KeptAt => ({
  name: `challenge ${sort} ${subject}`,
  action: '/challenges/new',
  page: `/challenges/new?${sort}=${subject}`,
  leave: back,
})

/** About what it is raised, as its form sends it along. */
const beganOf = (typed: Typed): Began => {
  const of = (name: keyof Began) => (typeof typed[name] === 'string' ? (typed[name] as string) : undefined)
  return { child: of('child'), meeting: of('meeting'), concern: of('concern'), action: of('action') }
}

const showRaise = (
  ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId'>,
  context: Context,
  draft: Draft<Typed> | undefined,
  form: FormState,
): Reply =>
  show(
    ask.page({
      title: 'Challenge a decision',
      errors: form.errors,
      way: { kind: 'back', href: context.back },
      islands: ['autosave.js'],
      children: (
        <RaisePage context={context} form={form} draft={draftShown(draft)} marks={{ csrf: ask.csrf, commandId: ask.newCommandId() }} />
      ),
    }),
    { status: form.errors.length > 0 ? 422 : 200, json: { about: context.words, choices: context.choices, errors: form.errors } },
  )

const openContext = async (tx: Tx, of: Began): Promise<Context> => {
  const context = await contextOf(tx, of)
  if (!context) throw new NotFound()
  return context
}

type Open = { readonly matter: MatterOnRecord; readonly waits: readonly WaitsFor[]; readonly names: readonly string[] }

/** The challenge of an address, for both of its sides; otherwise there is nothing to be found. */
const open = async (tx: Tx, at: SubjectId): Promise<Open> => {
  const matter = await readMatter(tx, at)
  const [raised] = matter?.of(challenge) ?? []
  if (!matter || !raised) throw new NotFound()
  return {
    matter,
    waits: await waitsForOf(tx, at),
    names: (await namesOf(tx, raised.facts.children)).map(one => one.name),
  }
}

const showOne = (
  ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId' | 'today'>,
  { matter, waits, names }: Open,
  form: FormState = emptyForm,
  sent?: string,
): Reply => {
  const [raised] = matter.of(challenge)
  return show(
    ask.page({
      title: 'Professional challenge',
      errors: form.errors,
      way: { kind: 'back', href: '/challenges' },
      children: (
        <ChallengePage
          matter={matter}
          waits={waits}
          names={names}
          form={form}
          sent={sent}
          today={ask.today}
          mark={() => ({ csrf: ask.csrf, commandId: ask.newCommandId() })}
        />
      ),
    }),
    {
      status: form.errors.length > 0 ? 422 : 200,
      json: {
        challenge: matter.matter,
        ...raised?.facts,
        said: raised?.said,
        waits,
        settled: matter.of(challengeResolved).length > 0,
        errors: form.errors,
      },
    },
  )
}

/** Of the records that a challenge is about those where the asker may say that it is settled. */
const toTell = async (tx: Tx, matter: MatterOnRecord): Promise<SubjectId[]> => {
  const [raised] = matter.of(challenge)
  const { children = [], meeting, concern, action } = raised?.facts ?? {}
  const told: SubjectId[] = []
  for (const one of [...children, meeting, concern, action]) if (one && (await mayTellOf(tx, one))) told.push(one)
  return told
}

/** One of the things that are written on a challenge: its form, and what it makes of it. */
const step = <S extends z.ZodType>(of: {
  book: () => Book
  name: string
  words: string
  form: { schema: S; labels: Labels }
  says: (form: z.output<S>) => Step
}): Route =>
  route({
    method: 'POST',
    url: `/challenges/:challenge/${of.name}`,
    words: of.words,
    params: atChallenge,
    body: of.form.schema,
    labels: of.form.labels,
    handle: async ask => {
      const form = ask.form as Parsed<z.output<S>>
      const { found, errors } = await ask.tx(async (tx): Promise<{ found: Open; errors: FieldErrors }> => {
        const found = await open(tx, ask.params.challenge)
        const [raised] = found.matter.of(challenge)
        if (!form.ok) return { found, errors: form.errors }
        const told = of.says(form.data)
        if (!raised || !found.matter.may(told.kind)) throw new NotFound()
        if (found.matter.of(challengeResolved).length > 0) return { found, errors: [] }
        // Nobody settles what they, or their team, are challenged for; the database holds it too.
        if (
          told.kind.name === challengeResolved.name &&
          found.matter.holders.some(one => one.as === 'challenged' && one.mine && one.form !== 'agency')
        )
          throw new NotFound()
        await writeOnChallenge(tx, of.book(), {
          id: ask.commandId as CommandId,
          challenge: ask.params.challenge,
          raised: raised.root,
          step: told,
          tells: told.kind.name === challengeResolved.name ? await toTell(tx, found.matter) : [],
        })
        return { found, errors: [] }
      })
      return errors.length > 0 ? showOne(ask, found, { typed: ask.typed, errors }, of.name) : go(`/challenges/${ask.params.challenge}`)
    },
  })

/** Professional challenges: one's own and one's agency's, raising one, and seeing it through. `book`: the kinds and rules in force. */
export const challengesRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/challenges',
    words: 'the challenges of one’s agency',
    handle: async ask => {
      const challenges = await ask.tx(myChallenges, 'reading one’s challenges')
      return show(
        ask.page({ title: 'Professional challenges', children: <MyChallengesPage challenges={challenges} today={ask.today} /> }),
        { json: { challenges } },
      )
    },
  }),
  route({
    method: 'GET',
    url: '/challenges/new',
    words: 'raising a challenge',
    query: began,
    handle: async ask => {
      const { context, draft } = await ask.tx(async tx => {
        const context = await openContext(tx, ask.query)
        return { context, draft: await keptRaise.of(tx, keptAt(context).name) }
      })
      return showRaise(ask, context, draft, { typed: draft?.body ?? { about: context.about }, errors: [] })
    },
  }),
  route({
    method: 'POST',
    url: '/challenges/new',
    words: 'raising a challenge',
    body: anything,
    labels: raiseForm.labels,
    handle: async ask => {
      const at = keptAt(await ask.tx(tx => openContext(tx, beganOf(ask.typed))))
      return sendKept(ask, keptRaise, at, {
        open: tx => openContext(tx, beganOf(ask.typed)),
        send: async (tx, context, typed) => {
          const form = parseForm(raiseForm.schema, typed)
          if (!form.ok) return { errors: form.errors }
          const { whom, whomMail, urgent, about, decidedOn, decision, situation, evidence, wants, tried, lead } = form.data
          if (decidedOn > ask.today) return { errors: [{ field: 'decidedOn', message: 'Enter a day that has come' }] }
          const chosen = await chosenFrom(tx, context, whom, whomMail)
          if (!chosen)
            return {
              errors: [
                whom === 'mail'
                  ? { field: 'whomMail', message: 'Nobody else signs in here with this address' }
                  : { field: 'whom', message: 'Choose who answers for it' },
              ],
            }
          const outcome = await raiseChallenge(tx, book(), {
            id: ask.commandId as CommandId,
            raised: {
              about,
              decidedOn,
              urgent: urgent === 'yes',
              children: context.children,
              meeting: context.sort === 'meeting' ? context.subject : undefined,
              concern: context.sort === 'concern' ? context.subject : undefined,
              action: context.sort === 'action' ? context.subject : undefined,
              whom: chosen.name,
              decision,
              situation,
              evidence,
              wants,
              tried,
              lead,
              challengers: [{ id: tx.actor.account, form: 'account' }],
              challenged: [chosen.holder],
              tells: [context.subject],
            },
          })
          if (outcome.done === 'asked') throw new Error('a gate stood before a challenge')
          return { to: `/challenges/${outcome.answer.challenge}` }
        },
        again: (context, draft, errors) => showRaise(ask, context, draft, { typed: draft.body, errors }),
      })
    },
  }),
  route({
    method: 'POST',
    url: '/challenges/new/keep',
    words: 'keep a challenge while it is typed',
    body: anything,
    handle: async ask => {
      const at = keptAt(await ask.tx(tx => openContext(tx, beganOf(ask.typed))))
      return keepTyped(ask, keptRaise, at, tx => openContext(tx, beganOf(ask.typed)))
    },
  }),
  route({
    method: 'POST',
    url: '/challenges/new/discard',
    words: 'throw away a challenge that is not sent yet',
    query: began,
    body: anything,
    handle: async ask => {
      const at = keptAt(await ask.tx(tx => openContext(tx, ask.query)))
      return discardKept(ask, keptRaise, at, tx => openContext(tx, ask.query))
    },
  }),
  route({
    method: 'GET',
    url: '/challenges/:challenge',
    words: 'a challenge',
    params: atChallenge,
    handle: async ask => showOne(ask, await ask.tx(tx => open(tx, ask.params.challenge), 'reading a challenge')),
  }),
  step({
    book,
    name: 'answer',
    words: 'answering a challenge',
    form: answerForm,
    says: form => ({ kind: challengeAnswered, facts: { changes: form.changes === 'yes' }, narrative: { answer: form.answer } }),
  }),
  step({
    book,
    name: 'discussed',
    words: 'a challenge was talked through',
    form: discussedForm,
    says: form => ({ kind: challengeDiscussed, facts: {}, narrative: { who: form.who, words: form.talk } }),
  }),
  step({
    book,
    name: 'urgent',
    words: 'a challenge is urgent from now on',
    form: urgentForm,
    says: form => ({ kind: challengeUrgent, facts: {}, narrative: { why: form.why } }),
  }),
  step({
    book,
    name: 'further',
    words: 'taking a challenge further',
    form: furtherForm,
    says: form => ({ kind: challengeStage, facts: { stage: form.stage }, narrative: { reason: form.reason } }),
  }),
  step({
    book,
    name: 'settle',
    words: 'a challenge is settled',
    form: settleForm,
    says: form => ({
      kind: challengeResolved,
      facts: { resolution: form.resolution },
      narrative: { effect: form.effect, learning: form.learning },
    }),
  }),
]
