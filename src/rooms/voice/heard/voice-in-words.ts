import { heardWords } from '../../recording/index.ts'
import { childsVoice, heardWhereWords } from './childs-voice.ts'

const listed = (things: readonly string[]): string =>
  things.length < 2 ? things.join('') : `${things.slice(0, -1).join(', ')} and ${things.at(-1)}`

/** What the facts of a child's voice say beside its words: how, where, alone or not, in which language. Nothing for facts that are not of that kind. */
export const voiceInWords = (facts: unknown): { readonly heading: string; readonly text: string }[] => {
  const read = childsVoice.record.facts.safeParse(facts)
  if (!read.success || !read.data.obtained) return []
  const { heard, where, alone, language } = read.data
  const ways = [
    listed(heard.map(way => heardWords[way])),
    ...(where ? [heardWhereWords[where]] : []),
    ...(alone === undefined ? [] : [alone ? 'alone' : 'with somebody there']),
    ...(language ? [`in ${language}`] : []),
  ]
  return [{ heading: 'How the child was heard', text: ways.join(', ') }]
}
