import { capital } from '../../../design-system/words.ts'
import { type Day, dayOf, type Moment, plural, printDay, printMoment } from '../../../guidance/index.ts'
import type { Paper } from '../../../kernel/documents/paper/index.ts'
import type { AgencyKind } from '../../../thread/entry.ts'
import type { EntryId } from '../../../thread/ids.ts'
import type { FactsOf } from '../../../thread/kind.ts'
import { agencyWords } from '../../front-door/index.ts'
import { categoryWords, type conference, viewWords } from '../conference/conference.ts'
import { scalerWords } from '../safety/safety.ts'
import { article, type Composed, facts, framed, heading, isFamily, type PaperReader, type Rendering, said } from './rendering.ts'

type Said = Readonly<Record<string, string>>
type Told = { readonly entry: EntryId; readonly said: Said }

/** One answer on the scale. */
export type Answer = Told & { readonly who: keyof typeof scalerWords; readonly scale: number; readonly agencyKind?: AgencyKind | undefined }

/** A danger as it was stated, with its one goal and the answers on its one scale. */
export type Danger = Told & { readonly goal: Told | null; readonly answers: readonly Answer[] }

/** Who did not agree, by name and agency. */
export type Dissent = { readonly entry: EntryId; readonly name: string; readonly of: string; readonly from: string; readonly why: string }

/** What a conference decided of one child, as it stands on the child's record. */
export type Decided = {
  readonly name: string
  /** The name by which a sentence goes on. */
  readonly called: string
  /** 'initial child protection conference' */
  readonly words: string
  readonly at: Moment
  readonly chair: string | null
  readonly from: string
  readonly madeOn: Day
  readonly decision: Told & { readonly facts: FactsOf<typeof conference> }
  readonly dangers: readonly Danger[]
  /** Answers about the child's safety as a whole. */
  readonly overall: readonly Answer[]
  readonly dissents: readonly Dissent[]
}

type Blocks = Paper['blocks']

/** What each category means, for people who never read one. */
const categoryPlainly: Readonly<Record<keyof typeof categoryWords, string>> = {
  neglect: 'neglect: a child does not get what every child needs',
  physical: 'physical abuse: a child is hurt',
  emotional: 'emotional abuse: a child is made to feel worthless, unloved or afraid',
  sexual: 'sexual abuse: somebody does sexual things to or with a child, or makes a child see them',
}

const outcome = ({ decision: { facts: told }, called }: Decided, plainly: boolean): string => {
  const { plan, type, category } = told
  const which = category ? (plainly ? categoryPlainly[category] : categoryWords[category]) : null
  if (!plan)
    return type === 'review' ? `${called} is no longer on a child protection plan.` : `${called} is not on a child protection plan.`
  return `${called} ${type === 'review' ? 'stays' : 'is now'} on a child protection plan.${which ? ` The category is ${which}.` : ''}`
}

const opening = ({ called, words, at }: Decided): string => `On ${printMoment(at)} there was ${article(words)} about ${called}.`

const who = ({ who: one, agencyKind, said: { name } }: Answer, called: string, plainly: boolean): string => {
  const as = one === 'child' ? called : one === 'professional' && agencyKind ? agencyWords[agencyKind] : scalerWords[one]
  // The family hears which agency said so, not which person.
  return capital(name && !plainly && one !== 'child' ? `${name}, ${as}` : as)
}

const scale = (answers: readonly Answer[], called: string, plainly: boolean): Blocks =>
  answers.length === 0
    ? []
    : [
        { is: 'paragraph', text: '0 means: it is certain to happen again. 10 means: safe enough. Each answer stands by itself.' },
        {
          is: 'table',
          columns: ['Who said so', '0 to 10', 'Why, and what would raise it by one'],
          rows: answers.map(one => [
            who(one, called, plainly),
            String(one.scale),
            [one.said['notLower'], one.said['raise'] && `To go up by one: ${one.said['raise']}`].filter(Boolean).join('\n'),
          ]),
        },
      ]

const dangerBlocks = (of: Decided, plainly: boolean): Blocks =>
  of.dangers.flatMap((danger, at): Blocks => {
    const { said: words, goal, answers } = danger
    return [
      ...heading(of.dangers.length > 1 ? `Worry ${at + 1}, and what safety looks like` : 'The worry, and what safety looks like'),
      ...facts([
        ['Who is worried', words['who']],
        ['About what', words['about']],
        ['What may happen if nothing changes', words['fear']],
        [plainly ? 'Where you see it otherwise' : 'What the family disputes', words['disputed']],
        ['What the parents will do differently', goal?.said['parents']],
        [`What ${of.called} will notice`, goal?.said['child']],
        ['What others will see', goal?.said['seen']],
        ['For how long', goal?.said['howLong']],
        ['10 on the scale means', goal?.said['ten']],
        ['0 on the scale means', goal?.said['zero']],
      ]),
      ...scale(answers, of.called, plainly),
    ]
  })

