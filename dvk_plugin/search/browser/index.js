/* The index's files, fetched when they are asked for. Their shape: dvk_plugin/search/bundle.py. */

import { crc32, fold, readWords } from "./text.js"

const CARDS = 4 // cards in one file
const KINDS = ["bai", "anh", "mo-hinh", "so-lieu", "don-vi", "huong-dan"]

/** What went wrong with a file of the index: `missing`, `damaged`, `offline` or `building`. */
export class IndexFault extends Error {
  constructor(kind, file) {
    super(`${kind}: ${file}`)
    this.kind = kind
    this.file = file
  }
}

/** The index of a site. `early`: its contents as they are being fetched already, if they are. */
export async function openIndex(site, early) {
  const base = new URL("tim-kiem/chi-muc/", site)
  const url = new URL("muc-luc.bin", base)
  const contents = await readPacked(early ?? fetch(url, { cache: "no-cache" }), url)
  if (contents.building) throw new IndexFault("building", "muc-luc.bin")
  return new Index(base, contents)
}

class Index {
  constructor(base, { mark, numbering, bits, segments, titles, schools, models, words, isWhole }) {
    Object.assign(this, { base, mark, numbering, bits })
    this.schools = schools ?? {}
    this.models = models ?? {}
    this.files = new Map()
    this.terms = new Map()
    this.count(segments)
    const orders = words.matchAll(/([a-z]+)([0-9]+)/g)
    /** The commonest words with the binary order of their frequency; `isWhole` where that is all. */
    this.vocabulary = { isWhole, words: new Map(Array.from(orders, ([, word, order]) => [word, Number(order)])) }
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

  termsOf(file) {
    const name = `tu/${file}.bin`
    return this.once(`${name}?v=${this.mark}`, async (answer, url) => {
      const bytes = await readBytes(answer, url)
      const view = new DataView(bytes.buffer)
      const whole = bytes.length >= 8 && view.getUint32(4) === bytes.length - 8
      if (!whole || view.getUint32(0).toString(16).padStart(8, "0") !== this.numbering) {
        throw new IndexFault("damaged", name)
      }
      return bytes
    })
  }

  /** What to show of a page: its card. */
  async show(place) {
    const card = this.card[place]
    const name = `the/${this.segmentOf(place).name}/${Math.floor(card / CARDS)}.bin`
    const cards = await this.once(name, readPacked)
    return cards[card % CARDS]
  }

  /** Folded pairs of neighbours with their spelling, the commonest of titles and captions. */
  pairs() {
    return this.once(`goi-y.bin?v=${this.mark}`, async (answer, url) => {
      const { pairs } = await readPacked(answer, url)
      return new Map(pairs.map(pair => [fold(pair), pair]))
    })
  }

  /** What `read` makes of a file, fetched once unless that fails. */
  once(name, read) {
    if (!this.files.has(name)) {
      const url = new URL(name, this.base)
      const promise = read(fetch(url), url)
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

/** The bytes of an answer that is waited for. */
async function readBytes(answer, url) {
  const { name, body } = await bodyOf(answer, url)
  return read(name, async () => new Uint8Array(await new Response(body).arrayBuffer()))
}

/** The value in an answer of packed JSON. */
async function readPacked(answer, url) {
  const { name, body } = await bodyOf(answer, url)
  return read(name, () => new Response(body.pipeThrough(new DecompressionStream("deflate"))).json())
}

async function bodyOf(answer, url) {
  const name = url.pathname.split("/chi-muc/").pop()
  let response
  try {
    response = await answer
  } catch {
    throw new IndexFault("offline", name)
  }
  if (!response.ok) throw new IndexFault("missing", name)
  return { name, body: response.body }
}

async function read(name, reading) {
  try {
    return await reading()
  } catch {
    throw new IndexFault("damaged", name)
  }
}
