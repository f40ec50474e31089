/* All that search.js fetches when a reader turns to the search. tools/finder.py puts it into one
   file, `theme/assets/dvk/search/finder.js`. */

export { openDialog } from "./dialog.js"
export { openPage } from "./page.js"
export { readWords, tidy } from "./text.js" // for the test that compares them with Python's
