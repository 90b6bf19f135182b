import { z } from 'zod'
import { Button, SummaryList, type Typed } from '../../design-system/index.ts'
import { isId } from '../../thread/ids.ts'
import { sealFor } from '../sealed.ts'
import { type Labels, labelOf } from './declared.ts'
import { neverShown } from './never-shown.ts'
import { isOwnPath } from './reply.ts'

/**
 * What somebody had typed when their session was over, on its way through signing in again. It travels sealed in the page and is kept nowhere; only the
 * account that typed it gets it back, so that the next person at the desk reads nothing.
 */
export type KeptWords = {
  readonly account: string
  readonly action: string
  readonly commandId: string
  readonly typed: Readonly<Record<string, string | readonly string[]>>
  readonly labels: Labels
}

const schema = z.object({
  account: z.string().refine(isId),
  action: z.string().refine(isOwnPath),
  commandId: z.string(),
  typed: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  labels: z.record(z.string(), z.string()),
})

const seal = (secret: string) => sealFor(secret, 'words on their way through signing in')

/** Seals what was typed; null where nothing was. `labels`: what the form calls its fields. */
export const keepWords = (
  secret: string,
  { account, action, typed, labels }: { account: string; action: string; typed: Typed; labels: Labels },
): string | null => {
  const words = Object.entries(typed).flatMap(([name, value]) =>
    value === undefined || neverShown.has(name) ? [] : [[name, value] as const],
  )
  if (words.length === 0 || !isOwnPath(action)) return null
  const commandId = typeof typed['commandId'] === 'string' && isId(typed['commandId']) ? typed['commandId'] : ''
  const named = Object.fromEntries(words.map(([name]) => [name, labelOf(labels, name)]))
  return seal(secret).close(JSON.stringify({ account, action, commandId, typed: Object.fromEntries(words), labels: named }))
}

/** What was sealed, for whoever has signed in; null for anybody but the account that typed it. */
export const keptWords = (secret: string, sealed: unknown, account: string): KeptWords | null => {
  const text = typeof sealed === 'string' ? seal(secret).open(sealed) : null
  const parsed = text === null ? null : schema.safeParse(JSON.parse(text))
  return parsed?.success && parsed.data.account === account ? parsed.data : null
}

/** What was typed is back, and can be sent as it was. */
export const WordsBackPage = ({ words, csrf }: { words: KeptWords; csrf: string }) => (
  <>
    <h1 class="govuk-heading-l">You are signed in again, and what you typed is here</h1>
    <p class="govuk-body">It was not sent. Send it now; if something has to be put right, the form comes back with all of it.</p>
    <form method="post" action={words.action} novalidate>
      <input type="hidden" name="csrf" value={csrf} />
      {words.commandId !== '' && <input type="hidden" name="commandId" value={words.commandId} />}
      {Object.entries(words.typed).flatMap(([name, value]) =>
        [value].flat().map((one, at) => <input type="hidden" key={`${name} ${at}`} name={name} value={one} />),
      )}
      <Button text="Send it now" preventDoubleClick />
    </form>
    <SummaryList
      rows={Object.entries(words.typed)
        .filter(([name, value]) => words.labels[name] !== name && value.length > 0)
        .map(([name, value]) => ({
          key: { text: words.labels[name] ?? name },
          value: { text: typeof value === 'string' ? value : value.join(', ') },
        }))}
    />
  </>
)
