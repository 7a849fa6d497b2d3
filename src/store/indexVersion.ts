/**
 * Version of the rules by which calls are listed, counted and made searchable: of `model/caller.ts`,
 * `origin.ts`, `touches.ts` and `operations`, and of `searchText.ts`. Raise it when one of them says
 * something else of the same record; stored calls are then indexed anew, a few at a time.
 */
export const indexVersion = 1;
