import assert from 'node:assert/strict'
import type { SubjectId } from '../../../thread/ids.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import { familyRoutes } from '../web.ts'
import { testcaseFamily } from './testcase-family.ts'

/** People and details of the Testcase family, as the tests of one file read them and tell of them: of Amira, where nobody else is named. */
export const openDetails = async () => {
  const { database, as } = await openForTests([familyRoutes])
  const family = await testcaseFamily(database)
  const at = (path = 'details', person: SubjectId = family.amira): string => `/people/${person}/${path}`
  const read = async (role: string, path?: string, person?: SubjectId): Promise<string> => {
    const { status, page } = await (await as(role)).get(at(path, person))
    assert.equal(status, 200, `${role} ${path}: ${status}`)
    return page
  }
  const send = async (role: string, fact: string, fields: Record<string, string>, person?: SubjectId) =>
    (await as(role)).post(at(`details/${fact}`, person), fields)
  const kept = async (role: string, fact: string, fields: Record<string, string>, person?: SubjectId): Promise<void> => {
    const answer = await send(role, fact, fields, person)
    assert.equal(answer.status, 303, /govuk-error-summary[\s\S]*?<\/div>/.exec(answer.page)?.[0] ?? answer.page.slice(0, 300))
  }
  return { database, as, family, at, read, send, kept }
}

/** Which version of an entry a form puts right, as a browser would send it back unseen. */
export const versionSeen = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="(entry|seen)" value="([^"]+)"/g)].map(found => [found[1] ?? '', found[2] ?? '']),
  )

/** The way on a page to put a fact right, from the address of the person. Refuses (throws) a page without one. */
export const linkTo = (page: string, fact: string): string => {
  const link = new RegExp(`/details/${fact}\\?entry=([0-9a-f-]+)`).exec(page)?.[0]
  assert.ok(link, `a way to change ${fact}`)
  return link.slice(1)
}
