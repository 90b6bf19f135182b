import { Button } from './button.tsx'

/** The intent the button below posts: the form's own action keeps the draft and leads away. */
export const saveForLater = { name: 'intent', value: 'save-for-later' } as const

/**
 * Whether what was written is kept, and since when; and the way to keep it by hand. Stands inside a `Form` with a draft: there the autosave island
 * rewrites the line as the server answers. Takes the time of the last save ("14:05") or, where nothing has been kept yet, nothing.
 */
export function SaveState({ savedAt }: { savedAt?: string | undefined }) {
  return (
    <div class="gt-save">
      <p class="gt-save__line" role="status" data-save-state={savedAt ? 'saved' : 'unsaved'}>
        {savedAt ? `Saved at ${savedAt}` : 'Not saved yet'}
      </p>
      <Button text="Save and come back later" classes="govuk-button--secondary gt-save__button" {...saveForLater} preventDoubleClick />
    </div>
  )
}
