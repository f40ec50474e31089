/* The index's files, fetched when they are asked for. Their shape: dvk_plugin/search/bundle.py. */

import { crc32, fold, readWords } from "./text.js"

const KINDS = ["bai", "anh", "mo-hinh", "so-lieu", "don-vi", "huong-dan"]

/** What went wrong with a file of the index: `missing`, `damaged`, `offline` or `building`. */
export class IndexFault extends Error {
  constructor(kind, file) {
    super(`${kind}: ${file}`)
    this.kind = kind
    this.file = file
  }
}

/** The index below an address that ends in a slash. */
export async function openIndex(base) {
  const contents = await fetchJson(new URL("muc-luc.json", base), { cache: "no-cache" })
  if (contents.building) throw new IndexFault("building", "muc-luc.json")
  return new Index(base, contents)
}

class Index {
  constructor(base, { mark, bits, segments, titles, schools, models }) {
    this.base = base
    this.mark = mark
    this.bits = bits
    this.schools = schools ?? {}
    this.models = models ?? {}
    this.files = new Map()
    this.terms = new Map()
    this.count(segments)
    this.titles = titles.map(title => ({ words: readWords(title).words }))
    const others = [...this.kind.keys()].filter(at => ["mo-hinh", "so-lieu", "don-vi"].includes(this.kindOf(at)))
    this.titles.forEach((title, at) => { title.place = others[at] })
  }

  /** Number every page and photo: its kind, its page, its page's card. */
  count(segments) {
    this.segments = []
    const kinds = []
    const pages = []
    const cards = []
    for (const [name, shape] of segments) {
      const base = kinds.length
      let card = 0
      for (const [, letter, photos] of shape.matchAll(/([a-z])([0-9]*)/g)) {
        const page = kinds.length
        const kind = KINDS.findIndex(one => one[0] === letter)
        for (let photo = 0; photo <= Number(photos); photo++) {
          kinds.push(photo ? KINDS.indexOf("anh") : kind)
          pages.push(page)
          cards.push(card)
        }
        card += 1
      }
      this.segments.push({ name, year: /^[0-9]{4}/.exec(name)?.[0] ?? "", base, end: kinds.length })
    }
    this.kind = Uint8Array.from(kinds)
    this.page = Uint32Array.from(pages)
    this.card = Uint32Array.from(cards)
    this.size = kinds.length
  }

  get years() {
    return [...new Set(this.segments.map(one => one.year).filter(Boolean))]
  }

  kindOf(place) {
    return KINDS[this.kind[place]]
  }

  segmentOf(place) {
    return this.segments.find(one => place < one.end)
  }

  /** Where a word stands: a list of `{hash, places, weights}`, one for each spelling. */
  word(term) {
    return this.find(term, true)
  }

  /** The places where two folded words stand side by side. */
  async pair(left, right) {
    const [found] = await this.find(`${left} ${right}`, false)
    return found?.places ?? []
  }

  find(term, spelled) {
    if (!this.terms.has(term)) {
      const promise = this.load(term, spelled)
      promise.catch(() => this.terms.delete(term))
      this.terms.set(term, promise)
    }
    return this.terms.get(term)
  }

  async load(term, spelled) {
    const code = crc32(term)
    const file = this.bits ? code >>> (32 - this.bits) : 0
    const bytes = await this.termsOf(file)
    const found = new Map()
    const add = (hash, place, weight) => {
      if (!found.has(hash)) found.set(hash, { hash, places: [], weights: [] })
      const list = found.get(hash)
      list.places.push(place)
      list.weights.push(weight)
    }
    readTerm(bytes, code & 0xffff, this.segments, spelled, add)
    return [...found.values()]
  }

  async termsOf(file) {
    const name = `tu/${file}.bin`
    if (!this.files.has(name)) {
      const promise = fetchBytes(new URL(`${name}?v=${this.mark}`, this.base)).then(bytes => {
        const view = new DataView(bytes.buffer)
        const whole = bytes.length >= 8 && view.getUint32(4) === bytes.length - 8
        if (!whole || view.getUint32(0).toString(16).padStart(8, "0") !== this.mark) {
          throw new IndexFault("damaged", name)
        }
        return bytes
      })
      promise.catch(() => this.files.delete(name))
      this.files.set(name, promise)
    }
    return this.files.get(name)
  }

  /** What to show of a page: the card of its segment. */
  show(place) {
    return this.once(`the/${this.segmentOf(place).name}/${this.card[place]}.json`, card => card)
  }

  /** All words with the binary order of their frequency; `isWhole` unless there are too many. */
  vocabulary() {
    return this.once("tu-vung.json", ({ words, isWhole }) => {
      const found = words.matchAll(/([a-z]+)([0-9]+)/g)
      return { isWhole, words: new Map(Array.from(found, ([, word, order]) => [word, Number(order)])) }
    })
  }

  /** Folded pairs of neighbours with their spelling, the commonest of titles and captions. */
  pairs() {
    return this.once("goi-y.json", ({ pairs }) => new Map(pairs.map(pair => [fold(pair), pair])))
  }

  once(name, read) {
    if (!this.files.has(name)) {
      const promise = fetchJson(new URL(`${name}?v=${this.mark}`, this.base)).then(read)
      promise.catch(() => this.files.delete(name))
      this.files.set(name, promise)
    }
    return this.files.get(name)
  }
}

/** Tell `add` every place of the term with this imprint in a file of terms. */
function readTerm(bytes, imprint, segments, spelled, add) {
  let at = 8
  const number = () => {
    let value = 0
    let factor = 1
    for (;;) {
      const byte = bytes[at++]
      value += (byte & 127) * factor
      if (byte < 128) return value
      factor *= 128
    }
  }
  const places = (count, end, { base, end: last }, hash) => {
    let place = base - 1
    while (at < end && count-- > 0) {
      const step = number()
      place += 1 + (spelled ? step >>> 3 : step)
      if (place < last) add(hash, place, step & 7) // two terms of one imprint may mix: 1 in 65536
    }
  }
  while (at < bytes.length) {
    const segment = segments[number()]
    const end = number() + at
    while (at < end) {
      const mine = (bytes[at] << 8 | bytes[at + 1]) === imprint
      at += 2
      const stop = number() + at
      if (mine && !spelled) places(Infinity, stop, segment, 0)
      while (mine && spelled && at < stop) {
        const hash = bytes[at++]
        places(number(), stop, segment, hash)
      }
      at = stop
    }
  }
}

async function fetchOk(url, options) {
  const name = url.pathname.split("/chi-muc/").pop()
  let response
  try {
    response = await fetch(url, options)
  } catch {
    throw new IndexFault("offline", name)
  }
  if (!response.ok) throw new IndexFault("missing", name)
  return { response, name }
}

async function fetchBytes(url) {
  const { response, name } = await fetchOk(url)
  try {
    return new Uint8Array(await response.arrayBuffer())
  } catch {
    throw new IndexFault("damaged", name)
  }
}

async function fetchJson(url, options) {
  const { response, name } = await fetchOk(url, options)
  try {
    return await response.json()
  } catch {
    throw new IndexFault("damaged", name)
  }
}
