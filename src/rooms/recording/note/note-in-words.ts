import { printPartial } from '../../../guidance/index.ts'
import { heardWords, note } from './note.ts'

const listed = (things: readonly string[]): string =>
  things.length < 2 ? things.join('') : `${things.slice(0, -1).join(', ')} and ${things.at(-1)}`

/** What the facts of a note say beside its words: how the child was heard, who was consulted, who carries a decision out. Nothing for facts that are no note's. */
export const noteInWords = (facts: unknown): { readonly heading: string; readonly text: string }[] => {
  const read = note.record.facts.safeParse(facts)
  if (!read.success) return []
  const { voice, consulted, decision } = read.data
  const ways = voice && [
    listed(voice.heard.map(way => heardWords[way])),
    ...(voice.alone === undefined ? [] : [voice.alone ? 'alone' : 'with somebody there']),
    ...(voice.language ? [`in ${voice.language}`] : []),
  ]
  return [
    ...(ways ? [{ heading: 'How the child was heard', text: ways.join(', ') }] : []),
    ...(consulted.length > 0 ? [{ heading: 'Consulted', text: consulted.map(one => `${one.name} (${one.contact})`).join('; ') }] : []),
    ...(decision
      ? [
          {
            heading: 'Who carries the decision out',
            text: `${decision.by}${decision.dueOn ? `, by ${printPartial({ on: decision.dueOn, precision: 'day' })}` : ''}`,
          },
        ]
      : []),
  ]
}
