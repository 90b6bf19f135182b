import type { Day } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import type { Book } from '../../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../thread/store/append.ts'
import { legalHold } from '../../records/index.ts'
import type { DeathForm, KnownForm, NotifiedForm, ReviewForm } from './incident-forms.ts'
import { childDeathNotified, rapidReview, seriousIncident, seriousIncidentNotified } from './serious-incident.ts'

type Command<Form> = { readonly id: CommandId; readonly person: SubjectId; readonly form: Form; readonly answers?: EntryId | undefined }

const told = (
  tx: Tx,
  book: Book,
  { id, person, form, answers }: Command<unknown>,
  on: Day,
  entries: readonly { kind: AnyKind; record: NonNullable<NewEntry['parts']['record']> }[],
): Promise<Outcome<null>> => {
  const act = newId<ActId>()
  return carryOut(tx, book, {
    id,
    asked: { person, form },
    writes: [person],
    kinds: entries.map(one => one.kind),
    decide: () => ({
      answer: null,
      entries: entries.map(({ kind, record }) => ({
        subject: person,
        act,
        kind,
        happened: { on, precision: 'day' },
        audience: 'professionals',
        ...(answers ? { answers } : {}),
        parts: { record },
      })),
    }),
  })
}

/**
 * Writes down that something serious happened to a child (practice: serious-incident-notification). Unless abuse and neglect were weighed and are not
 * suspected, the whole record is kept from the same moment, whatever its age, until whoever keeps the records ends that.
 */
export const tellIncident = (tx: Tx, book: Book, command: Command<KnownForm>): Promise<Outcome<null>> => {
  const { harm, abuse, on, ...narrative } = command.form
  return told(tx, book, command, on, [
    { kind: seriousIncident, record: { facts: { harm, abuse }, narrative } },
    ...(abuse === 'no'
      ? []
      : [
          {
            kind: legalHold,
            record: {
              facts: { because: 'review' },
              narrative: { why: 'A serious incident was written down: nothing of this record is destroyed until the reviews are over.' },
            },
          },
        ]),
  ])
}

/** Writes down that the national panel was notified of the incident or death it answers. */
export const tellNotified = (tx: Tx, book: Book, command: Command<NotifiedForm>): Promise<Outcome<null>> => {
  const { on, reference, note } = command.form
  return told(tx, book, command, on, [
    { kind: seriousIncidentNotified, record: { facts: reference ? { reference } : {}, narrative: { note } } },
  ])
}

/** Writes down what the rapid review decided; it answers the notification. */
export const tellReview = (tx: Tx, book: Book, command: Command<ReviewForm>): Promise<Outcome<null>> => {
  const { on, decided, ...narrative } = command.form
  return told(tx, book, command, on, [{ kind: rapidReview, record: { facts: { decided }, narrative } }])
}

/** Writes down that the child death review partners were notified (practice: child-death). */
export const tellDeath = (tx: Tx, book: Book, command: Command<DeathForm>): Promise<Outcome<null>> => {
  const { on, unexpected, note } = command.form
  return told(tx, book, command, on, [
    { kind: childDeathNotified, record: { facts: { unexpected: unexpected === 'yes' }, narrative: { note } } },
  ])
}
