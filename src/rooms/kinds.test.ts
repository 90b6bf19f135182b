import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { z } from 'zod'
import { book } from './book.ts'
import { conference, homeConditions, visit } from './child-protection/index.ts'
import { agencyCheckAnswered, referral, referralDecision, referralTold } from './front-door/index.ts'

const told = {
  form: 'worried-about-a-child',
  inDangerNow: false,
  referrerIs: 'professional',
  source: 'education',
  concerns: ['neglect'],
  familyTold: 'yes',
  children: [{ label: 'child 1', born: '2013-04' }],
}

/** What is said about the facts that a kind refuses; nothing where it takes them. */
const refusal = (schema: z.ZodType, facts: unknown): string[] => schema.safeParse(facts).error?.issues.map(issue => issue.message) ?? []

describe('what an entry must say', () => {
  it('a professional gives a name; a member of the public need not', () => {
    const { facts } = referralTold.record
    assert.deepEqual(refusal(facts, told), [])
    assert.deepEqual(refusal(facts, { ...told, anonymous: true }), [
      'Only a member of the public may leave out their name: a professional gives it',
    ])
    assert.deepEqual(refusal(facts, { ...told, anonymous: true, referrerIs: 'public' }), [])
  })

  it('a family that was not told needs the reason', () => {
    const [says] = refusal(referralTold.record.facts, { ...told, familyTold: 'no' })
    assert.match(says ?? '', /would-raise-risk/)
    assert.deepEqual(refusal(referralTold.record.facts, { ...told, familyTold: 'no', notToldReason: 'other' }), [])
  })

  it('a birth may be known to the year, the month or the day, and to nothing that is no date', () => {
    const born = (text: string) => refusal(referralTold.record.facts, { ...told, children: [{ label: 'child 1', born: text }] })
    for (const text of ['2013', '2013-04', '2013-04-15']) assert.deepEqual(born(text), [], text)
    for (const text of ['2013-13', '2013-02-30', '13', '2013-04-15T10:00:00Z', '']) assert.equal(born(text).length, 1, text)
  })

  it('a concern is about at least one thing, and about each once', () => {
    assert.equal(refusal(referral.record.facts, { source: 'health', concerns: [] }).length, 1)
    assert.equal(refusal(referral.record.facts, { source: 'health', concerns: ['neglect', 'neglect'] }).length, 1)
  })

  it('passing on to another authority names it', () => {
    assert.deepEqual(refusal(referralDecision.record.facts, { outcome: 'another-authority' }), ['Name the authority it is passed to'])
  })

  it('an answer cannot both share and refuse', () => {
    assert.equal(refusal(agencyCheckAnswered.record.facts, { held: true, refused: true }).length, 1)
  })

  it('a video sees nobody, and a bedroom is seen at home', () => {
    const seen = { by: 'lead', place: 'video', seen: 'seen-alone' }
    assert.equal(refusal(visit.record.facts, seen).length, 1)
    assert.equal(refusal(visit.record.facts, { ...seen, place: 'school', bedroomSeen: true }).length, 1)
    assert.deepEqual(refusal(visit.record.facts, { ...seen, place: 'home', bedroomSeen: true }), [])
  })

  it('an unknown field is refused by every kind', () => {
    for (const kind of book.kinds.values())
      assert.ok(
        kind.record.facts.safeParse({ surprise: 1 }).error?.issues.some((issue: z.core.$ZodIssue) => issue.code === 'unrecognized_keys'),
        kind.name,
      )
  })
})

describe('what a refusal says', () => {
  /** The fields of a JSON Schema that take one of a list, with the list. */
  const lists = (node: z.core.JSONSchema.BaseSchema, path: string[] = []): { path: string[]; codes: unknown[] }[] => [
    ...(node.enum ? [{ path, codes: node.enum }] : []),
    ...Object.entries(node.properties ?? {}).flatMap(([name, below]) => (typeof below === 'object' ? lists(below, [...path, name]) : [])),
  ]
  const roomKinds = [...book.kinds.values()].filter(
    kind => !['identity', 'finding-decision', 'involvement', 'relationship'].includes(kind.name),
  )

  /** The codes that a refusal keeps to itself. */
  const unsaid = (schema: z.ZodType): string[] =>
    lists(z.toJSONSchema(schema, { io: 'input' })).flatMap(({ path, codes }) => {
      const wrong = path.reduceRight<unknown>((value, name) => ({ [name]: value }), 'something else')
      const issue = schema.safeParse(wrong).error?.issues.find(one => one.path.join() === path.join())
      return codes.filter(code => !issue?.message.includes(String(code))).map(code => `${path.join('.')}: ${String(code)}`)
    })

  it('names what would be accepted, wherever a list is asked for', () => {
    for (const kind of roomKinds) assert.deepEqual(unsaid(kind.record.facts), [], kind.name)
  })

  it('and this check finds a field that does not', () => {
    assert.deepEqual(unsaid(z.strictObject({ colour: z.enum(['red', 'blue'], { error: 'No' }) })), ['colour: red', 'colour: blue'])
  })
})

describe('the line of the chronology', () => {
  it('says what happened in plain words, without codes', () => {
    const title = (kind: { title: (facts: never) => string; record: { facts: z.ZodType } }, facts: unknown) =>
      kind.title(kind.record.facts.parse(facts) as never)
    assert.equal(
      title(referral, { source: 'education', sourceName: 'school', concerns: ['neglect', 'domestic-abuse'] }),
      'Referral from school: neglect and domestic abuse',
    )
    assert.equal(
      title(referral, { source: 'public', concerns: ['neglect'], elsewhere: 'Trafford' }),
      'Referral to Trafford from a member of the public: neglect',
    )
    assert.equal(title(referralDecision, { outcome: 'no-further-action' }), 'Decided: no further action')
    assert.equal(
      title(conference, { type: 'initial', plan: true, category: 'neglect' }),
      'Initial child protection conference: plan (neglect)',
    )
    assert.equal(title(visit, { by: 'lead', place: 'school', seen: 'seen-alone' }), 'Seen alone at school by the lead social worker')
    assert.equal(title(visit, { by: 'other', place: 'home', seen: 'not-seen' }), 'Not seen at home by another professional')
    assert.equal(title(homeConditions, { seenBy: 'police', fit: false }), 'Home seen by the police: not fit to live in')
  })
})
