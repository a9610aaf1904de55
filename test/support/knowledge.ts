import type { Directory } from '../../src/core/reading/company.ts'
import { compileLexicon } from '../../src/core/reading/lexicon.ts'
import type { Knowledge } from '../../src/core/reading/prose.ts'

/** These companies, and no words at all. */
export function wordless(directory: Directory): Knowledge {
  const lexicon = compileLexicon(
    {
      publishers: [],
      publisherEndings: [],
      firstNames: [],
      surnames: [],
      roles: [],
      people: [],
      places: [],
      nations: [],
      descriptors: [],
      premises: [],
      hangers: [],
      employers: [],
      headlineVerbs: [],
      headlineWords: [],
      nameNouns: [],
    },
    new Map(),
  )
  return { directory, lexicon }
}
