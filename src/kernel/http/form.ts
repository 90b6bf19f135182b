import type { z } from 'zod'
import type { FieldError, Typed } from '../../design-system/index.ts'

/** A form's answers, or what has to be put right, field by field, beside all that was typed. */
export type Parsed<T> = { ok: true; data: T } | { ok: false; errors: readonly FieldError[] }

/**
 * Parses what was typed by the form's schema. Fields left blank count as not given; a date in three boxes (`name-day`, `name-month`, `name-year`)
 * is put together as `name`, year first. Gives every error at once, each with the name of its field.
 */
export const parseForm = <S extends z.ZodType>(schema: S, typed: Typed): Parsed<z.output<S>> => {
  const parsed = schema.safeParse(put(typed))
  if (parsed.success) return { ok: true, data: parsed.data }
  const errors = new Map<string, string>()
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? 'form')
    if (!errors.has(field)) errors.set(field, issue.message)
  }
  return { ok: false, errors: [...errors].map(([field, message]) => ({ field, message })) }
}

const reserved = new Set(['csrf', 'commandId', 'draftVersion', '__proto__', 'constructor', 'prototype'])

const put = (typed: Typed): Record<string, unknown> => {
  const fields: Record<string, unknown> = Object.create(null)
  const dates = new Map<string, Record<string, string>>()
  for (const [name, value] of Object.entries(typed)) {
    if (reserved.has(name) || value === undefined || value === '') continue
    const box = /^(.+)-(day|month|year)$/.exec(name)
    if (box?.[1] && box[2] && typeof value === 'string') {
      const date = dates.get(box[1]) ?? {}
      date[box[2]] = value.trim()
      dates.set(box[1], date)
    } else fields[name] = typeof value === 'string' ? value.trim().replaceAll('\r\n', '\n') : value
  }
  for (const [name, { day = '', month = '', year = '' }] of dates)
    fields[name] = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return { ...fields }
}

/** What was posted, as plain text or lists of it; anything else (nested objects, numbers of another door) is left out. */
export const typedFrom = (body: unknown): Typed => {
  const typed: Record<string, string | readonly string[]> = {}
  if (typeof body !== 'object' || body === null) return typed
  for (const [name, value] of Object.entries(body)) {
    if (reserved.has(name) && name.startsWith('__')) continue
    if (typeof value === 'string') typed[name] = value
    else if (typeof value === 'boolean' || typeof value === 'number') typed[name] = String(value)
    else if (Array.isArray(value) && value.every(one => typeof one === 'string')) typed[name] = value
  }
  return typed
}
