/* Words that a query may mean: how its last one goes on, and what a typo was to be. */

import { fold } from "./text.js"

const ENDINGS = 3 // each has files of its own to fetch

/** Folded words that begin like this one: those of titles first, then the commonest. */
export function endingsOf(index, start) {
  const found = new Set()
  for (const title of index.titles) {
    for (const word of title.words) if (word.fold.startsWith(start)) found.add(word.fold)
  }
  if (found.size < ENDINGS) {
    const { words } = index.vocabulary
    const more = [...words].filter(([word]) => word.startsWith(start)).sort((a, b) => b[1] - a[1])
    for (const [word] of more.slice(0, ENDINGS)) found.add(word)
  }
  return [...found].slice(0, ENDINGS)
}

/** Whether a word may stand somewhere: half a word does not, and nothing is to be fetched for it. */
export function isWord(index, word) {
  if (!/^[a-z]+$/.test(word)) return true
  const { words, isWhole } = index.vocabulary
  return !isWhole || words.has(word)
}

/** Whether a word may go on to one that stands somewhere. */
export function isBeginning(index, start) {
  if (isWord(index, start)) return true
  for (const word of index.vocabulary.words.keys()) if (word.startsWith(start)) return true
  return false
}

/** What the query's words were probably to be, in Vietnamese spelling, or "": each at most one
    letter off, together such words as titles and captions have side by side. */
export async function correct(index, query) {
  const { words } = index.vocabulary
  const pairs = await index.pairs()
  const choices = query.terms.map(term => near(term.fold, words))
  if (choices.length === 1) {
    const [best] = choices[0].filter(one => one.off).sort((a, b) => b.order - a.order)
    return best ? spellingOf(best.word, pairs) : ""
  }
  const path = bestPath(choices, pairs)
  if (!path?.some(one => one.off)) return ""
  return path.map((one, at) => spelled(path, at, pairs) ?? (one.off ? one.word : query.terms[at].spell)).join(" ")
}

/** The words at most one letter off, itself first if it is one: `{word, off, order}`. */
function near(word, words) {
  const found = [{ word, off: 0, order: words.get(word) ?? 0 }]
  if (/^[a-z]{2,}$/.test(word)) {
    for (const [other, order] of words) {
      if (other !== word && isNear(word, other)) found.push({ word: other, off: 1, order })
    }
  }
  return found
}

/** Whether two words differ by one letter put in, left out, changed, or two turned round. */
export function isNear(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const restA = a.slice(start)
  const restB = b.slice(start)
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  )
}

/** One choice for each word such that most neighbours are known ones, with the fewest changes. */
function bestPath(choices, pairs) {
  let paths = choices[0].map(one => ({ path: [one], worth: -1.5 * one.off }))
  for (const next of choices.slice(1)) {
    paths = next.map(one => {
      let best
      for (const { path, worth } of paths) {
        const known = pairs.get(`${path.at(-1).word} ${one.word}`) ? 2 : 0
        const mine = worth + known - 1.5 * one.off
        if (!best || mine > best.worth) best = { path: [...path, one], worth: mine }
      }
      return best
    })
  }
  return paths.reduce((best, one) => (one.worth > best.worth ? one : best)).path
}

/** The spelling of a path's word, from the pair that it makes with its neighbour. */
function spelled(path, at, pairs) {
  const before = at && pairs.get(`${path[at - 1].word} ${path[at].word}`)
  const after = at + 1 < path.length && pairs.get(`${path[at].word} ${path[at + 1].word}`)
  if (before) return before.split(" ")[1]
  return after ? after.split(" ")[0] : undefined
}

function spellingOf(word, pairs) {
  for (const pair of pairs.values()) {
    const found = pair.split(" ").find(one => fold(one) === word)
    if (found) return found
  }
  return word
}
