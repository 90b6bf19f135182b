import { z } from 'zod'
import type { Moment } from '../../../guidance/index.ts'
import { isIssuer } from '../../../kernel/access/agency-sign-in.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { isId } from '../../../thread/ids.ts'

/** How the people of an agency may come in through it; `issuer` null where they may not. */
export type AgencySignIn = {
  readonly agency: string
  readonly name: string
  readonly issuer: string | null
  readonly clientId: string | null
  readonly accepts: readonly string[]
  readonly active: boolean
  readonly asked: AskedFor | null
}

/** What somebody has asked for and a second person has not confirmed yet: until then what was set before is in force. `may`: the asker may confirm it. */
export type AskedFor = {
  readonly id: string
  readonly issuer: string
  readonly clientId: string
  readonly accepts: readonly string[]
  readonly newSecret: boolean
  readonly by: string
  readonly at: Moment
  readonly may: boolean
}

type AskedRow = {
  agency_id: string
  asked_id: string
  issuer: string
  client_id: string
  accepts: string[]
  new_secret: boolean
  by_name: string
  asked_at: Moment
  may: boolean
}
type Row = {
  agency_id: string
  name: string
  issuer: string | null
  client_id: string | null
  accepts: string[] | null
  active: boolean | null
}
const waiting = statement<AskedRow>('agency-sign-ins-asked', null, 'select * from gt.agency_sign_ins_asked()')
const answer = statement<{ done: boolean }>('agency-sign-in-answer', null, 'select gt.answer_agency_sign_in($1, $2) as done')
const list = statement<Row>('agency-sign-ins', null, 'select * from gt.agency_sign_ins()')
type ChangeRow = {
  at: Moment
  by_name: string
  confirmed_by: string | null
  issuer: string
  client_id: string
  accepts: string[]
  active: boolean
  new_secret: boolean
}
const history = statement<ChangeRow>('agency-sign-in-changes', null, 'select * from gt.agency_sign_in_history($1)')
const set = statement<{ done: boolean }>('agency-sign-in-set', null, 'select gt.set_agency_sign_in($1, $2, $3, $4, $5, $6) as done')

/** Every agency, for whoever looks after accounts everywhere. */
export const agencySignIns = async (tx: Tx): Promise<AgencySignIn[]> => {
  const asked = new Map((await tx.run(waiting, [])).map(one => [one.agency_id, one]))
  return (await tx.run(list, [])).map(row => ({
    agency: row.agency_id,
    name: row.name,
    issuer: row.issuer,
    clientId: row.client_id,
    accepts: row.accepts ?? [],
    active: row.active ?? false,
    asked: askedFrom(asked.get(row.agency_id)),
  }))
}

const askedFrom = (row: AskedRow | undefined): AskedFor | null =>
  row === undefined
    ? null
    : {
        id: row.asked_id,
        issuer: row.issuer,
        clientId: row.client_id,
        accepts: row.accepts,
        newSecret: row.new_secret,
        by: row.by_name,
        at: row.asked_at,
        may: row.may,
      }

/** Confirms what another has asked for, or takes it off; false where it is not there any more, or the asker is no second person for who asked. */
export const answerAgencySignIn = async (tx: Tx, asked: string, yes: boolean): Promise<boolean> =>
  (await tx.run(answer, [asked, yes]))[0]?.done ?? false

/** What was set for an agency, when and by whom; `newSecret`: its secret was another one from then on. */
export type AgencySignInChange = {
  readonly at: Moment
  readonly by: string
  readonly confirmedBy: string | null
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
    confirmedBy: row.confirmed_by,
    issuer: row.issuer,
    clientId: row.client_id,
    accepts: row.accepts,
    active: row.active,
    newSecret: row.new_secret,
  }))

/** Asks for what is to be set for one agency, which waits for a second person; switching it off does not. `sealed`: its secret, sealed; null keeps the one that is there. False where there is none, or the asker may not. */
export const setAgencySignIn = async (
  tx: Tx,
  agency: string,
  { issuer, clientId, accepts, active }: z.output<typeof agencyForm.schema>,
  sealed: string | null,
): Promise<boolean> => (await tx.run(set, [agency, issuer, clientId, sealed, accepts, active === 'yes']))[0]?.done ?? false

/** What an agency says (RFC 8176, `amr`) of one factor alone: it says nothing of a second one. */
const singleFactors = new Set('pwd pin kba fpt face iris retina vbm user geo rba wia tel otp sms'.split(' '))

/** A second person's answer to what another has asked for. */
export const answerForm = declareForm(
  z.object({
    asked: z.string('Open the page again and look what is asked').refine(isId),
    answer: z.enum(['yes', 'no'], { error: 'Choose whether it is to take effect' }),
  }),
  { asked: 'What is asked', answer: 'Is it to take effect?' },
)

/** An agency's own signing in, as it is set. */
export const agencyForm = declareForm(
  z.object({
    issuer: z
      .string('Enter the address of the issuer')
      .max(500)
      .refine(text => isIssuer(text, true), 'Enter an address that begins with https:// and has nothing after its path')
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
