import type { SubjectId } from '../../thread/ids.ts'
import { identity, involvement } from '../../thread/own-kinds/index.ts'

/** What tests tell before anything else, as it happened on a day: who somebody is, and who works with them. */
export const tellingsOn = (on: string) => ({
  /** Who somebody of the Testcase family is; a child of February 2018, where nothing else is said. */
  who: (subject: SubjectId, given: string, born = '2018-02-02', is = 'child') => ({
    subject,
    kind: identity,
    on,
    parts: { record: { facts: { is, given, family: 'Testcase', born } } },
  }),
  /** That an account, a team or an agency (`form`) works with somebody, and as what. */
  works: (subject: SubjectId, holder: string, form: string, as: string) => ({
    subject,
    kind: involvement,
    on,
    parts: { record: { facts: { holder, form, as } } },
  }),
})
