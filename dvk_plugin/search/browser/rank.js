/* Which pages and photos answer a query, best first.

   A page has to have every word. What counts is where a word stands (title before model's name
   before caption before body), how rare it is, and how many of the query's neighbours are
   neighbours on the page: most Vietnamese words are two syllables or more. Words typed with marks
   are looked for as typed first: pages that have all of them come before pages that do not. */

import { crc32 } from "./text.js"

const WORTH = [1, 1.3, 1.7, 2.2, 2.2, 3, 4.5, 6] // by weight of place: 7 title, 6 name, 5 caption
const OTHER_MARKS = 0.3 // «màu» for «máu»
const NEIGHBOURS = 1.6
const REGISTER_OF_NUMBER = 0.5 // who asks for a number wants the post that says it first
const KIND_WORTH = { bai: 1, anh: 0.9, "mo-hinh": 1.35, "so-lieu": 1.15, "don-vi": 1.25, "huong-dan": 0.4 }

/** Hits of a query: `{hits, counts, isLoose}`. A hit is `{place, score, photos}`; photos stand under
    the page that shows them unless they are what is asked for. `counts`: kind → hits of that kind.
    `isLoose`: no page had every word, so these have most of them. */
export async function rank(index, query, filters = {}) {
  const [words, pairs, allowed] = await Promise.all([
    Promise.all(query.terms.map(term => tally(index, term))),
    Promise.all(query.terms.slice(1).map((term, at) => neighbours(index, query.terms[at], term))),
    allow(index, filters),
  ])
  const sums = add(index.size, words, pairs, query)
  let chosen = choose(sums, allowed, query, { strict: true })
  if (!chosen.length) chosen = choose(sums, allowed, query, {})
  const isLoose = !chosen.length
  if (isLoose && query.terms.length > 1) chosen = chooseMost(sums, allowed, query)
  const counts = {}
  for (const place of chosen) counts[index.kindOf(place)] = (counts[index.kindOf(place)] ?? 0) + 1
  const hits = order(index, chosen, sums, query, filters)
  return { hits, counts, isLoose, isJoint: chosen.some(at => sums.joints[at] === query.terms.length - 1) }
}

/** For each place the best worth of a term there, that of the part it stands in alone, and whether
    it has the marks as typed. */
async function tally(index, term) {
  const best = new Float32Array(index.size)
  const part = new Float32Array(index.size)
  const exact = new Uint8Array(index.size)
  const hash = crc32(term.spell) & 0xff
  for (const { fold, worth } of term.options) {
    const lists = await index.word(fold)
    const rarity = rarityOf(lists.reduce((sum, list) => sum + list.places.length, 0), index.size)
    for (const list of lists) {
      const isExact = !term.marked || (fold === term.fold && list.hash === hash)
      const factor = rarity * worth * (isExact ? 1 : OTHER_MARKS)
      list.places.forEach((place, at) => {
        const value = WORTH[list.weights[at]]
        best[place] = Math.max(best[place], factor * value)
        part[place] = Math.max(part[place], value)
        if (isExact) exact[place] = 1
      })
    }
  }
  return { best, part, exact }
}

/** For each place where two terms are neighbours what that is worth, as in a page's body. */
async function neighbours(index, left, right) {
  const best = new Float32Array(index.size)
  for (const { fold, worth } of right.options) {
    const places = await index.pair(left.fold, fold)
    const mine = NEIGHBOURS * worth * rarityOf(places.length, index.size)
    for (const place of places) best[place] = Math.max(best[place], mine)
  }
  return best
}

function rarityOf(count, size) {
  return Math.log(1 + (size + 1) / (count + 0.5))
}

/** 1 for each place that the filters let through, but for that of the kind. */
async function allow(index, { school, model, year }) {
  const allowed = new Uint8Array(index.size).fill(1)
  for (const name of [school && `@t:${school}`, model && `@m:${model}`].filter(Boolean)) {
    const has = new Uint8Array(index.size)
    for (const list of await index.word(name)) list.places.forEach(place => { has[place] = 1 })
    allowed.forEach((_, place) => { allowed[place] &= has[place] })
  }
  if (year) {
    for (const segment of index.segments) {
      if (segment.year !== year) allowed.fill(0, segment.base, segment.end)
    }
  }
  return allowed
}

function add(size, words, pairs, query) {
  const score = new Float32Array(size)
  const count = new Uint8Array(size)
  const exact = new Uint8Array(size)
  const joints = new Uint8Array(size)
  const firm = new Uint8Array(size)
  const joined = new Uint8Array(size)
  for (const word of words) {
    for (let place = 0; place < size; place++) {
      if (!word.best[place]) continue
      score[place] += word.best[place]
      count[place] += 1
      exact[place] += word.exact[place]
    }
  }
  pairs.forEach((pair, at) => {
    const { firm: isFirm, joined: isJoined } = query.bound[at]
    for (let place = 0; place < size; place++) {
      if (!pair[place]) continue
      score[place] += pair[place] * Math.min(words[at].part[place], words[at + 1].part[place])
      joints[place] += 1
      if (isFirm) firm[place] += 1
      if (isJoined) joined[place] += 1
    }
  })
  return { score, count, exact, joints, firm, joined }
}

/** Places with every word; where some have neighbours as typed, those at least half as good. */
function choose(sums, allowed, query, { strict }) {
  const firm = query.bound.filter(one => one.firm).length
  const joined = strict ? query.bound.filter(one => one.joined).length : 0
  const found = []
  let most = 0
  for (let place = 0; place < allowed.length; place++) {
    const isThere = allowed[place] && sums.count[place] === query.terms.length
    if (!isThere || sums.firm[place] < firm || sums.joined[place] < joined) continue
    found.push(place)
    most = Math.max(most, sums.joints[place])
  }
  return found.filter(place => sums.joints[place] >= Math.ceil(most / 2))
}

/** Places with as many of the words as any has, if that is more than half of them. */
function chooseMost(sums, allowed, query) {
  let most = 0
  allowed.forEach((is, place) => { if (is) most = Math.max(most, sums.count[place]) })
  if (most * 2 <= query.terms.length) return []
  return [...allowed.keys()].filter(place => allowed[place] && sums.count[place] === most)
}

function order(index, chosen, sums, query, { kind, sort }) {
  const hasNumber = query.terms.some(term => /^[0-9]/.test(term.fold))
  const worth = { ...KIND_WORTH, ...(hasNumber && { "so-lieu": REGISTER_OF_NUMBER }) }
  const scoreOf = place => sums.score[place] * worth[index.kindOf(place)]
  const groups = new Map()
  for (const place of chosen) {
    const isPhoto = index.kindOf(place) === "anh"
    if (kind && index.kindOf(place) !== kind) continue
    const home = isPhoto && !kind ? index.page[place] : place
    if (!groups.has(home)) groups.set(home, { place: home, score: 0, exact: 0, photos: [] })
    const group = groups.get(home)
    if (isPhoto && !kind) group.photos.push(place)
    group.score = Math.max(group.score, scoreOf(place))
    group.exact = Math.max(group.exact, sums.exact[place])
  }
  const byDay = (a, b) => a.place - b.place // newest pages have the lowest numbers
  const byWorth = (a, b) => b.exact - a.exact || b.score - a.score || byDay(a, b)
  const hits = [...groups.values()].sort(sort === "moi" ? byDay : byWorth)
  for (const hit of hits) hit.photos.sort((a, b) => sums.score[b] - sums.score[a] || a - b)
  return hits
}
