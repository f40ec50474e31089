/* From what was typed to what is shown: ranked, completed while it is typed, corrected where it
   leads nowhere. */

import { correct, endingsOf } from "./correct.js"
import { readQuery, withEndings } from "./query.js"
import { rank } from "./rank.js"

const FEW = 8

/** The answer to a query: `{query, hits, counts, isLoose, suggestion, isCorrected}`.

    `suggestion`: what was probably meant; where the query itself finds nothing, the hits are the
    suggestion's (`isCorrected`). A query without a word has no hits. */
export async function find(index, raw, filters) {
  let query = readQuery(raw)
  if (!query.terms.length) return { query, hits: [], counts: {}, suggestion: "" }
  let result = await rank(index, query, filters)
  const isOneLetter = query.terms.length === 1 && query.terms[0].fold.length === 1
  if (query.open && (isOneLetter || result.isLoose || result.hits.length < FEW)) {
    const endings = await endingsOf(index, query.terms.at(-1).fold, { beyond: !isOneLetter })
    if (endings.some(word => word !== query.terms.at(-1).fold)) {
      const completed = withEndings(query, endings)
      const more = await rank(index, completed, filters)
      if (!more.isLoose) [query, result] = [completed, more]
    }
  }
  if (!result.isLoose && (query.terms.length === 1 || result.isJoint)) {
    return { query, ...result, suggestion: "" }
  }
  return corrected(index, query, result, filters)
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
