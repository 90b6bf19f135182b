import { z } from 'zod'
import type { Moment } from '../../../guidance/index.ts'
import { isIssuer } from '../../../kernel/access/agency-sign-in.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'

/** How the people of an agency may come in through it; `issuer` null where they may not. */
export type AgencySignIn = {
  readonly agency: string
  readonly name: string
  readonly issuer: string | null
  readonly clientId: string | null
  readonly accepts: readonly string[]
  readonly active: boolean
}

type Row = {
  agency_id: string
  name: string
  issuer: string | null
  client_id: string | null
  accepts: string[] | null
  active: boolean | null
}
const list = statement<Row>('agency-sign-ins', null, 'select * from gt.agency_sign_ins()')
type ChangeRow = {
  at: Moment
  by_name: string
  issuer: string
  client_id: string
  accepts: string[]
  active: boolean
  new_secret: boolean
}
const history = statement<ChangeRow>('agency-sign-in-changes', null, 'select * from gt.agency_sign_in_changes($1)')
const set = statement<{ done: boolean }>('agency-sign-in-set', null, 'select gt.set_agency_sign_in($1, $2, $3, $4, $5, $6) as done')

/** Every agency, for whoever looks after accounts everywhere. */
export const agencySignIns = async (tx: Tx): Promise<AgencySignIn[]> =>
  (await tx.run(list, [])).map(row => ({
    agency: row.agency_id,
    name: row.name,
    issuer: row.issuer,
    clientId: row.client_id,
    accepts: row.accepts ?? [],
    active: row.active ?? false,
  }))

/** What was set for an agency, when and by whom; `newSecret`: its secret was another one from then on. */
export type AgencySignInChange = {
  readonly at: Moment
  readonly by: string
  readonly issuer: string
  readonly clientId: string
  readonly accepts: readonly string[]
  readonly active: boolean
  readonly newSecret: boolean
}

/** What was set for one agency, the latest first. */
export const agencySignInChanges = async (tx: Tx, agency: string): Promise<AgencySignInChange[]> =>
  (await tx.run(history, [agency])).map(row => ({
    at: row.at,
    by: row.by_name,
    issuer: row.issuer,
    clientId: row.client_id,
    accepts: row.accepts,
    active: row.active,
    newSecret: row.new_secret,
  }))

/** What is set for one agency. `sealed`: its secret, sealed; null keeps the one that is there. False where there is none, or the asker may not. */
export const setAgencySignIn = async (
  tx: Tx,
  agency: string,
  { issuer, clientId, accepts, active }: z.output<typeof agencyForm.schema>,
  sealed: string | null,
): Promise<boolean> => (await tx.run(set, [agency, issuer, clientId, sealed, accepts, active === 'yes']))[0]?.done ?? false

/** What an agency says (RFC 8176, `amr`) of one factor alone: it says nothing of a second one. */
const singleFactors = new Set('pwd pin kba fpt face iris retina vbm user geo rba wia tel otp sms'.split(' '))

/** An agency's own signing in, as it is set. */
export const agencyForm = declareForm(
  z.object({
    issuer: z
      .string('Enter the address of the issuer')
      .max(500)
      .refine(isIssuer, 'Enter an address that begins with https:// and has nothing after its path')
      .transform(text => text.replace(/\/$/, '')),
    clientId: z.string('Enter the client id that the agency gave').max(300),
    secret: z.string().max(1000).optional(),
    accepts: z
      .string('Enter at least one word by which the agency says that it asked for a second factor')
      .max(500)
      .transform(text => text.split(/[\s,]+/).filter(Boolean))
      .pipe(
        z
          .array(z.string().max(200))
          .min(1)
          .max(20)
          .refine(
            words => !words.some(word => singleFactors.has(word.toLowerCase())),
            'Enter words that stand for two factors together, such as mfa: pwd, otp and others like them stand for one alone',
          ),
      ),
    active: z.enum(['yes', 'no'], { error: 'Say whether people may come in this way' }),
  }),
  {
    issuer: 'Address of the issuer',
    clientId: 'Client id',
    secret: 'Client secret',
    accepts: 'Words for a second factor',
    active: 'May people come in this way?',
  },
)
