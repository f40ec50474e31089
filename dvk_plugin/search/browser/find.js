/* From what was typed to what is shown: ranked, completed while it is typed, corrected where it
   leads nowhere. */

import { correct, endingsOf, isBeginning, isWord } from "./correct.js"
import { readQuery, withEndings, withoutLast } from "./query.js"
import { rank } from "./rank.js"

const FEW = 8

/** The answer to a query: `{query, hits, counts, isLoose, suggestion, isCorrected}`.

    `suggestion`: what was probably meant; where the query itself finds nothing, the hits are the
    suggestion's (`isCorrected`). A query without a word has no hits.
    Unless the query is `settled`, half a word at its end is left out, and nothing is completed or
    corrected, for which more has to be fetched: `isThin` tells that this may be worth while,
    `isPending` that there is nothing to show before. */
export async function find(index, raw, filters, { settled }) {
  const query = readQuery(raw)
  if (!query.terms.length) return { query, hits: [], counts: {}, suggestion: "" }
  const last = query.terms.at(-1).fold
  const isAlone = query.terms.length === 1
  if (isAlone && query.open && last.length === 1) return begin(index, query, filters)
  if (settled || isAstray(index, query)) return findAll(index, query, filters)
  const isHalf = query.open && (last.length === 1 || !isWord(index, last))
  if (isHalf && isAlone) return { query, isPending: true }
  const asked = isHalf ? withoutLast(query) : query
  const result = await rank(index, asked, filters)
  if (result.isLoose) return { query, isPending: true }
  const isThin = isHalf || result.hits.length < FEW || !isJoint(asked, result)
  return { query: asked, ...result, suggestion: "", isThin }
}

/** Whether some word leads nowhere however the reader types on: what was meant is worth fetching. */
function isAstray(index, { terms, open }) {
  return terms.some(({ fold }, at) => {
    const isLast = at === terms.length - 1
    return isLast && open ? !isBeginning(index, fold) : !isWord(index, fold)
  })
}

/** What begins with one letter: titles that are no post's. */
async function begin(index, query, filters) {
  const completed = withEndings(query, endingsOf(index, query.terms[0].fold))
  return { query: completed, ...(await rank(index, completed, filters)), suggestion: "" }
}

async function findAll(index, query, filters) {
  let result = await rank(index, query, filters)
  if (query.open && (result.isLoose || result.hits.length < FEW)) {
    const completed = withEndings(query, endingsOf(index, query.terms.at(-1).fold))
    const more = await rank(index, completed, filters)
    if (!more.isLoose) [query, result] = [completed, more]
  }
  if (!result.isLoose && isJoint(query, result)) return { query, ...result, suggestion: "" }
  return corrected(index, query, result, filters)
}

/** Whether some page has the words side by side as they were typed. */
function isJoint(query, result) {
  return query.terms.length === 1 || result.isJoint
}

async function corrected(index, query, result, filters) {
  const suggestion = await correct(index, query)
  if (!suggestion) return { query, ...result, suggestion }
  const better = readQuery(suggestion)
  const found = await rank(index, better, filters)
  if (found.isLoose) return { query, ...result, suggestion: "" }
  if (result.isLoose) {
    return { query: { ...better, isCut: query.isCut }, ...found, suggestion, isCorrected: true }
  }
  return { query, ...result, suggestion: found.isJoint ? suggestion : "" }
}
