import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { defaultColours, problemsWithColours } from '../../design-system/theme.ts'
import type { Day } from '../../guidance/index.ts'
import { dayField, line } from '../../thread/fields.ts'
import type { Basis, Setting } from '../../thread/rule.ts'
import { root, WrongSetting } from '../config.ts'

/**
 * A profile: what makes the program one partnership's own. Its name, whom its people ring and when, its colours, and the numbers it has set for itself, each
 * with the basis it rests on. Another partnership is another file; nothing of one stands in the program.
 */

const limit = z.strictObject({
  unit: z.enum(['working days', 'days', 'weeks', 'months', 'hours']),
  count: z.int().min(1).max(1000),
})
const bases = ['guidance', 'local practice', 'unchecked practice', 'our own choice'] as const satisfies readonly Basis[]
const telephone = z.string().regex(/^0\d{2,4}( ?\d{3,4}){2}$/, 'a telephone number is written as people read it, such as 0161 496 0100')

const form = z.strictObject({
  profile: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'a profile is called in small letters, figures and hyphens, as its file is'),
  name: line(200).min(1, 'a partnership has a name'),
  contacts: z
    .array(
      z.strictObject({
        /** What it is rung for: a worry that a child may come to harm, or advice. A page about danger never shows a number for advice. */
        for: z.enum(['harm', 'advice']),
        name: line(120).min(1),
        telephone,
        hours: line(120).min(1),
      }),
    )
    .min(1)
    .refine(contacts => contacts.some(one => one.for === 'harm'), 'somebody has to be there to ring about harm'),
  footLinks: z.array(z.strictObject({ text: line(80).min(1), href: z.string().regex(/^(\/|https:\/\/)/, 'an address of ours, or https') })),
  /** What the professionals are asked when they reflect before a conference, where the partnership asks otherwise than the program does. */
  guidingQuestions: z
    .array(line(300).min(1))
    .min(1, 'leave it out, or ask at least one question')
    .max(7, 'at most seven questions')
    .optional(),
  colours: z
    .strictObject(
      Object.fromEntries(Object.keys(defaultColours).map(name => [name, z.string().optional()])) as Record<
        keyof typeof defaultColours,
        z.ZodOptional<z.ZodString>
      >,
    )
    .superRefine((colours, context) => {
      for (const message of problemsWithColours({ ...defaultColours, ...given(colours) })) context.addIssue({ code: 'custom', message })
    }),
  settings: z.array(
    z.strictObject({
      setting: z.string(),
      value: z.union([z.int().min(1).max(1440), limit], {
        error: 'a whole number, or a unit and a count such as {"unit": "weeks", "count": 4}',
      }),
      from: dayField,
      basis: z.enum(bases),
      why: line(400).min(10, 'say where the number comes from'),
    }),
  ),
})

const given = (colours: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(colours).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

/** A profile as it was read. What it leaves out stays as the program ships it. */
export type Profile = Omit<z.output<typeof form>, 'settings' | 'colours'> & {
  readonly colours: Record<string, string>
  readonly settings: readonly ProfileSetting[]
}
export type ProfileSetting = {
  readonly setting: string
  readonly value: Setting['history'][number]['value']
  readonly from: Day
  readonly why: string
}

/** Every number a partnership may set, by its full name ("cp-visit-due.atMost"). */
export type KnownSettings = ReadonlyMap<string, Setting>

/**
 * Reads a profile from the text of its file. Refuses, all at once and by field, what is not part of a profile, colours that cannot be read, a number that
 * does not exist, that rests on law, or that is counted in something else.
 */
export const readProfile = (text: string, file: string, known: KnownSettings): Profile => {
  const parsed = form.safeParse(json(text, file))
  if (!parsed.success)
    throw new WrongProfile(
      file,
      parsed.error.issues.map(issue => `${issue.path.join('.') || 'the file'}: ${issue.message}`),
    )
  const { colours, settings, ...rest } = parsed.data
  const wrong = settings.flatMap(({ setting, value }, at) =>
    wrongWith(value, known.get(setting), known).map(says => `settings.${at}: ${setting} ${says}`),
  )
  if (wrong.length > 0) throw new WrongProfile(file, wrong)
  return {
    ...rest,
    colours: given(colours),
    settings: settings.map(({ setting, value, from, basis, why }) => ({ setting, value, from, why: `On ${basis}: ${why}` })),
  }
}

const wrongWith = (value: ProfileSetting['value'], setting: Setting | undefined, known: KnownSettings): string[] => {
  if (!setting) return [`is no number of the program. Accepted: ${[...known.keys()].sort().join(', ')}`]
  if (setting.basis === 'law') return ['rests on law, so nobody sets it']
  const shipped = setting.history[0]?.value
  if (typeof shipped === 'number' || typeof value === 'number')
    return typeof shipped === typeof value ? [] : [`is ${typeof shipped === 'number' ? 'a plain number' : 'a unit and a count'}`]
  const inHours = shipped?.unit === 'hours'
  return (value.unit === 'hours') === inHours ? [] : [`is counted in ${inHours ? 'hours' : 'days, working days, weeks or months'}`]
}

const json = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new WrongProfile(file, [`is not JSON: ${error instanceof Error ? error.message : String(error)}`])
  }
}

/**
 * The profile that GT_PROFILE names: one of the files in `profiles`, or a file of one's own by its path (anything with a slash or ending in .json). Refuses
 * one that is not there.
 */
export const profileNamed = (name: string, known: KnownSettings): Profile => {
  const file = /[/\\]|\.json$/.test(name) ? name : join(folder, `${name}.json`)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new WrongSetting(
      `GT_PROFILE: there is no profile ${JSON.stringify(name)}. Accepted: ${shipped().join(', ')}, or the path of a profile of your own`,
    )
  }
  const profile = readProfile(text, file, known)
  if (basename(file, '.json') !== profile.profile)
    throw new WrongProfile(file, [`profile: is called ${profile.profile}, and its file is not`])
  return profile
}

const folder = join(root, 'profiles')
const shipped = (): string[] =>
  readdirSync(folder)
    .map(file => basename(file, '.json'))
    .sort()

/** A profile that cannot be used; the message names the file, the fields, and what would be accepted. */
export class WrongProfile extends WrongSetting {
  constructor(file: string, says: readonly string[]) {
    super(`the profile ${file} cannot be used:\n${says.map(one => `  ${one}`).join('\n')}`)
  }
}

/** What every page prints of a partnership with this profile, as the partnership's own row keeps it. */
export const published = ({ contacts, footLinks, colours, guidingQuestions }: Profile): Record<string, unknown> => ({
  contacts,
  footLinks,
  colours,
  ...(guidingQuestions ? { guidingQuestions } : {}),
})
