import type { Moment } from '../../../../guidance/index.ts'
import { statement } from '../../../../kernel/db/statement.ts'
import type { Tx } from '../../../../kernel/db/with-actor.ts'
import type { Book } from '../../../../thread/book.ts'
import type { AgencyKind } from '../../../../thread/entry.ts'
import {
  type AccountId,
  type ActId,
  type AgencyId,
  type CommandId,
  type EntryId,
  newId,
  type SubjectId,
  type TeamId,
} from '../../../../thread/ids.ts'
import { involvement } from '../../../../thread/own-kinds/index.ts'
import { carryOut, type NewEntry, type Outcome } from '../../../../thread/store/append.ts'
import { consultationFollowed } from '../../consultation/consultation.ts'
import { followed } from '../../consultation/give-advice.ts'
import { draftFiles, fileWithTheConcern } from '../files/draft-files.queries.ts'
import { referralTold } from '../referral-told.ts'
import { type Concern, concernDrafts } from './concern-draft.ts'

const ownAgency = statement<{ kind: AgencyKind; name: string }>(
  'own-agency',
  null,
  'select kind, name from gt.agency where partnership_id = $1 and agency_id = $2',
)
const bridgeTeam = statement<{ team_id: TeamId }>(
  'bridge-team',
  null,
  `select team_id from gt.team where partnership_id = $1 and queue = 'bridge' order by team_id limit 1`,
)

/** A consultation that is followed: its matter, and the entry of what was advised. */
export type Followed = { readonly matter: SubjectId; readonly entry: EntryId }

/** What is told, by field group, as `referralTold` takes it. */
export type ToldParts = NewEntry['parts']

/**
 * Begins a matter of its own that keeps exactly what was told, waiting in The Bridge's queue. `referrer`: who reads what became of it, where somebody who
 * signs in does. Nobody is searched for and nobody is matched: that is the screener's step. No gate stands here.
 */
export const tellTheBridge = async (
  tx: Tx,
  book: Book,
  command: {
    id: CommandId
    asked: unknown
    parts: ToldParts
    referrer: { holder: AgencyId | AccountId; form: 'agency' | 'account' } | null
    /** The consultation in which The Bridge advised it, where there was one. */
    follows?: Followed | null
    now: Moment
  },
): Promise<Outcome<{ matter: SubjectId; told: EntryId }>> => {
  const [team] = await tx.run(bridgeTeam, [tx.actor.partnership])
  if (!team) throw new Error('this partnership has no team that works from the Bridge queue')
  const follows = command.follows ?? null
  const matter = newId<SubjectId>()
  const told = newId<EntryId>()
  const shared = {
    subject: matter,
    act: newId<ActId>(),
    happened: { at: command.now, precision: 'moment' },
    audience: 'professionals',
  } as const
  const involved = (facts: Record<string, string>): NewEntry => ({ ...shared, kind: involvement, parts: { record: { facts } } })
  return carryOut(tx, book, {
    id: command.id,
    asked: command.asked,
    writes: [matter, ...(follows ? [follows.matter] : [])],
    begins: [{ subject: matter, form: 'matter' }],
    kinds: [referralTold, involvement, ...(follows ? [consultationFollowed] : [])],
    decide: () => ({
      answer: { matter, told },
      entries: [
        { ...shared, id: told, kind: referralTold, parts: command.parts },
        ...(command.referrer ? [involved({ ...command.referrer, as: 'referrer' })] : []),
        involved({ holder: team.team_id, form: 'team', as: 'queue' }),
        ...(follows ? [followed(follows.matter, follows.entry, shared.act, command.now, matter)] : []),
      ],
    }),
  })
}

/**
 * Raises a concern as a professional: the referrer's agency is involved in it as referrer and sees what is fed back. The draft goes with it, in the same
 * transaction, where there is one. Gives the matter.
 */
