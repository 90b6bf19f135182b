import { type Setting, settingName } from '../thread/rule.ts'
import { accountSettings } from './accounts/index.ts'
import { book } from './book.ts'
import { cpIsSettings } from './cp-is/index.ts'
import { announcerSettings } from './desk/index.ts'
import { familySettings } from './family-accounts/index.ts'
import { lookingSettings } from './looking/index.ts'
import { sharingSettings } from './sharing/index.ts'

/** Every number that a partnership may set for itself, by its full name: those of the rules, of the announcer, of accounts, of looking, of sharing, of families and of the NHS. */
export const knownSettings = (): ReadonlyMap<string, Setting> =>
  new Map([
    ...book.rules.flatMap(rule =>
      Object.entries(rule.settings as Record<string, Setting>).map(
        ([name, setting]) => [settingName(rule, name, setting), setting] as const,
      ),
    ),
    ...Object.entries(announcerSettings).map(([name, setting]) => [`announcer.${name}`, setting as Setting] as const),
    ...Object.entries(accountSettings).map(([name, setting]) => [`accounts.${name}`, setting as Setting] as const),
    ...Object.entries(lookingSettings).map(([name, setting]) => [`looking.${name}`, setting as Setting] as const),
    ...Object.entries(sharingSettings).map(([name, setting]) => [`sharing.${name}`, setting as Setting] as const),
    ...Object.entries(cpIsSettings).map(([name, setting]) => [`cp-is.${name}`, setting as Setting] as const),
    ...Object.entries(familySettings).map(([name, setting]) => [`families.${name}`, setting as Setting] as const),
  ])
