import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Because,
  basisOf,
  childrenAct1989,
  localPractice,
  neglectResponse,
  ownChoice,
  partnershipNews,
  printBecause,
  reading,
  recurringThemes,
  sourceOf,
  sources,
  supportAndSafeguarding,
  uncheckedPractice,
  visitsBriefing,
  workingTogether2018,
  workingTogether2023,
} from './index.ts'

test('a reason is said as a short citation with its date and place', () => {
  const said: readonly [Because, string][] = [
    [visitsBriefing.box(3), 'because: visits briefing, July 2024, box 3'],
    [recurringThemes.box(5), 'because: recurring themes briefing, September 2023, box 5'],
    [
      supportAndSafeguarding.section('The Bridge Partnership'),
      'because: Support and Safeguarding in Salford, 2018 to 2022, The Bridge Partnership',
    ],
    [neglectResponse.case17, 'because: neglect response, 2015 to 2016, case 17'],
    [partnershipNews.item('Route29'), 'because: partnership news, November 2019, Route29'],
    [childrenAct1989.section('47'), 'because: Children Act 1989, section 47'],
    [workingTogether2023.at('core group'), 'because: Working Together 2023, core group'],
    [localPractice.liverpoolVisits.at('recording'), 'because: child protection visits in Liverpool, recording'],
    [localPractice.referrerNames.at('anonymity'), 'because: partnership news of January 2023, anonymity'],
    [reading(1), 'because: our own reading 1'],
    [ownChoice('nobody gives a number of days'), 'because: our own choice: nobody gives a number of days'],
    [uncheckedPractice('decisions are sent within a day'), 'because: general practice, decisions are sent within a day'],
  ]
  for (const [because, words] of said) assert.equal(printBecause(because), words)
})

test('a reason keeps its footing: law, guidance, local practice, unchecked practice, our own choice', () => {
  assert.equal(basisOf(childrenAct1989.section('46')), 'law')
  assert.equal(basisOf(workingTogether2018.at('assessment')), 'guidance')
  assert.equal(basisOf(localPractice.boltonConferences.at('request')), 'local practice')
  assert.equal(basisOf(uncheckedPractice('minutes within 20 working days')), 'unchecked practice')
  assert.equal(basisOf(reading(44)), 'our own choice')
})

test('a reason is plain JSON', () => {
  const because = visitsBriefing.box(5)
  assert.deepEqual(JSON.parse(JSON.stringify(because)), because)
  assert.deepEqual(Object.keys(because), ['source', 'place', 'words'])
})

test('every source has its own id, a title, a publisher, and says something at every place', () => {
  assert.equal(new Set(sources.map(({ id }) => id)).size, sources.length)
  for (const source of sources) {
    assert.ok(source.title && source.publisher && source.called && /^[a-z0-9-]+$/.test(source.id), source.id)
    if ('places' in source) for (const words of Object.values(source.places as object)) assert.ok(String(words).length > 20, source.id)
  }
})

test('a reason from a source that is not here, or without a reason, is refused', () => {
  assert.throws(() => sourceOf({ source: 'hearsay', words: 'somebody said so' }), RangeError)
  assert.throws(() => ownChoice(' '), RangeError)
})

test('the editions of Working Together follow each other without a gap', () => {
  assert.equal(workingTogether2018.inForce?.until, '2023-12-14')
  assert.equal(workingTogether2023.inForce?.from, '2023-12-15')
})
