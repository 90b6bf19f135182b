/** The one search box, in the head of every page for those who may search. It works without scripts, and what was typed stands on the page it leads to. */
export function SearchBox({ action }: { action: string }) {
  return (
    <form class="gt-search" method="get" action={action} role="search" autocomplete="off">
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
