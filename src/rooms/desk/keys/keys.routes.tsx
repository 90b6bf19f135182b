import { Table } from '../../../design-system/index.ts'
import { show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import { ownChoices } from '../choices/choices.ts'
import { type Keys, keysFor } from './keys.ts'

const KeysPage = ({ keys, on }: { keys: readonly Keys[]; on: boolean }) => (
  <>
    <h1 class="govuk-heading-l">Keyboard shortcuts</h1>
    <p class="govuk-body">
      {on
        ? 'Press one key after the other. They do nothing while you write in a field, nor together with Ctrl, Alt or Command.'
        : 'You have turned these keys off.'}{' '}
      <a class="govuk-link" href="/settings">
        {on ? 'Turn them off in your settings' : 'Turn them on in your settings'}
      </a>
    </p>
    <Table
      caption="Keys and what they do"
      captionClasses="govuk-visually-hidden"
      head={['Press', 'To']}
      firstCellIsHeader
      rows={keys.map(one => [
        {
          text: one.keys.split(' ').map((key, at) => (
            <>
              {at > 0 && ' then '}
              <kbd class="gt-key">{key}</kbd>
            </>
          )),
        },
        one.words,
      ])}
    />
  </>
)

/** The keys there are. */
export const keysRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/help/keys',
    words: 'keyboard shortcuts',
    handle: async ask => {
      const { keys: on } = await ask.tx(ownChoices)
      const keys = keysFor(ask.actor().grants)
      return show(ask.page({ title: 'Keyboard shortcuts', children: <KeysPage keys={keys} on={on} /> }), { json: { on, keys } })
    },
  }),
]
