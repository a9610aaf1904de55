import type { FeedId } from '../core/ids.ts'

/** History from files is told by this feed, which nobody reads. Not a name that a configured feed can have. */
export const importFeed = '~import' as FeedId
/** The mark of a row that brought no story of its own: only that it is known. */
export const repeated = 'repeated'
