/** The one search box, in the head of every page for those who may search. It works without scripts, and is posted: no name stands in an address. */
export function SearchBox({ action, csrf }: { action: string; csrf: string }) {
  return (
    <form class="gt-search" method="post" action={action} role="search" autocomplete="off">
      <input type="hidden" name="csrf" value={csrf} />
      <label class="govuk-visually-hidden" for="search-everywhere">
        Search for a person or a concern
      </label>
      <input
        class="govuk-input gt-search__input"
        id="search-everywhere"
        name="q"
        type="search"
        placeholder="Find a person"
        autocomplete="off"
        spellcheck={false}
      />
      <button type="submit" class="gt-search__button">
        Search
      </button>
    </form>
  )
}
