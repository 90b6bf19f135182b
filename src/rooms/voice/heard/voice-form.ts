import { z } from 'zod'
import { declareForm } from '../../../kernel/http/declared.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { dayField, line, words } from '../../../thread/fields.ts'
import { heardWords } from '../../recording/index.ts'
import { heardWhereWords } from './childs-voice.ts'

const pick = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.enum(Object.keys(of) as [keyof W & string, ...(keyof W & string)[]], { error: ask })

/** What is asked about one child's voice; a child who was heard and one who could not be are asked different things. */
export const voiceForm = declareForm(
  z
    .object({
      on: dayField,
      obtained: pick({ yes: 'Yes', no: 'No' }, 'Say whether the child was heard'),
      heard: z.preprocess(
        given => (typeof given === 'string' ? [given] : given),
        z.array(pick(heardWords, 'Choose how the child was heard')).default([]),
      ),
      where: pick(heardWhereWords, 'Choose where the child was heard').optional(),
      alone: pick({ yes: 'Yes', no: 'No' }, 'Say whether the child was alone with you').optional(),
      language: line(80).optional(),
      childsWords: words(10_000).optional(),
      presentation: words(10_000).optional(),
      dailyLife: words(10_000).optional(),
      voiceChanged: words(4000).optional(),
      notHeardWhy: words(4000).optional(),
    })
    .superRefine((form, context) => {
      const ask = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      if (form.obtained === 'no') {
        if (!form.notHeardWhy) ask('notHeardWhy', 'Write why the child could not be heard')
        return
      }
      if (form.heard.length === 0) ask('heard', 'Choose how the child was heard')
      if (!form.where) ask('where', 'Choose where the child was heard')
      if (!form.childsWords && !form.presentation)
        ask(
          'childsWords',
          'Write what the child said or showed, in quotation marks where they are the child’s own words, or below how a baby was',
        )
    }),
  {
    on: 'When was it?',
    obtained: 'Was the child heard?',
    heard: 'How was the child heard?',
    where: 'Where?',
    alone: 'Was the child alone with you?',
    language: 'In what language?',
    childsWords: 'What did the child say or show?',
    presentation: 'How was the child?',
    dailyLife: 'What is a day like?',
    voiceChanged: 'What has changed because of it?',
    notHeardWhy: 'Why not?',
  },
)

/** What is typed of a child's voice is kept under `voice <child>`. */
export const keptVoice = keptForm(voiceForm, {
  lists: ['heard'],
  longTexts: ['childsWords', 'presentation', 'dailyLife', 'voiceChanged', 'notHeardWhy'],
})

/** A child's voice as it was typed and found right. */
export type VoiceForm = z.output<typeof voiceForm.schema>
