import { parseForm } from '../../../kernel/http/form.ts'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { keptRoutes, todayIn } from '../../commands.ts'
import { type ChildOnRecord, openChild } from '../../family/index.ts'
import { childsVoice } from './childs-voice.ts'
import { recordVoice } from './record-voice.ts'
import { VoicePage } from './voice.page.tsx'
import { keptVoice, voiceForm } from './voice-form.ts'

/** The page on which what a child says or shows is written down. `book`: the kinds and rules in force. */
export const voiceRoutesOf = (book: () => Book): readonly Route[] =>
  keptRoutes<ChildOnRecord>({
    at: 'voice',
    name: 'voice',
    words: 'what a child says or shows',
    title: 'What a child says or shows',
    labels: voiceForm.labels,
    kept: keptVoice,
    leave: '',
    open: async (tx, person) => {
      const child = await openChild(tx, person, childsVoice)
      // Nobody hears the unborn.
      if (child.unborn) throw new NotFound()
      return child
    },
    fresh: (_child, today) => todayIn('on', today),
    send: async (tx, _child, typed, { id, at, today }) => {
      const form = parseForm(voiceForm.schema, typed)
      if (!form.ok)
        return {
          errors: form.errors.map(error => (error.field === 'on' ? { ...error, message: 'Enter the day, such as 6 2 2024' } : error)),
        }
      if (form.data.on > today) return { errors: [{ field: 'on', message: 'The day must be today or earlier' }] }
      const outcome = await recordVoice(tx, book(), { id, person: at.person, form: form.data })
      if (outcome.done === 'asked') throw new Error('a gate stood before what a child says')
      return 'done'
    },
    page: (child, parts) => <VoicePage child={child} parts={parts} />,
  })