/** Answers about the child's safety as a whole. */
const howSafe = ({ overall, called }: Decided, plainly: boolean): Blocks =>
  overall.length > 0 ? [...heading(`How safe ${called} is`), ...scale(overall, called, plainly)] : []

const next = ({ decision, called }: Decided, plainly: boolean): Blocks => {
  const { facts: told, said: words } = decision
  if (!told.plan) return []
  return [
    ...said('The plan in outline', words['outlinePlan']),
    ...said('If it does not get better', words['contingency']),
    ...heading('What happens now'),
    ...facts([
      [plainly ? 'Your social worker' : 'Lead social worker', words['lead']],
      ['Who works on the plan together (the core group)', words['coreGroup']],
      ['The core group first meets', told.coreGroupOn && printDay(told.coreGroupOn)],
      ['Everybody looks at it again (the review conference)', told.reviewOn && printDay(told.reviewOn)],
      [`How often ${called} is visited`, told.visitEvery === undefined ? undefined : `at least every ${plural(told.visitEvery, 'day')}`],
    ]),
  ]
}

const otherwise = (of: Decided, rendering: Rendering): Blocks => {
  const chair = of.chair ? `the chair, ${of.chair},` : 'the chair'
  if (isFamily(rendering))
    return [
      ...heading('If you do not agree'),
      {
        is: 'paragraph',
        text: `Say so, at any time: to your social worker or to ${chair} in the way that is easiest for you. It is written down beside the decision in your own words.`,
      },
      {
        is: 'list',
        items: [
          'You can complain about how the conference was held or about what it decided. The chair explains how, and nobody holds it against you.',
          'You can ask a solicitor, and you can bring somebody you trust to every meeting.',
          'If you need an interpreter, or this letter in another form, tell us.',
        ],
      },
    ]
  return [
    ...heading('If your agency does not agree'),
    {
      is: 'paragraph',
      text: `Whoever does not agree with the decision or with how the plan goes says so within two working days, to whoever decided and to their own safeguarding lead. Where that does not settle it, raise it as a challenge: it is written down, goes from stage to stage, and ${chair} is told of it. Nobody waits for it to be settled before keeping ${of.called} safe.`,
    },
  ]
}

const whoDisagreed = ({ decision, dissents }: Decided, plainly: boolean): Blocks => {
  if (plainly)
    return decision.facts.dissent || dissents.length > 0
      ? [{ is: 'paragraph', text: 'Not everybody at the conference agreed. You can ask the chair about it.' }]
      : []
  return decision.said['dissent'] || dissents.length > 0
    ? [
        ...heading('Who did not agree'),
        ...(decision.said['dissent'] ? [{ is: 'paragraph', text: decision.said['dissent'] } as const] : []),
        ...facts(dissents.map(one => [`${one.name}, ${one.of}`, `Did not agree with ${one.from}: ${one.why}`] as const)),
      ]
    : []
}

const views = ({ decision }: Decided): Blocks => {
  const told = decision.facts.views ?? []
  return told.length === 0
    ? []
    : [
        ...heading('What each agency said'),
        {
          is: 'table',
          columns: ['Agency', 'Has the child suffered significant harm, or is the child likely to?'],
          rows: told.map(one => [
            capital(agencyWords[one.agencyKind]),
            capital(`${viewWords[one.view]}${one.category ? ` (${categoryWords[one.category]})` : ''}`),
          ]),
        },
      ]
}

/** For somebody of the family: what was decided and why, what safety looks like, what happens now, how to say no. What the child said in trust is not in it. */
const forFamily = (of: Decided): Blocks => {
  const { said: words } = of.decision
  return [
    { is: 'paragraph', text: `${opening(of)} This letter says what was decided, why, and what happens now.` },
    ...heading('What was decided'),
    { is: 'paragraph', text: outcome(of, true) },
    ...whoDisagreed(of, true),
    ...said('Why', words['reasons']),
    ...said('What is working well', words['workingWell']),
    ...said('What people are worried about', words['worried']),
    ...said('What needs to happen', words['needsToHappen']),
    ...said('What you and your family said', words['familysView']),
    ...dangerBlocks(of, true),
    ...howSafe(of, true),
    ...next(of, true),
    ...otherwise(of, 'family'),
  ]
}

