import { z } from 'zod'
import type { Typed } from '../../../design-system/index.ts'
import { type Parsed, parseForm } from '../../../kernel/http/form.ts'
import type { ToldParts } from '../referral/raise/raise-concern.ts'
import { child, type FormName, forms } from './steps.ts'

/** What a visitor has typed so far: each page as it was typed, right or wrong, and each child. */
export type Worry = {
  /** The name of its sending; what the reference is made from. */
  readonly sending: string
  /** Every page has been seen once: from now on, what is changed leads back to the answers. */
  readonly checked: boolean
  readonly forms: Partial<Record<FormName, Typed>>
  readonly children: readonly Typed[]
  /** The files added so far; what is in them is kept apart. */
  readonly files: readonly WorryFile[]
}

/** A file of a worry: its id, and what was found when it was looked at. */
export type WorryFile = {
  readonly file: string
  readonly name: string
  readonly type: string
  readonly size: number
  readonly sha256: string
}

const typed = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
const kept = z.object({
  sending: z.string(),
  checked: z.boolean(),
  forms: z.record(z.string(), typed),
  children: z.array(typed),
  files: z.array(z.object({ file: z.uuid(), name: z.string(), type: z.string(), size: z.number(), sha256: z.string() })).default([]),
})

/** What was kept of a visit, as a worry; undefined where it is none. */
export const worryFrom = (body: unknown): Worry | undefined => {
  const parsed = kept.safeParse(body)
  return parsed.success ? (parsed.data as Worry) : undefined
}

type Answers = { readonly [Name in FormName]: z.output<(typeof forms)[Name]['schema']> } & {
  readonly children: readonly z.output<typeof child.schema>[]
}

/** What has to be put right before it can be sent, each with the page where. */
export type Missing = { readonly page: string; readonly message: string }

/** The answers once every page is right, or the pages that still have to be put right. */
export const readWorry = (worry: Worry): { ok: true; answers: Answers } | { ok: false; missing: readonly Missing[] } => {
  const read = Object.entries(forms).map(([page, { schema }]) => [page, parseForm(schema, worry.forms[page as FormName] ?? {})] as const)
  const children = worry.children.map(one => parseForm(child.schema, one))
  const missing = [
    ...read.flatMap(([page, parsed]: readonly [string, Parsed<unknown>]) =>
      parsed.ok ? [] : parsed.errors.map(({ message }) => ({ page, message })),
    ),
    ...children.flatMap((parsed, at) => (parsed.ok ? [] : parsed.errors.map(({ message }) => ({ page: `children/${at}`, message })))),
    ...(children.length === 0 ? [{ page: 'children', message: 'Tell us of one child: about how old is enough' }] : []),
  ]
  if (missing.length > 0) return { ok: false, missing }
  const answers = Object.fromEntries(read.map(([page, parsed]) => [page, parsed.ok ? parsed.data : {}]))
  return { ok: true, answers: { ...answers, children: children.flatMap(parsed => (parsed.ok ? [parsed.data] : [])) } as unknown as Answers }
}

/**
 * What is told, by field group. Who told it has a part of its own; whoever gives no name tells anonymously, which only the public may, and whoever asks not to
 * be named is known to the manager who decides alone (practice: referral-identity). `files`: how many come with it.
 */
export const toldByThePublic = ({ danger, ring, about, worry, themes, where, adults, family, you, children }: Answers, files = 0) => {
  const own = family.familyTold === 'self'
  return {
    record: {
      facts: {
        form: about.form,
        channel: 'portal',
        inDangerNow: danger.inDangerNow === 'yes',
        referrerIs: 'public',
        anonymous: you.naming === 'anonymous',
        source: 'public',
        concerns: themes.concerns ?? ['other'],
        familyTold: family.familyTold === 'no' ? 'no' : 'yes',
        ...(family.familyTold === 'no' ? { notToldReason: family.notToldReason ?? 'other' } : {}),
        ...(own ? { consent: 'given' } : family.consent && family.familyTold === 'yes' ? { consent: family.consent } : {}),
        riskToWorkers: where.riskToWorkers !== undefined,
        ...(files > 0 ? { files } : {}),
        children: children.map((one, at) => ({ label: `child ${at + 1}`, ...one })),
      },
      narrative: {
        seenOrHeard: worry.seenOrHeard,
        ...(worry.childsWords ? { childsWords: worry.childsWords } : {}),
        ...(where.riskToWorkers ? { riskToWorkers: where.riskToWorkers } : {}),
        ...(danger.inDangerNow === 'yes' && ring.emergencyCall ? { emergencyCall: ring.emergencyCall } : {}),
      },
    },
    ...(you.naming === 'anonymous' && !you.relationship
      ? {}
      : {
          referrer: {
            facts: { withheld: you.naming === 'withheld' },
            narrative: {
              ...(you.relationship || own
                ? { relationship: [you.relationship, own ? 'tells of their own family' : ''].filter(Boolean).join('; ') }
                : {}),
              ...(you.naming === 'anonymous'
                ? {}
                : {
                    ...(you.name ? { name: you.name } : {}),
                    ...(you.phone ? { phone: you.phone } : {}),
                    ...(you.whenToRing ? { whenToRing: you.whenToRing } : {}),
                    ...(you.email ? { email: you.email } : {}),
                  }),
            },
          },
        }),
    ...(where.address || where.postcode || where.whereNow
      ? {
          whereabouts: {
            facts: where.postcode ? { postcode: where.postcode } : {},
            narrative: {
              ...(where.whereNow ? { whereNow: where.whereNow } : {}),
              ...(where.address ? { address: where.address } : {}),
            },
          },
        }
      : {}),
    ...(adults.adults ? { 'third-party': { facts: {}, narrative: { adults: adults.adults } } } : {}),
  } satisfies ToldParts
}
