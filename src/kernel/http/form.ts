import type { z } from 'zod'
import type { FieldError, Typed } from '../../design-system/index.ts'
import { type Day, isDay } from '../../guidance/index.ts'

/** A form's answers, or what has to be put right, field by field, beside all that was typed. */
export type Parsed<T> = { ok: true; data: T } | { ok: false; errors: readonly FieldError[] }

/**
 * Parses what was typed by the form's schema. Fields left blank count as not given; a date in three boxes (`name-day`, `name-month`, `name-year`)
 * is put together as `name`, year first. Gives every error at once, each with the name of its field.
 */
export const parseForm = <S extends z.ZodType>(schema: S, typed: Typed): Parsed<z.output<S>> => {
  const parsed = schema.safeParse(put(typed), { error: inPlainWords })
  if (parsed.success) return { ok: true, data: parsed.data }
  const errors = new Map<string, string>()
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? 'form')
    if (!errors.has(field)) errors.set(field, issue.message)
  }
  return { ok: false, errors: [...errors].map(([field, message]) => ({ field, message })) }
}

/** What is said where a field's own schema says nothing of its own: the library's words are for programmers. */
const inPlainWords = (issue: {
  readonly code?: string | undefined
  readonly maximum?: unknown
  readonly origin?: unknown
  readonly input?: unknown
}): string => {
  if (issue.code === 'too_big' && issue.origin === 'string') return `Use ${issue.maximum} characters or fewer`
  if (Array.isArray(issue.input)) return 'Give one answer to this question: more than one was sent'
  return issue.input === undefined || issue.input === '' ? 'Give an answer to this question' : 'Give an answer that this question takes'
}

const reserved = new Set(['csrf', 'commandId', 'draftVersion'])
/** A name that every object brings with it is no field of any form. */
const isInherited = (name: string): boolean => name in Object.prototype || name === 'prototype'

const put = (typed: Typed): Record<string, unknown> => {
  const fields: Record<string, unknown> = Object.create(null)
  const dates = new Map<string, Record<string, string>>()
  for (const [name, value] of Object.entries(typed)) {
    if (reserved.has(name) || isInherited(name) || value === undefined || value === '') continue
    const box = /^(.+)-(day|month|year)$/.exec(name)
    if (box?.[1] && box[2] && typeof value === 'string') {
      const date = dates.get(box[1]) ?? {}
      date[box[2]] = value.trim()
      dates.set(box[1], date)
    } else fields[name] = typeof value === 'string' ? value.trim().replaceAll('\r\n', '\n') : value
  }
  for (const [name, boxes] of dates) fields[name] = fromBoxes(boxes)
  return { ...fields }
}

type Boxes = { readonly day?: string | undefined; readonly month?: string | undefined; readonly year?: string | undefined }
const fromBoxes = ({ day = '', month = '', year = '' }: Boxes): string =>
  `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`

/** The day that an address carries in three boxes (`name-day`, `name-month`, `name-year`): nothing where all are empty, `wrong` where they are no day. */
export const dayInBoxes = <Name extends string>(
  query: { readonly [box in `${Name}-${'day' | 'month' | 'year'}`]?: string | undefined },
  name: Name,
): Day | 'wrong' | null => {
  const [day, month, year] = [query[`${name}-day`]?.trim(), query[`${name}-month`]?.trim(), query[`${name}-year`]?.trim()]
  if (!day && !month && !year) return null
  const said = fromBoxes({ day, month, year })
  return isDay(said) ? said : 'wrong'
}

const cannotBeKept = (text: string): boolean => text.includes('\u0000') || !text.isWellFormed()

/**
 * The fields of a body that hold what no record can keep as it was sent: NUL or half a character, which PostgreSQL refuses, or what is no text. They are
 * refused before any page sees them, so that nothing is kept otherwise than it was typed and no draft is lost to a fault.
 */
export const unkeepable = (body: unknown): readonly string[] => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return []
  return Object.entries(body).flatMap(([name, value]: [string, unknown]) => {
    const parts: readonly unknown[] = Array.isArray(value) ? value : [value]
    const isList = Array.isArray(value)
    const wrong = parts.some(part =>
      typeof part === 'string' ? cannotBeKept(part) : isList || (part !== null && !['number', 'boolean'].includes(typeof part)),
    )
    return wrong || cannotBeKept(name) ? [shown(name)] : []
  })
}

/** Text as it can be shown and sent again: a mark stands where something cannot be kept. */
const shown = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\ufffd')

/** What was typed, with a mark where something cannot be kept. */
export const showable = (typed: Typed): Typed =>
  Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) =>
      value === undefined ? [] : [[shown(name), typeof value === 'string' ? shown(value) : value.map(shown)]],
    ),
  )

/** What was posted, as plain text or lists of it; anything else has been refused before (`unkeepable`). */
export const typedFrom = (body: unknown): Typed => {
  const typed: Record<string, string | readonly string[]> = {}
  if (typeof body !== 'object' || body === null) return typed
  for (const [name, value] of Object.entries(body)) {
    if (isInherited(name)) continue
    if (typeof value === 'string') typed[name] = value
    else if (typeof value === 'boolean' || typeof value === 'number') typed[name] = String(value)
    else if (Array.isArray(value) && value.every(one => typeof one === 'string')) typed[name] = value
  }
  return typed
}
