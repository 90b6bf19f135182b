import type { Tx } from '../../../kernel/db/with-actor.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { openWithOthers } from '../on-record/children-of-form.tsx'
import { keptRoutes } from '../on-record/kept-routes.tsx'
import { askForConference, readUnit } from './ask-for-conference.ts'
import { type AskingFor, keptRequest, RequestPage, requestForm } from './request.page.tsx'
import { conferenceRequested } from './request.ts'

const socialCare = ['social-worker', 'team-manager', 'service-manager', 'conference-chair']

const open = async (tx: Tx, person: SubjectId): Promise<AskingFor> => ({
  ...(await openWithOthers(tx, person, conferenceRequested)),
  fromAgency: !socialCare.includes(tx.actor.role),
})

/** Asking for a conference about a child. `book`: the kinds and rules in force. */
export const requestRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<AskingFor>({
    at: 'conference/request',
    name: 'conference-request',
    words: 'ask for a conference about a child',
    title: 'Ask for a conference',
    labels: requestForm.labels,
    kept: keptRequest,
    leave: '',
    open,
    fresh: ({ child }) => ({ children: [child.subject], what: child.onPlan ? 'review-early' : 'initial' }),
    send: async (tx, opened, typed, { id }) => {
      const form = parseForm(requestForm.schema, typed)
      if (!form.ok) return { errors: form.errors }
      const children = opened.children.map(one => one.subject).filter(child => form.data.children.includes(child))
      if (children.length === 0) return { errors: [{ field: 'children', message: 'Choose at least one child' }] }
      const unit = opened.fromAgency ? [] : await readUnit(tx)
      const outcome = await askForConference(tx, book(), { id, children, form: form.data, unit, askedBy: undefined })
      if (outcome.done === 'asked') throw new Error('a gate stood before asking for a conference')
      return 'done'
    },
    page: (of, parts) => <RequestPage of={of} parts={parts} />,
    json: ({ children }) => ({ children }),
  })
