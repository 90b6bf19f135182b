import { z } from 'zod'
import { addDays, day } from '../src/guidance/index.ts'
import { go } from '../src/kernel/http/reply.ts'
import { type RoomRoutes, route } from '../src/kernel/http/route.ts'
import { book } from '../src/rooms/book.ts'
import { visit } from '../src/rooms/child-protection/index.ts'
import { raiseConcern } from '../src/rooms/front-door/commands.ts'
import { type ActId, type CommandId, newId, type SubjectId } from '../src/thread/ids.ts'
import { carryOut, orAsked } from '../src/thread/store/append.ts'

/**
 * A route that only the measurement serves: a visit is written down on a child's thread by the command every room uses, and what follows from it is
 * reckoned. It is open, so that it needs no row in the access matrix; who may append is asked of the database, as always.
 */
export const benchRoom: RoomRoutes = {
  navigation: [],
  routes: [
    route({
      method: 'POST',
      url: '/bench/visit/:person',
      words: 'a visit written down by the measurement',
      open: true,
      params: z.object({ person: z.uuid() }),
      query: z.object({ ago: z.coerce.number().int().min(0).max(400).default(0) }),
      handle: async ask => {
        const subject = ask.params.person as SubjectId
        await orAsked(
          ask.tx(tx =>
            carryOut(tx, book, {
              id: ask.commandId as CommandId,
              asked: { subject },
              writes: [subject],
              kinds: [visit],
              decide: () => ({
                answer: null,
                entries: [
                  {
                    subject,
                    act: newId<ActId>(),
                    kind: visit,
                    happened: { on: addDays(ask.today, -ask.query.ago), precision: 'day' },
                    audience: 'professionals',
                    parts: {
                      record: {
                        facts: { by: 'lead', place: 'home', seen: 'seen-alone', observedAlone: false },
                        narrative: { childsWords: 'I like it here.' },
                      },
                    },
                  },
                ],
              }),
            }),
          ),
        )
        return go(`/people/${subject}`)
      },
    }),
    // What a professional's own pages send when the last of them is sent; it leads on to where a screener looks whether the child is on record already.
    route({
      method: 'POST',
      url: '/bench/concern',
      words: 'a concern told by the measurement',
      open: true,
      body: z.object({ given: z.string(), family: z.string(), born: z.string() }),
      handle: async ask => {
        if (!ask.form.ok) throw new Error('the measurement told a concern about nobody')
        const { given, family, born } = ask.form.data
        const outcome = await orAsked(
          ask.tx(tx =>
            raiseConcern(tx, book, {
              id: ask.commandId as CommandId,
              draft: null,
              now: tx.actor.at,
              concern: {
                danger: { inDangerNow: 'no' },
                about: { form: 'worried-about-a-child', concerns: ['neglect'] },
                worry: { seenOrHeard: 'Nobody in this concern is real.' },
                strengths: { earlyHelpTried: 'not-known' },
                family: { familyTold: 'yes', safeToContactParents: 'yes' },
                you: { name: 'Sample Teacher', phone: '0161 496 0000' },
                children: [{ given, family, born: day(born) }],
                adults: [],
              },
            }),
          ),
        )
        if (outcome.done === 'asked') throw new Error('a gate stands before a concern')
        return go(`/bridge/${outcome.answer.matter}/children`)
      },
    }),
  ],
}
