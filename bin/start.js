// What `npm start` runs: the program as plain JavaScript, or its source where that cannot be written.
import './node-version.js'
import { isBuilt } from './build.js'

import(isBuilt ? '../dist/main.js' : '../src/main.ts')