/** For the child: what was decided, what should become different, who comes and who listens. What grown-ups wrote to each other is not in it. */
const forChild = (of: Decided): Blocks => {
  const { facts: told, said: words } = of.decision
  return [
    { is: 'paragraph', text: `Dear ${of.called},` },
    {
      is: 'paragraph',
      text: `On ${printDay(dayOf(of.at))} people who care about how you are met and talked about what goes well for you, what worries them, and what should change. This letter is yours.`,
    },
    ...heading('What was decided'),
    {
      is: 'paragraph',
      text: told.plan
        ? 'There is a plan to keep you safe. It is called a child protection plan. The grown-ups have to do what it says. None of this is your fault.'
        : 'There is no child protection plan for you. People still help you and your family where that is needed. None of this is your fault.',
    },
    ...said('What you said', words['childsView']),
    ...said('What goes well', words['workingWell']),
    ...of.dangers.flatMap(danger => said('What should be different for you', danger.goal?.said['child'])),
    ...(told.plan
      ? [
          ...heading('What happens now'),
          ...facts([
            ['Who is there for you', words['lead']],
            [
              'How often somebody visits you',
              told.visitEvery === undefined
                ? undefined
                : `at least every ${plural(told.visitEvery, 'day')}. You can ask to talk with them alone.`,
            ],
            ['When people look at it again', told.reviewOn && printDay(told.reviewOn)],
          ]),
        ]
      : []),
    ...heading('If something is not right, or you are afraid'),
    {
      is: 'list',
      items: [
        'Tell somebody you trust: your social worker, a teacher, a nurse.',
        'You may say that you do not agree. It is written down as you say it.',
        'You may ask for somebody who is only on your side and helps you say what you want (an advocate).',
        'If you are in danger now, ring 999.',
      ],
    },
  ]
}

const forProfessionals = (of: Decided, rendering: Rendering): Blocks => {
  const { facts: told, said: words } = of.decision
  const took = told.family
  return [
    { is: 'paragraph', text: `${opening(of)}${of.chair ? ` It was chaired by ${of.chair}.` : ''}` },
    ...heading('What was decided'),
    { is: 'paragraph', text: outcome(of, false) },
    ...said('Why', words['reasons']),
    ...whoDisagreed(of, false),
    ...views(of),
    ...said('What is working well', words['workingWell']),
    ...said('What people are worried about', words['worried']),
    ...said('What needs to happen', words['needsToHappen']),
    ...said(`What ${of.called} says or shows`, words['childsView']),
    ...said('What the family says', words['familysView']),
    ...dangerBlocks(of, false),
    ...howSafe(of, false),
    ...next(of, false),
    ...(rendering === 'chair'
      ? [
          ...said('Why it went on though few were there', words['proceededWhy']),
          ...(took
            ? [
                ...heading('How the family took part'),
                ...facts([
                  ['The parents met the chair before', took.metChair === undefined ? undefined : yesNo(took.metChair)],
                  ['They had read the reports before', took.readReports === undefined ? undefined : yesNo(took.readReports)],
                  ['They had somebody with them', took.supporter === undefined ? undefined : yesNo(took.supporter)],
                  ['They gave their views in writing', took.viewsInWriting === undefined ? undefined : yesNo(took.viewsInWriting)],
                  ['The child was invited', took.childInvited === undefined ? undefined : yesNo(took.childInvited)],
                ]),
              ]
            : []),
        ]
      : []),
    ...otherwise(of, rendering),
  ]
}

const yesNo = (yes: boolean): string => (yes ? 'Yes' : 'No')

const record = (...of: readonly (Pick<Told, 'entry'> | null)[]) => of.flatMap(one => (one ? [{ entry: one.entry, group: 'record' }] : []))

/**
 * The letter that says what a conference decided of one child, for one reader (practice: conference-after, dl-conf-decisions-sent; icpc-decision): the decision and its category, the
 * outline plan, the first core group and the review, and how to challenge it. Who disagreed stands in it by name for professionals, and without names for the family; legal advice
 * in none. What it holds is what it says and nothing else.
 */
export const decisionsLetter = (of: Decided, reader: PaperReader): Composed => {
  const { rendering } = reader
  const goals = of.dangers.map(one => one.goal)
  return {
    paper: framed(
      {
        kind: 'Letter after a conference',
        title: rendering === 'child' ? `For ${of.called}: what was decided` : `What was decided about ${of.name}`,
        from: of.from,
        madeOn: of.madeOn,
      },
      reader,
      rendering === 'child' ? forChild(of) : rendering === 'family' ? forFamily(of) : forProfessionals(of, rendering),
    ),
    holds:
      rendering === 'child'
        ? record(of.decision, ...goals)
        : record(
            of.decision,
            ...of.dangers,
            ...goals,
            ...of.dangers.flatMap(one => one.answers),
            ...of.overall,
            ...(isFamily(rendering) ? [] : of.dissents),
          ),
  }
}
