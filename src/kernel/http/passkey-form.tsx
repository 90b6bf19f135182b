import type { Content } from '../../design-system/index.ts'
import { Button } from '../../design-system/index.ts'

/**
 * A form that a device fills in: its script asks the browser for a passkey and sends the answer like any form. Without a script, or where a browser knows no
 * passkeys, it does not show. `does`: 'get' to sign in, 'create' to make one; `options`: where what the device is asked comes from.
 */
export const PasskeyForm = ({
  action,
  options,
  does,
  csrf,
  text,
  to,
  kept,
  children,
}: {
  action: string
  options: string
  does: 'get' | 'create'
  csrf: string
  text: string
  to?: string | undefined
  kept?: string | undefined
  children?: Content
}) => (
  <form method="post" action={action} data-passkey={does} data-passkey-options={options} hidden>
    <input type="hidden" name="csrf" value={csrf} />
    <input type="hidden" name="answer" value="" />
    {to !== undefined && <input type="hidden" name="to" value={to} />}
    {kept !== undefined && <input type="hidden" name="kept" value={kept} />}
    {children}
    <Button text={text} classes={does === 'get' ? 'govuk-button--secondary' : undefined} />
    <p class="govuk-body" role="status" data-passkey-state />
  </form>
)
