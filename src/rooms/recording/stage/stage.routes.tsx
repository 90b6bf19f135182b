import type { Tx } from '../../../kernel/db/with-actor.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Ask, Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { keptRoutes, todayIn } from '../../commands.ts'
import { readFamily } from '../../family/index.ts'
import { setStage } from './set-stage.ts'
import { StagePage, type StagesOpened } from './stage.page.tsx'
import { readStages } from './stage.queries.ts'
import { keptStage, stageForm } from './stage-form.ts'
import { stageProposed, supportStage } from './support-stage.ts'

/** The child of the page with the stages so far; nothing to be found where the child is not open to the asker, or the person is no child. */
const open = async (tx: Tx, subject: SubjectId, { now }: Pick<Ask, 'now'>): Promise<StagesOpened> => {
  const person = (await readFamily(tx, subject, 'family'))?.person
  if (!person || person.isA === 'adult') throw new NotFound()
  const may = person.may(supportStage) ? 'confirm' : person.may(stageProposed) ? 'propose' : 'read'
  return { person, may, read: await readStages(tx, subject, now) }
}

/** A child's stage of support: its history, and telling or proposing another. `book`: the kinds and rules in force. */
export const stageRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<StagesOpened>({
    at: 'stage',
    name: 'stage',
    words: 'a child’s stage of support',
    title: 'Stage of support',
    labels: stageForm.labels,
    kept: keptStage,
    leave: '',
    open,
    mayWrite: ({ may }) => may !== 'read',
    fresh: (_opened, today) => todayIn('on', today),
    send: async (tx, { may }, typed, { id, at, today }) => {
      const form = parseForm(stageForm.schema, typed)
      if (!form.ok)
        return {
          errors: form.errors.map(error =>
            error.field === 'on' ? { ...error, message: 'Enter the day from which it holds, such as 6 2 2024' } : error,
          ),
        }
      if (form.data.on > today) return { errors: [{ field: 'on', message: 'The day must be today or earlier' }] }
      const outcome = await setStage(tx, book(), { id, person: at.person, confirms: may === 'confirm', form: form.data })
      if (outcome.done === 'asked') throw new Error('a gate stood before a stage of support')
      return { to: 'stage' }
    },
    page: (opened, parts) => <StagePage opened={opened} parts={parts} />,
    json: ({ read }) => read,
  })
