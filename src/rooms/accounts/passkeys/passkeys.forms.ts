import { z } from 'zod'
import { madeAnswer } from '../../../kernel/access/passkeys.ts'
import { declareForm } from '../../../kernel/http/declared.ts'

const name = z.string('Give the passkey a name, like “my telephone”').trim().min(1).max(60, 'Use 60 characters or fewer')

/** What a passkey is called by its owner. */
export const nameForm = declareForm(z.object({ name }), { name: 'What you call this passkey' })

/** A passkey that was made, and what it is called. */
export const addForm = declareForm(z.object({ name, answer: madeAnswer }), { name: 'What you call this passkey', answer: 'The passkey' })
