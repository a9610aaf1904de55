import packageJson from '../package.json' with { type: 'json' }

/** How `npm start` and the image run Node, for whoever measures that. */
export const startFlags = packageJson.scripts.start
  .split(' ')
  .filter((word) => word.startsWith('--'))

/** As the image sets it. */
export const startEnv = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '32768' }
