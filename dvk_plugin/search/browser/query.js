/* What a reader typed, as terms to look up. */

import { readWords, tidy } from "./text.js"

/** Characters of a query that are read; the rest is left out, and said so. */
export const LONGEST = 200
const MOST_TERMS = 16

/** The terms of a query, and which neighbours must stand side by side.

    `terms`: `{fold, spell, marked, options}`: `marked` when it was typed with marks, `options` the
    folds that do for it with their worth. `bound[i]`: terms i and i + 1 belong together, by quotes
    (`firm`) or because no blank parts them (`308-CV/TU`). `open`: the last word may go on. */
export function readQuery(raw) {
  const isCut = raw.length > LONGEST
  const text = tidy(raw.slice(0, LONGEST))
  const { words, values } = readWords(text)
  const starts = new Map(values.map(value => [value.start, value]))
  const terms = []
  for (let at = 0; at < words.length; at++) {
    const value = starts.get(at)
    const first = words[at]
    if (value) {
      terms.push({ spell: value.number, fold: value.number, start: first.start, end: words[value.end - 1].end })
      at = value.end - 1
    } else terms.push(first)
  }
  const kept = terms.slice(0, MOST_TERMS)
  const quoted = [...text.matchAll(/["“«]([^"”»]*)["”»]/g)].map(match => [match.index, match.index + match[0].length])
  const bound = kept.slice(1).map((term, at) => {
    const before = kept[at]
    const isQuoted = quoted.some(([from, to]) => from < before.start && term.end < to + 1)
    const isJoined = !/\s/.test(text.slice(before.end, term.start))
    return { firm: isQuoted, joined: isJoined }
  })
  const end = kept.at(-1)?.end ?? 0
  return {
    text,
    isCut: isCut || terms.length > kept.length,
    bound,
    open: /[\p{L}]$/u.test(text) && end === text.length,
    terms: kept.map(one => ({
      fold: one.fold,
      spell: one.spell,
      marked: one.spell !== one.fold,
      options: [{ fold: one.fold, worth: 1 }],
    })),
  }
}

/** The query without its last word. */
export function withoutLast(query) {
  return { ...query, terms: query.terms.slice(0, -1), bound: query.bound.slice(0, -1) }
}

/** The same query with its last word taken for the beginning of these words. */
export function withEndings(query, words) {
  const last = query.terms.at(-1)
  const more = words.filter(word => word !== last.fold).map(fold => ({ fold, worth: 0.6 }))
  return { ...query, terms: [...query.terms.slice(0, -1), { ...last, options: [...last.options, ...more] }] }
}
