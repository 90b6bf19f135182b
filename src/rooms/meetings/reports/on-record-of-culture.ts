import { printDay } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { background, backgroundLines, readByKind } from '../../family/index.ts'
import type { MeetingOnRecord } from '../page/on-record.ts'

/** What is on record of the culture and background of the children of a meeting, as far as whoever asks may read it: a report is begun with it, so that nobody types it again. */
export const readOnRecordOfCulture = async (tx: Tx, { children }: Pick<MeetingOnRecord, 'children'>): Promise<string> => {
  const said: string[] = []
  for (const { child, name } of children) {
    const last = (await readByKind(tx, child, [background])).of(background).at(-1)
    const lines = last ? backgroundLines(last) : []
    if (last && lines.length > 0) said.push([`${name}, as told on ${printDay(last.on)}:`, ...lines].join('\n'))
  }
  return said.join('\n\n')
}
