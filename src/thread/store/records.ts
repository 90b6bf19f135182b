/**
 * SQL for the records whose entries a page about a person shows, as rows with an `id`: the one it is asked by and those that are read as part of it. To be
 * joined with `cross join lateral`, so that each record is gone to by its own id. $1 is the partnership.
 * `person`: SQL for the record asked by; `known`: SQL for the moment as known at which it is asked, 'infinity' for now.
 */
export const recordsOf = (person: string, known = `'infinity'`): string => `unnest(gt.records_of($1, ${person}, ${known}::timestamptz))`
