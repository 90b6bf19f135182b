import assert from 'node:assert/strict'
import type { SubjectId } from '../../../thread/ids.ts'
import { openForTests } from '../../testing/open-for-tests.ts'
import type { PersonView } from '../people/person-view.ts'
import { familyRoutes } from '../web.ts'
import { testcaseFamily } from './testcase-family.ts'

/** The pages of the Testcase family, as the tests of one file open them: Amira’s, where nobody else is named. `query`: '?view=table'. */
export const openPerson = async () => {
  const { database, as } = await openForTests([familyRoutes])
  const family = await testcaseFamily(database)
  const view = async (role: string, query = '', person: SubjectId = family.amira): Promise<PersonView> => {
    const { status, body } = await (await as(role)).json(`/people/${person}${query}`)
    assert.equal(status, 200, `${role} ${query}: ${status}`)
    return body as PersonView
  }
  const html = async (role: string, query = '', person: SubjectId = family.amira): Promise<string> => {
    const { status, page } = await (await as(role)).get(`/people/${person}${query}`)
    assert.equal(status, 200, `${role} ${query}: ${status}`)
    return page
  }
  return { database, as, family, view, html }
}

/** What happened, each entry with its day, as a page lists it. */
export const titles = (of: PersonView): string[] => of.entries.map(entry => `${entry.when}: ${entry.title}`)
