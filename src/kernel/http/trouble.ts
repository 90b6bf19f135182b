import type { FastifyRequest } from 'fastify'
import { h } from 'preact'
import { AnotherRequest } from '../../thread/store/append.ts'
import { NotSignedIn } from '../db/with-actor.ts'
import { showable, typedFrom } from './form.ts'
import { ScreenHidden } from './lock.ts'
import { quietSeconds } from './quiet.ts'
import { NotFound } from './reply.ts'
import type { PageOf, Route } from './route.ts'
import {
  CannotBeKeptPage,
  FaultPage,
  NotFoundPage,
  SentBeforePage,
  SignedOutPage,
  StillHiddenPage,
  TooManyPage,
  WrongMarkPage,
} from './trouble-pages.tsx'

/** A change was sent from a page that is not ours, or from one that was opened before signing in or out. */
export class WrongMark extends Error {}

/** A form holds what no record can keep as it was sent; `fields`: which. */
export class CannotBeKept extends Error {
  readonly fields: readonly string[]

  constructor(fields: readonly string[]) {
    super('a form holds what cannot be kept')
    this.fields = fields
  }
}

/** The status that an error is answered with: what nobody foresaw is 500. */
export const statusOf = (error: unknown): number => {
  if (error instanceof NotFound) return 404
  if (error instanceof NotSignedIn) return 401
  if (error instanceof ScreenHidden) return 423
  if (error instanceof WrongMark) return 403
  if (error instanceof AnotherRequest || error instanceof CannotBeKept) return 422
  // A thread that is not there, or not for whoever asks: the database says the one or the other, and nobody is told which.
  if (error instanceof Error && 'code' in error && (error.code === 'GT403' || error.code === 'GT404')) return 404
  const given = typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500
  return given >= 400 && given < 500 ? given : 500
}

/** What a program that asked is told of a trouble. */
export const jsonTrouble = (status: number): string =>
  ({
    401: 'sign in first',
    403: 'send the x-form-mark header with the mark of this session',
    404: 'not found',
    413: 'send at most one megabyte',
    415: 'send a form or JSON',
    422: 'this command id was used for another request',
    423: 'the screen is hidden: unlock it first',
    429: 'wait a minute and try again',
  })[status] ?? (status < 500 ? 'the request cannot be read' : 'something went wrong on our side; nothing was changed')

/** What a person is shown of a trouble: on a form that was sent, with what they had typed. */
export const troublePage = (error: unknown, status: number, request: FastifyRequest) => {
  const { labels } = (request.routeOptions.config as { route?: Route }).route ?? { labels: {} }
  if (error instanceof NotSignedIn)
    return { title: 'You have been signed out', children: h(SignedOutPage, { typed: typedFrom(request.body), labels }) }
  if (error instanceof ScreenHidden)
    return { title: 'The screen is hidden', children: h(StillHiddenPage, { typed: typedFrom(request.body), labels }) }
  if (error instanceof WrongMark)
    return { title: 'Open the form again', children: h(WrongMarkPage, { typed: typedFrom(request.body), labels }) }
  if (error instanceof AnotherRequest)
    return { title: 'This form was already sent', children: h(SentBeforePage, { typed: typedFrom(request.body), labels }) }
  if (error instanceof CannotBeKept)
    return {
      title: 'Something that cannot be kept',
      children: h(CannotBeKeptPage, { fields: error.fields, typed: showable(typedFrom(request.body)), labels }),
    }
  if (status === 429) return { title: 'Please wait a minute', children: h(TooManyPage, {}) }
  if (status === 404)
    return { title: 'Page not found', children: h(NotFoundPage, { quiet: false, typed: showable(typedFrom(request.body)), labels }) }
  return {
    title: status < 500 ? 'We could not read that' : 'Something went wrong',
    children: h(FaultPage, { reference: request.id, ours: status >= 500 }),
  }
}

/** Trouble on the way to the pages of families, or on them: it says nothing of what they are for. */
export const quietTrouble = (page: PageOf, status: number): PageOf => ({
  ...page,
  quiet: { hiddenAfter: quietSeconds },
  ...(status === 404 ? { children: h(NotFoundPage, { quiet: true }) } : {}),
})
