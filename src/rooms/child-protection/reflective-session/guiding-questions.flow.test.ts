import assert from 'node:assert/strict'
import { it } from 'node:test'
import { openForTests } from '../../testing/open-for-tests.ts'
import { rooms } from '../../web.ts'
import { conferenceHeld } from '../papers/testing/conference-held.ts'

const { database, as } = await openForTests(rooms)
const { amira, matter } = await conferenceHeld(database)
const path = `/meetings/${matter}/conference/${amira}/reflective`

it('the professionals are asked what their own partnership asks, and the answers keep the questions', async () => {
  const questions = ['What is different for this child because of us?', 'What would we do again, and what not?']
  await database.admin('update gt.partnership set profile = profile || $1', [JSON.stringify({ guidingQuestions: questions })])
  const chair = await as('conference-chair')
  const { page } = await chair.get(path)
  for (const [at, question] of questions.entries())
    assert.match(page, new RegExp(`name="question${at + 1}"[^>]*value="${question.replace('?', '\\?')}"`))
  assert.doesNotMatch(page, /What worked well, and for whom/)
  const sent = await chair.post(path, { question1: questions[0] ?? '', answer1: 'She sleeps at home.', attended: [], themes: [] })
  assert.equal(sent.to, `/meetings/${matter}/conference`)
  const [row] = await database.admin<{ asked: string[] }>(
    `select array(select jsonb_array_elements_text(q.facts -> 'questions')) as asked from gt.entry e join gt.entry_part q using (partnership_id, entry_id)
     where e.subject_id = $1 and e.kind = 'reflective-session'`,
    [amira],
  )
  assert.deepEqual(row?.asked, [questions[0]])
})
