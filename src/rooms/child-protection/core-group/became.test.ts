import assert from 'node:assert/strict'
import { it } from 'node:test'
import { entryId } from '../../../thread/testing/tell.ts'
import { becameOf } from './became.ts'

const [food, night] = [entryId('food'), entryId('night')]
const met = { attended: [], absent: [], goals: ['better', 'worse'] } as unknown as Parameters<typeof becameOf>[0]

it('what became of a worry stays with that worry when another is left out of the plan', () => {
  assert.deepEqual(becameOf({ ...met, worries: [food, night] }, [{ of: night }]), ['worse'])
})

it('a worry that the core group did not speak of has nothing said of it', () => {
  assert.deepEqual(becameOf({ ...met, worries: [food, night] }, [{ of: entryId('school') }, { of: food }]), [null, 'better'])
})

it('a core group that was told before worries had names is read in the plan’s order', () => {
  assert.deepEqual(becameOf(met, [{ of: food }, { of: null }, { of: null }]), ['better', 'worse', null])
})
