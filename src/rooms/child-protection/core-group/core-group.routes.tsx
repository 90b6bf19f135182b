import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound, show } from '../../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { readAround, readHowFresh } from '../../commands.ts'
import { adultInContact, adultsAsked, readFamily } from '../../family/index.ts'
import { atPerson, keptRoutes, todayIn } from '../on-record/kept-routes.tsx'
import { safetyScaled } from '../safety/safety.ts'
import { type Agenda, readAgenda } from './agenda.ts'
import { AgendaPage, type CoreGroupOpened, WriteCoreGroupPage } from './core-group.page.tsx'
import { coreGroup } from './core-group.ts'
import { coreGroupForm, keptCoreGroup, readCoreGroup } from './core-group-form.ts'
import { holdCoreGroup } from './hold-core-group.ts'

const jsonOf = ({ view, ...facts }: Agenda) => ({ person: view.child.subject, due: view.due, ...facts })

/** The agenda and who is around the child, for whoever may write down a core group of this child. */
const openToWrite = async (tx: Tx, book: Book, person: SubjectId, today: Ask['today']): Promise<CoreGroupOpened> => {
  const agenda = await readAgenda(tx, book, person, today)
  const { child } = agenda.view
  if (!child.may(coreGroup)) throw new NotFound()
  const asked = [adultInContact, adultsAsked].every(child.may)
  return {
    agenda,
    around: asked ? await readAround(tx, [child], (await readFamily(tx, person, 'around'))?.others ?? []) : null,
    fresh: child.unborn ? null : await readHowFresh(tx, child, today),
  }
}

/** The core group of a child: its agenda, and writing down that it met. `book`: the kinds and rules in force. */
export const coreGroupRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/core-group',
    words: 'the agenda of a core group',
    params: atPerson,
    handle: async ask => {
      const agenda = await ask.tx(tx => readAgenda(tx, book(), ask.params.person, ask.today))
      return show(
        ask.page({
          title: 'A core group',
          way: { kind: 'back', href: `/people/${ask.params.person}/plan` },
          wide: true,
          children: <AgendaPage agenda={agenda} today={ask.today} />,
        }),
        { json: jsonOf(agenda) },
      )
    },
  }),
  ...keptRoutes<CoreGroupOpened>({
    at: 'core-group/new',
    name: 'core-group',
    words: 'write down a core group',
    title: 'Write down a core group',
    labels: coreGroupForm.labels,
    kept: keptCoreGroup,
    leave: 'core-group',
    open: (tx, person, { today }) => openToWrite(tx, book(), person, today),
    fresh: (_opened, today) => todayIn('on', today),
    send: async (tx, { agenda, around }, typed, { id, at, today }) => {
      const worries = agenda.version?.risks.map(risk => risk.of) ?? []
      const form = readCoreGroup(typed, agenda.members, { version: agenda.version?.root, worries }, today, around ?? { adults: [] })
      if (!form.ok) return { errors: form.errors }
      const outcome = await holdCoreGroup(tx, book(), {
        id,
        person: at.person,
        form: form.data,
        scales: agenda.view.child.may(safetyScaled),
        around,
      })
      if (outcome.done === 'asked') throw new Error('a gate stood before a core group')
      return 'done'
    },
    page: (opened, parts) => <WriteCoreGroupPage opened={opened} parts={parts} />,
  }),
]
