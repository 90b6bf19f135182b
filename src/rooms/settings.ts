import { type Setting, settingName } from '../thread/rule.ts'
import { book } from './book.ts'
import { announcerSettings } from './desk/index.ts'

/** Every number that a partnership may set for itself, by its full name: those of the rules and those of the announcer. */
export const knownSettings = (): ReadonlyMap<string, Setting> =>
  new Map([
    ...book.rules.flatMap(rule =>
      Object.entries(rule.settings as Record<string, Setting>).map(
        ([name, setting]) => [settingName(rule, name, setting), setting] as const,
      ),
    ),
    ...Object.entries(announcerSettings).map(([name, setting]) => [`announcer.${name}`, setting as Setting] as const),
  ])
