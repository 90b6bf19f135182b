import { type Day, plural, printDay } from '../../../guidance/index.ts'
import type { Paper } from '../../../kernel/documents/paper/index.ts'
import type { EntryId } from '../../../thread/ids.ts'
import type { Version } from '../plan/plan-view.ts'
import { type Composed, facts, framed, heading, isFamily, type PaperReader, said } from './rendering.ts'

/** A version of a child's plan as it is printed. `entry`: the entry as it now stands. */
export type PlanOnPaper = {
  readonly name: string
  readonly called: string
  readonly from: string
  readonly madeOn: Day
  readonly entry: EntryId
  readonly version: Version
}

type Blocks = Paper['blocks']

const worry = (risk: Version['risks'][number], at: number, of: number): Blocks => [
  ...heading(of > 1 ? `Worry ${at + 1}` : 'What we are worried about'),
  ...facts([
    ['What we are worried will happen', risk.danger],
    ['What safety looks like', risk.goal],
    ['How we will know', risk.outcome],
    ['How safe it is now', risk.scale === null ? undefined : `${risk.scale} of 10`],
  ]),
  ...(risk.actions.length === 0
    ? []
    : [
        {
          is: 'table' as const,
          columns: ['By whom', 'By when', 'What is done, and how we will know'],
          rows: risk.actions.map(one => [
            one.who,
            one.dueOn ? printDay(one.dueOn) : '',
            [one.does, one.measure && `We will know: ${one.measure}`].filter(Boolean).join('\n'),
          ]),
        },
      ]),
]

const turns = ({ turns: all }: Version): Blocks =>
  all.length === 0
    ? []
    : [
        ...heading('If something happens'),
        {
          is: 'table',
          columns: ['If this happens', 'By when', 'Then'],
          rows: all.map(one => [one.happens, one.by, one.does]),
        },
      ]

const visits = ({ visitEvery, unannounced }: Version, who: string): string | undefined =>
  visitEvery === null && unannounced === null
    ? undefined
    : [
        ...(visitEvery === null ? [] : [`Somebody visits ${who} at least every ${plural(visitEvery, 'day')}.`]),
        ...(unannounced === null ? [] : [unannounced ? 'Some visits are not announced.' : 'All visits are announced.']),
      ].join(' ')

/** For the child: the plan in the child's own words first, then what should become different and who is there. Dangers as grown-ups write them are not in it. */
const forChild = ({ called, version }: PlanOnPaper): Blocks => [
  { is: 'paragraph', text: `Dear ${called},` },
  {
    is: 'paragraph',
    text: 'This is the plan that keeps you safe. The grown-ups in it have to do what it says, and you may say what you think of it at any time.',
  },
  ...said('The plan in your words', version.said['childsVersion']),
  ...version.risks.flatMap((risk, at) =>
    said(version.risks.length > 1 ? `What should be different (${at + 1})` : 'What should be different', risk.goal),
  ),
  ...said('What your own people do', version.said['network']),
  ...said('Where and how we see you', version.said['whereSeen']),
  ...said('Who else sees you', version.said['betweenVisits']),
  ...said('Visits', visits(version, 'you')),
  ...turns(version),
  ...heading('If something is not right, or you are afraid'),
  {
    is: 'list',
    items: [
      'Tell somebody you trust: your social worker, a teacher, a nurse.',
      'You may ask for somebody who is only on your side and helps you say what you want (an advocate).',
      'If you are in danger now, ring 999.',
    ],
  },
]

const forOthers = ({ called, version }: PlanOnPaper, family: boolean): Blocks => [
  {
    is: 'paragraph',
    text: family
      ? `This is the plan that keeps ${called} safe: what we are worried about, what safety looks like, who does what by when, and what happens if it does not work. You can say at any time what you think of it.`
      : `The child protection plan for ${called}, as written on ${version.day} by ${version.by}, ${version.role}.`,
  },
  ...(version.agreed
    ? [
        {
          is: 'paragraph' as const,
          text: `It was agreed on ${version.agreed.day}${version.agreed.with ? `, with ${version.agreed.with}` : ''}.`,
        },
      ]
    : [{ is: 'paragraph' as const, text: 'It is not agreed yet: it may still change.' }]),
  ...said(`The plan in ${called}’s words`, version.said['childsVersion']),
  ...version.risks.flatMap((risk, at) => worry(risk, at, version.risks.length)),
  ...said('What the family’s own people do', version.said['network']),
  ...said(`Where and how ${called} is seen`, version.said['whereSeen']),
  ...said(`Who sees ${called} between visits`, version.said['betweenVisits']),
  ...said('Visits', visits(version, called)),
  ...turns(version),
  ...said('What cannot be bargained about', version.said['nonNegotiable']),
  ...said('What changed in the plan, and why', version.said['whatChanged']),
  ...said(family ? 'What you said of it' : 'What the family says of it', version.agreed?.familysView),
]

/**
 * A child's protection plan on paper, for one reader (practice: cp-plan): in plain words for the family, in words for the child for the child, the child's own version first. `agreed`: the entry
 * that says it was agreed, held beside it where its words are said.
 */
export const planPaper = (of: PlanOnPaper, reader: PaperReader, agreed: EntryId | null): Composed => {
  const child = reader.rendering === 'child'
  return {
    paper: framed(
      { kind: 'A plan', title: child ? 'Your plan' : `The plan for ${of.name}`, from: of.from, madeOn: of.madeOn },
      reader,
      child ? forChild(of) : forOthers(of, isFamily(reader.rendering)),
    ),
    holds: [of.entry, ...(agreed && !child ? [agreed] : [])].map(entry => ({ entry, group: 'record' })),
  }
}
