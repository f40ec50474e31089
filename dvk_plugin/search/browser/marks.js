/* Texts with what was searched for marked in them. Only text nodes and <mark>: nothing that a
   text says is ever read as HTML. */

import { readWords } from "./text.js"

const SPAN = 34 // words of an excerpt
const LEAD = 8 // of them before the first mark
const MOST = 60 // marks of one text that are tried for a start

/** A fragment of a whole text with its marks. */
export function marked(text, query) {
  return paint(text, 0, text.length, wantedIn(text, query).spans)
}

/** A fragment of the stretch of the card's texts that has most of what was asked for. */
export function excerpt(card, query) {
  const notes = [...card.n, ...card.p.map(([caption]) => caption)]
  const found = [card.x, ...notes].filter(Boolean).map(text => bestStretch(text, query))
  const best = found.reduce((a, b) => (b.worth > a.worth ? b : a), { worth: -1 })
  if (best.worth < 0) return new DocumentFragment()
  return paint(best.text, best.from, best.to, best.spans)
}

/** The words of a text that the query means, as `{start, end, term}`. */
function wantedIn(text, query) {
  const { words, values } = readWords(text)
  const spans = []
  query.terms.forEach((term, at) => {
    const folds = new Set(term.options.map(option => option.fold))
    const alike = words.filter(word => folds.has(word.fold))
    const exact = alike.filter(word => !term.marked || word.spell === term.spell)
    for (const word of exact.length ? exact : alike) {
      const first = words.indexOf(word)
      spans.push({ start: word.start, end: word.end, term: at, first, next: first + 1 })
    }
    for (const { number, start, end } of values) {
      if (number !== term.fold) continue
      spans.push({ start: words[start].start, end: words[end - 1].end, term: at, first: start, next: end })
    }
  })
  return { words, spans: inCompany(spans.sort((a, b) => a.start - b.start || b.end - a.end)) }
}

/** Where a term stands beside its neighbour of the query, only those places: «học bổng» marks no
    other «học». */
function inCompany(spans) {
  const isBeside = (a, b) => b && a.next === b.first && a.term + 1 === b.term
  spans.forEach((span, at) => {
    span.joined = isBeside(span, spans[at + 1]) || (at > 0 && isBeside(spans[at - 1], span))
  })
  const accompanied = new Set(spans.filter(span => span.joined).map(span => span.term))
  return spans.filter(span => span.joined || !accompanied.has(span.term))
}

function bestStretch(text, query) {
  const { words, spans } = wantedIn(text, query)
  let best = { text, spans, worth: 0, from: 0, to: endOf(words, 0, text) }
  spans.slice(0, MOST).forEach((span, at) => {
    const first = Math.max(0, words.findIndex(word => word.end > span.start) - LEAD)
    const to = endOf(words, first, text)
    const inside = spans.slice(at).filter(one => one.end <= to)
    const joints = inside.filter((one, i) => i && one.term === inside[i - 1].term + 1).length
    const worth = 3 * new Set(inside.map(one => one.term)).size + Math.min(joints, query.terms.length)
    if (worth > best.worth) best = { text, spans, worth, from: first ? words[first].start : 0, to }
  })
  return best
}

function endOf(words, first, text) {
  return first + SPAN >= words.length ? text.length : words[first + SPAN - 1].end
}

function paint(text, from, to, spans) {
  const out = new DocumentFragment()
  if (from > 0) out.append("… ")
  let at = from
  for (const { start, end } of spans) {
    if (start < at || end > to) continue
    out.append(text.slice(at, start))
    const mark = document.createElement("mark")
    mark.textContent = text.slice(start, end)
    out.append(mark)
    at = end
  }
  out.append(text.slice(at, to))
  if (to < text.length) out.append(" …")
  return out
}
