import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import type { CommandId, EntryId, SubjectId } from '../../../thread/ids.ts'
import { tellAsKeeper } from '../keeping/hold-record.ts'
import type { ReplyForm, RequestForm } from './access.forms.ts'
import { accessAnswered, accessAsked, accessExtended } from './access-request.ts'

/** Writes down that a person's record was asked for, from the day on which the request arrived. False where there is no such record for the asker. */
export const takeRequest = (tx: Tx, book: Book, command: { id: CommandId; person: SubjectId; form: RequestForm }): Promise<boolean> =>
  tellAsKeeper(tx, book, { id: command.id, person: command.person, asked: { request: command.person, form: command.form } }, () => ({
    kind: accessAsked,
    happened: { on: command.form.on, precision: 'day' },
    parts: { record: { facts: { by: command.form.by }, narrative: { what: command.form.what } } },
  }))

/** Takes more time for a request or writes down its answer. False where that request does not wait, or more time was taken before. */
export const replyToRequest = (
  tx: Tx,
  book: Book,
  command: { id: CommandId; person: SubjectId; request: EntryId; form: ReplyForm },
): Promise<boolean> =>
  tellAsKeeper(tx, book, { id: command.id, person: command.person, asked: { reply: command.request, form: command.form } }, thread => {
    const { reply, how } = command.form
    const request = thread.of(accessAsked).find(one => one.root === command.request)
    if (!request || thread.answering(accessAnswered, request).length > 0) return null
    if (reply !== 'more-time')
      return { kind: accessAnswered, answers: request.root, parts: { record: { facts: { outcome: reply }, narrative: { how } } } }
    if (thread.answering(accessExtended, request).length > 0) return null
    return { kind: accessExtended, answers: request.root, parts: { record: { facts: {}, narrative: { why: how } } } }
  })
