import { z } from 'zod'
import type { Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { declareForm } from '../../../kernel/http/declared.ts'

/** A domain that an agency gives its people mail addresses of; `ended` where it was taken off. `by` null: when the partnership was set up. */
export type MailDomain = {
  readonly domain: string
  readonly by: string | null
  readonly at: Moment
  readonly ended: { readonly by: string | null; readonly at: Moment } | null
}

type Row = { domain: string; set_by: string | null; set_at: Moment; ended_by: string | null; ended_at: Moment | null }
const list = statement<Row>('mail-domains', null, 'select * from gt.mail_domains($1)')
const set = statement<{ done: boolean }>('mail-domains-set', null, 'select gt.set_mail_domains($1, $2) as done')

/** The domains of an agency, those in force first, and what was before; nothing for whoever does not look after its accounts. */
export const mailDomainsOf = async (tx: Tx, agency: string): Promise<MailDomain[]> =>
  (await tx.run(list, [agency])).map(row => ({
    domain: row.domain,
    by: row.set_by,
    at: row.set_at,
    ended: row.ended_at === null ? null : { by: row.ended_by, at: row.ended_at },
  }))

/** Sets them, all at once; false where the asker does not look after accounts everywhere. */
export const setMailDomains = async (tx: Tx, agency: string, domains: readonly string[]): Promise<boolean> =>
  (await tx.run(set, [agency, domains]))[0]?.done ?? false

/** Domains of which anybody can have an address: they say of nobody where they work. */
const anybodys = new Set(
  'gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk live.com live.co.uk msn.com yahoo.com yahoo.co.uk icloud.com me.com aol.com btinternet.com sky.com virginmedia.com proton.me protonmail.com gmx.com mail.com'.split(
    ' ',
  ),
)

/** The domains of an agency, one on each line. */
export const domainsForm = declareForm(
  z.object({
    domains: z
      .string()
      .max(5000)
      .optional()
      .transform(text => [
        ...new Set(
          (text ?? '')
            .toLowerCase()
            .split(/[\s,]+/)
            .map(one => one.replace(/^@/, ''))
            .filter(Boolean),
        ),
      ])
      .pipe(
        z
          .array(
            z
              .string()
              .max(200)
              .regex(
                /^[a-z0-9-]+(\.[a-z0-9-]+)+$/,
                'Enter each domain as it stands after the @, like school.example.org, on a line of its own',
              )
              .refine(one => !anybodys.has(one), 'Leave out domains of which anybody can have an address'),
          )
          .max(50, 'Enter at most 50 domains'),
      ),
  }),
  { domains: 'What stands after the @ in the addresses of its people' },
)