export const raiseConcern = async (
  tx: Tx,
  book: Book,
  command: { id: CommandId; draft: string | null; concern: Concern; follows?: Followed | null; now: Moment },
): Promise<Outcome<{ matter: SubjectId; told: EntryId }>> => {
  const { concern, now } = command
  const [agency] = await tx.run(ownAgency, [tx.actor.partnership, tx.actor.agency])
  if (!agency) throw new Error('an account without an agency')
  const files = command.draft === null ? [] : await draftFiles(tx, command.draft)
  // Colleagues of a school read what became of its concern; in an agency as large as the council it is the referrer's own.
  const referrer = tx.actor.grants.has('referrer/own')
    ? ({ holder: tx.actor.agency, form: 'agency' } as const)
    : ({ holder: tx.actor.account, form: 'account' } as const)
  const outcome = await tellTheBridge(tx, book, {
    id: command.id,
    asked: { draft: command.draft, concern },
    parts: partsOf(concern, agency, files.length),
    referrer,
    follows: command.follows ?? null,
    now,
  })
  if (outcome.done === 'now' && command.draft !== null) await fileWithTheConcern(tx, command.draft, files, outcome.answer)
  if (outcome.done !== 'asked' && command.draft !== null) await concernDrafts.discard(tx, command.draft)
  return outcome
}

const partsOf = (concern: Concern, agency: { kind: AgencyKind; name: string }, files: number) => {
  const { danger, about, worry, strengths, family, you, home = {}, tools = {}, agreement = {} } = concern
  return {
    record: {
      facts: {
        form: about.form,
        channel: 'portal',
        inDangerNow: danger.inDangerNow === 'yes',
        referrerIs: 'professional',
        source: agency.kind,
        sourceName: agency.name,
        concerns: about.concerns,
        askedFor: about.askedFor,
        familyTold: family.familyTold,
        notToldReason: family.familyTold === 'no' ? family.notToldReason : undefined,
        familyToldOn: family.familyTold === 'yes' ? agreement.familyToldOn : undefined,
        bridgeAgreedNotToTell:
          family.familyTold === 'no' && agreement.bridgeAgreedNotToTell ? agreement.bridgeAgreedNotToTell === 'yes' : undefined,
        consent: family.familyTold === 'yes' ? family.consent : about.form === 'child-needing-support' ? 'not-asked' : undefined,
        safeToContactParents: family.safeToContactParents,
        interpreter: family.interpreter,
        riskToWorkers: you.riskToWorkers !== undefined,
        earlyHelpTried: strengths.earlyHelpTried,
        ...(strengths.assessed
          ? {
              earlyHelpAssessment: {
                exists: strengths.assessed,
                ...(strengths.assessed === 'yes' ? { on: strengths.assessedOn, outcome: strengths.assessedOutcome } : {}),
              },
            }
          : {}),
        ...(files > 0 ? { files } : {}),
        children: concern.children.map((child, at) => ({ label: `child ${at + 1}`, ...child })),
        adults: concern.adults.map((adult, at) => ({ label: `adult ${at + 1}`, ...adult })),
      },
      narrative: {
        seenOrHeard: worry.seenOrHeard,
        worry: worry.worry,
        impact: worry.impact,
        childsWords: worry.childsWords,
        workingWell: strengths.workingWell,
        tried: strengths.tried,
        knownReferrals: strengths.knownReferrals,
        previousAreas: strengths.previousAreas,
        notToldWhy: family.notToldWhy,
        riskToWorkers: you.riskToWorkers,
        emergencyCall: danger.emergencyCall,
        tools: tools.tools,
        lawfulBasis: agreement.lawfulBasis,
      },
    },
    referrer: {
      facts: {},
      narrative: {
        name: you.name,
        role: you.role,
        agency: agency.name,
        phone: you.phone,
        email: you.email,
        relationship: you.relationship,
      },
    },
    ...(family.whereNow || home.address || home.postcode
      ? {
          whereabouts: {
            facts: home.postcode ? { postcode: home.postcode } : {},
            narrative: { whereNow: family.whereNow, address: home.address },
          },
        }
      : {}),
  }
}

const answered = statement<{ answer: { matter: SubjectId } | null }>(
  'concern-sent-before',
  null,
  'select answer from gt.command_done where partnership_id = $1 and command_id = $2',
)

/** The matter that this very command made before, if it was carried out already. */
export const sentBefore = async (tx: Tx, command: CommandId): Promise<SubjectId | undefined> =>
  (await tx.run(answered, [tx.actor.partnership, command]))[0]?.answer?.matter

/** The reference of a concern, to say over the telephone: the last part of its id. It opens nothing by itself. */
export const referenceOf = (matter: SubjectId): string =>
  `GT-${matter.slice(-12, -8)}-${matter.slice(-8, -4)}-${matter.slice(-4)}`.toUpperCase()
