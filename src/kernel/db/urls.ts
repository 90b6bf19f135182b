import { createHmac } from 'node:crypto'

/** The roles that sign in; each has a password made from the installation's secret, so that every process of it knows them and nobody types them. */
export const loginRoles = ['gt_app', 'gt_public', 'gt_worker', 'gt_import'] as const
export type LoginRole = (typeof loginRoles)[number]

/** The password of a role: 256 bits drawn from the secret. */
export const passwordOf = (secret: string, role: LoginRole): string => createHmac('sha256', secret).update(role).digest('hex')

/** The same database as another role. `url`: the administrator's postgres URL. */
export const urlAs = (url: string, role: LoginRole, secret: string): string => {
  const as = new URL(url)
  as.username = role
  as.password = passwordOf(secret, role)
  return as.href
}
